"""What the keyless engine costs: `python -m benchmarks.offline`.

Prints CPU seconds of a cold process that briefs the seed, CPU per article of about
4,000 characters after load (the seed one and a half times), and memory.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

from extractor.answerers.offline import answer_of
from extractor.records.article import Article
from extractor.sources import article_from_text

SEED = Path(__file__).resolve().parent.parent / "seeds" / "000_aea5ba39c10c2b18.txt"
CHARACTERS, ARTICLES, ROUNDS = 4_000, 20, 5


def main() -> None:
    """Measure and print."""
    print(f"cold process, seed:      {_cold():.2f} s CPU (target 2)")
    text = SEED.read_text(encoding="utf-8").rsplit("\n", 1)[0]
    article = article_from_text(f"{text}\n{text}"[:CHARACTERS].rsplit(".", 1)[0] + ".")
    answer_of(article)
    least = min(_seconds(article) for _ in range(ROUNDS))
    size = len(article.text)
    print(f"article of {size} characters: {least:.3f} s CPU (target 0.15)")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory, at most:         {memory:.0f} MiB (target 250)")


def _cold() -> float:
    """Return the least CPU seconds of a new process that briefs the seed."""
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "extractor", "brief", str(SEED), "-q"],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        )
    return min(spent)


def _seconds(article: Article) -> float:
    before = time.process_time()
    for _ in range(ARTICLES):
        answer_of(article)
    return (time.process_time() - before) / ARTICLES


if __name__ == "__main__":
    main()

"""One long article through the whole command's way, in windows: time and memory.

    python -m benchmarks.long_article [--characters 300000] [--engine llm]

The mock model, in another process, tells a claim for every sentence and answers at
once. `--engine offline` reads the same article without a model.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractor import extract, verify
from extractor.records.article import Article
from extractor.records.outcome import Done
from extractor.sources import article_from_text

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "evals" / "gum_news" / "dev.jsonl"
PEOPLE, WORDS_A_SENTENCE = 300, (8, 28)
LETTERS = 6  # of a name's words: no pronoun has as many


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=300_000)
    parser.add_argument("--engine", choices=["llm", "offline"], default="llm")
    given = parser.parse_args()
    began = time.perf_counter()
    article = article_from_text(text_of(given.characters))
    _told("reading and splitting", began)
    print(f"{len(article.text):,} characters, {len(article.sentences):,} sentences")
    before = _peak_mib()
    if given.engine == "offline":
        done = _extracted(article, engine="offline")
    else:
        with _model() as url:
            done = _extracted(article, engine="llm", model="mock", base_url=url)
    _print(done, before=before)


def text_of(characters: int) -> str:
    """Return sentences of many speakers, in words of the news articles."""
    lines_of_json = TEXTS.read_text(encoding="utf-8").splitlines()
    words = " ".join(json.loads(line)["text"] for line in lines_of_json).split()
    plain = sorted({word.lower() for word in words if word.isalpha()})
    pick = random.Random(1)  # noqa: S311 - the same text each time
    long = [word for word in plain if len(word) >= LETTERS]
    names = [_name(long, pick) for _ in range(PEOPLE)]
    lines, length = list[str](), 0
    while length < characters:
        said = " ".join(pick.choices(plain, k=pick.randint(*WORDS_A_SENTENCE)))
        lines.append(f"{pick.choice(names)} said that {said}.")
        length += len(lines[-1]) + 1
    return "\n".join(lines)[:characters].rsplit("\n", 1)[0]


def _name(words: list[str], pick: random.Random) -> str:
    return " ".join(word.capitalize() for word in pick.sample(words, 2))


def _extracted(article: Article, **options: Any) -> Done[Any]:
    began, cpu = time.perf_counter(), time.process_time()
    outcome = extract(article, **options)
    _told("extracting", began)
    print(f"CPU time of it: {time.process_time() - cpu:.1f} s")
    if not isinstance(outcome, Done):
        message = f"expected a briefing, found {outcome}"
        raise TypeError(message)
    return outcome


def _print(done: Done[Any], *, before: float) -> None:
    file = done.file
    began = time.perf_counter()
    text = file.model_dump_json()
    _told("writing", began)
    began = time.perf_counter()
    holds = verify(file).holds
    _told("verifying", began)
    print(f"verify: {'holds' if holds else 'does not hold'}; {len(text):,} characters")
    briefing, requests = file.briefing, file.provenance.usage.requests
    print(f"{requests} requests, {len(briefing.actors)} actors, ", end="")
    print(f"{len(briefing.claims):,} claims, {len(file.dropped)} dropped")
    print(f"memory: {before:.0f} MiB before, at most {_peak_mib():.0f} MiB")


def _told(what: str, began: float) -> None:
    print(f"{what}: {time.perf_counter() - began:.1f} s")


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def _model() -> Iterator[str]:
    """Return the address of the mock model."""
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.long_article_model"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        port = server.stdout.readline().strip() if server.stdout else ""
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()

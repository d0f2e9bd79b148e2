"""What reports weigh and cost: `python -m benchmarks.report [COUNT ...]`.

For 1, 100 and 5,000 briefings of the seed's size, each with names, a date and a
publisher of its own: seconds and memory to write the pages, their weight, and in
Chromium (where there is one) the time to the first view and until a filter is shown.
"""

import gc
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path, PurePath
from random import Random
from statistics import median
from typing import Any

from extractor import Done, extract, read_article
from extractor.records.article import article_id
from extractor.report import Found, write_folder

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_aea5ba39c10c2b18.txt"
TAPE = ROOT / "tests" / "recordings" / "desk-large-model"
COUNTS = (1, 100, 5_000)
# Names of the seed that are given to others, by others of the same length: so every
# offset holds, and every file verifies.
NAMES = (
    "Kim Jong Un",
    "Ri Hi Yong",
    "Donald Trump",
    "Korean Central News Agency",
    "Worker’s Party of Korea",
)
PEOPLE = 3_000  # of each name; some of them in many articles, most in few
QUERIES = ("sanctions", "number 4", "zz", "2031-05", "post 7")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
FILTER = """async (query) => {
  const input = document.getElementById("search");
  const start = performance.now();
  input.value = query;
  input.dispatchEvent(new Event("input"));
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}"""
VIEW = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"


def main() -> None:
    """Measure and print."""
    counts = [int(argument) for argument in sys.argv[1:]] or COUNTS
    outcome = extract(read_article(SEED), replay=TAPE)
    if not isinstance(outcome, Done):
        sys.exit(f"expected a briefing of the seed, found {outcome}")
    document = outcome.file.model_dump(mode="json")
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            output = Path(folder, str(count))
            _write(document, count, output)
            _weigh(output)
        _view([Path(folder, str(count)) for count in counts])


def _write(document: dict[str, Any], count: int, output: Path) -> None:
    peaks: dict[int, float] = {}

    def noted(pages: int) -> None:
        if pages in (count // 5, count):
            gc.collect()
            peaks[pages] = _peak_mib()

    start = time.perf_counter()
    write_folder(_variants(document, count), (), output, progress=noted)
    spent = (time.perf_counter() - start) / count * 1000
    grown = peaks[count] - peaks.get(count // 5, peaks[count])
    print(
        f"{count:5} briefings: {spent:.1f} ms each, memory +{grown:.0f} MiB", end="; "
    )


def _variants(document: dict[str, Any], count: int) -> Iterator[Found]:
    whole, random = json.dumps(document, ensure_ascii=False), Random(7)  # noqa: S311 - names
    for n in range(count):
        text = whole
        for name in NAMES:
            text = text.replace(name, _other_name(name, random))
        one = json.loads(text)
        one["article"] |= {
            "id": article_id(one["article"]["text"]),
            "title": f"Talks in Moscow, number {n}",
            "published": f"20{30 + n % 5}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            "publisher": f"Post {n % 40}",
        }
        name = f"article-{n:05}.json"
        yield Found(name=name, place=PurePath(name), document=one)


def _other_name(name: str, random: Random) -> str:
    """Return a name of the same length; low numbers come often, high ones seldom."""
    number = int(PEOPLE ** random.random())
    letters = Random(f"{name}{number}")  # noqa: S311 - names
    return "".join(
        letters.choice("abcdefghiklmnoprstu") if c.islower() else c for c in name
    )


def _weigh(output: Path) -> None:
    page = next(output.glob("article-*.html")).stat().st_size / 1000
    index, actors = (
        (output / name).stat().st_size / 1_000_000
        for name in ("index.html", "actors.html")
    )
    print(f"page {page:.0f} kB, index {index:.2f} MB, actors {actors:.2f} MB")


def _view(outputs: list[Path]) -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        print("no Chromium on this machine: views were not timed")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for output in outputs:
            first = next(output.glob("article-*.html")).name
            for name in (first, "index.html", "actors.html"):
                _time(browser, output / name, counted=output.name)
        browser.close()


def _time(browser: Any, path: Path, *, counted: str) -> None:
    views, answers = [], []
    for _ in range(5):
        page = browser.new_page()
        page.goto(path.as_uri())
        page.wait_for_timeout(300)
        views.append(page.evaluate(VIEW))
        answers += [page.evaluate(FILTER, query) for query in QUERIES]
        page.close()
    told = f"first view {median(views):.0f} ms, filter {median(answers):.0f} ms"
    print(f"{counted:>5} {path.name}: {told} (slowest {max(answers):.0f})")


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()

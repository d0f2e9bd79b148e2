"""A real Chromium, and pages of briefings to open in it."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from extractor import Done, extract, read_article
from extractor.records.outcome import Failed
from extractor.report import Found, write_folder
from tests.browser.opened import Opened
from tests.report.reports import Json, emoji, hostile, overlapping, strike, uncovered
from tests.test_seed_recordings import DESK, KOREA

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
)
MANY = 120
WIDE = {"width": 1280, "height": 860}
NARROW = {"width": 390, "height": 844}
Open = Callable[..., Opened]


def played(article: Path) -> Json:
    """Return what the recorded model made of a seed."""
    outcome = extract(read_article(article), replay=DESK)
    assert isinstance(outcome, Done)
    file: Json = outcome.file.model_dump(mode="json")
    return file


def kept(name: str) -> Json:
    """Return a briefing of the seed that is kept, so that no new prompt changes it.

    The large model gave it, as its provenance says.
    """
    path = Path(__file__).parent / "briefings" / f"{name}.json"
    document: Json = json.loads(path.read_text(encoding="utf-8"))
    return document


def of_a_recipe() -> Json:
    """Return a file that another recipe published."""
    document = strike()
    document["provenance"]["recipe"] = "promises"
    return document


@pytest.fixture(scope="session")
def documents() -> dict[str, Json]:
    """Return all briefings that the tests look at."""
    return {
        "emoji": emoji(),
        "hostile": hostile(),
        "korea": played(KOREA),
        "overlapping": overlapping(),
        "recipe": of_a_recipe(),
        "seed": kept("seed"),
        "strike": strike(),
        "uncovered": uncovered(),
    }


@pytest.fixture(scope="session")
def pages(documents: dict[str, Json], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with their pages."""
    folder = tmp_path_factory.mktemp("pages")
    found = [
        Found(name=name, place=PurePath(name), document=document)
        for name, document in documents.items()
    ]
    write_folder(found, (), folder)
    return folder


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with more briefings than the index shows at once."""
    folder = tmp_path_factory.mktemp("many")
    document = json.dumps(strike())
    found = (dated(json.loads(document), n) for n in range(MANY))
    failed = Failed(source="empty.txt", reason="empty", message="expected text")
    write_folder(found, [failed], folder)
    return folder


def dated(document: Json, n: int) -> Found:
    """Return a briefing with a headline, a date and a publisher of its own."""
    month, day = divmod(n, 28)
    document["article"]["published"] = f"2031-{month + 1:02}-{day + 1:02}"
    document["article"]["publisher"] = f"Post {n % 2}"
    document["briefing"]["headline"] = f"Strike number {n}."
    return Found(name=f"{n}", place=PurePath(f"{n}.json"), document=document)


@pytest.fixture(scope="session")
def browser(pages: Path, many: Path) -> Iterator[Browser]:
    """Return the browser; the pages are made before, as it brings its own loop."""
    assert pages.is_dir()
    assert many.is_dir()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, pages: Path) -> Iterator[Open]:
    """Return a function that opens a page, in a window of its own."""
    contexts: list[BrowserContext] = []

    def one(name: str, *, after: str = "", folder: Path = pages, **how: Any) -> Opened:
        how.setdefault("viewport", WIDE)
        contexts.append(browser.new_context(**how))
        page: Page = contexts[-1].new_page()
        return Opened.at(page, (folder / f"{name}.html").as_uri() + after)

    yield one
    for context in contexts:
        context.close()

"""The pages of evaluations in a real Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from extractor.cli.results import write_comparison, write_result
from extractor.evaluation import compare
from tests.evaluation.test_pages import EVIL, result

pytestmark = pytest.mark.browser
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pages of a result and of a comparison."""
    folder = tmp_path_factory.mktemp("evaluated")
    good, bad = result(EVIL, right=True), result("second", right=False)
    write_result(bad, folder)
    write_comparison(compare([good, bad]), folder)
    return folder


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Return a browser."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(params=["result.html", "comparison.html"])
def page(
    request: pytest.FixtureRequest, chromium: Browser, evaluated: Path
) -> Iterator[Page]:
    """Return one of the pages, with what it asked for and complained of."""
    opened = chromium.new_page(viewport={"width": 390, "height": 800})
    told = list[str]()
    opened.on("console", lambda message: told.append(message.text))
    opened.on("dialog", lambda dialog: told.append(dialog.message))
    opened.on("request", lambda asked: told.append(asked.url))
    opened.goto((evaluated / request.param).as_uri())
    opened.evaluate("told => document.told = told", told)
    yield opened
    opened.close()


def test_only_the_page_itself_is_asked_for_and_nothing_runs(page: Page) -> None:
    assert page.evaluate("document.told") == [page.url]


def test_the_style_is_let_in_by_the_pages_own_policy(page: Page) -> None:
    shown = page.locator("body").evaluate("e => getComputedStyle(e).marginTop")

    assert shown == "0px"


def test_what_was_said_is_shown_as_it_was_said(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    assert EVIL.strip() in page.locator("main").inner_text()


def test_a_narrow_window_does_not_scroll_sideways(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth")

    assert wide <= 390


def test_the_keyboard_reaches_the_figures_and_opens_their_meaning(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#figures")

    page.locator("summary").first.focus()
    page.keyboard.press("Enter")

    assert page.locator("details[open]").count() == 1

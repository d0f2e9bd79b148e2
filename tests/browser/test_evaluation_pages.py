"""The pages of evaluations in a real Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from extractor.cli.results import write_comparison, write_result
from extractor.evaluation import compare
from tests.browser.opened import Opened
from tests.evaluation.test_pages import EVIL, result

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pages of a result and of a comparison."""
    folder = tmp_path_factory.mktemp("evaluated")
    good, bad = result(EVIL, right=True), result("second", right=False)
    write_result(bad, folder)
    write_comparison(compare([good, bad]), folder)
    return folder


@pytest.fixture(params=["result.html", "comparison.html"])
def page(
    request: pytest.FixtureRequest, browser: Browser, evaluated: Path
) -> Iterator[Opened]:
    """Return one of the pages on a narrow screen."""
    blank = browser.new_page(viewport={"width": 390, "height": 800})
    opened = Opened.at(blank, (evaluated / request.param).as_uri())
    yield opened
    blank.close()


def test_only_the_page_itself_is_asked_for_and_nothing_runs(page: Opened) -> None:
    assert page.requests == [page.page.url]
    assert page.said == []


def test_the_style_is_let_in_by_the_pages_own_policy(page: Opened) -> None:
    shown = page.find("body").evaluate("e => getComputedStyle(e).marginTop")

    assert shown == "0px"


def test_what_was_said_is_shown_as_it_was_said(page: Opened) -> None:
    page.ask("document.querySelectorAll('details').forEach(d => { d.open = true })")

    assert EVIL.strip() in page.find("main").inner_text()


def test_a_narrow_window_does_not_scroll_sideways(page: Opened) -> None:
    assert page.ask("document.documentElement.scrollWidth") <= 390


def test_the_keyboard_reaches_the_figures_and_opens_their_meaning(
    page: Opened,
) -> None:
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**#figures")

    page.find("summary").first.focus()
    page.page.keyboard.press("Enter")

    page.find("details[open]").wait_for()
    assert page.find("details[open]").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Opened, scheme: Literal["light", "dark"]):
    page.page.emulate_media(color_scheme=scheme)
    page.ask("document.querySelectorAll('details').forEach(d => { d.open = true })")

    assert page.violations() == []

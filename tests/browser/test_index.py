from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import MANY, Open
from tests.browser.opened import Opened

pytestmark = pytest.mark.browser


@pytest.fixture
def index(opened: Open, many: Path) -> Opened:
    return opened("index", folder=many)


def headlines(index: Opened) -> list[str]:
    return index.find("#rows tbody a").all_text_contents()


def told(index: Opened) -> str:
    return index.find("#outcome").text_content() or ""


def test_a_long_table_is_shown_a_page_at_a_time(index: Opened) -> None:
    assert headlines(index)[0] == f"Strike number {MANY - 1}."
    assert len(headlines(index)) == 50
    expect(index.find("#at")).to_have_text(f"1 to 50 of {MANY}")

    index.find("#next").click()
    index.find("#next").click()

    assert headlines(index)[-1] == "Strike number 0."
    expect(index.find("#next")).to_be_disabled()


def test_a_search_looks_through_all_pages(index: Opened) -> None:
    index.find("#search").fill("NUMBER 7.")

    assert headlines(index) == ["Strike number 7."]
    assert told(index) == f"1 of {MANY} briefings"


def test_a_search_finds_who_speaks(index: Opened) -> None:
    index.find("#search").fill("pavel brandt")

    assert told(index) == f"{MANY} of {MANY} briefings"


def test_dates_and_the_publisher_narrow_one_another(index: Opened) -> None:
    index.find("#from").fill("2031-01-03")
    index.find("#to").fill("2031-01-06")
    index.find("select[data-column=publisher]").select_option("Post 1")

    assert headlines(index) == ["Strike number 5.", "Strike number 3."]


def test_a_column_sorts_all_pages(index: Opened) -> None:
    index.find("th", has_text="Date").get_by_role("button").click()

    assert headlines(index)[0] == "Strike number 0."
    expect(index.find("th[aria-sort=ascending]")).to_have_text("Date")


def test_all_are_shown_again(index: Opened) -> None:
    index.find("#search").fill("nothing of that kind")
    assert headlines(index) == []

    index.find("#clear").click()

    assert told(index) == f"{MANY} of {MANY} briefings"
    expect(index.find("#search")).to_be_focused()


def test_a_row_opens_its_briefing_and_the_way_back(index: Opened) -> None:
    index.find("#rows tbody a").first.click()
    expect(index.find("h1")).to_have_text(f"Strike number {MANY - 1}.")

    index.find("a.home").click()

    expect(index.find("h1")).to_have_text(f"{MANY} briefings")


def test_an_actor_leads_to_what_it_says_in_an_article(opened: Open, many: Path) -> None:
    actors = opened("actors", folder=many)
    brandt = actors.find("#rows tbody tr", has_text="Pavel Brandt")
    brandt.locator("summary").click()

    link = brandt.get_by_role("link", name="2031-01-03: Strike number 2.")
    link.click()

    expect(actors.find("h1")).to_have_text("Strike number 2.")
    assert actors.ids(".claim") == ["c1", "c2"]


def test_without_scripts_every_briefing_is_in_the_table(
    opened: Open, many: Path
) -> None:
    index = opened("index", folder=many, java_script_enabled=False)

    assert len(headlines(index)) == MANY
    expect(index.find("#failures")).to_contain_text("empty.txt")


def test_the_whole_table_is_printed(index: Opened) -> None:
    index.page.emulate_media(media="print")
    index.ask("dispatchEvent(new Event('beforeprint'))")

    assert len(headlines(index)) == MANY

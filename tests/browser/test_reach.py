"""The page for everybody: keyboard, screen reader, dark, paper, no script."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import NARROW, WIDE, Open

pytestmark = pytest.mark.browser


def test_the_first_key_offers_the_way_past_the_navigation(opened: Open) -> None:
    seed = opened("seed")

    seed.page.keyboard.press("Tab")
    expect(seed.find("a.skip")).to_be_focused()
    expect(seed.find("a.skip")).to_be_in_viewport()
    seed.page.keyboard.press("Enter")

    expect(seed.find("#main")).to_be_focused()


def test_arrows_go_from_claim_to_claim_and_light_each(opened: Open) -> None:
    seed = opened("seed")
    seed.find("#claim-c4 a.id").focus()

    seed.page.keyboard.press("ArrowDown")
    seed.page.keyboard.press("ArrowDown")

    expect(seed.find("#claim-c6 a.id")).to_be_focused()
    expect(seed.find("mark.on").first).to_contain_text("the facing moment")


def test_the_keyboard_goes_from_the_text_to_the_claims_and_back(opened: Open) -> None:
    page = opened("overlapping")
    page.find("a.ref[data-label='c2']").focus()

    page.page.keyboard.press("Enter")
    expect(page.find("#claim-c2 a.id")).to_be_focused()
    expect(page.find("#outcome")).to_have_text("2 claims rest on this passage")
    page.page.keyboard.press("Escape")

    expect(page.find("#outcome")).to_have_text("2 of 2 claims, 0 of 0 implications")


def test_focus_can_be_seen(opened: Open) -> None:
    seed = opened("seed")
    seed.page.keyboard.press("Tab")
    seed.page.keyboard.press("Tab")

    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert seed.ask(outline) == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["seed", "korea", "uncovered", "recipe", "index", "actors"]
)
def test_axe_finds_nothing_serious(name: str, scheme: str, opened: Open) -> None:
    page = opened(name, color_scheme=scheme)
    page.ask("document.querySelectorAll('details').forEach(d => { d.open = true })")

    assert page.violations() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_while_a_passage_is_lit_on_a_narrow_screen(
    scheme: str, opened: Open
) -> None:
    page = opened("seed", color_scheme=scheme, viewport=NARROW)
    page.find("#claim-c6 a.quote").click()

    assert page.violations() == []


def test_the_system_chooses_light_or_dark_and_the_reader_may_turn_it_round(
    opened: Open,
) -> None:
    seed = opened("seed", color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert seed.ask(ground) == "rgb(20, 23, 26)"
    expect(seed.find("#theme")).to_have_attribute("aria-pressed", "true")

    seed.find("#theme").click()

    assert seed.ask(ground) == "rgb(246, 245, 241)"
    expect(seed.find("#theme")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("name", ["seed", "korea"])
def test_on_paper_a_briefing_takes_two_pages_and_holds_every_claim(
    name: str, opened: Open
) -> None:
    page = opened(name)
    page.find("#by-kind").select_option(index=1)
    printed = PdfReader(BytesIO(page.page.pdf(prefer_css_page_size=True)))

    assert len(printed.pages) <= 2
    words = " ".join(sheet.extract_text() for sheet in printed.pages)
    for n in range(page.find(".claim").count()):
        assert f"c{n + 1}" in words


def test_what_was_found_amiss_is_on_paper_though_it_is_closed(opened: Open) -> None:
    seed = opened("seed")

    printed = PdfReader(BytesIO(seed.page.pdf(prefer_css_page_size=True)))

    words = " ".join(sheet.extract_text() for sheet in printed.pages)
    assert words.count("it hedges ('apparently')") == 2


def test_without_scripts_the_page_is_a_document_with_links(opened: Open) -> None:
    seed = opened("seed", java_script_enabled=False)

    expect(seed.find("#filters")).to_be_hidden()
    expect(seed.find("#theme")).to_be_hidden()
    expect(seed.find(".claim")).to_have_count(21)
    seed.find("#claim-c21 a.quote").click()

    expect(seed.find("mark[data-claims='c21']").first).to_be_in_viewport()


def test_the_page_has_the_landmarks_and_one_first_heading(opened: Open) -> None:
    seed = opened("seed", viewport=WIDE)

    for role in ("banner", "main", "navigation", "search"):
        expect(seed.page.get_by_role(role)).to_have_count(1)
    expect(seed.page.get_by_role("region", name="Article")).to_have_count(1)
    expect(seed.find("h1")).to_have_count(1)

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_pointing_at_a_claim_lights_its_words_and_brings_them_into_view(
    opened: Open,
) -> None:
    seed = opened("seed", viewport={"width": 1280, "height": 400})

    seed.find("#claim-c21 .statement").hover()

    lit = seed.find("mark.on").first
    expect(lit).to_contain_text("The intertwined fates of these nations")
    expect(lit).to_be_in_viewport()


def test_leaving_a_claim_puts_the_light_out(opened: Open) -> None:
    seed = opened("seed")
    seed.find("#claim-c1 .statement").hover()
    expect(seed.find("mark.on").first).to_be_visible()

    seed.find("h1").hover()

    expect(seed.find("mark.on")).to_have_count(0)


def test_focus_in_a_claim_lights_its_words(opened: Open) -> None:
    seed = opened("seed")

    seed.find("#claim-c6 a.id").focus()

    expect(seed.find("mark.on").first).to_contain_text("the facing moment")


def test_an_implication_lights_the_words_of_all_its_claims(opened: Open) -> None:
    seed = opened("seed")

    seed.find("#implication-i11 .statement").hover()

    expect(seed.find("#claim-c2")).to_have_class("card claim certain positive on")
    lit = seed.ask(
        "new Set([...document.querySelectorAll('mark.on')]"
        ".flatMap(m => m.dataset.claims.split(' '))).size"
    )
    assert lit == 3


def test_a_clicked_passage_shows_every_claim_that_rests_on_it(opened: Open) -> None:
    page = opened("overlapping")

    page.find(
        "mark",
    ).get_by_text("the road was open").click()

    assert page.ids(".claim") == ["c1", "c2"]
    expect(page.find("#outcome")).to_have_text("2 claims rest on this passage")


def test_a_passage_of_one_claim_shows_that_alone_until_all_are_shown(
    opened: Open,
) -> None:
    page = opened("overlapping")

    page.find("mark").get_by_text("the bridge was closed").click()
    assert page.ids(".claim") == ["c1"]
    page.find("#clear").click()

    assert page.ids(".claim") == ["c1", "c2"]


def test_a_passage_shows_its_claims_whatever_was_filtered_before(opened: Open) -> None:
    seed = opened("seed")
    seed.find("#by-kind").select_option("intent")
    assert "c1" not in seed.ids(".claim")

    seed.find("mark[data-claims='c1']").first.click()

    assert seed.ids(".claim") == ["c1"]


@pytest.mark.parametrize(
    ("name", "value", "claims", "implications"),
    [
        ("asserter", "a4", ["c4", "c5", "c6"], []),
        ("asserter", "a12", ["c7"], ["i10"]),
        ("actor", "a10", ["c6"], []),
        ("kind", "intent", ["c5", "c12"], ["i10"]),
        ("certainty", "possible", ["c17", "c20"], ["i6", "i9"]),
        (
            "basis",
            "inferred",
            ["c2", "c7", "c9", "c10", "c12", "c13", "c19"],
            ["i10", "i11"],
        ),
    ],
)
def test_a_filter_shows_what_has_the_value_and_what_rests_on_it(
    name: str, value: str, claims: list[str], implications: list[str], opened: Open
) -> None:
    seed = opened("seed")

    seed.find(f"#by-{name}").select_option(value)

    assert seed.ids(".claim") == claims
    assert seed.ids(".implication") == implications
    told = f"{len(claims)} of 21 claims, {len(implications)} of 11 implications"
    expect(seed.find("#outcome[role=status]")).to_have_text(told)


def test_filters_and_the_search_narrow_one_another(opened: Open) -> None:
    seed = opened("seed")

    seed.find("#by-asserter").select_option("article")
    seed.find("#search").fill("SANCTIONS")

    assert seed.ids(".claim") == ["c14"]


def test_a_search_finds_words_of_the_quotes(opened: Open) -> None:
    korea = opened("korea")

    korea.find("#search").fill("war maniacs of the south")

    assert korea.ids(".claim") == ["c2"]


def test_words_of_hidden_claims_are_no_longer_marked(opened: Open) -> None:
    seed = opened("seed")

    seed.find("#by-asserter").select_option("a4")

    shown = "all => all.map(m => m.dataset.claims)"
    marked = seed.find("mark:not(.off)").evaluate_all(shown)
    assert set(marked) == {"c4", "c5", "c6"}


def test_an_actor_is_shown_in_the_text(opened: Open) -> None:
    seed = opened("seed")

    seed.find("#claim-c6 .chain a.actor").first.hover()

    expect(seed.find(".piece.named")).to_have_text(["Korean Central News Agency"])
    seed.find("#claim-c6 .statement").hover()
    expect(seed.find(".piece.named")).to_have_count(0)


def test_the_number_of_an_actors_claims_shows_them(opened: Open) -> None:
    seed = opened("seed")

    seed.find("#actor-a4 button.only").click()

    assert seed.ids(".claim") == ["c4", "c5", "c6"]
    expect(seed.find("#by-asserter")).to_have_value("a4")


@pytest.mark.parametrize("part", ["findings", "dropped", "provenance"])
def test_what_stands_behind_is_one_click_away(part: str, opened: Open) -> None:
    seed = opened("seed")

    seed.find(f"nav a[href='#{part}']").click()

    expect(seed.find(f"#{part}")).to_have_attribute("open", "")
    expect(seed.find(f"#{part} summary")).to_be_in_viewport()


def test_an_address_leads_to_a_claim(opened: Open) -> None:
    seed = opened("seed", after="#claim-c20")

    expect(seed.find("#claim-c20")).to_be_in_viewport(ratio=1)
    assert "".join(seed.lit()).startswith("the shifting U.S. approach")


def test_an_address_leads_to_what_an_actor_asserts(opened: Open) -> None:
    seed = opened("seed", after="#asserter=a4")

    assert seed.ids(".claim") == ["c4", "c5", "c6"]


def test_an_address_that_leads_nowhere_shows_the_whole_page(opened: Open) -> None:
    seed = opened("seed", after="#asserter=%22%3E%3Cb%3E")

    assert len(seed.ids(".claim")) == 21
    assert seed.said == []


def test_on_a_narrow_screen_a_quote_leads_to_the_text_and_back(opened: Open) -> None:
    seed = opened("seed", viewport={"width": 390, "height": 844})

    seed.find("#claim-c6 a.quote").click()
    expect(seed.find("mark.on").first).to_be_in_viewport()
    seed.find("#back").click()

    expect(seed.find("#claim-c6")).to_be_in_viewport()
    expect(seed.find("#claim-c6 a.id")).to_be_focused()


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("name", ["seed", "hostile", "recipe", "index", "actors"])
def test_no_page_is_wider_than_the_window(name: str, width: int, opened: Open) -> None:
    page = opened(name, viewport={"width": width, "height": 800})

    assert page.ask("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["seed", "hostile", "recipe"])
def test_only_the_two_sides_scroll_on_a_wide_screen(name: str, opened: Open) -> None:
    page = opened(name, after="#provenance")

    assert page.ask("document.scrollingElement.scrollHeight") == 860
    assert page.ask("document.scrollingElement.scrollTop") == 0


def test_another_recipes_items_light_their_words(opened: Open) -> None:
    page = opened("recipe")

    page.find(".card:has(a.quote)").first.hover()

    expect(page.find("mark.on").first).to_contain_text("Dock workers in Tarnholm")

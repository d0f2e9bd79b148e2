"""What a page's own style rules say about its elements, within reason."""

import pytest
from lxml import html

from extractor.errors import UnreadableArticle
from extractor.sources.web.stylesheets import Sheet
from tests.sources.web.pages import BEFORE, page, read

html_of = html.document_fromstring
PAGE = html_of(
    "<body><div id='a' class='x y'><section><p class='z' data-b='1' style='color:red'>"
    "<i>words</i></p></section></div>"
)


def style_of(css: str, tag: str = "p") -> dict[str, str]:
    return Sheet(css).style_of(next(PAGE.iter(tag)))


@pytest.mark.parametrize(
    "selector",
    [
        *("p", "*", ".z", "p.z", "#a p", "div p", "div section p", ".x .z", ".x.y p"),
        *(
            "section > p",
            "#a > section > p",
            "#a.x > * > .z",
            "[data-b]",
            "p[data-b='1']",
        ),
        *("body div > section p", "h1, p", "P"),
    ],
)
def test_a_selector_means_what_it_means_in_browsers(selector):
    assert style_of(selector + "{font-size:0}")["font-size"] == "0"


@pytest.mark.parametrize(
    "selector",
    [
        *(
            "div > p",
            "#b p",
            ".x.q p",
            "p.y",
            "[data-c]",
            "[data-b='2']",
            "p p",
            "p > i",
        ),
        *("body > section p", "p:hover", "p::before", "p + p", "p ~ p", "a|p", "{"),
    ],
)
def test_a_selector_that_means_others_or_is_not_read_says_nothing(selector):
    assert "font-size" not in style_of(selector + "{font-size:0}")


@pytest.mark.parametrize(
    ("css", "colour"),
    [
        ("p{color:blue}", "red"),
        ("p{color:blue!important}", "blue"),
        ("p{color:blue !IMPORTANT} .z{color:green}", "blue"),
    ],
)
def test_an_elements_own_style_wins_but_over_what_is_important(css, colour):
    assert style_of(css)["color"] == colour


@pytest.mark.parametrize(
    ("css", "size"),
    [
        ("i{font-size:1px} i{font-size:2px}", "2px"),
        (".z i{font-size:1px} i{font-size:2px}", "1px"),
        ("#a i{font-size:1px} .z i{font-size:2px}", "1px"),
        ("i{font-size:1px;} /* i{font-size:2px} */", "1px"),
        ("@import 'x'; i{font-size:1px}", "1px"),
        ("i{font-size:1px", None),
    ],
)
def test_the_stronger_and_the_later_rule_wins(css, size):
    assert style_of(css, "i").get("font-size") == size


def test_rules_in_conditions_beyond_reason_say_nothing():
    css = 5_000 * "@media all{" + "p{font-size:0}" + 5_000 * "}"

    assert "font-size" not in style_of(css)


def test_a_page_with_rules_beyond_reason_is_refused():
    sheet = Sheet("p{color:red} .z{color:blue}", most_tries=50)
    paragraph = next(PAGE.iter("p"))
    sheet.style_of(paragraph)
    sheet.style_of(paragraph)

    with pytest.raises(UnreadableArticle, match="style rules") as caught:
        sheet.style_of(paragraph)
    assert caught.value.reason == "unreadable"


@pytest.mark.parametrize(
    ("css", "html"),
    [
        ("b i{color:red}", 90 * "<div>" + "<i>"),  # a look at each of those above
        (f"i{{font:{4_000 * 'a,'}}}", "<i>"),
        ("i{" + "".join(f"background{n}:a;" for n in range(60)) + "}", "<i>"),
        ("i.b{color:red}", f"<i class='b {4_000 * 'a '}'>"),
        ("i[lang=b]{color:red}", f"<i lang='{4_000 * 'a '}'>"),
        ("i" + 60 * "[id]" + "{color:red}", "<i id='a'>"),
        (9 * "a," + "a{color:red}", "<i>"),
    ],
    ids=["depth", "value", "names", "classes", "attribute", "parts", "selectors"],
)
def test_every_look_that_a_rule_costs_counts(css, html):
    page = html_of(html)

    with pytest.raises(UnreadableArticle, match="style rules"):
        Sheet(css, most_tries=70).style_of(next(page.iter("i")))
    assert Sheet(css, most_tries=300).style_of(next(page.iter("i"))) is not None


@pytest.mark.parametrize("part", ["* ", "*>", "[id]"])
def test_a_selector_beyond_reason_says_nothing(part):
    assert "font-size" not in style_of(1_000_000 * part + "div{font-size:0}", "div")


def test_an_element_is_known_by_having_an_id():
    assert style_of("[id]{font-size:0}", "div")["font-size"] == "0"
    assert "font-size" not in style_of("[id]{font-size:0}")


@pytest.mark.parametrize("gaps", [0, 1, 1_000_000])
def test_importance_is_known_whatever_stands_before_it(gaps):
    gap = gaps * "\n "

    important = f"i{{color:red{gap}!{gap}important{gap}}} .z i{{color:blue}}"

    assert style_of(important, "i")["color"] == "red"
    assert style_of(f"i{{color:red{gap}!}}", "i")["color"].endswith("!")


@pytest.mark.parametrize(
    "css", ["a" * 200_000, "a:" * 100_000, "{" * 100_000, "'" * 100_000, "/*" * 100_000]
)
def test_a_style_sheet_of_nonsense_says_nothing(css):
    assert BEFORE in read(page(f"<style>{css}</style><p style='{css}'>x</p>")).text


@pytest.mark.parametrize(
    ("selector", "fits"),
    [
        (".x > section p i", True),
        ("div > section > p > i", True),
        ("body > div section > p i", True),
        ("section > div p i", False),
        ("div > p i", False),
        ("body > p > i", False),
        ("body > section p > i", False),
    ],
)
def test_a_walk_up_the_page_keeps_children_and_descendants_apart(selector, fits):
    assert ("font-size" in style_of(selector + "{font-size:0}", "i")) is fits

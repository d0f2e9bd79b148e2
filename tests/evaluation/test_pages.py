"""The pages: whole by themselves, and safe whatever the articles and models say."""

import base64
import hashlib
import re
from html.parser import HTMLParser

from extractor.evaluation import Made, compare, result_of
from extractor.evaluation.judgments import Judgment, counted
from extractor.evaluation.pages import comparison_page, result_page
from extractor.evaluation.pages.elements import style, tag
from extractor.evaluation.results import ArticleScore, GoldUsed, Result, figures

EVIL = "<script>alert(1)</script>\" onload='x' </style> &amp; {{ 7*7 }}"
GOLD = GoldUsed(name=EVIL, sha256="0" * 64, articles=1, characters=9)


class Outline(HTMLParser):
    """What a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.words = list[tuple[str, dict[str, str | None]]](), ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def result(label: str, *, right: bool) -> Result:
    judgment = Judgment(
        metric="found", gold="g", right=right, text=EVIL, expected=EVIL, got=EVIL
    )
    article = ArticleScore(
        id=EVIL,
        article="0",
        outcome="done" if right else EVIL,
        figures=figures(counted([judgment])),
        judgments=(judgment,),
    )
    made = Made(extractor="0", engine="llm", model=EVIL, recipe=EVIL, fingerprint=EVIL)
    return result_of(label, gold=GOLD, made=made, articles=[article])


def pages() -> list[str]:
    good, bad = result(EVIL, right=True), result("second", right=False)
    return [result_page(bad), comparison_page(compare([good, bad]))]


def test_nothing_that_is_told_becomes_an_element() -> None:
    for page in pages():
        outline = Outline(page)

        assert "script" not in {name for name, _ in outline.tags}
        assert EVIL in outline.words
        assert not any("onload" in told for _, told in outline.tags)


def test_nothing_is_fetched_and_nothing_is_allowed_but_the_own_style() -> None:
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    for page in pages():
        outline = Outline(page)

        [policy] = [
            told["content"] for name, told in outline.tags if "http-equiv" in told
        ]
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
            "form-action 'none'"
        )
        fetching = {"src", "srcset", "data", "action", "style"}
        assert not any(fetching & told.keys() for _, told in outline.tags)
        assert {told["href"] for _, told in outline.tags if "href" in told} == {
            "#figures"
        }


def test_a_page_has_one_heading_a_language_and_named_tables() -> None:
    for page in pages():
        outline = Outline(page)
        names = [name for name, _ in outline.tags]

        assert names.count("h1") == names.count("main") == names.count("title") == 1
        assert ("html", {"lang": "en"}) in outline.tags
        assert names.count("table") == names.count("caption")
        assert [told["id"] for _, told in outline.tags if "id" in told] == ["figures"]


def test_the_text_of_an_element_is_escaped_and_elements_are_not() -> None:
    assert tag("p", "a < b", tag("b", "&")) == "<p>a &lt; b<b>&amp;</b></p>"
    assert (
        tag("p", class_="x", aria_label='"') == '<p class="x" aria-label="&quot;"></p>'
    )


def test_right_and_wrong_are_told_in_words() -> None:
    page = re.sub(r"<[^>]+>", " ", pages()[1])

    assert "first, right" in page
    assert "second, wrong" in page

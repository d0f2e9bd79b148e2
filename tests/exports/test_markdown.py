import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from extractor.exports import Exported, exported, markdown
from extractor.exports.markdown import plain
from tests.exports.exports import all_of_them, exported_strike
from tests.report.reports import HOSTILE, hostile

TAG = re.compile(r"<(/?\w+)")
OURS = {"h1", "h2", "ul", "li", "p", "strong", "em", "blockquote", "br", "hr"}


def rendered(*briefings: Exported) -> str:
    """Return what a reader of Markdown makes of it, HTML in it let through."""
    html: str = MarkdownIt("commonmark", {"html": True}).render(
        "".join(markdown(briefings))
    )
    return html


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_a_reader_of_markdown_finds_every_claim_with_its_words() -> None:
    briefing = exported_strike()

    shown = words(rendered(briefing))

    for claim in briefing.file.briefing.claims:
        assert claim.statement in shown
        for span in claim.evidence:
            assert f"“{span.quote}” (sentence {span.sentence})" in shown


def test_the_chain_of_relays_is_drawn() -> None:
    shown = words(rendered(exported_strike()))

    assert "Harbour Post ‹ Pavel Brandt — told" in shown


def test_inferred_implications_are_told_from_stated_ones() -> None:
    html = rendered(exported_strike())

    assert "<em>Inferred</em> from" in html
    assert "<em>Stated</em> in" in html


def test_nothing_of_an_article_becomes_markup() -> None:
    html = rendered(exported(hostile(), HOSTILE[2]))

    assert {tag.strip("/") for tag in TAG.findall(html)} <= OURS
    assert HOSTILE[0] in unescape(html)


def test_several_briefings_stand_in_one_document() -> None:
    html = rendered(*all_of_them())

    assert html.count("<h1>") == 3
    assert html.count("<hr") == 2


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).render(f"- {plain(text)}")

    expected = " ".join(text.split())
    assert html.strip() == f"<ul>\n<li>{_as_html(expected)}</li>\n</ul>"


@pytest.mark.parametrize("text", ["- a", "1. a", "+ a", "# a", "> a", "=== a", "~~~"])
def test_what_would_begin_a_list_or_a_heading_is_text(text: str) -> None:
    html = MarkdownIt("commonmark").render(plain(text))

    assert html == f"<p>{_as_html(text)}</p>\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("See https://evil.test now", r"See https\://evil.test now"),
        ("FTP://evil.test", r"FTP\://evil.test"),
        ("www.evil.test and WWW.evil.test", r"www\.evil.test and WWW\.evil.test"),
        ("ada@evil.test", r"ada\@evil.test"),
        ("At 12:30, c. 3 www", "At 12:30, c. 3 www"),
    ],
)
def test_no_bare_address_becomes_a_link(text: str, written: str) -> None:
    assert plain(text) == written


def _as_html(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace('"', "&quot;")

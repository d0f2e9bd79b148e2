"""Pages as real software writes them: the whole article and nothing else."""

import json
import logging
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from extractor.errors import UnreadableArticle
from extractor.sources import read_article
from extractor.sources.metadata import Metadata
from extractor.sources.web.pages import read_fragment
from tests.sources.web.pages import AFTER, BEFORE, page, read

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(__file__).parent / "data"
GOLD = ROOT / "evals" / "gum_news" / "dev.jsonl"


class Expected(NamedTuple):
    """A page, the article on it, and what it says of that."""

    file: str
    article: str
    publisher: str | None
    source_url: str | None
    authors: tuple[str, ...]
    language: str | None


PAGES = [
    Expected(
        "korea.html",
        "korea",
        "The Larnby Post",
        "https://post.example/2015/08/21/north-korea-quasi-state-of-war/",
        ("Ada Quill",),
        "en-US",
    ),
    Expected(
        "clock.html",
        "clock",
        "Northern Courier",
        "https://courier.example/technology/ahmed-mohamed",
        ("Ben Ostrow", "Carla Nye"),
        "en-GB",
    ),
    Expected(
        "clock-saved.html",
        "clock",
        "Northern Courier",
        "https://courier.example/technology/ahmed-mohamed",
        ("Ben Ostrow", "Carla Nye"),
        "en-GB",
    ),
    Expected(
        "worship.html",
        "worship",
        "en.wikinews.org",
        "https://en.wikinews.org/wiki/"
        "Greek_court_rules_worship_of_ancient_Greek_deities_is_legal",
        (),
        "en",
    ),
    Expected("asylum.xhtml", "asylum", None, None, ("Lina Sato",), "en"),
    Expected(
        "korea-writer.html", "korea", None, None, ("Wikinews contributors",), "en-US"
    ),
    Expected("election.htm", "election", None, None, (), None),
]
each_page = pytest.mark.parametrize("expected", PAGES, ids=[p.file for p in PAGES])


@cache
def gold() -> dict[str, tuple[list[str], str]]:
    """Return the paragraphs and the date of each article."""
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    known = map(json.loads, lines)
    return {
        one["id"].rpartition("_")[2]: (one["text"].split("\n\n"), one["meta"]["date"])
        for one in known
    }


def letters(words: str) -> str:
    """Return the words without typography, which the old page writes its own way."""
    return "".join(filter(str.isalnum, words))


@each_page
def test_no_paragraph_of_the_article_is_lost(expected):
    article = read_article(DATA / expected.file)
    headline, _, *paragraphs = gold()[expected.article][0]

    assert article.title == headline
    for paragraph in paragraphs:
        assert letters(paragraph) in letters(article.text)


AROUND = [
    *("Share", "Facebook", "WhatsApp", "cookies", "Subscribe", "newsletter", "Sign up"),
    *("Also read", "Related", "Recent Posts", "Menu", "Main Page", "Front page"),
    *("opinion about everything", "Advertisement", "automated readers", "only scripts"),
    *("All text created after", "all rights reserved", "JavaScript", "Skip to"),
]


@each_page
def test_nothing_around_the_article_is_taken_for_it(expected):
    article = read_article(DATA / expected.file)
    own = " ".join(gold()[expected.article][0])

    assert [w for w in AROUND if w in article.text and w not in own] == []


@each_page
def test_what_a_page_says_of_itself_is_known(expected):
    article = read_article(DATA / expected.file)

    assert article.publisher == expected.publisher
    assert article.source_url == expected.source_url
    assert article.authors == expected.authors
    assert article.language == expected.language
    assert article.published == gold()[expected.article][1]


def test_what_is_stated_wins_over_what_the_page_says():
    article = read_article(DATA / "korea.html", title="A title", published="2001-02-03")

    assert (article.title, article.published) == ("A title", "2001-02-03")
    assert article.publisher == "The Larnby Post"


def test_headings_lists_and_tables_are_read_as_in_markdown():
    inside = (
        "<h2>What is planned</h2><ul><li>A <b>longer</b> quay.</li><li>Two cranes.</li>"
        "</ul><table><tr><th>Year</th><th>Cost</th></tr><tr><td>2027</td>"
        "<td>4 million</td></tr></table><blockquote><p>It is a waste of money.</p>"
        "</blockquote><p>A line.<br>Another line.</p>"
    )

    text = read(page(inside)).text

    assert text == (
        f"# Harbour deal signed\n\n{BEFORE}\n\n## What is planned\n\n- A longer quay.\n"
        "- Two cranes.\n\nYear | Cost\n2027 | 4 million\n\nIt is a waste of money.\n\n"
        f"A line.\nAnother line.\n\n{AFTER}"
    )


@pytest.mark.parametrize("rend", ["h\u00b2", "h999999999999", "h", "h0"])
def test_a_heading_has_no_level_that_headings_have_not(rend):
    html = f"<h1 rend='{rend}'>Harbour deal signed</h1><p>{BEFORE}</p>"

    assert read_fragment(html, facts=Metadata()).text.startswith("## Harbour")


@pytest.mark.parametrize("raw", [b"", b" \n", b"<html></html>", b"<p>"])
def test_a_page_without_an_article_is_one_failure(raw):
    with pytest.raises(UnreadableArticle) as caught:
        read(raw)
    assert caught.value.reason == "empty"


def test_a_page_made_by_scripts_says_what_to_do():
    with pytest.raises(UnreadableArticle, match="saved from a browser"):
        read("<html><body><div id='app'></div><script>go()</script></body></html>")


def test_a_page_whose_text_is_all_hidden_says_so():
    html = f"<body><div style='display:none'><p>{BEFORE}</p><p>{AFTER}</p></div></body>"

    with pytest.raises(UnreadableArticle, match="49 words on it are hidden"):
        read(html)


def test_a_short_page_is_an_article_too():
    assert read("<p>It began.").text == "It began."


def nested(depth: int) -> str:
    return page(depth * "<div><b>" + "Deep down it goes on." + depth * "</b></div>")


def test_a_page_that_is_nested_as_pages_are_is_read_whole():
    text = read(nested(50)).text

    assert "Deep down" in text
    assert AFTER in text


def test_a_page_that_is_nested_beyond_reason_is_no_part_of_itself():
    with pytest.raises(UnreadableArticle, match="400 others") as caught:
        read(nested(5_000))
    assert caught.value.reason == "unreadable"


@pytest.mark.parametrize("part", ["<b>a</b> ", "<p>a", "<br>a", "<!---->", "<tr><td>a"])
def test_a_page_with_elements_beyond_reason_is_refused(part):
    with pytest.raises(UnreadableArticle, match="in a row") as caught:
        read(page("<div>" + 6_000 * part + "</div>"))
    assert caught.value.reason == "unreadable"


def test_a_page_with_too_many_elements_in_all_is_told_that():
    with pytest.raises(UnreadableArticle, match="more than 100,000 elements;"):
        read(page(1_100 * f"<div>{100 * '<b>a</b>'}</div>"))


def test_reading_many_pages_leaves_nothing_behind_of_each():
    read(page())
    before = len(logging.getLogger("trafilatura").handlers)

    read(page())

    assert len(logging.getLogger("trafilatura").handlers) == before


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("", "Harbour deal signed"),
        ('<meta property="og:title" content="Harbour deal">', "Harbour deal"),
        ('<meta property="og:title" content="Praise X">', "Harbour deal signed"),
    ],
)
def test_a_title_is_one_that_a_reader_sees(head, title):
    assert read(page(head=head)).title == title


def test_the_name_of_a_site_is_not_its_articles_title():
    html = (
        "<html><head><title>Harbour deal signed | The Post</title>"
        '<meta property="og:site_name" content="The Post"></head><body>'
        f"<h1>The Post</h1><article><h2>Harbour deal signed</h2><p>{BEFORE}</p>"
        f"<p>{AFTER}</p></article></body></html>"
    )

    assert read(html).title == "Harbour deal signed"


@pytest.mark.parametrize(
    ("canonical", "where"),
    [
        ("https://post.example/a", "https://post.example/a"),
        ("/a", "https://www.post.example/a"),
        ("https://other.example/a", "https://www.post.example/a?x=1"),
        ("javascript:alert(1)", "https://www.post.example/a?x=1"),
        ("http://[x", "https://www.post.example/a?x=1"),
        ("//post.example]/", "https://www.post.example/a?x=1"),
    ],
)
def test_the_canonical_address_of_a_fetched_page_is_of_its_site(canonical, where):
    head = f'<link rel="canonical" href="{canonical}">'

    article = read(page(head=head), address="https://www.post.example/a?x=1")

    assert article.source_url == where


def test_a_canonical_address_that_cannot_be_read_is_none():
    head = '<link rel="canonical" href="http://[x">'

    assert read(page(head=head)).source_url is None


def test_dates_in_the_text_are_not_taken_for_the_pages():
    inside = "<p>The first quay was opened on 4 May 1998 by the king.</p>"

    assert read(page(inside)).published is None


def test_a_page_is_known_by_what_is_in_it(tmp_path):
    path = tmp_path / "saved"
    path.write_text("<!-- saved -->\n" + page(), encoding="utf-8")

    assert read_article(path).title == "Harbour deal signed"


def test_facts_of_a_page_are_one_line_each():
    head = '<meta name="author" content="Ada\n Quill"><meta property="og:site_name"'

    article = read(page(head=f'{head} content="The\u200b Post&#10;">'))

    assert article.authors == ("Ada Quill",)
    assert article.publisher == "The Post"

import json
from pathlib import Path

import pytest

from extractor.sources import article_from_text, iter_inputs
from extractor.sources.boilerplate import boilerplate

ROOT = Path(__file__).parents[2]
GUM = ROOT / "evals" / "gum_news" / "dev.jsonl"
BODY = "North Korea fired a missile on Monday, officials said."
LINES = {
    "advertisement": (
        *("Advertisement", "- Advertisement -", "ADVERTISEMENT", "Sponsored content"),
        *("Story continues below this ad", "Publicidad", "Anzeige", "Реклама", "広告"),
    ),
    "byline": ("By Jane Doe", "By Jane Doe and John Roe, Reuters", "Words by Ana Ruiz"),
    "comments": ("Leave a comment", "Comments (12)", "View all 8 comments"),
    "cookies": (
        "We use cookies to give you the best experience on our site.",
        *("Accept all cookies", "Cookie policy", "Privacy policy"),
        "By continuing to use this site you agree to our use of cookies.",
    ),
    "copyright": ("© 2024 Reuters. All rights reserved.", "All rights reserved."),
    "credit": (
        *("Photo: Reuters", "(Photo by Chung Sung-Jun/Getty Images)", "File photo"),
        *("Image source, Getty Images", "AP Photo/Ahn Young-joon", "[Photo/Xinhua]"),
        *("Image: KCNA via Reuters", "REUTERS/Kim Hong-Ji", "Photo credit: Ana Ruiz"),
    ),
    "link": (
        *("Also read: Kim tests missile", "ALSO READ | Kim tests missile", "Read more"),
        *("READ | Kim tests missile", "Related stories", "Related: Kim tests missile"),
        *("Click here to read the full story", "Continue reading", "https://a.b/c"),
        *("Lee también: Kim prueba un misil", "Lire aussi : Kim teste un missile"),
        *("Читайте также: Ким", "相关阅读：金正恩", "यह भी पढ़ें: किम", "اقرأ أيضا: كيم"),
    ),
    "page": ("3 min read", "Listen to this article", "Skip to content"),
    "share": (
        *("Share", "Share this article", "Share on Facebook", "Tweet", "Copy link"),
        *("Facebook Twitter WhatsApp", "Share | Tweet | Email | Print", "Follow us:"),
        *("Follow us on Twitter @harbourpost", "Follow BBC News on Facebook."),
    ),
    "source": ("Source: www.a.com", "Source: Reuters", "(With inputs from agencies)"),
    "subscription": (
        "Sign up for our daily newsletter",
        "Subscribe to continue reading.",
        "Get the day's top stories delivered straight to your inbox.",
        *("Already a subscriber? Log in", "Join our WhatsApp channel", "Subscribe"),
        "This article is available only to subscribers.",
    ),
}
NEWS = (
    *("Share prices fell by a third.", "Share on Friday", "Shares", "Save the harbour"),
    *("Facebook", "Twitter said no.", "Facebook and Twitter", "Follow the money"),
    *(
        "By Monday",
        "By the Numbers",
        "By The Numbers",
        "By air and sea",
        "Photo finish",
    ),
    *("Photo: Kim inspects a missile at the western site.", "Images of the wreck"),
    *("Source: Kim to visit Moscow", "Sources: Kim to visit Moscow", "Read on."),
    *("Related work is rare.", "Read the letter in full", "Reading more books helps."),
    "Subscribe to the idea that nothing changes.",
    "Subscribers to the newsletter fell to 40,000 last year.",
    "Google will stop the use of cookies by continuing its plan.",
    "“We use cookies to follow everybody,” the engineer admitted.",
    *(
        "Copyright law is changing.",
        "Advertisement spending fell.",
        "Comments were made",
    ),
    *(
        "Via Reuters, the ministry denied it.",
        "Kim arrived via Beijing",
        "Log in space",
    ),
    *("Friday, August 21, 2015", "Leave a country", "Source code was leaked."),
    "Get the newsletter out, the minister told his aides, and then get me a lawyer.",
    "Join our fight, the leader told workers.",
)


@pytest.mark.parametrize(
    ("line", "reason"), [(line, r) for r, lines in LINES.items() for line in lines]
)
def test_a_line_that_a_page_puts_around_an_article_is_told_by_its_reason(line, reason):
    assert boilerplate(line) == reason


@pytest.mark.parametrize("line", NEWS)
def test_a_line_of_news_that_begins_like_one_is_kept(line):
    assert boilerplate(line) is None


def test_nothing_of_the_real_articles_at_hand_is_excluded():
    rows = GUM.read_text(encoding="utf-8").splitlines()
    articles = [article_from_text(json.loads(row)["text"]) for row in rows]
    articles += [found.read() for found in iter_inputs([str(ROOT / "seeds")])]

    assert len(articles) == 14
    assert [article.excluded for article in articles] == [()] * 14


def test_what_is_excluded_stays_in_text_and_numbering_with_its_range():
    lines = [BODY, "Also read: Kim tests missile. It flew.", BODY, "Share"]

    article = article_from_text("\n\n".join(lines))

    ranges = [(article.text[x.start : x.end], x.reason) for x in article.excluded]
    assert ranges == [(lines[1], "link"), (lines[3], "share")]
    assert [unit.n for unit in article.sentences] == [1, 2, 3, 4, 5]
    assert [unit.n for unit in article.shown] == [1, 4]


def test_headline_byline_and_trailer_are_found_through_boilerplate():
    lines = ["Advertisement", "Kim tests missile", "Share", "By Jane Doe", BODY]
    lines += ["Source: www.a.com", "Share this article", "Comments (3)"]

    article = article_from_text("\n\n".join(lines))

    assert article.title == "Kim tests missile"
    assert article.authors == ("Jane Doe",)
    assert article.publisher == "www.a.com"
    assert [article.words(unit.n) for unit in article.shown] == [lines[1], BODY]


def test_a_text_of_nothing_but_boilerplate_is_kept():
    assert article_from_text("Share\n\nAdvertisement").excluded == ()


def test_a_line_that_a_sentence_crosses_is_kept():
    text = (
        "The ministry said that all of the people who had been there would see the\n"
        "advertisement\n"
        "that the company had put on the wall of the house beside the river."
    )

    assert article_from_text(text).excluded == ()

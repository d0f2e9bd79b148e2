"""Briefing documents to make pages of."""

import json
from typing import Any

from extractor.records.article import Article
from extractor.report import Page, Place, page_of
from tests.answers import actor, answer, claim, inference, nuance, said, strike_answer
from tests.articles import STRIKE, article_of
from tests.files import briefing, file_of
from tests.report.parsed import Element, parsed

Json = dict[str, Any]

HOSTILE = (
    '<script>window.ran = "text"</script>',
    '<img src=x onerror="window.ran = 1">',
    "</script><script>window.ran = 2</script>",
    "<!-- <script> {{ 7 * 7 }} {% raw %}",
    "\" onmouseover='window.ran = 3' x=\"",
    "</style><style>body { display: none }</style> \u2028 &lt;b&gt; ]]>",
)


def document_of(filled: Json, article: Article) -> Json:
    """Return the briefing file that an answer about an article ends in, as JSON."""
    document: Json = json.loads(file_of(briefing(), filled, article).model_dump_json())
    return document


def strike() -> Json:
    """Return the briefing of STRIKE."""
    return document_of(strike_answer(), STRIKE)


def hostile() -> Json:
    """Return a briefing in which every text tries to be more than text."""
    article = article_of(
        ("heading", HOSTILE[0]),
        f"Mayor Ada Quill said: “{HOSTILE[2]} {HOSTILE[3]}”.",
        *HOSTILE[1:],
        title=HOSTILE[0],
        publisher=HOSTILE[1],
        source_url="javascript:window.ran=4",
        published="2031-05-06",
        authors=(HOSTILE[4],),
    )
    filled = answer(
        actors=[actor("Ada Quill", role=HOSTILE[1], aliases=["Mayor"])],
        claims=[
            claim(2, f"“{HOSTILE[2]} {HOSTILE[3]}”", by=[1], attribution=said("said")),
            *(
                claim(n, statement=f"{words} Ada Quill is here.")
                for n, words in enumerate(HOSTILE[1:], start=3)
            ),
        ],
        inferences=[inference(1, assumption=HOSTILE[2], statement=HOSTILE[5])],
        headline=HOSTILE[2],
        gaps=list(HOSTILE),
    )
    document = document_of(filled, article)
    document["findings"] += [
        {"code": words, "severity": "warning", "where": words, "message": words}
        for words in HOSTILE
    ]
    document["dropped"] += [
        {"item": {words: [words]}, "reason": words, "where": words} for words in HOSTILE
    ]
    document["provenance"]["engine"]["parameters"] = {HOSTILE[2]: HOSTILE[1]}
    return document


def emoji() -> Json:
    """Return a briefing whose evidence stands after characters of two UTF-16 units."""
    article = article_of(
        "Rain 🌧️ and 👩‍🚀 in Larnby 🇳🇴.",
        "😀😀 “We stay,” mayor Ada Quill said 🎉, and the port may close.",
    )
    filled = answer(
        actors=[actor("Ada Quill")],
        claims=[
            claim(
                2,
                "“We stay,”",
                statement="Ada Quill stays.",
                by=[1],
                attribution=said("said"),
            ),
            claim(
                2,
                "the port may close",
                statement="The port may close.",
                nuance=nuance("possible", "may"),
            ),
        ],
    )
    return document_of(filled, article)


def overlapping() -> Json:
    """Return a briefing in which claims share words."""
    article = article_of("Officials said the bridge was closed and the road was open.")
    filled = answer(
        actors=[actor("Officials", kind="group", named=False)],
        claims=[
            claim(
                1,
                "the bridge was closed and the road was open",
                statement="The bridge was closed and the road was open.",
                by=[1],
                attribution=said("said"),
            ),
            claim(
                1,
                "the road was open",
                statement="The road was open.",
                by=[1],
                attribution=said("said"),
            ),
        ],
    )
    return document_of(filled, article)


def uncovered() -> Json:
    """Return a briefing that leaves a quotation out."""
    article = article_of(
        "The bridge was closed, officials said.",
        "“We will never leave this town,” a resident shouted.",
    )
    filled = answer(
        actors=[actor("officials", kind="group", named=False)],
        claims=[
            claim(
                1,
                "The bridge was closed",
                statement="The bridge was closed.",
                by=[1],
                attribution=said("said"),
            )
        ],
    )
    return document_of(filled, article)


def page(document: Json) -> Page:
    """Return the page of a document."""
    return page_of(document, Place(name="article.json"))


def elements(document: Json) -> Element:
    """Return the elements of a document's page."""
    return parsed(page(document).html)

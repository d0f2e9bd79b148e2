"""Articles in other languages, end to end: quotes as they stand, statements as asked.

The answers are authored: what a model would say that works as it is asked to.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from extractor import Done, article_from_text, extract, verify
from extractor.recipes import load_recipe
from tests.answers import actor, answer, claim, nuance, said
from tests.servers.loopback import Loopback, chat


@dataclass(frozen=True)
class Case:
    """An article, and what an answer copies from it.

    Attributes:
        text: Three sentences: a report, a quotation, a consequence.
        speaker: Who speaks, as the article names them.
        alias: Another form of the name.
        cue: The reporting words of the quotation.
        quote: What is said, marks included, as a model may retype it.
        stands: The same as it stands in the article.
        hedge: A word of the third sentence that weakens it.
        mentions: The number of places where the speaker is named.
        more: Further facts about the article.
    """

    text: str
    speaker: str
    alias: str
    cue: str
    quote: str
    stands: str
    hedge: str
    mentions: int
    more: dict[str, Any] = field(default_factory=dict)


CASES = {
    "Chinese": Case(
        text="外交部长王毅周一抵达莫斯科。王毅说：“我们不会派兵到那里去。”专家认为，此举可能影响地区稳定。",
        speaker="王毅",
        alias="外交部长",
        cue="说",
        quote="「我们不会派兵到那里去。」",
        stands="“我们不会派兵到那里去。”",
        hedge="可能",
        mentions=3,
    ),
    "Arabic": Case(
        text="وصل وزير الخارجية سامح شكري إلى موسكو يوم الاثنين. "
        "وقال شكري: «لن نرسل قوات إلى هناك.» وقد يؤثر ذلك على استقرار المنطقة.",
        speaker="سامح شكري",
        alias="شكري",
        cue="وقال",
        quote='"لن نرسل قوات إلى هناك."',
        stands="«لن نرسل قوات إلى هناك.»",
        hedge="قد",
        mentions=2,
        more={"language": "ar"},
    ),
    "Hindi": Case(
        text="विदेश मंत्री एस. जयशंकर सोमवार को मॉस्को पहुँचे। "
        "जयशंकर ने कहा, “हम वहाँ सैनिक नहीं भेजेंगे।” इससे क्षेत्र की स्थिरता शायद प्रभावित होगी।",
        speaker="एस. जयशंकर",
        alias="जयशंकर",
        cue="कहा",
        quote='"हम वहाँ सैनिक नहीं भेजेंगे।"',
        stands="“हम वहाँ सैनिक नहीं भेजेंगे।”",
        hedge="शायद",
        mentions=2,
    ),
    "Japanese": Case(
        text="岩屋毅外相は月曜日にモスクワに到着した。岩屋外相は「そこに部隊は派遣しない」と述べた。地域の安定に影響する可能性がある。",
        speaker="岩屋毅",
        alias="岩屋外相",
        cue="述べた",
        quote="“そこに部隊は派遣しない”",
        stands="「そこに部隊は派遣しない」",
        hedge="可能性がある",
        mentions=2,
    ),
    "Russian": Case(
        text="Министр Сергей Лавров прибыл в Пекин в понедельник. "
        "Лавров заявил: «Мы не отправим туда войска». "
        "Это может повлиять на стабильность в регионе.",
        speaker="Сергей Лавров",
        alias="Лавров",
        cue="заявил",
        quote='"Мы не отправим туда войска"',
        stands="«Мы не отправим туда войска»",
        hedge="может",
        mentions=2,
    ),
    "emoji": Case(
        text="Mayor Zoë Núñez 👩🏽‍⚖️ came to town 🎉 on Monday. "
        "Núñez said: “We won’t 🚫 send 🇺🇸 troops.” "
        "It could cafe\u0301-shake 👨‍👩‍👧 the region.",
        speaker="Zoë Núñez",
        alias="Núñez",
        cue="said",
        quote='"We won\'t 🚫 send 🇺🇸 troops."',
        stands="“We won’t 🚫 send 🇺🇸 troops.”",
        hedge="could",
        mentions=2,
    ),
}


@pytest.fixture
def server() -> Iterator[Loopback]:
    loopback = Loopback()
    yield loopback
    loopback.close()


def answered(case: Case, *statements: str) -> str:
    """Return an authored answer about a case, with these two statements."""
    spoken, effect = statements
    given = answer(
        actors=[actor(case.speaker, aliases=[case.alias])],
        claims=[
            claim(
                2,
                case.quote,
                statement=spoken,
                kind="intent",
                by=[1],
                attribution=said(case.cue),
                nuance=nuance(negated=True),
            ),
            claim(
                3,
                statement=effect,
                kind="consequence",
                nuance=nuance("possible", case.hedge),
            ),
        ],
        headline="No troops are sent.",
    )
    return json.dumps(given)


ENGLISH = (
    "The country will not send troops there.",
    "The decision could affect the stability of the region.",
)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_quotes_stand_in_the_original_under_english_statements(
    case: Case, server: Loopback
) -> None:
    server.script(chat(answered(case, *ENGLISH)))
    article = article_from_text(case.text, published="2031-05-06", **case.more)

    done = extract(article, model="toy", base_url=server.url)

    assert isinstance(done, Done)
    assert len(done.file.article.sentences) == 3
    spoken, effect = done.value.claims
    assert (spoken.evidence[0].quote, spoken.quote_type) == (case.stands, "direct")
    assert (spoken.cue, effect.hedges) == (case.cue, (case.hedge,))
    for span in (*spoken.evidence, *effect.evidence):
        assert done.file.article.text[span.start : span.end] == span.quote
    assert len(done.value.actors[0].mentions) == case.mentions
    assert (done.file.findings, done.file.dropped) == ((), ())
    assert verify(done.file, recipe=load_recipe()).breaks == ()
    assert done.file.article.language == case.more.get("language")


@pytest.mark.parametrize(
    ("name", "language", "statements"),
    [
        ("Chinese", "Chinese", ("中国不会派兵到那里。", "此举可能影响地区稳定。")),
        ("Arabic", "German", ("Das Land schickt keine Truppen.", "Es kann wirken.")),
        ("Hindi", "Hindi", ("भारत वहाँ सैनिक नहीं भेजेगा।", "स्थिरता शायद प्रभावित होगी।")),
        ("emoji", "Italian", ("I soldati non partono.", "La regione può tremare.")),
    ],
)
def test_statements_in_another_language_are_asked_for_and_not_judged_as_english(
    name: str, language: str, statements: tuple[str, str], server: Loopback
) -> None:
    case = CASES[name]
    server.script(chat(answered(case, *statements)))
    article = article_from_text(case.text, published="2031-05-06")

    done = extract(article, model="toy", base_url=server.url, answer_language=language)

    assert isinstance(done, Done)
    asked = server.bodies[0]["messages"][1]["content"]
    assert f"Write the briefing in {language}." in asked
    assert tuple(c.statement for c in done.value.claims) == statements
    assert done.value.claims[0].evidence[0].quote == case.stands
    assert (done.file.findings, done.file.dropped) == ((), ())
    assert verify(done.file, recipe=load_recipe()).breaks == ()

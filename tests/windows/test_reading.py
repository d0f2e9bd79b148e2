"""Windows that fail, bring nothing or say what they cannot know."""

from typing import Any

import pytest

from extractor.errors import AccessError, InvalidReply, ModelUnavailable
from extractor.records.briefing_file import Attempt
from extractor.records.outcome import Done, Failed
from extractor.verification import verify
from extractor.windows import Size
from tests.answers import actor, claim, inference, said
from tests.articles import article_of
from tests.fakes import FakeAnswerer
from tests.files import briefing
from tests.toys import Notes, recipe_of
from tests.windows.splitting import read_with

pytestmark = pytest.mark.anyio

NAMES = ["Ada Quill", "Pavel Brandt", "Lena Vogt"]
# Three windows of four sentences, of which the first is shown again.
SMALL = Size(sentences=4, overlap=1)
ARTICLE = article_of(
    *(f"{NAMES[n // 4]} said that plan {n + 1} holds." for n in range(10)),
    title="Plans",
)
GONE = ModelUnavailable(
    "http_503",
    "the server is busy",
    attempts=(Attempt(kind="first", status="http_503"),),
    cost_usd=0.0,
)
REFUSED = InvalidReply("refused", "the model refuses")


def told(sentence: int, **changes: Any) -> dict[str, Any]:
    """Return what a window tells of one sentence, by an actor that is new there.

    The second and the third window are told of one actor, who is number 1.
    """
    by = 1 if sentence <= 4 else 2
    point = claim(sentence, statement=f"Plan {sentence} holds.", by=[by]) | changes
    new = actor(NAMES[(sentence - 1) // 4])
    return {"actors": [new], "claims": [point | {"attribution": said("said")}]}


CLOSING = {"inferences": [inference(1, 2)], "headline": "Plans hold.", "gaps": ["Why."]}


async def test_windows_and_a_closing_request_make_one_briefing():
    answerer = FakeAnswerer(told(1), told(5), told(9), CLOSING)

    outcome = await read_with(answerer, ARTICLE, SMALL)

    assert isinstance(outcome, Done)
    assert [each.name for each in outcome.value.actors] == NAMES
    assert [each.statement for each in outcome.value.claims] == [
        "Plan 1 holds.",
        "Plan 5 holds.",
        "Plan 9 holds.",
    ]
    assert outcome.value.implications[0].rests_on == ("c1", "c2")
    assert outcome.value.headline == "Plans hold."
    assert verify(outcome.file, recipe=briefing()).holds


async def test_each_window_is_shown_its_sentences_and_the_actors_they_name():
    answerer = FakeAnswerer(told(1), told(6, by=[1]) | {"actors": []}, told(9), CLOSING)

    await read_with(answerer, ARTICLE, SMALL)

    first, second, third, _ = (r.prompt for r in answerer.requests)
    assert "Actors found so far:\nnone\n" in first.user
    assert "Actors found so far:\n[1] Ada Quill (person)\n" in second.user
    assert "Actors found so far:\nnone\n" in third.user
    assert "\n[4] Ada Quill said that plan 4 holds.\n[5] Pavel" in second.user
    assert "[3]" not in second.user
    assert "Claims rest on sentence 5 or later" in second.user
    assert {p.system for p in (first, second, third)} == {briefing().system}


async def test_the_closing_request_lists_what_holds_with_its_words():
    invented = told(5) | {"claims": [claim(5, "invented words")]}
    answerer = FakeAnswerer(told(1), invented, told(9), CLOSING)

    await read_with(answerer, ARTICLE, SMALL)

    asked = answerer.requests[-1].prompt.user
    assert "[1] Ada Quill (person)\n[2] Pavel Brandt (person)" in asked
    assert (
        "\n[1] by 1, fact, certain: Plan 1 holds. “Ada Quill said that plan 1 holds.”"
        "\n[2] by 3, fact, certain: Plan 9 holds. “Lena Vogt said that plan 9 holds.”"
    ) in asked


async def test_a_reask_that_ended_early_is_said_with_its_part():
    answers = (told(1), told(5), told(9), CLOSING)
    answerer = FakeAnswerer(*answers, incident="Asking again ended early.")

    outcome = await read_with(answerer, ARTICLE, SMALL)

    assert isinstance(outcome, Done)
    incidents = [f for f in outcome.file.findings if f.code == "reask_failed"]
    assert [incident.message.split(":")[0] for incident in incidents] == [
        "sentences 1 to 4",
        "sentences 5 to 7",
        "sentences 8 to 10",
        "the closing request",
    ]


async def test_a_lost_window_is_said_and_the_others_are_published():
    answerer = FakeAnswerer(told(1), REFUSED, told(9, by=[1]), CLOSING)

    outcome = await read_with(answerer, ARTICLE, SMALL)

    assert isinstance(outcome, Done)
    [lost] = [f for f in outcome.file.findings if f.code == "window_lost"]
    assert (lost.severity, lost.where) == ("error", "/article/sentences/4")
    assert "sentences 5 to 7" in lost.message
    assert "the model refuses" in lost.message
    assert len(outcome.value.claims) == 2


async def test_a_window_that_brings_nothing_is_said():
    nothing: dict[str, Any] = {"actors": [], "claims": []}
    answerer = FakeAnswerer(told(1), nothing, told(9), CLOSING)

    outcome = await read_with(answerer, ARTICLE, SMALL)

    assert isinstance(outcome, Done)
    [empty] = [f for f in outcome.file.findings if f.code == "empty_window"]
    assert "sentences 5 to 7" in empty.message


async def test_a_closing_request_that_fails_leaves_the_claims():
    answerer = FakeAnswerer(told(1), told(5), told(9), REFUSED)

    outcome = await read_with(answerer, ARTICLE, SMALL)

    assert isinstance(outcome, Done)
    [lost] = [f for f in outcome.file.findings if f.code == "closing_lost"]
    assert lost.severity == "error"
    assert "inferences, headline, gaps" in lost.message
    assert (outcome.value.headline, len(outcome.value.claims)) == ("", 3)
    assert verify(outcome.file, recipe=briefing()).holds


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ([GONE], 1),
        ([told(1), GONE, GONE], 3),
        ([REFUSED, REFUSED, REFUSED], 3),
    ],
    ids=["at first", "two running", "all"],
)
async def test_an_article_fails_when_the_server_is_gone_or_nothing_is_read(
    answers, asked
):
    answerer = FakeAnswerer(*answers)

    outcome = await read_with(answerer, ARTICLE, SMALL)

    assert isinstance(outcome, Failed)
    assert outcome.reason == answers[-1].reason
    assert len(answerer.requests) == asked


async def test_a_failed_article_says_what_its_windows_cost():
    sent = (Attempt(kind="first", status="ok"),)
    answerer = FakeAnswerer(told(1), GONE, GONE, attempts=sent)

    outcome = await read_with(answerer, ARTICLE, SMALL)

    assert isinstance(outcome, Failed)
    assert [a.status for a in outcome.attempts] == ["ok", "http_503", "http_503"]
    assert outcome.cost_usd == 0.25


async def test_what_ends_a_run_ends_it_in_any_window():
    with pytest.raises(AccessError):
        await read_with(FakeAnswerer(told(1), AccessError("no")), ARTICLE, SMALL)


async def test_what_ends_a_run_says_what_the_windows_before_it_cost():
    sent = (Attempt(kind="first", status="ok"),)
    end = AccessError("no")
    end.attempts, end.cost_usd = (Attempt(kind="first", status="http_401"),), 0.0

    with pytest.raises(AccessError) as raised:
        await read_with(FakeAnswerer(told(1), end, attempts=sent), ARTICLE, SMALL)

    assert [a.status for a in raised.value.attempts] == ["ok", "http_401"]
    assert raised.value.cost_usd == 0.25


async def test_a_window_is_told_of_its_problems_at_its_own_places():
    answerer = FakeAnswerer(told(1), told(2), told(9), CLOSING)

    await read_with(answerer, ARTICLE, SMALL)

    hidden = answerer.requests[1].review(told(2))
    invented = answerer.requests[1].review(
        {"actors": [actor("Nobody Known")], "claims": [claim(5, "invented words")]}
    )
    assert [(p.code, p.where) for p in hidden.problems] == [
        ("V3", ("claims", 0, "evidence", 0))
    ]
    assert "sentence 2 is not among those shown, 4 to 7" in hidden.problems[0].message
    assert {(p.code, p.where) for p in invented.problems} == {
        ("V3", ("claims", 0, "evidence", 0)),
        ("V6", ("actors", 0)),
    }


async def test_a_claim_on_a_sentence_that_was_not_shown_is_dropped():
    answerer = FakeAnswerer(told(1), told(9), told(9), CLOSING)

    outcome = await read_with(answerer, ARTICLE, SMALL)

    assert isinstance(outcome, Done)
    assert [(d.reason, d.where) for d in outcome.file.dropped] == [
        ("rests_on_dropped", "/claims/1"),
        ("V3", "/claims/1/evidence/0"),
    ]
    assert [c.statement for c in outcome.value.claims] == [
        "Plan 1 holds.",
        "Plan 9 holds.",
    ]


async def test_a_number_that_was_not_shown_never_becomes_another_actor():
    answerer = FakeAnswerer(told(1), told(5, by=[3]), told(9), CLOSING)

    outcome = await read_with(answerer, ARTICLE, SMALL)

    assert isinstance(outcome, Done)
    assert ("V2", "/claims/1") in {(d.reason, d.where) for d in outcome.file.dropped}


async def test_the_rest_is_numbered_as_it_was_listed_whatever_was_dropped():
    dropped = told(5) | {"claims": [claim(5, "invented words"), *told(6)["claims"]]}
    answerer = FakeAnswerer(
        told(1), dropped, told(9), CLOSING | {"inferences": [inference(3)]}
    )

    outcome = await read_with(answerer, ARTICLE, SMALL)

    assert isinstance(outcome, Done)
    [inferred] = outcome.value.implications
    [rests_on] = [c for c in outcome.value.claims if c.id in inferred.rests_on]
    assert rests_on.statement == "Plan 9 holds."


async def test_a_recipe_without_windows_refuses_longer_articles():
    engine = FakeAnswerer()

    outcome = await read_with(engine, ARTICLE, SMALL, recipe=recipe_of(Notes))

    assert isinstance(outcome, Failed)
    assert outcome.reason == "too_long"
    assert "10 sentences" in outcome.message
    assert "window_sentences" in outcome.message
    assert engine.requests == []


async def test_an_article_that_fits_is_asked_about_once():
    answerer = FakeAnswerer({**told(1), **CLOSING, "inferences": []})

    outcome = await read_with(answerer, ARTICLE, Size(sentences=10))

    assert isinstance(outcome, Done)
    assert len(answerer.requests) == 1
    assert answerer.requests[0].recipe is briefing()

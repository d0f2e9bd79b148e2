"""One article through the engine: the file it becomes, or why it does not."""

from typing import Any

import pytest

from extractor.engine import Engine, usage_of
from extractor.errors import AccessError, InvalidReply, ModelUnavailable
from extractor.records.article import Article
from extractor.records.briefing_file import FORMAT, Attempt, Tokens
from extractor.records.outcome import Done, Failed, Outcome, Recipe
from extractor.verification import verify
from tests.answers import strike_answer
from tests.articles import STRIKE, article_of
from tests.fakes import Clock, FakeAnswerer
from tests.toys import Notes, conclusion, note, notes_of, recipe_of

pytestmark = pytest.mark.anyio

ATTEMPTS = (
    Attempt(
        kind="first",
        status="invalid",
        problems=("claims 1: it is wrong",),
        tokens=Tokens(prompt=900, completion=300, cached=64),
    ),
    Attempt(kind="transport", status="http_503"),
    Attempt(kind="reask", status="ok", tokens=Tokens(prompt=1300, completion=310)),
)


async def outcome_of(
    recipe: Recipe[Any],
    answerer: FakeAnswerer,
    *,
    article: Article = STRIKE,
    describes_fields: bool = False,
) -> Outcome[Any]:
    engine = Engine(
        recipe=recipe,
        answerer=answerer,
        describes_fields=describes_fields,
        now=Clock(),
        version="1.2.3",
    )
    return await engine.extract(article, "strike.txt")


async def test_a_valid_answer_becomes_a_file_that_verifies(briefing_recipe):
    outcome = await outcome_of(briefing_recipe, FakeAnswerer(strike_answer()))

    assert isinstance(outcome, Done)
    assert outcome.source == "strike.txt"
    assert outcome.value is outcome.file.briefing
    assert (outcome.file.findings, outcome.file.dropped) == ((), ())
    assert verify(outcome.file, recipe=briefing_recipe).holds


async def test_the_file_says_how_it_came_to_be(briefing_recipe):
    answerer = FakeAnswerer(strike_answer(), attempts=ATTEMPTS)

    outcome = await outcome_of(briefing_recipe, answerer)

    assert isinstance(outcome, Done)
    written = outcome.file.model_dump(mode="json")
    provenance = written["provenance"]
    assert written["format"] == FORMAT
    assert provenance["extractor"] == "1.2.3"
    assert provenance["recipe"] == "briefing"
    assert provenance["fingerprint"] == briefing_recipe.fingerprint
    assert provenance["engine"]["model"] == "fake"
    assert [a["kind"] for a in provenance["attempts"]] == [
        "first",
        "transport",
        "reask",
    ]
    assert provenance["cost_usd"] == 0.25
    assert provenance["run"] == {
        "started_at": "2031-05-01T00:00:01+00:00",
        "seconds": 1.5,
    }


async def test_two_runs_differ_in_nothing_but_the_run(briefing_recipe):
    files = []
    for step_s in (1.0, 7.25):
        engine = Engine(
            recipe=briefing_recipe,
            answerer=FakeAnswerer(strike_answer(), attempts=ATTEMPTS),
            now=Clock(step_s=step_s),
            version="1.2.3",
        )
        outcome = await engine.extract(STRIKE, "strike.txt")
        assert isinstance(outcome, Done)
        files.append(outcome.file.model_dump(mode="json"))

    runs = [file["provenance"].pop("run") for file in files]
    assert files[0] == files[1]
    assert runs[0] != runs[1]


def test_usage_is_the_sum_of_all_attempts():
    usage = usage_of(ATTEMPTS)

    assert (usage.prompt, usage.completion, usage.cached) == (2200, 610, 64)
    assert usage.requests == 3


async def test_characters_that_were_taken_out_are_counted_in_a_finding(briefing_recipe):
    article = STRIKE.model_copy(update={"removed": {"zero_width": 3, "bidi": 1}})

    outcome = await outcome_of(
        briefing_recipe, FakeAnswerer(strike_answer()), article=article
    )

    assert isinstance(outcome, Done)
    (finding,) = outcome.file.findings
    assert (finding.code, finding.where) == ("removed_characters", "/article/text")
    assert finding.message.endswith("1 bidi, 3 zero_width")


async def test_asking_again_in_vain_is_a_finding(briefing_recipe):
    answerer = FakeAnswerer(strike_answer(), incident="the server answered 503")

    outcome = await outcome_of(briefing_recipe, answerer)

    assert isinstance(outcome, Done)
    (finding,) = outcome.file.findings
    assert (finding.code, finding.message) == (
        "reask_failed",
        "the server answered 503",
    )
    assert finding.where == "/provenance/attempts"


async def test_an_article_error_is_a_failed_outcome(briefing_recipe):
    error = ModelUnavailable("http_503", "no answer", attempts=ATTEMPTS, cost_usd=0.5)

    outcome = await outcome_of(briefing_recipe, FakeAnswerer(error))

    assert outcome == Failed(
        source="strike.txt",
        reason="http_503",
        message="no answer",
        attempts=ATTEMPTS,
        cost_usd=0.5,
    )


async def test_an_answer_of_which_nothing_can_be_used_keeps_what_it_cost(
    briefing_recipe,
):
    answerer = FakeAnswerer("no JSON", attempts=ATTEMPTS)

    outcome = await outcome_of(briefing_recipe, answerer)

    assert isinstance(outcome, Failed)
    assert outcome.reason == "invalid_reply"
    assert "the answer is not JSON" in outcome.message
    assert (outcome.attempts, outcome.cost_usd) == (ATTEMPTS, 0.25)


@pytest.mark.parametrize("error", [AccessError("key refused"), ZeroDivisionError()])
async def test_what_ends_the_run_is_not_made_an_outcome(error, briefing_recipe):
    with pytest.raises(type(error)):
        await outcome_of(briefing_recipe, FakeAnswerer(error))


async def test_an_invalid_reply_from_the_answerer_keeps_its_own_words(briefing_recipe):
    error = InvalidReply("refused", "the model declined", attempts=ATTEMPTS[:1])

    outcome = await outcome_of(briefing_recipe, FakeAnswerer(error))

    assert isinstance(outcome, Failed)
    assert (outcome.reason, outcome.message) == ("refused", "the model declined")


async def test_the_answerer_is_asked_with_the_rendered_article(briefing_recipe):
    answerer = FakeAnswerer(strike_answer())

    await outcome_of(briefing_recipe, answerer)

    (request,) = answerer.requests
    assert request.prompt.system == briefing_recipe.system
    assert "[4] “We will not load a single ship,”" in request.prompt.user
    assert request.article is STRIKE


async def test_field_meanings_are_told_only_when_asked_for(briefing_recipe):
    answerer = FakeAnswerer(strike_answer())

    await outcome_of(briefing_recipe, answerer, describes_fields=True)

    system = answerer.requests[0].prompt.system
    assert system.startswith(briefing_recipe.system)
    assert "- headline (string): The main message" in system


async def test_hard_rules_softened_by_the_answerer_are_warnings(briefing_recipe):
    answer = strike_answer()
    answer["claims"][0]["statement"] = "They will strike on Friday."
    answerer = FakeAnswerer(answer, softened=frozenset({"V10"}))

    outcome = await outcome_of(briefing_recipe, answerer)

    assert isinstance(outcome, Done)
    assert [(f.code, f.severity) for f in outcome.file.findings] == [("V10", "warning")]
    assert verify(outcome.file, recipe=briefing_recipe).holds


async def test_findings_point_at_the_published_place_of_what_moved(briefing_recipe):
    answer = strike_answer()
    answer["claims"][0] |= {"when": "next week"}
    answer["claims"].insert(0, answer["claims"].pop())
    answer["claims"][0] |= {"when": "a decade"}
    answer["actors"][0] |= {"aliases": ["Brandt", "Pavel the Great"]}

    outcome = await outcome_of(briefing_recipe, FakeAnswerer(answer))

    assert isinstance(outcome, Done)
    places = {
        finding.where for finding in outcome.file.findings if finding.code == "V5"
    }
    assert places == {"/briefing/actors/1", "/briefing/claims/0", "/briefing/claims/5"}


async def test_the_engine_knows_nothing_of_briefings():
    talk = article_of("Ann says the bridge holds.", "Ben says it does not.")
    answer = notes_of(
        people=[{"name": "Ann"}, {"name": "Ben"}],
        notes=[note(1, "the bridge holds", by=[1]), note(2, by=[2], answers=[1])],
        conclusions=[conclusion(1, 1, 2)],
    )
    recipe = recipe_of(Notes)

    outcome = await outcome_of(recipe, FakeAnswerer(answer), article=talk)

    assert isinstance(outcome, Done)
    first, second = outcome.value.notes
    assert first["proof"][0]["quote"] == "the bridge holds"
    assert (second["id"], second["answers"]) == ("n2", ["n1"])
    assert verify(outcome.file, recipe=recipe).holds

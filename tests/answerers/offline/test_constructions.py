"""Each construction, by cases: who is credited with which words, by which cue."""

import pytest

from tests.answerers.offline.readings import Passage, passages_in

CLAUSES = [
    pytest.param(
        text, Passage(speaker, cue, (content,), rule="reported_clause"), id=id_
    )
    for id_, text, speaker, cue, content in [
        (
            "that-clause",
            "Vogt said that the harbour would close and that ships would wait.",
            "Vogt",
            "said",
            "the harbour would close and that ships would wait",
        ),
        (
            "clause in front",
            "The harbour would close on Friday, Vogt said in a statement.",
            "Vogt",
            "said",
            "The harbour would close on Friday",
        ),
        (
            "warning behind its clause",
            "The harbour is not safe, analysts warned.",
            "analysts",
            "warned",
            "The harbour is not safe",
        ),
        (
            "the writer's contrast is left out",
            "The committee claims the dam was safe, while engineers doubt it.",
            "committee",
            "claims",
            "the dam was safe",
        ),
        (
            "participle",
            "Brandt left the hall early, adding that the strike goes on.",
            "Brandt",
            "adding",
            "the strike goes on",
        ),
        (
            "document",
            "A leaked letter says the plant failed two tests.",
            "letter",
            "says",
            "the plant failed two tests",
        ),
        (
            "study",
            "The figures show exports fell by a third.",
            "figures",
            "show",
            "exports fell by a third",
        ),
        (
            "infinitive of what took place",
            "The ministry went on to say the harbour was safe.",
            "ministry",
            "say",
            "the harbour was safe",
        ),
        (
            "relative clause",
            "She left the room, a step that critics say came too late.",
            "critics",
            "say",
            "came too late",
        ),
        (
            "relative pronoun as subject",
            "Vogt, who said the dam was safe, left early.",
            "Vogt",
            "said",
            "the dam was safe",
        ),
        (
            "second clause that the parser hangs on the report",
            "Brandt claims his pay was cut and he was forced to work at night.",
            "Brandt",
            "claims",
            "his pay was cut and he was forced to work at night",
        ),
        (
            "what is not said",
            "Officials have not said why the port was closed.",
            "Officials",
            "said",
            "have not said why the port was closed",
        ),
        (
            "somebody's words about others stay somebody's",
            "Vogt said Brandt believes the dam is safe.",
            "Vogt",
            "said",
            "Brandt believes the dam is safe",
        ),
    ]
]
OBJECTS = [
    pytest.param(
        text, Passage(speaker, cue, (content,), rule="reported_object"), id=cue
    )
    for text, speaker, cue, content in [
        (
            "Vogt condemned the strike as reckless.",
            "Vogt",
            "condemned",
            "condemned the strike as reckless",
        ),
        (
            "The union called for an independent inquiry.",
            "union",
            "called for",
            "called for an independent inquiry",
        ),
        (
            "Brandt accused the port of hiding the report.",
            "Brandt",
            "accused",
            "accused the port of hiding the report",
        ),
        (
            "Vogt described the deal as a turning point.",
            "Vogt",
            "described",
            "the deal as a turning point",
        ),
        (
            "The port denied hiding the report from workers.",
            "port",
            "denied",
            "denied hiding the report from workers",
        ),
        (
            "The union urged both sides to show restraint.",
            "union",
            "urged",
            "urged both sides to show restraint",
        ),
        (
            "Brandt slammed the port for cutting pay.",
            "Brandt",
            "slammed",
            "slammed the port for cutting pay",
        ),
        (
            "The move drew anger, with analysts predicting a long strike.",
            "analysts",
            "predicting",
            "a long strike",
        ),
        (
            "The unions issued a joint statement calling on the port to pay.",
            "statement",
            "calling on",
            "calling on the port to pay",
        ),
    ]
]
BESIDE = [
    pytest.param(
        "According to the Harbour Post, the port lost two ships in May.",
        Passage("Post", "According to", ("the port lost two ships in May",)),
        id="source in front",
    ),
    pytest.param(
        "The port lost two ships in May, according to police.",
        Passage("police", "according to", ("The port lost two ships in May",)),
        id="source behind",
    ),
    pytest.param(
        "As Vogt noted, the port lost two ships.",
        Passage("Vogt", "noted", ("the port lost two ships",)),
        id="as X noted",
    ),
    pytest.param(
        "The plan, an official said, is to close the harbour.",
        Passage(
            "official", "said", ("The plan, an official said, is to close the harbour",)
        ),
        id="report that cuts a subject off",
    ),
    pytest.param(
        "But, Vogt said, the harbour must stay open.",
        Passage("Vogt", "said", ("the harbour must stay open",)),
        id="report between commas",
    ),
    pytest.param(
        "Vogt repeated her claim that the dam was safe.",
        Passage("her", "claim", ("the dam was safe",)),
        id="reporting noun",
    ),
    pytest.param(
        "Officials: harbour will close on Friday",
        Passage("Officials", None, ("harbour will close on Friday",)),
        id="speaker label",
    ),
    pytest.param(
        "Vogt wrote on Friday:\n\nThe harbour will stay open for all ships this week.",
        Passage(
            "Vogt", "wrote", ("The harbour will stay open for all ships this week",)
        ),
        id="block behind a colon",
    ),
]
HEARSAY = [
    ("The captain is believed to have fled the country.", "believed"),
    ("The port reportedly lost two ships.", "reportedly"),
]
RELAYED = [
    pytest.param(text, speaker, relays, id=text)
    for text, speaker, relays in [
        (
            "According to the Harbour Post, citing the coast guard, two ships sank.",
            "guard",
            ("Post",),
        ),
        (
            "The strike goes on, the Harbour Post reported, citing union officials.",
            "officials",
            ("Post",),
        ),
        (
            "As reported by the Harbour Post, Vogt described the deal as a failure.",
            "Vogt",
            ("Post",),
        ),
        (
            "The Harbour Post reported that Vogt said the dam was safe.",
            "Vogt",
            ("Post",),
        ),
    ]
]
NOTHING = [
    "This shows the plan has failed.",
    "Vogt hesitated to say the harbour was safe.",
    "Vogt declined to comment on the report.",
    "The two men were told to leave.",
    "I think the harbour should close.",
    "The band played “The Long Way Home Again” that night.",
    "Vogt went home. It rained all night.",
]


@pytest.mark.parametrize(("text", "expected"), [*CLAUSES, *OBJECTS])
def test_a_reporting_verb_gives_its_words_to_its_subject(text: str, expected: Passage):
    assert passages_in(text) == [expected]


@pytest.mark.parametrize(("text", "expected"), BESIDE)
def test_a_source_beside_the_statement_is_credited(text: str, expected: Passage):
    [found] = passages_in(text)

    assert (found.speaker, found.cue, found.content) == (
        expected.speaker,
        expected.cue,
        expected.content,
    )


@pytest.mark.parametrize(("text", "cue"), HEARSAY)
def test_hearsay_keeps_its_sentence_and_names_nobody(text: str, cue: str):
    [found] = passages_in(text)

    assert (found.speaker, found.cue, found.content) == (None, cue, (text[:-1],))


@pytest.mark.parametrize(("text", "speaker", "relays"), RELAYED)
def test_a_relay_is_told_from_the_originator(
    text: str, speaker: str, relays: tuple[str, ...]
):
    [found] = passages_in(text)

    assert (found.speaker, found.relays) == (speaker, relays)


@pytest.mark.parametrize("text", NOTHING)
def test_what_nobody_reports_is_not_attributed(text: str):
    assert passages_in(text) == []

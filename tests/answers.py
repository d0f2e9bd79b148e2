"""Answers to the briefing recipe: one that is valid as it stands, and its parts."""

from typing import Any

Json = dict[str, Any]


def actor(name: str, **changes: Any) -> Json:
    """Return an actor of an answer."""
    plain: Json = {
        "name": name,
        "aliases": [],
        "kind": "person",
        "country": None,
        "role": None,
        "named": True,
    }
    return plain | changes


def evidence(sentence: int, quote: str | None = None) -> Json:
    """Return an evidence item: the whole sentence, or a quote of it."""
    return {"sentence": sentence, "quote": quote}


def claim(sentence: int, quote: str | None = None, **changes: Any) -> Json:
    """Return a claim on one evidence item, in the article's own voice."""
    plain = {
        "evidence": [evidence(sentence, quote)],
        "statement": "The port handles grain.",
        "kind": "fact",
        "by": [],
        "attribution": None,
        "nuance": None,
        "about": [],
        "when": None,
    }
    return plain | changes


def said(cue: str | None, *via: int) -> Json:
    """Return an attribution."""
    return {"cue": cue, "via": list(via)}


def nuance(certainty: str = "certain", *hedges: str, **changes: Any) -> Json:
    """Return a nuance."""
    plain = {"certainty": certainty, "negated": False, "hedges": list(hedges)}
    return plain | {"disputes": []} | changes


def inference(*rests_on: int, **changes: Any) -> Json:
    """Return an inference that rests on these claims."""
    plain = {
        "statement": "Grain buyers turn to other suppliers.",
        "rests_on": list(rests_on),
        "likelihood": "likely",
        "confidence": "moderate",
        "assumption": "The strike lasts.",
        "affected": [],
        "horizon": "short_term",
    }
    return plain | changes


def answer(**changes: Any) -> Json:
    """Return an answer that holds nothing but what is given."""
    empty = {
        "actors": [],
        "claims": [],
        "inferences": [],
        "headline": "Dock workers in Tarnholm are to strike on Friday.",
        "gaps": [],
    }
    return empty | changes


def strike_answer(**changes: Any) -> Json:
    """Return a valid answer about the article `STRIKE`, without any finding."""
    full = answer(
        actors=[
            actor("Pavel Brandt", aliases=["Brandt"], role="union leader"),
            actor("Dock workers in Tarnholm", kind="group", named=False),
            actor("Harbour Post", kind="organization"),
            actor("port office", kind="organization"),
            actor("analysts", kind="group", named=False),
            actor("Lena Vogt", role="Minister"),
        ],
        claims=[
            claim(
                3,
                "Dock workers in Tarnholm will strike on Friday",
                statement="Dock workers in Tarnholm will strike on Friday.",
                kind="intent",
                by=[1],
                attribution=said("said"),
                about=[2],
                when="on Friday",
            ),
            claim(
                4,
                "“We will not load a single ship,”",
                statement="Dock workers will not load a single ship.",
                kind="intent",
                by=[1],
                attribution=said("told", 3),
                nuance=nuance(negated=True),
                about=[2],
            ),
            claim(
                5,
                "denied that pay was cut",
                statement="Pay at the port was not cut.",
                by=[4],
                attribution=said("denied"),
                nuance=nuance(negated=True),
            ),
            claim(
                6,
                "The strike could delay grain exports",
                statement="The strike could delay grain exports.",
                kind="consequence",
                by=[5],
                attribution=said("warned"),
                nuance=nuance("possible", "could"),
            ),
            claim(
                7,
                statement="Lena Vogt reportedly offered talks.",
                by=[0],
                attribution=said("reportedly"),
                nuance=nuance("probable", "reportedly"),
                about=[6],
            ),
            claim(8, statement="The port handles 1.2 million tonnes of grain a year."),
        ],
        inferences=[inference(1, 2, affected=[2])],
        gaps=["How long the strike lasts."],
    )
    return full | changes

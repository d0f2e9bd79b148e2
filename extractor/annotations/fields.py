"""What a person fills in for each kind of item, for a form to be made from."""

from typing import Any, get_args

from extractor.schemas.briefing_answer import (
    ActorKind,
    Certainty,
    ClaimKind,
    Confidence,
    Horizon,
    Likelihood,
)
from extractor.schemas.briefing_published import Voice

Field = dict[str, Any]


def fields() -> dict[str, list[Field]]:
    """Return the fields of each kind of item, in order, as JSON.

    Their type is text, long, lines (a string a line), choice, flag, evidence, actors or
    claims (ids of them).
    """
    return {
        "claim": [
            _field("evidence", "Words of the article", "evidence"),
            _field("statement", "The point, as one sentence", "long", needed=True),
            _field("voice", "Whose words", "choice", options=get_args(Voice)),
            _field("asserted_by", "Said by", "actors"),
            _field("via", "Passed on by, outermost first", "actors"),
            _field("cue", "Reporting words, copied", "text"),
            _field("kind", "Kind", "choice", options=get_args(ClaimKind)),
            _field("certainty", "Certainty", "choice", options=get_args(Certainty)),
            _field("polarity", "Polarity", "choice", options=("positive", "negative")),
            _field("hedges", "Hedges, copied, one a line", "lines"),
            _field("when_text", "When it happens, copied", "text"),
            _field("about", "About", "actors"),
            _field("disputes", "Contradicts", "claims"),
        ],
        "actor": [
            _field("name", "Fullest name in the article", "text", needed=True),
            _field("aliases", "Other forms, copied, one a line", "lines"),
            _field("kind", "Kind", "choice", options=get_args(ActorKind)),
            _field("country", "Country or its ISO code", "text"),
            _field("role", "Role", "text"),
            _field("named", "Named in the article", "flag"),
        ],
        "implication": [
            _field("statement", "What may follow", "long", needed=True),
            _field("rests_on", "Rests on", "claims"),
            _field("likelihood", "Likelihood", "choice", options=get_args(Likelihood)),
            _field("confidence", "Confidence", "choice", options=get_args(Confidence)),
            _field("assumption", "If", "long", needed=True),
            _field("affected", "Affects", "actors"),
            _field("horizon", "Horizon", "choice", options=get_args(Horizon)),
        ],
    }


def _field(
    name: str,
    label: str,
    type_: str,
    *,
    options: tuple[str, ...] = (),
    needed: bool = False,
) -> Field:
    return {
        "name": name,
        "label": label,
        "type": type_,
        "options": list(options),
        "needed": needed,
    }

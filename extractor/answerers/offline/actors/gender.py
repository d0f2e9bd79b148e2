"""Whether a person is spoken of as he or she, where the article's words tell."""

from functools import cache
from typing import Literal

from extractor.answerers.offline.actors.figures import Figure
from extractor.answerers.offline.actors.names import parts, person_parts
from extractor.answerers.offline.lexicon import rows_of

Gender = Literal["male", "female"]


def gender_of(figure: Figure) -> Gender | None:
    """Return the gender that a title, a role or a first name tells, if one does."""
    tellers = _tellers()
    told = [part for role in figure.roles for part in parts(role)]
    name = person_parts(figure.name)
    told += name[:1] if len(name) > 1 else ()
    return next((tellers[part] for part in told if part in tellers), None)


@cache
def _tellers() -> dict[str, Gender]:
    table: dict[str, Gender] = {}
    for gender, listed in rows_of("gender.tsv"):
        for word in listed.split():
            table[word] = "male" if gender == "male" else "female"
    return table

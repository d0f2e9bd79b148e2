"""A briefing file as it stands after decisions, with every item under its first id."""

from collections.abc import Mapping
from typing import Any

from extractor.annotations.standing import Standing
from extractor.records.article import Article
from extractor.schemas.briefing import Actor
from extractor.schemas.briefing_actors import mentions_of

Json = dict[str, Any]


def working_copy(document: Mapping[str, Any], standing: Mapping[str, Standing]) -> Json:
    """Return a briefing file with corrections made and additions put in.

    What is rejected stays, for a reader to see. Ids are not given anew, so that
    decisions and readers go on naming the same items: it is a copy to look at and no
    briefing file to keep.
    """
    article = Article.model_validate(document["article"])
    actors = _items(standing, "actor")
    claims = sorted(_items(standing, "claim"), key=_first_words)
    stated = [one for one in claims if one["kind"] == "consequence"]
    inferred = [
        one for one in _items(standing, "implication") if one["basis"] == "inferred"
    ]
    known = {
        one.item["claim"]: one.item["id"]
        for one in standing.values()
        if one.kind == "implication" and one.item["basis"] == "stated"
    }
    implications = [_stated(claim, known) for claim in stated] + inferred
    briefing = {
        **document["briefing"],
        "actors": _with_mentions(actors, article),
        "claims": claims,
        "implications": implications,
    }
    return {**document, "briefing": briefing}


def _items(standing: Mapping[str, Standing], kind: str) -> list[Json]:
    return [one.item for one in standing.values() if one.kind == kind]


def _first_words(claim: Json) -> tuple[int, int]:
    first = claim["evidence"][0]
    return first["start"], first["end"]


def _stated(claim: Json, known: Mapping[str, str]) -> Json:
    """Return the implication of a claim; a new one is known by its claim."""
    return {
        "id": known.get(claim["id"], f"i-{claim['id']}"),
        "basis": "stated",
        "statement": claim["statement"],
        "claim": claim["id"],
    }


def _with_mentions(actors: list[Json], article: Article) -> list[Json]:
    """Return actors with the places where the article names them, found anew."""
    models = [Actor.model_validate(actor) for actor in actors]
    found = mentions_of(models, article)
    return [
        {**actor, "mentions": [mention.model_dump() for mention in mentions]}
        for actor, mentions in zip(actors, found, strict=True)
    ]

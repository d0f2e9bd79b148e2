"""Small gold and small briefings, by hand."""

from typing import Any

from extractor.evaluation.gold import GoldRow
from extractor.records.article import Article, Sentence, article_id
from extractor.records.briefing_file import BriefingFile, Engine, Provenance, Run
from extractor.records.markers import Mention, Span
from extractor.schemas.briefing import Actor, Briefing, Claim

Range = tuple[int, int]


def row_of(text: str, **gold: Any) -> GoldRow:
    """Return a row of gold; spans are given as (start, end)."""
    return GoldRow.model_validate({"id": "row", "text": text, "gold": gold})


def spans(*ranges: Range) -> list[dict[str, int]]:
    """Return gold spans."""
    return [{"start": start, "end": end} for start, end in ranges]


def attribution(name: str, *content: Range, **more: Any) -> dict[str, Any]:
    """Return a gold attribution."""
    return {"id": name, "content": spans(*content), **more}


def actor(name: str, *mentions: Range, **more: Any) -> Actor:
    """Return an actor; its id is that of its initial."""
    plain: dict[str, Any] = {
        "id": f"a{ord(name[0])}",
        "aliases": (),
        "kind": "person",
        "country": None,
        "role": None,
        "named": True,
    }
    found = tuple(Mention(start=start, end=end) for start, end in mentions)
    return Actor(**{**plain, **more, "name": name, "mentions": found})


def claim(text: str, *evidence: Range, **more: Any) -> Claim:
    """Return a claim of the article's own voice, or of `by`."""
    by = tuple(actor.id for actor in more.pop("by", ()))
    via = tuple(actor.id for actor in more.pop("via", ()))
    plain: dict[str, Any] = {
        "id": f"c{evidence[0][0] + 1}",
        "statement": "It is so.",
        "voice": "actor" if by else "article",
        "cue": None,
        "kind": "fact",
        "certainty": "certain",
        "polarity": "positive",
        "hedges": (),
        "disputes": (),
        "about": (),
        "when_text": None,
        "quote_type": "indirect" if by else "none",
    }
    found = tuple(
        Span(sentence=1, quote=text[start:end], start=start, end=end)
        for start, end in evidence
    )
    given = {"asserted_by": by, "via": via, "evidence": found}
    return Claim(**{**plain, **more, **given})


def briefing(
    actors: tuple[Actor, ...] = (), claims: tuple[Claim, ...] = (), **more: Any
) -> Briefing:
    """Return a briefing of these."""
    plain: dict[str, Any] = {"headline": "So it is.", "gaps": (), "implications": ()}
    return Briefing(**{**plain, **more, "actors": actors, "claims": claims})


def article_of(text: str) -> Article:
    """Return a text as an article of one sentence."""
    unit = Sentence(n=1, start=0, end=len(text), kind="body")
    return Article(id=article_id(text), text=text, sentences=(unit,))


def file_of(
    text: str, published: Briefing, **provenance: Any
) -> BriefingFile[Briefing]:
    """Return the file of a briefing."""
    plain: dict[str, Any] = {
        "extractor": "0",
        "recipe": "briefing",
        "prompt_sha256": "",
        "schema_sha256": "",
        "fingerprint": "",
        "engine": Engine(kind="llm", model="somebody"),
        "run": Run(started_at="2031-05-01T00:00:00+00:00", seconds=2.0),
    }
    return BriefingFile[Briefing](
        article=article_of(text),
        briefing=published,
        provenance=Provenance(**{**plain, **provenance}),
    )

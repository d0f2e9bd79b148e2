"""Markdown: a briefing to read, to mail, or to paste into a report."""

import re
from collections.abc import Iterable, Iterator

from extractor.exports.briefings import Exported
from extractor.schemas.briefing import Actor, Claim, InferredImplication

# The last three are what GFM makes links of: https://…, www.… and e-mail addresses.
MARKUP = re.compile(r"([\\`*_\[\]<>&#|~$]|:(?=//)|(?<=www)\.|@)", re.IGNORECASE)
AT_START = re.compile(r"^([-+=]|\d+(?=[.)]))")  # what makes a list or a heading there
RELAYS = " ‹ "


def markdown(briefings: Iterable[Exported]) -> Iterator[str]:
    """Yield each briefing as Markdown; no word of an article or a model is markup."""
    for place, briefing in enumerate(briefings):
        if place:
            yield "\n---\n\n"
        yield from (f"{line}\n" for line in _lines(briefing))


def plain(text: str) -> str:
    """Return text in which no character is Markdown, on one line."""
    escaped = MARKUP.sub(r"\\\1", " ".join(text.split()))
    found = AT_START.match(escaped)
    if found is None:
        return escaped
    if found[1].isdigit():  # `1\.` and not `\1.`
        return f"{found[1]}\\{escaped[found.end() :]}"
    return f"\\{escaped}"


def _lines(briefing: Exported) -> Iterator[str]:
    content = briefing.file.briefing
    yield f"# {plain(content.headline)}"
    yield ""
    yield _about(briefing)
    yield from _section("Claims", _claims(briefing))
    yield from _section("Implications", _implications(briefing))
    yield from _section("Not said", (f"- {plain(gap)}" for gap in content.gaps))
    yield from _section("Actors", map(_actor, content.actors))
    found = briefing.file.findings
    yield from _section(
        "Findings",
        (f"- **{plain(f.code)}** ({f.severity}): {plain(f.message)}" for f in found),
    )
    yield ""
    yield _made_by(briefing)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    body = list(lines)
    if body:
        yield from ("", f"## {title}", "", *body)


def _about(briefing: Exported) -> str:
    article = briefing.file.article
    known = (article.title, article.publisher, article.published, article.source_url)
    return " · ".join(plain(value) for value in known if value) or "An article."


def _claims(briefing: Exported) -> Iterator[str]:
    for claim in briefing.file.briefing.claims:
        yield f"- **{claim.id}** {plain(claim.statement)}  "
        yield f"  {_chain(briefing, claim)} · {_traits(claim)}"
        for span in claim.evidence:
            yield ""
            yield f"  > “{plain(span.quote)}” (sentence {span.sentence})"
        yield ""


def _chain(briefing: Exported, claim: Claim) -> str:
    """Return who passes on whose words, outermost first, and the reporting words."""
    asserters = " and ".join(briefing.asserters(claim))
    chain = RELAYS.join([*briefing.names(claim.via), asserters])
    told = f" — {claim.cue}" if claim.cue else ""
    return plain(chain + told)


def _traits(claim: Claim) -> str:
    traits: list[str] = [claim.kind, claim.certainty]
    traits += ["negative"] if claim.polarity == "negative" else []
    traits += [claim.quote_type] if claim.quote_type != "none" else []
    traits += [f"hedged: {', '.join(claim.hedges)}"] if claim.hedges else []
    if claim.when_text:
        settled = f" ({claim.when})" if claim.when else ""
        traits.append(f"when: {claim.when_text}{settled}")
    traits += [f"disputes {', '.join(claim.disputes)}"] if claim.disputes else []
    return plain(", ".join(traits))


def _implications(briefing: Exported) -> Iterator[str]:
    for one in briefing.file.briefing.implications:
        statement = f"**{one.id}** {plain(one.statement)}"
        if isinstance(one, InferredImplication):
            yield f"- *Inferred* from {', '.join(one.rests_on)}. {statement}  "
            yield f"  {_weighed(one)}"
        else:
            yield f"- *Stated* in {one.claim}. {statement}"


def _weighed(one: InferredImplication) -> str:
    likelihood, horizon = (
        one.likelihood.replace("_", " "),
        one.horizon.replace("_", " "),
    )
    told = f"{likelihood}, {one.confidence} confidence, {horizon}; if: "
    return plain(told + one.assumption)


def _actor(actor: Actor) -> str:
    told = [actor.kind if actor.named else f"{actor.kind}, unnamed"]
    told += [word for word in (actor.country, actor.role) if word]
    also = f" (also: {plain(', '.join(actor.aliases))})" if actor.aliases else ""
    return f"- **{actor.id}** {plain(actor.name)}{also}: {plain(', '.join(told))}"


def _made_by(briefing: Exported) -> str:
    made = briefing.file.provenance
    name = made.engine.model or "offline engine"
    told = f"{name}, extractor {made.extractor}, recipe {made.recipe}"
    return f"*{plain(f'{told}, {made.run.started_at}, {briefing.name}')}*"

"""STIX 2.1: a report, its actors as identities, its claims and inferences as notes."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

import pycountry

from extractor.errors import SettingsError
from extractor.exports.briefings import Exported
from extractor.extras import require
from extractor.schemas.briefing import Actor, Claim, InferredImplication

NAMESPACE = UUID("8c5e1b5c-6d0b-5e0f-9d55-0f0a3a8f2f11")  # ours; ids must not change
CLASSES = {
    "person": "individual",
    "state": "organization",
    "organization": "organization",
    "group": "group",
    "other": "unknown",
}
# STIX 2.1, appendix A: the scale None / Low / Med / High.
CONFIDENCE = {"low": 15, "moderate": 50}
KOSOVO = {"XKX": "XK"}  # in use by the EU; not in ISO 3166
WEB = frozenset({"http", "https"})

Objects = dict[str, Any]


def stix_bundle(briefings: Iterable[Exported]) -> str:
    """Return one bundle of them all as JSON.

    The same briefings give the same bundle: ids are made from what they hold, times
    are those of the runs that wrote them. Actors of two briefings are two identities,
    for nothing proves that one name is one person.

    Raises:
        SettingsError: stix2 is not installed.
    """
    require("stix2", extra="stix", to="write STIX")
    import stix2 as stix

    objects: Objects = {}
    for briefing in briefings:
        for one in _Pieces(stix, briefing).all():
            objects.setdefault(one["id"], one)
    identity = f"bundle--{uuid5(NAMESPACE, ' '.join(objects))}"
    bundle = {
        "type": "bundle",
        "id": identity,
        "objects": [json.loads(one.serialize()) for one in objects.values()],
    }
    return json.dumps(bundle, ensure_ascii=False, indent=2) + "\n"


def alpha_2(country: str | None) -> str | None:
    """Return the two letters that STIX wants for a country's three, or None."""
    if country is None:
        return None
    found = pycountry.countries.get(alpha_3=country)
    return found.alpha_2 if found else KOSOVO.get(country)


class _Pieces:
    """The STIX objects of one briefing."""

    def __init__(self, stix: Any, briefing: Exported) -> None:
        self._stix, self._briefing = stix, briefing
        self._file = briefing.file
        self._key = _key(briefing)
        made = _time_of(briefing)
        self._times = {"created": made, "modified": made}
        self._maker = self._id("identity", "extractor", own=False)

    def all(self) -> Iterator[Any]:
        """Yield the maker, identities, places, notes, and the report on them all."""
        yield self._made_by()
        content = self._file.briefing
        pieces = [one for actor in content.actors for one in self._actor(actor)]
        pieces += map(self._claim, content.claims)
        pieces += [
            self._inference(one)
            for one in content.implications
            if isinstance(one, InferredImplication)
        ]
        yield from pieces
        yield self._report([one["id"] for one in pieces] or [self._maker])

    def _id(self, kind: str, name: str, *, own: bool = True) -> str:
        """Return an id that is made from a name: of this briefing, or for all."""
        whole = f"{kind} {self._key if own else ''} {name}"
        return f"{kind}--{uuid5(NAMESPACE, whole)}"

    def _made(self, kind: str, name: str) -> Objects:
        made = {"id": self._id(kind, name), "created_by_ref": self._maker}
        return made | self._times

    def _made_by(self) -> Any:
        return self._stix.Identity(
            id=self._maker, name="extractor", identity_class="system", **self._times
        )

    def _actor(self, actor: Actor) -> Iterator[Any]:
        also = f"Also: {', '.join(actor.aliases)}" if actor.aliases else None
        identity = self._stix.Identity(
            **self._made("identity", actor.id),
            name=actor.name,
            identity_class=CLASSES[actor.kind],
            **_given(
                description=also,
                roles=[actor.role] if actor.role else None,
                labels=None if actor.named else ["unnamed"],
            ),
        )
        yield identity
        country = alpha_2(actor.country)
        if country:
            place = self._id("location", country, own=False)
            yield self._stix.Location(id=place, country=country, **self._times)
            yield self._stix.Relationship(
                **self._made("relationship", actor.id),
                relationship_type="located-at",
                source_ref=identity["id"],
                target_ref=place,
            )

    def _claim(self, claim: Claim) -> Any:
        names = self._briefing.asserters(claim)
        via = self._briefing.names(claim.via)
        chain = " ‹ ".join([*via, " and ".join(names)])
        concerned = (*claim.asserted_by, *claim.via, *claim.about)
        return self._stix.Note(
            **self._made("note", claim.id),
            abstract=f"{claim.id}: {chain}{f' — {claim.cue}' if claim.cue else ''}",
            content=claim.statement,
            authors=names,
            object_refs=self._concerning("identity", concerned),
            labels=[claim.kind, claim.certainty, claim.polarity, claim.quote_type],
            external_references=self._quotes(claim),
        )

    def _quotes(self, claim: Claim) -> list[Objects]:
        """Return each quote as a reference into the article."""
        return [
            {
                "source_name": self._file.article.publisher or "article",
                "description": span.quote,
                "external_id": f"{self._file.article.id}#char={span.start},{span.end}",
                **self._address(),
            }
            for span in claim.evidence
        ]

    def _inference(self, one: InferredImplication) -> Any:
        likelihood = one.likelihood.replace("_", " ")
        notes = [self._id("note", claim) for claim in one.rests_on]
        affected = self._concerning("identity", one.affected) if one.affected else []
        horizon = one.horizon.replace("_", " ")
        return self._stix.Note(
            **self._made("note", one.id),
            abstract=f"{one.id}: inferred from {', '.join(one.rests_on)}; {likelihood}",
            content=f"{one.statement}\n\nIf: {one.assumption}\nHorizon: {horizon}",
            object_refs=[*notes, *affected],
            confidence=CONFIDENCE[one.confidence],
            labels=["inferred", one.likelihood, one.horizon],
        )

    def _concerning(self, kind: str, ids: tuple[str, ...]) -> list[str]:
        """Return the objects of these ids, or the report when there is none."""
        known = dict.fromkeys(self._id(kind, one) for one in ids)
        return list(known) or [self._id("report", "")]

    def _report(self, about: list[str]) -> Any:
        article, briefing = self._file.article, self._file.briefing
        source = article.publisher or "article"
        reference = {"source_name": source, "external_id": article.id}
        return self._stix.Report(
            **self._made("report", ""),
            name=briefing.headline,
            published=_day(article.published) or self._times["created"],
            object_refs=list(dict.fromkeys(about)),
            external_references=[reference | self._address()],
            **_given(description=article.title),
        )

    def _address(self) -> Objects:
        address = self._file.article.source_url or ""
        try:
            parts = urlsplit(address)
        except ValueError:
            return {}
        return {"url": address} if parts.scheme in WEB and parts.netloc else {}


def _given(**values: Any) -> Objects:
    return {name: value for name, value in values.items() if value}


def _day(published: str | None) -> datetime | None:
    """Return the beginning of a day that is wholly known, or None."""
    try:
        return datetime.combine(date.fromisoformat(published or ""), time.min, UTC)
    except ValueError:
        return None


def _time_of(briefing: Exported) -> datetime:
    started_at = briefing.file.provenance.run.started_at
    try:
        return datetime.fromisoformat(started_at).astimezone(UTC)
    except (ValueError, OverflowError):
        message = (
            f"{briefing.name}: expected an ISO 8601 time in provenance.run.started_at, "
            f"found {started_at!r:.60}"
        )
        raise SettingsError(message) from None


def _key(briefing: Exported) -> str:
    """Return what tells this briefing from all others: its content, whenever made."""
    whole = briefing.file.model_dump(mode="json", exclude={"provenance": {"run"}})
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()

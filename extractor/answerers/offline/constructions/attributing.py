"""Every attributed passage of an article: the constructions, then the quotations."""

from collections.abc import Callable, Iterator

from extractor.answerers.offline.constructions.according import (
    according_to,
    as_reported,
)
from extractor.answerers.offline.constructions.attribution import Attribution
from extractor.answerers.offline.constructions.hearsay import (
    adverb_hearsay,
    passive_hearsay,
)
from extractor.answerers.offline.constructions.labels import (
    introduced_blocks,
    speaker_labels,
)
from extractor.answerers.offline.constructions.nesting import unnested
from extractor.answerers.offline.constructions.nominal import reporting_nouns
from extractor.answerers.offline.constructions.objects import reported_objects
from extractor.answerers.offline.constructions.parenthetical import (
    parenthetical_reports,
)
from extractor.answerers.offline.constructions.quoting import with_quotations
from extractor.answerers.offline.constructions.relays import with_origin
from extractor.answerers.offline.constructions.reporting import reported_clauses
from extractor.answerers.offline.text.reading import Line, Reading

CONSTRUCTIONS: tuple[Callable[[Line], Iterator[Attribution]], ...] = (
    reported_clauses,
    parenthetical_reports,
    according_to,
    as_reported,
    passive_hearsay,
    adverb_hearsay,
    reported_objects,
    reporting_nouns,
    speaker_labels,
)


def attributions(reading: Reading) -> list[Attribution]:
    """Return every attributed passage, none inside another."""
    found = [a for line in reading.lines for rule in CONSTRUCTIONS for a in rule(line)]
    found += introduced_blocks(reading, found)
    whole = with_quotations(reading, found)
    return [with_origin(a) for a in unnested(whole)]

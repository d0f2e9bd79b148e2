"""What a user may say about the articles of one call."""

from dataclasses import dataclass, field

from extractor.sources.corpora.fields import Fields
from extractor.sources.metadata import Metadata
from extractor.sources.web.sources import Web


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How inputs are read.

    Attributes:
        facts: What is known of every article; it wins over what the articles say.
        fields: Which fields of a corpus hold text and metadata.
        web: What fetches pages and feeds, and within which limits.
    """

    facts: Metadata = field(default_factory=Metadata)
    fields: Fields = field(default_factory=Fields)
    web: Web = field(default_factory=Web)

"""An order for the offline engine, and articles to be read under it."""

from pathlib import Path

from extractor.backends.ray import Order
from extractor.recipes import load_recipe
from extractor.settings import load_settings
from extractor.sources import FetchLimits
from extractor.sources.corpora.fields import Fields
from extractor.sources.metadata import Metadata
from extractor.wiring import Tape, asked_with


def order_of(tape: Tape | None = None, **settings: object) -> Order:
    """Return an order for these settings."""
    tape, chosen = tape or Tape(), load_settings(**{"engine": "offline", **settings})
    return Order(
        settings=chosen,
        tape=tape,
        asked=asked_with(chosen, tape),
        describes_fields=False,
        fingerprint=load_recipe().fingerprint,
        facts=Metadata(),
        fields=Fields(),
        limits=FetchLimits(),
    )


def write(path: Path, text: str) -> Path:
    """Return the path of a new file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path

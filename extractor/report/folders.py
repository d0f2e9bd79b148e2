"""Many briefing files as a folder of pages, with an index and all their actors."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from extractor.records.outcome import Failed
from extractor.report.documents import Broken, Found
from extractor.report.embedding import assets, data_block
from extractor.report.entries import Entry, entry_of
from extractor.report.figures import Figure, Figures
from extractor.report.naming import Names
from extractor.report.pages import NoBriefing, Place, page_of
from extractor.report.templating import pieces
from extractor.report.timeline import Bar, Span, bars_of, span_of
from extractor.sinks.whole_files import write_lines, write_whole

INDEX, ACTORS = "index.html", "actors.html"
STYLES = ("tokens", "index")
SCRIPTS = ("theme", "index")
MOST_ALIASES = 6  # the most frequent; the briefings have them all


@dataclass(slots=True)
class Written:
    """What a folder of pages has come to hold.

    Attributes:
        entries: A row for each page.
        figures: The actors of them all.
        broken: Files and lines that are no briefings.
    """

    entries: list[Entry] = field(default_factory=list)
    figures: Figures = field(default_factory=Figures)
    broken: list[Broken] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """An actor's row on the page of actors."""

    figure: Figure
    aliases: tuple[str, ...]
    bars: tuple[Bar, ...]
    told: str


def write_folder(
    documents: Iterable[Found | Broken],
    failures: Iterable[Failed],
    output: Path,
    *,
    progress: Callable[[int], None] = lambda _: None,
) -> Written:
    """Write a page for each document, then the index, and return what stands there.

    One document is held at a time; of each, the index keeps a row.

    Args:
        documents: What was found, as it is read.
        failures: Articles that became no briefing.
        output: The folder.
        progress: Told the number of pages after each.

    Raises:
        OutputError: A page cannot be written; those written before stay.
    """
    written, names = Written(), Names()
    for one in documents:
        if isinstance(one, Broken):
            written.broken.append(one)
        else:
            _add(one, written, names=names, output=output)
            progress(len(written.entries))
    _write_index(written, list(failures), output)
    _write_actors(written, output)
    return written


def _add(found: Found, written: Written, *, names: Names, output: Path) -> None:
    """Write the page of a document; one that is no briefing is listed as broken."""
    try:
        page = page_of(found.document, Place(name=found.name, index=INDEX))
    except NoBriefing as error:
        written.broken.append(Broken(name=found.name, message=str(error)))
        return
    name = names.name(found.place)
    write_whole(output / name, page.html)
    if page.briefing is not None:
        written.figures.add(page.briefing, len(written.entries))
    written.entries.append(entry_of(page, name))


def _write_index(written: Written, failures: list[Failed], output: Path) -> None:
    newest = sorted(written.entries, key=lambda entry: entry.headline)
    newest.sort(key=lambda entry: entry.date, reverse=True)
    publishers = sorted({e.publisher for e in newest if e.publisher})
    page = pieces(
        INDEX,
        assets=assets(styles=STYLES, scripts=SCRIPTS),
        broken=written.broken,
        entries=newest,
        failures=failures,
        publishers=publishers,
        title="Briefings",
    )
    write_lines(output / INDEX, page)


def _write_actors(written: Written, output: Path) -> None:
    entries = written.entries
    span = span_of(e.date for e in entries)
    figures = written.figures.all()
    listed = [f for f in figures if _is_listed(f)]
    page = pieces(
        ACTORS,
        assets=assets(styles=STYLES, scripts=SCRIPTS),
        data=data_block({e.href: e.headline for e in entries}),
        dated=span is not None,
        entries=entries,
        rows=(_row(figure, entries, span) for figure in listed),
        listed=len(listed),
        title="Actors in all briefings",
        unlisted=len(figures) - len(listed),
    )
    write_lines(output / ACTORS, page)


def _is_listed(figure: Figure) -> bool:
    """Tell whether an actor speaks or is named in several articles."""
    return len(figure.appearances) > 1 or figure.asserts + figure.relays > 0


def _row(figure: Figure, entries: list[Entry], span: Span | None) -> _Row:
    figure.appearances.sort(key=lambda one: entries[one.entry].date)
    dates = [entries[one.entry].date for one in figure.appearances]
    known = [date for date in dates if date]
    told = " to ".join(dict.fromkeys((known[0], known[-1]))) if known else "undated"
    aliases = tuple(alias for alias, _ in figure.aliases.most_common(MOST_ALIASES))
    return _Row(figure, aliases, bars_of(dates, span), told)

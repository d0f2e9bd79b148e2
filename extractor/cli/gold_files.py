"""Gold on disk, and its rows as articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.cli.talking import Talk
from extractor.cli.texts import text_at
from extractor.errors import SettingsError
from extractor.evaluation import GoldRow, read_gold, require_own_ids
from extractor.records.article import Article
from extractor.records.lines import lines_of
from extractor.sources import article_from_text


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A row of gold as a source of an article."""

    row: GoldRow

    @property
    def name(self) -> str:
        """The row's id."""
        return self.row.id

    def read(self) -> Article:
        """Return the article, of which every offset is the gold's.

        Raises:
            SettingsError: Reading changes the text.
            UnreadableArticle: There is nothing to read.
        """
        article = article_from_text(self.row.text)
        if article.text != self.row.text:
            message = (
                f"{self.row.id}: expected the text as reading it leaves it, found "
                "characters that are changed or taken out, so that offsets would not "
                "hold; take the text from `extractor brief --engine offline`"
            )
            raise SettingsError(message)
        return article


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFrom:
    """Where gold comes from.

    Attributes:
        paths: JSONL files of it, or folders of them.
        annotated: Outputs whose briefings people have decided about.
        only: The ids that are wanted; none is all.
    """

    paths: Sequence[Path] = ()
    annotated: Sequence[Path] = ()
    only: Sequence[str] = ()

    @property
    def name(self) -> str:
        """What the gold is called."""
        return ", ".join(path.name for path in (*self.paths, *self.annotated))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows of gold.

    Attributes:
        rows: The rows.
        left_out: How many briefings that people decided about, or files beside them,
            became none.
    """

    rows: list[GoldRow]
    left_out: int = 0


def chosen_rows(gold: GoldFrom, *, talk: Talk) -> Chosen:
    """Return the rows of the files and outputs, or those of these ids.

    Raises:
        SettingsError: A file cannot be read, a row does not fit, an id is not there,
            or nothing is decided.
    """
    only = gold.only
    rows, left_out = _rows(list(_files(gold.paths))), 0
    if gold.annotated:
        annotated = _annotated_rows(gold.annotated, talk=talk)
        rows, left_out = rows + annotated.rows, annotated.left_out
        require_own_ids(rows, gold.name)
    known = {row.id for row in rows}
    if unknown := sorted(set(only) - known):
        message = (
            f"--only {', '.join(unknown)}: expected ids of the gold, which are "
            f"{', '.join(sorted(known))}"
        )
        raise SettingsError(message)
    if only:  # nothing else was asked for
        return Chosen([row for row in rows if row.id in only])
    return Chosen(rows, left_out)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of gold; a folder's are its .jsonl, in the order of names."""
    for path in paths:
        inside = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not inside:
            message = f"expected gold, .jsonl files, in {path}, found none"
            raise SettingsError(message)
        yield from inside


def _rows(paths: Sequence[Path]) -> list[GoldRow]:
    rows = [row for path in paths for row in read_gold(_lines(path), name=str(path))]
    require_own_ids(rows, ", ".join(map(str, paths)))
    return rows


def _annotated_rows(outputs: Sequence[Path], *, talk: Talk) -> Chosen:
    """Return a row for each briefing that people have decided about wholly.

    What is left out is named.
    """
    from extractor.annotating import Desk, Exporting
    from extractor.wiring import utc_now

    desk = Desk("eval", utc_now)
    desk.lay(list(outputs))
    exporting = Exporting(desk, partial=False)
    name = ", ".join(map(str, outputs))
    lines = list(exporting.lines())
    for broken in desk.broken:
        talk.note(f"{broken.name}: {broken.message}")
    for briefing, why in exporting.left_out:
        talk.note(f"{briefing}: left out: {why}")
    if not lines:
        message = (
            f"expected briefings in {name} that people have decided about, found none; "
            "`extractor annotate` is the way to decide"
        )
        raise SettingsError(message)
    left_out = len(desk.broken) + len(exporting.left_out)
    return Chosen(read_gold(lines, name=name), left_out)


def _lines(path: Path) -> list[str]:
    return lines_of(text_at(path, expected="gold, a JSONL file,"))

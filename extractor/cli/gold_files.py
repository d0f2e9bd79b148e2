"""Gold on disk, and its rows as articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.cli.texts import text_at
from extractor.errors import SettingsError
from extractor.evaluation import GoldRow, read_gold, require_own_ids
from extractor.records.article import Article
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


def chosen_rows(paths: Sequence[Path], only: Sequence[str]) -> list[GoldRow]:
    """Return the rows of the files and folders, or those of these ids.

    Raises:
        SettingsError: A file cannot be read, a row does not fit, an id is not there.
    """
    rows = _rows(list(_files(paths)))
    known = {row.id for row in rows}
    if unknown := sorted(set(only) - known):
        message = (
            f"--only {', '.join(unknown)}: expected ids of the gold, which are "
            f"{', '.join(sorted(known))}"
        )
        raise SettingsError(message)
    return [row for row in rows if not only or row.id in only]


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


def _lines(path: Path) -> list[str]:
    return text_at(path, expected="gold, a JSONL file,").splitlines()

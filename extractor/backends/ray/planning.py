"""What is to be asked about: read anywhere, each key once, what is known left out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from extractor.backends.ray.order import Order
from extractor.backends.ray.outlets import Outlet
from extractor.backends.ray.places import Place
from extractor.backends.ray.reading import Files, read
from extractor.backends.ray.rows import ASKED, Row, table_of
from extractor.journal import Ended, Taken
from extractor.records.outcome import Failed

FILES_AT_ONCE = 32  # one task reads so many: small files take less time than a task
ROWS_A_GROUP = 500


class Plan:
    """The articles of a run.

    Attributes:
        sources: By the key of each article that is to be asked about, who wait for it.
        total: How many articles there are.
    """

    def __init__(self, outlet: Outlet, *, tell: Callable[[Taken], None]) -> None:
        """Begin with nothing to do.

        Args:
            outlet: Knows what is done.
            tell: Is told of every article that is known already.
        """
        self.sources: dict[bytes, list[str]] = {}
        self.total = 0
        self._outlet, self._tell = outlet, tell

    def wanted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of articles that are to be asked about, each key once."""
        for row in rows:
            self.total += 1
            source = row["source"]
            if row["key"] is None:
                self._end(Ended(_unread(row), None))
                continue
            key = bytes.fromhex(row["key"])
            if (waiting := self.sources.get(key)) is not None:
                waiting.append(source)
            elif (known := self._outlet.recall(source, key)) is not None:
                self._end(known)
            else:
                self.sources[key] = [source]
                yield row

    def ended(self, ended: Ended) -> None:
        """Keep what came of an article, for all who wait for it."""
        sources = self.sources.pop(ended.key or b"", None)
        if sources is None:
            return  # a row that stands there twice
        first, *others = sources
        self._end(replace(ended, outcome=replace(ended.outcome, source=first)))
        for source in others:
            known = self._outlet.recall(source, ended.key or b"")
            if known is not None:
                self._end(known)

    def _end(self, taken: Taken) -> None:
        self._outlet.keep(taken)
        self._tell(taken)


def _unread(row: Row) -> Failed:
    reason, message = row["reason"] or "", row["message"] or ""
    return Failed(source=row["source"], reason=reason, message=message)


def read_all(files: Files, order: Order) -> Iterator[Row]:
    """Yield a row for each article in files that tasks read."""
    import ray

    dataset = ray.data.from_items(files.rows).map_batches(
        read,
        batch_size=FILES_AT_ONCE,
        batch_format="pyarrow",
        fn_kwargs={"order": order, "systems": files.systems},
    )
    for batch in dataset.iter_batches(batch_size=None, batch_format="pyarrow"):
        yield from batch.to_pylist()


def write_rows(rows: Iterable[Row], folder: Place) -> int:
    """Write rows of articles to a file in a folder made anew; return their number."""
    from pyarrow.parquet import ParquetWriter

    folder.remove()
    folder.make()
    number, held = 0, list[Row]()
    schema = table_of((), ASKED).schema
    path = folder.below("articles.parquet").path
    with ParquetWriter(path, schema, filesystem=folder.system) as writer:
        for row in rows:
            held.append(row)
            number += 1
            if len(held) == ROWS_A_GROUP:
                writer.write_table(table_of(held, ASKED))
                held = []
        if held:
            writer.write_table(table_of(held, ASKED))
    return number


def rows_in(folder: Place) -> Iterator[Row]:
    """Yield the rows that were written to a folder."""
    from pyarrow.parquet import ParquetFile

    path = folder.below("articles.parquet").path
    with folder.system.open_input_file(path) as raw:
        for batch in ParquetFile(raw).iter_batches(batch_size=ROWS_A_GROUP):
            yield from batch.to_pylist()


def still(rows: Iterable[Row], missing: Any) -> Iterator[Row]:
    """Yield the rows whose keys are among those that are missing."""
    return (row for row in rows if bytes.fromhex(row["key"]) in missing)

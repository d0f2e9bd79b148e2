"""One run with Ray: plan, then passes over what is missing, each row kept as it comes.

The rows that Ray has written are its checkpoint: a run that was killed begins with them
and asks about no key that is among them.
"""

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.answerers.llm.pacing import Limits
from extractor.backends.ray.connecting import Cluster
from extractor.backends.ray.extracting import Extracting, Share
from extractor.backends.ray.fleet import Word
from extractor.backends.ray.order import Order
from extractor.backends.ray.outlets import Outlet
from extractor.backends.ray.parquet import SUFFIX, read_rows, write_table
from extractor.backends.ray.places import Place
from extractor.backends.ray.planning import (
    Plan,
    read_all,
    rows_in,
    still,
    write_rows,
)
from extractor.backends.ray.reading import Files
from extractor.backends.ray.rows import CAME, Row, ended_of, table_of
from extractor.backends.ray.spool import Spool
from extractor.backends.ray.working import Working, fleet_of, lost, told_of_ray
from extractor.errors import OutputError, RunError
from extractor.journal import Taken

SPOOL = "under-way"
PASSES = 3  # those that failed in passing are tried so often, retries aside
LOOKS_EVERY_S = 0.5
TASKS_AN_ACTOR = 4  # under way: the end of one block holds up no other
INTERRUPTED = Word("interrupted", 130)
# A block is what a kill loses. Smaller ones cost a task and a file each.
BLOCK_ROWS = (20, 500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How much at once, and who is told.

    Attributes:
        at_once: Articles in flight in all processes.
        workers: Processes that ask; None is one for each processor.
        expect: Is told how many articles there are, once that is known.
        tell: Is told of every article that has ended.
        goes_on: Asked again and again whether the run is to go on.
    """

    at_once: int
    workers: int | None
    expect: Callable[[int], None]
    tell: Callable[[Taken], None]
    goes_on: Callable[[], bool]


class RayJob:
    """Inputs, an outlet, and the passes between them."""

    def __init__(
        self, order: Order, outlet: Outlet, *, limits: Limits, wanted: Wanted
    ) -> None:
        """Keep what was asked for; nothing is started yet."""
        self._order, self._outlet = order, outlet
        self._limits, self._wanted = limits, wanted
        self._published = order.recipe().published
        self._plan = Plan(outlet, tell=wanted.tell)
        self._seen = set[str]()
        self._spool = Spool(outlet.work.below(SPOOL))

    def run(self, inputs: Sequence[str], cluster: Cluster) -> bool:
        """Work on all articles; tell whether the run came to its end.

        Raises:
            RunError: Nothing can go on; what is finished is kept.
        """
        files = Files()
        for named in inputs:
            files.add(named)
        for place in (self._outlet.work, self._outlet.rows):
            place.make()
        self._recover()
        todo = self._outlet.work.below("todo-0")
        with told_of_ray():
            write_rows(self._plan.wanted(self._read(files)), todo)
            self._wanted.expect(self._plan.total)
            with fleet_of(self._limits) as fleet:
                word = self._pass_by_pass(todo, fleet, cluster=cluster)
        self._outlet.finish()
        if word is not None and word != INTERRUPTED:
            error = RunError(word.message)
            error.exit_code = word.exit_code
            raise error
        return word is None and self._wanted.goes_on()

    def _read(self, files: Files) -> Any:
        for row in read_all(files, self._order):
            if not self._wanted.goes_on():
                return
            yield row

    def _recover(self) -> None:
        """Keep what a killed run had written; remove what it had not finished."""
        for file in [*self._outlet.left(), *self._spooled()]:
            table = read_rows(file, list(CAME))
            if table is None:
                file.remove_file()
                continue
            self._seen.add(file.path)
            for row in table.to_pylist():
                if self._is_news(row):
                    self._outlet.keep(ended_of(row, published=self._published))

    def _is_news(self, row: Row) -> bool:
        return self._outlet.is_news(row["source"], bytes.fromhex(row["key"]))

    def _spooled(self) -> Iterator[Place]:
        """Yield a file of the rows that had come of blocks under way, if any."""
        rows = [row for row in self._spool.all_rows() if self._is_news(row)]
        if rows:
            name = f"recovered-{uuid.uuid4().hex}{SUFFIX}"
            file = self._outlet.rows.below(name)
            write_table(table_of(rows, CAME), file)
            yield file
        self._outlet.work.below(SPOOL).remove()

    def _pass_by_pass(
        self, todo: Place, fleet: Any, *, cluster: Cluster
    ) -> Word | None:
        """Ask until nothing is missing; return the word that ended it early, if any."""
        for number in range(1, PASSES + 1):
            if not self._plan.sources or not self._wanted.goes_on():
                return None
            is_last = number == PASSES
            work = self._dataset(todo, fleet, cluster, is_last=is_last)
            if (word := self._pass(work, fleet)) is not None:
                return word
            missing, left = self._plan.sources, todo
            if missing and not is_last:
                todo = self._outlet.work.below(f"todo-{number}")
                write_rows(still(rows_in(left), missing), todo)
        self._audit()
        return None

    def _audit(self) -> None:
        """Raise OutputError when a key that went in has not come out."""
        if missing := len(self._plan.sources):
            message = (
                f"expected an end of every article, found none of {missing:,}; what is "
                "finished is kept, and the same command goes on"
            )
            raise OutputError(message)

    def _pass(self, work: Callable[[], None], fleet: Any) -> Word | None:
        """Let the work be done; keep the rows while they come."""
        import ray

        working = Working(work)
        working.start()
        told = False
        while working.is_alive():
            working.join(LOOKS_EVERY_S)
            self._collect()
            if not told and not self._wanted.goes_on():
                ray.get(fleet.stop.remote(INTERRUPTED))
                told = True
        self._collect()
        if working.error is not None:
            raise lost(working.error)
        word: Word | None = ray.get(fleet.hear.remote("the command"))
        return word

    def _dataset(
        self, todo: Place, fleet: Any, cluster: Cluster, *, is_last: bool
    ) -> Callable[[], None]:
        """Return what works through the articles in a folder, when it is called."""
        import ray

        workers = self._wanted.workers or cluster.cpus
        each = -(-self._wanted.at_once // workers)
        block = min(max(each, BLOCK_ROWS[0]), BLOCK_ROWS[1])
        share = Share(
            fleet=fleet,
            limits=self._limits,
            at_once=each,
            is_last=is_last,
            spool=self._spool,
        )
        dataset = (
            ray.data.read_parquet(todo.path, filesystem=todo.system)
            .repartition(target_num_rows_per_block=block)
            .map_batches(
                Extracting,
                fn_constructor_args=(self._order, share),
                batch_size=block,
                batch_format="pyarrow",
                num_cpus=0.5,
                compute=ray.data.ActorPoolStrategy(
                    size=workers,
                    max_tasks_in_flight_per_actor=TASKS_AN_ACTOR,
                    max_concurrent_calls_per_actor=TASKS_AN_ACTOR,
                ),
            )
        )
        rows = self._outlet.rows
        return lambda: dataset.write_parquet(rows.path, filesystem=rows.system)

    def _collect(self) -> None:
        """Keep the rows that have come since the last look."""
        for file in self._outlet.rows.files(SUFFIX):
            if file.path in self._seen:
                continue
            table = read_rows(file, list(CAME))
            if table is None:
                continue  # being written
            self._seen.add(file.path)
            for row in table.to_pylist():
                self._plan.ended(ended_of(row, published=self._published))
                self._spool.forget(row["key"])

import asyncio
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractor.answerers.llm.pacing import Limits
from extractor.backends.ray import Order, place_of
from extractor.backends.ray.extracting import Extracting, Share
from extractor.backends.ray.fleet import Word
from extractor.backends.ray.rows import ASKED, Row, article_row, ended_of, table_of
from extractor.backends.ray.spool import Spool
from extractor.records.outcome import Done, Failed
from extractor.schemas.briefing import Briefing
from extractor.sources import article_from_text
from extractor.wiring import Tape, open_engine
from tests.backends.ray.ordering import order_of

if TYPE_CHECKING:
    from extractor.engine import Engine

TEXT = "The port of Larnby will be widened, mayor Ada Quill said on day {n}.\n"


@dataclass
class Fleet:
    """What an actor's handle offers, in this process."""

    words: list[Word] = field(default_factory=list)

    @property
    def hear(self) -> "Fleet":
        return self

    @property
    def stop(self) -> "Fleet":
        return self

    async def remote(self, said: Any) -> None:
        self.words += [said] if isinstance(said, Word) else []


class Gone(Fleet):
    """The handle of an actor that has died."""

    async def remote(self, said: Any) -> None:
        raise ConnectionError("the actor died")


class Full(Spool):
    """A spool on a disk without room."""

    def add(self, block: str, row: Row) -> None:
        raise OSError(28, "No space left on device")


def _asked(n: int) -> Row:
    article = article_from_text(TEXT.format(n=n))
    return article_row(f"a{n}.txt", article, key=bytes([n]) * 32)


def _broken(n: int) -> Row:
    return {**_asked(n), "article": "{}"}


def _share(where: Path, **changes: Any) -> Share:
    share = Share(
        fleet=Fleet(),
        limits=Limits(),
        at_once=2,
        is_last=False,
        spool=Spool(place_of(str(where / "spool"))),
    )
    return replace(share, **changes)


def _rows(order: Order, share: Share, *asked: Row) -> list[Row]:
    async def work() -> list[Row]:
        table = await Extracting(order, share)(table_of(asked, ASKED))
        rows: list[Row] = table.to_pylist()
        return rows

    return asyncio.run(work())


def _briefing(row: Row) -> Any:
    ended = ended_of(row, published=Briefing)
    assert isinstance(ended.outcome, Done)
    return ended.outcome.file.briefing


def test_an_article_ends_as_it_does_in_one_process(tmp_path: Path):
    order = order_of()
    [row] = _rows(order, _share(tmp_path), _asked(1))
    engine: Engine[Any] = open_engine(order.settings, order.recipe(), tape=Tape())
    article = article_from_text(TEXT.format(n=1))
    alone = asyncio.run(engine.extract(article, "a1.txt"))
    assert isinstance(alone, Done)
    assert _briefing(row) == alone.file.briefing


def test_a_bug_ends_one_article_and_not_the_others(tmp_path: Path):
    rows = _rows(order_of(), _share(tmp_path), _asked(1), _broken(2), _asked(3))
    assert [row["status"] for row in rows] == ["done", "failed", "done"]
    assert rows[1]["reason"] == "crashed"
    assert "please report this" in rows[1]["message"]


def test_what_ends_a_run_stops_every_process_and_loses_no_article(tmp_path: Path):
    share = _share(tmp_path)
    rows = _rows(replace(order_of(), fingerprint="another"), share, _asked(1))
    assert rows == []
    assert share.fleet.words[0].exit_code == 2


def test_an_article_does_not_fail_because_the_limits_are_lost(tmp_path: Path):
    share = _share(tmp_path, fleet=Gone())
    assert _rows(replace(order_of(), fingerprint="another"), share, _asked(1)) == []


def test_an_answer_that_cannot_be_spooled_is_kept_in_its_block(tmp_path: Path):
    share = _share(tmp_path, spool=Full(place_of(str(tmp_path))))
    [row] = _rows(order_of(), share, _asked(1))
    assert row["status"] == "done"


def test_a_block_begun_again_asks_only_about_the_rest(tmp_path: Path):
    share = _share(tmp_path)
    before = _rows(order_of(), share, _asked(1))
    broken = replace(order_of(), fingerprint="another")
    assert _rows(broken, share, _asked(1), _asked(2)) == before


@pytest.mark.parametrize(
    ("reason", "is_last", "again"),
    [
        ("timeout", False, True),
        ("rate_limited", False, True),
        ("unreachable", True, False),
        ("refused", False, False),
        ("invalid_reply", False, False),
    ],
)
def test_what_failed_in_passing_is_left_to_the_next_pass(
    tmp_path: Path, reason, is_last, again
):
    actor = Extracting(order_of(), _share(tmp_path, is_last=is_last))
    failed = Failed(source="a", reason=reason, message="")
    assert actor._comes_again(failed) == again

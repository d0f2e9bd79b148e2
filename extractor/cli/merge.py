"""`extractor merge`: several outputs become one, with an audit."""

from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.flags import Quiet, Recipes
from extractor.cli.talking import Talk

if TYPE_CHECKING:
    from extractor.merging import Audit, Joining


def merge(
    shards: Annotated[
        list[Path],
        typer.Argument(
            metavar="SHARD", help="Folders, .jsonl or .parquet files of briefings."
        ),
    ],
    *,
    output: Annotated[
        str, typer.Option("-o", "--output", help="A folder or FILE.jsonl.")
    ],
    recipes: Recipes = None,
    quiet: Quiet = False,
) -> None:
    """Join outputs: every key that goes in comes out, once, in a file that verifies.

    A briefing that does not verify is refused. The same command again writes nothing
    anew, and after an interruption goes on.
    """
    from extractor.cli.recipes_at_hand import recipe_at_hand
    from extractor.errors import SettingsError
    from extractor.journal import Journal
    from extractor.merging import Joining
    from extractor.sinks import LinesStore, open_store
    from extractor.wiring import utc_now

    talk = Talk(quiet=quiet)
    _require_apart(shards, output)
    store = open_store(output)
    if store is None:
        message = f"expected a folder or a .jsonl file with -o, found {output}"
        raise SettingsError(message)
    known = store.journal.exists()
    journal = Journal(store.journal, output=store.output, clock=utc_now)
    with ExitStack() as ends:
        ends.callback(journal.close)
        ends.callback(lambda: store.close(journal.failures()))
        if isinstance(store, LinesStore):
            store.mend(ours=known)
        named = cache(partial(recipe_at_hand, recipes=recipes))
        joining = Joining(journal, store, recipe_named=named)
        _take_all(shards, joining, talk)
        joining.check()
    raise typer.Exit(_told(joining.audit, talk))


def _require_apart(shards: list[Path], output: str) -> None:
    from extractor.errors import SettingsError

    for shard in shards:
        if shard.resolve() == Path(output).resolve():
            message = f"{shard} is the output as well as a shard; name another -o"
            raise SettingsError(message)


def _take_all(shards: list[Path], joining: "Joining", talk: Talk) -> None:
    from extractor.merging import read_shard

    number = 0
    for shard in shards:
        for item in read_shard(shard):
            joining.take(item, shard=shard)
            number += 1
            if number % 100 == 0:
                talk.progress(f"{number:,} articles")


def _told(audit: "Audit", talk: Talk) -> int:
    """Say what came of it; return the exit status."""
    for where, why in audit.refused:
        talk.error(f"refused: {where}: {why}")
    for key, why in audit.broken:
        talk.error(f"broken: key {key}: {why}")
    parts = [
        f"{audit.keys:,} keys in, {audit.out:,} out, each once and verified",
        f"{audit.written:,} written, {audit.there:,} there before",
    ]
    counted = {
        "more than once in": audit.twice,
        "refused": len(audit.refused),
        "failed": audit.failed,
        "not finished": audit.pending,
    }
    parts += [f"{number:,} {word}" for word, number in counted.items() if number]
    talk.note("; ".join(parts))
    return 0 if audit.holds else 1

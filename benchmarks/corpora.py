"""Memory while a corpus is gone through, row by row: flat, whatever its length.

python -m benchmarks.corpora [--rows 1000000]
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

STORY = "The minister said on Monday that the talks would go on. " * 16
KINDS = ("jsonl", "csv", "parquet")
EARLY = 1_000  # rows; by then everything is imported and buffers are full


def write(path: Path, rows: int) -> None:
    """Write a corpus of articles of some 900 characters."""
    if path.suffix == ".parquet":
        _write_parquet(path, rows)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            writer = csv.writer(file)
            writer.writerow(["id", "text"])
            writer.writerows(_rows(rows))
        else:
            file.writelines(
                json.dumps({"id": name, "text": text}) + "\n"
                for name, text in _rows(rows)
            )


def _rows(rows: int) -> Iterator[tuple[str, str]]:
    return ((f"article-{n}", f"{n}. {STORY}") for n in range(rows))


def _write_parquet(path: Path, rows: int) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("id", pa.string()), ("text", pa.string())])
    left = _rows(rows)
    with pq.ParquetWriter(path, schema) as writer:
        while some := list(islice(left, 100_000)):
            names, texts = zip(*some, strict=True)
            writer.write_table(pa.table([names, texts], schema=schema))


def go_through(path: Path) -> str:
    """Return what taking every row of a corpus used."""
    from extractor.sources import iter_inputs

    sources = iter_inputs([str(path)])
    taken = sum(1 for _ in islice(sources, EARLY))
    early = _peak_mb()
    taken += sum(1 for _ in sources)
    seconds = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    return (
        f"{path.suffix:9} {taken:>10,} rows  {early:5.0f} MB at row {EARLY:,}  "
        f"{_peak_mb():5.0f} MB at the end  {seconds:5.1f} s of CPU"
    )


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Write each kind of corpus, then go through it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--through", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write(asked.write, asked.rows)
    elif asked.through:
        print(go_through(asked.through))
    else:
        _each(asked.rows)


def _each(rows: int) -> None:
    """Write and read in processes of their own: a child inherits its parent's peak."""
    again = [sys.executable, "-m", "benchmarks.corpora", "--rows", str(rows)]
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            path = Path(folder) / f"corpus.{kind}"
            for step in ("--write", "--through"):
                subprocess.run([*again, step, str(path)], check=True)  # noqa: S603
            path.unlink()


if __name__ == "__main__":
    main()

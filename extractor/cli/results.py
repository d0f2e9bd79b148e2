"""Results of evaluations on disk: as JSON for machines, as a page for people."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from extractor.cli.texts import text_at
from extractor.errors import SettingsError
from extractor.evaluation import Comparison, Result
from extractor.evaluation.pages import comparison_page, result_page
from extractor.sinks.whole_files import write_whole

RESULT, COMPARISON = "result", "comparison"


def write_result(result: Result, folder: Path) -> None:
    """Write result.json and result.html into a folder."""
    write_whole(folder / f"{RESULT}.json", _pretty(result))
    write_whole(folder / f"{RESULT}.html", result_page(result))


def write_comparison(comparison: Comparison, folder: Path) -> None:
    """Write comparison.json and comparison.html into a folder."""
    write_whole(folder / f"{COMPARISON}.json", _pretty(comparison))
    write_whole(folder / f"{COMPARISON}.html", comparison_page(comparison))


def _pretty(record: BaseModel) -> str:
    return (
        json.dumps(record.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"
    )


def read_results(paths: Sequence[Path]) -> list[Result]:
    """Return the results in files, or in folders that `eval -o` wrote.

    Two that are called alike are told apart by their paths.

    Raises:
        SettingsError: One cannot be read, or is no result.
    """
    results = [_result(path) for path in paths]
    return list(_told_apart(results, paths))


def _told_apart(results: Sequence[Result], paths: Sequence[Path]) -> Iterator[Result]:
    labels = [result.label for result in results]
    for result, path in zip(results, paths, strict=True):
        twice = labels.count(result.label) > 1
        label = f"{result.label} ({path})" if twice else result.label
        yield result.model_copy(update={"label": label})


def _result(path: Path) -> Result:
    file = path / f"{RESULT}.json" if path.is_dir() else path
    expected = "a result of `extractor eval GOLD -o`"
    text = text_at(file, expected=expected)
    try:
        return Result.model_validate(json.loads(text))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        told = f"{'/'.join(map(str, first['loc']))}: {first['msg']}"
    except (ValueError, RecursionError) as error:
        told = str(error)
    raise SettingsError(f"expected {expected} at {file}, found: {told}")

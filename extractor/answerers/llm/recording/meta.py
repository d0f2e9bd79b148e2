"""What a whole recording has in common: `meta.json`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, get_args

from extractor.answerers.llm.recording.files import read_json, write_json
from extractor.errors import SettingsError
from extractor.version import package_version

Origin = Literal["server", "desk", "authored"]
NAME = "meta.json"
LIBRARIES = ("openai", "instructor", "pydantic")


@dataclass(frozen=True, kw_only=True)
class Meta:
    """Where a recording comes from and what replaying it needs.

    Attributes:
        origin: server = a model behind a real server; desk = a large model's or a
            person's answers to the real requests; authored = written to drive a test.
        model: The model that was asked.
        parameters: Everything else that a replay must know of the endpoint.
        note: Anything else worth knowing.
        versions: The packages that made the requests.
    """

    origin: Origin
    model: str
    parameters: Mapping[str, Any]
    note: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)


def read_meta(folder: Path) -> Meta:
    """Return what the recording in the folder says of itself.

    Raises SettingsError when there is no recording, or none that can be read.
    """
    path = folder / NAME
    if not path.is_file():
        raise SettingsError(f"expected a recording in {folder}, found no {NAME} there")
    try:
        meta = Meta(**read_json(path))
    except TypeError as error:
        raise SettingsError(
            f"{path}: expected origin, model, parameters, note and versions: {error}"
        ) from error
    for fault in _faults(meta):
        raise SettingsError(f"{path}: {fault}")
    return meta


def write_meta(folder: Path, meta: Meta) -> None:
    """Write meta.json; raise SettingsError when the folder holds another recording.

    Origin, model and parameters must be those of the recording that is already there.
    """
    note = meta.note
    if (folder / NAME).exists():
        before = read_meta(folder)
        _require_same(before, meta, folder=folder)
        note = note or before.note
    write_json(folder / NAME, {**asdict(meta), "note": note, "versions": _versions()})


def _require_same(before: Meta, now: Meta, *, folder: Path) -> None:
    differences = [
        f"{name} is {old!r} there and {new!r} now"
        for name, old, new in _compared(before, now)
        if old != new
    ]
    if differences:
        raise SettingsError(
            f"{folder} holds another recording: {'; '.join(differences)}; record into "
            "another folder, or remove this one first"
        )


def _compared(before: Meta, now: Meta) -> list[tuple[str, Any, Any]]:
    names = sorted({*before.parameters, *now.parameters})
    return [
        ("origin", before.origin, now.origin),
        ("model", before.model, now.model),
        *((n, before.parameters.get(n), now.parameters.get(n)) for n in names),
    ]


def _faults(meta: Meta) -> list[str]:
    faults = []
    if meta.origin not in get_args(Origin):
        allowed = ", ".join(get_args(Origin))
        faults.append(f"origin: expected one of {allowed}, found {meta.origin!r}")
    if not isinstance(meta.model, str):
        faults.append(f"model: expected a name, found {meta.model!r}")
    if not isinstance(meta.parameters, dict):
        faults.append(f"parameters: expected an object, found {meta.parameters!r}")
    return faults


def _versions() -> dict[str, str]:
    libraries = {name: version(name) for name in LIBRARIES}
    return {"extractor": package_version(), **libraries}

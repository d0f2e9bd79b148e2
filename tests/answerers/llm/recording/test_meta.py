import json
from pathlib import Path
from typing import Any

import pytest

from extractor.answerers.llm import (
    Endpoint,
    Player,
    Recorder,
    open_recording,
    read_meta,
    recorded_parameters,
    replay_endpoint,
)
from extractor.answerers.llm.recording.files import write_json
from extractor.answerers.llm.recording.meta import NAME
from extractor.errors import OutputError, SettingsError

OPENAI = Endpoint(model="m", api_key="k", parameters={"temperature": 0.5})


def _open(folder: Path, **changed: Any) -> Recorder:
    known: dict[str, Any] = {
        "origin": "server",
        "model": "m",
        "parameters": recorded_parameters(OPENAI, fields_in_prompt=True),
        "note": "first",
    }
    return open_recording(folder, **{**known, **changed})


def test_a_recording_says_where_it_comes_from(tmp_path):
    _open(tmp_path / "new" / "folder")
    meta = read_meta(tmp_path / "new" / "folder")
    assert (meta.origin, meta.model, meta.note) == ("server", "m", "first")
    assert sorted(meta.versions) == ["extractor", "instructor", "openai", "pydantic"]
    assert meta.parameters == {
        "mode": "json_schema",
        "room_parameter": "max_completion_tokens",
        "provider": "openai",
        "sent": {"temperature": 0.5},
        "fields_in_prompt": True,
    }


def test_a_replay_asks_as_the_recording_did(tmp_path):
    endpoint = Endpoint(
        model="m",
        base_url="http://localhost:8080/v1",
        mode="tools",
        parameters={"seed": 1, "max_tokens": 900},
    )
    _open(tmp_path, parameters=recorded_parameters(endpoint))
    again = replay_endpoint(tmp_path)
    assert (again.model, again.mode, again.parameters) == (
        "m",
        "tools",
        {"seed": 1, "max_tokens": 900},
    )
    assert again.room_name == "max_tokens"
    assert recorded_parameters(again) == recorded_parameters(endpoint)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"origin": "desk"}, "origin is 'server' there and 'desk' now"),
        ({"model": "n"}, "model is 'm' there and 'n' now"),
        (
            {"parameters": {**recorded_parameters(OPENAI), "mode": "tools"}},
            "mode is 'json_schema' there and 'tools' now",
        ),
        (
            {"parameters": recorded_parameters(OPENAI)},
            "fields_in_prompt is True there and None now",
        ),
    ],
)
def test_one_folder_holds_one_recording(tmp_path, changed, named):
    _open(tmp_path)
    before = (tmp_path / NAME).read_bytes()
    with pytest.raises(SettingsError) as caught:
        _open(tmp_path, **changed)
    assert named in str(caught.value)
    assert (tmp_path / NAME).read_bytes() == before


def test_a_recording_can_be_added_to(tmp_path):
    _open(tmp_path)
    _open(tmp_path, note="")
    assert read_meta(tmp_path).note == "first"
    _open(tmp_path, note="second")
    assert read_meta(tmp_path).note == "second"


def test_a_folder_without_meta_is_no_recording(tmp_path):
    for use in (read_meta, replay_endpoint, Player):
        with pytest.raises(SettingsError, match=r"found no meta\.json"):
            use(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        "{}",
        '{"origin": "server", "model": "m", "parameters": {}, "colour": 1}',
        '{"origin": "dream", "model": "m", "parameters": {}}',
        '{"origin": "server", "model": 3, "parameters": {}}',
        '{"origin": "server", "model": "m", "parameters": []}',
        '{"origin": "server", "model": "m", "parameters": {}}',
        '{"origin": "server", "model": "m", "parameters": {"mode": "tools"}}',
    ],
)
def test_a_bad_meta_is_named(tmp_path, content):
    (tmp_path / NAME).write_text(content, "utf-8")
    with pytest.raises(SettingsError, match=r"meta\.json"):
        replay_endpoint(tmp_path)


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot write"):
        _open(tmp_path / "file" / "folder")


def test_meta_is_pretty_json(tmp_path):
    _open(tmp_path)
    text = (tmp_path / NAME).read_text("utf-8")
    assert json.loads(text)["origin"] == "server"
    assert text.startswith('{\n  "origin": "server",\n')


def test_a_recording_may_be_read_by_whom_other_files_may_be_read(tmp_path):
    write_json(tmp_path / "a.json", {})
    (tmp_path / "b.json").write_text("{}")
    modes = {path.stat().st_mode for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_what_cannot_be_kept_leaves_nothing_behind(tmp_path):
    with pytest.raises(TypeError):
        write_json(tmp_path / "a.json", {object()})
    assert list(tmp_path.iterdir()) == []

import asyncio
import gzip
import json
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from extractor.answerers.llm import replay
from extractor.errors import (
    ModelUnavailable,
    OutputError,
    RecordingMissing,
    SettingsError,
)
from tests.answerers.llm.toys import BAD, GOOD, KEY, TEXT, toy, toy_request
from tests.servers.loopback import HANG, RESET, Behaviour, chat, completion, http

pytestmark = pytest.mark.anyio

TITLE = "Les prix montent : « 7×7 », dit-on à l’Élysée, encore et encore"


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*--*.json"))


def _content(folder: Path) -> list[dict[str, Any]]:
    return [json.loads((folder / name).read_text("utf-8")) for name in _files(folder)]


async def _replayed(folder: Path, *requests: Any) -> list[Any]:
    async with aclosing(replay(folder)) as player:
        return [await player.answer(request) for request in requests]


async def test_a_replay_gives_the_same_reply_with_the_server_gone(
    server, record, tmp_path, waits
):
    server.script(chat(BAD), http(429, retry_after="7"), chat(GOOD))
    recorded = await record(temperature=0).answer(toy_request())
    server.close()
    replayed = await _replayed(tmp_path, toy_request())
    assert replayed == [recorded]
    assert len(server.bodies) == 3
    assert waits == [7.0]


async def test_an_article_can_be_replayed_again_and_again(server, record, tmp_path):
    server.script(http(500), http(500), chat(BAD), chat(GOOD))
    recorded = await record().answer(toy_request())
    assert len(_files(tmp_path)) == 4
    assert await _replayed(tmp_path, toy_request(), toy_request()) == [recorded] * 2


async def test_articles_at_once_are_replayed_like_one_by_one(server, record, tmp_path):
    texts = [f"text {n} of many" for n in range(20)]

    def by(body: Any) -> Any:
        return chat(toy(body["messages"][1]["content"]))

    server.by = by
    recording = record()
    recorded = await asyncio.gather(*(recording.answer(toy_request(t)) for t in texts))
    async with aclosing(replay(tmp_path)) as player:
        replayed = await asyncio.gather(*(player.answer(toy_request(t)) for t in texts))
    assert replayed == recorded


@pytest.mark.parametrize(
    ("behaviour", "fault"),
    [(RESET, "reset"), (HANG, "timeout")],
    ids=["reset", "timeout"],
)
async def test_a_lost_connection_is_played_as_one(
    server, record, tmp_path, behaviour, fault
):
    server.script(behaviour, chat(GOOD))
    recorded = await record(timeout_s=1.0).answer(toy_request())
    assert [a.status for a in recorded.attempts] == [fault, "ok"]
    assert sorted(str(e.get("fault")) for e in _content(tmp_path)) == ["None", fault]
    assert await _replayed(tmp_path, toy_request()) == [recorded]


@pytest.mark.parametrize(
    "behaviour",
    [
        Behaviour(headers={"content-type": "text/html"}, body=b"<html>hello</html>"),
        Behaviour(body=b"<html>hello</html>"),
        Behaviour(body=b""),
        Behaviour(body=[]),
        Behaviour(headers={"content-encoding": "gzip"}, body=gzip.compress(b"[]")),
        completion([]),
    ],
    ids=["html", "not-json", "empty", "list", "packed", "no-choices"],
)
async def test_whatever_a_server_sends_is_played_alike(
    server, record, tmp_path, behaviour
):
    server.script(behaviour, chat(GOOD))
    recorded = await record().answer(toy_request())
    assert [a.status for a in recorded.attempts] == ["invalid", "ok"]
    assert await _replayed(tmp_path, toy_request()) == [recorded]


async def test_a_failed_article_fails_again_alike(server, record, tmp_path):
    server.script(*[http(503)] * 5)
    with pytest.raises(ModelUnavailable) as recorded:
        await record().answer(toy_request())
    with pytest.raises(ModelUnavailable) as replayed:
        await _replayed(tmp_path, toy_request())
    assert replayed.value.reason == recorded.value.reason
    assert replayed.value.attempts == recorded.value.attempts


async def test_no_secret_stands_on_disk(server, record, tmp_path):
    complaint = f"key {KEY} and sk-SECR****6789 for org-x"
    server.script(chat(BAD), http(500, complaint), chat(GOOD))
    await record().answer(toy_request())
    written = [path.read_text("utf-8") for path in tmp_path.iterdir()]
    port = server.url.split(":")[2].split("/")[0]
    for secret in ("SECRET", "sk-SECR", "6789", "127.0.0.1", port, "Bearer", "req_"):
        assert not any(secret in text for text in written), secret


async def test_an_answer_is_kept_as_it_is_whatever_the_key(server, record, tmp_path):
    quote = "none of the sk-otherwise-named"
    server.script(chat(toy(quote)))
    text = f"It is said that {quote}."
    recorded = await record().answer(toy_request(text))
    assert await _replayed(tmp_path, toy_request(text)) == [recorded]


async def test_a_file_is_named_after_its_article(server, record, tmp_path):
    server.script(chat(GOOD))
    await record().answer(toy_request(title=TITLE))
    (name,) = _files(tmp_path)
    slug, _, key = name.removesuffix(".json").partition("--")
    assert slug == "les-prix-montent-77-dit-on-a-lelysee-enc"
    assert _content(tmp_path)[0]["key"].startswith(key)


async def test_an_article_without_letters_has_a_name_too(server, record, tmp_path):
    server.script(chat(toy("价格上涨")))
    await record().answer(toy_request("价格上涨"))
    assert _files(tmp_path)[0].startswith("article--")


async def test_an_exchange_is_readable_json(server, record, tmp_path):
    server.script(http(429, retry_after="7"), chat(GOOD))
    await record(temperature=0.0).answer(toy_request())
    last, first = sorted(_content(tmp_path), key=lambda e: e["response"]["status"])
    room = 2 * len(TEXT) + 1000
    assert sorted(first) == ["key", "request", "response"]
    assert first["request"]["parameters"] == {"temperature": 0, "room": room}
    assert first["request"]["messages"][1]["content"] == TEXT
    assert first["response"]["headers"] == {
        "content-type": "application/json",
        "retry-after": "7",
    }
    assert last["response"]["json"]["choices"][0]["message"]["content"] == GOOD
    assert (tmp_path / _files(tmp_path)[0]).read_text("utf-8").count("\n") > 20


async def test_the_schema_is_kept_once(server, record, tmp_path):
    server.script(chat(BAD), chat(GOOD))
    await record().answer(toy_request())
    (path,) = tmp_path.glob("schema-*.json")
    named = {e["request"]["schema_sha256"][:16] for e in _content(tmp_path)}
    assert path.stem == f"schema-{named.pop()}"
    assert json.loads(path.read_text("utf-8"))["required"] == ["headline", "quotes"]


async def test_recording_again_leaves_nothing_stale(server, record, tmp_path):
    server.script(http(500), http(500), chat(GOOD))
    await record().answer(toy_request(title="Before"))
    server.script(chat(GOOD))
    recorded = await record().answer(toy_request(title="After"))
    assert len(_files(tmp_path)) == 1
    assert _files(tmp_path)[0].startswith("after--")
    assert await _replayed(tmp_path, toy_request()) == [recorded]


async def test_no_unfinished_file_is_left(server, record, tmp_path):
    server.script(chat(BAD), chat(GOOD))
    await record().answer(toy_request())
    assert {path.suffix for path in tmp_path.iterdir()} == {".json"}


async def test_a_date_to_wait_for_is_kept_as_seconds(server, record, tmp_path, waits):
    date = "Wed, 21 Oct 2099 07:28:00 GMT"
    server.script(http(429, retry_after=date))
    with pytest.raises(ModelUnavailable):
        await record().answer(toy_request())
    seconds = _content(tmp_path)[0]["response"]["headers"]["retry-after"]
    assert float(seconds) > 1_000_000_000
    with pytest.raises(ModelUnavailable, match="asks to wait"):
        await _replayed(tmp_path, toy_request())


async def test_a_disk_that_cannot_be_written_ends_the_run(server, record, tmp_path):
    server.script(chat(GOOD))
    recording = record()
    for path in tmp_path.iterdir():
        path.unlink()
    tmp_path.rmdir()
    tmp_path.write_text("in the way")
    with pytest.raises(OutputError, match="cannot write the recording"):
        await recording.answer(toy_request())
    tmp_path.unlink()
    tmp_path.mkdir()


async def test_a_broken_recording_says_which_file(server, record, tmp_path):
    server.script(chat(GOOD))
    await record().answer(toy_request())
    path = tmp_path / _files(tmp_path)[0]
    for content in ("{", "[]", "{}", '{"response": {"status": 200}}'):
        path.write_text(content, "utf-8")
        with pytest.raises(SettingsError, match=path.name):
            await _replayed(tmp_path, toy_request())


async def test_a_missing_recording_is_asked_for_once(server, record, tmp_path, caplog):
    server.script(chat(GOOD))
    await record().answer(toy_request())
    with pytest.raises(RecordingMissing) as caught:
        await _replayed(tmp_path, toy_request("Another text"))
    assert caught.value.exit_code == 5
    assert caplog.text == ""


async def test_an_earlier_answer_does_not_hide_a_missing_recording(
    server, record, tmp_path
):
    server.script(chat(BAD), chat(GOOD))
    await record().answer(toy_request())
    for name in _files(tmp_path):
        if "invented" in str(json.loads((tmp_path / name).read_text())["request"]):
            (tmp_path / name).unlink()
    with pytest.raises(RecordingMissing, match="Your answer has 1 problem"):
        await _replayed(tmp_path, toy_request())

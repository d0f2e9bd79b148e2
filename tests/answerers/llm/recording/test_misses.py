from contextlib import aclosing
from pathlib import Path

import pytest

from extractor.answerers.llm import replay
from extractor.answerers.llm.recording.meta import Meta, write_meta
from extractor.errors import RecordingMissing
from tests.answerers.llm.toys import GOOD, toy, toy_recipe, toy_request
from tests.servers.loopback import chat

pytestmark = pytest.mark.anyio

SENTENCES = [f"[{n}] This is sentence number {n} of the article." for n in range(40)]
ARTICLE = "\n".join(SENTENCES)


async def _miss(folder: Path, text: str, **recipe: str) -> str:
    async with aclosing(replay(folder)) as player:
        with pytest.raises(RecordingMissing) as caught:
            await player.answer(toy_request(text, recipe=toy_recipe(**recipe)))
    return str(caught.value)


async def _recorded(server, record, *texts: str) -> None:
    server.by = lambda _body: chat(toy())
    recording = record()
    for text in texts:
        await recording.answer(toy_request(text, title=text[:9]))


async def test_a_miss_shows_what_changed_in_the_nearest(server, record, tmp_path):
    await _recorded(server, record, "Quite another article.", ARTICLE)
    message = await _miss(tmp_path, ARTICLE.replace("number 7 of", "number 8 of"))
    assert "The nearest is 0-this--" in message
    assert message.splitlines()[1:-1] == [
        "-[7] This is sentence number 7 of the article.",
        "+[7] This is sentence number 8 of the article.",
    ]


async def test_a_miss_names_a_changed_schema_or_setting(server, record, tmp_path):
    await _recorded(server, record, ARTICLE)
    message = await _miss(tmp_path, ARTICLE, fingerprint="g" * 64, description="new")
    changed = message.splitlines()[1:-1]
    assert [line[:8] for line in changed] == ["-schema:", "+schema:"]


async def test_a_miss_stays_short(server, record, tmp_path):
    await _recorded(server, record, ARTICLE)
    message = await _miss(tmp_path, ARTICLE.upper())
    assert len(message.splitlines()) <= 24
    assert "more lines" in message


async def test_a_long_line_is_cut_to_where_it_changed(server, record, tmp_path):
    words = " ".join(f"word{n}" for n in range(400))
    await _recorded(server, record, words)
    message = await _miss(tmp_path, words.replace("word390", "changed"))
    assert len(message.splitlines()) <= 6
    assert "changed" in message


async def test_an_empty_recording_says_that_it_is(tmp_path):
    parameters = {
        "mode": "json_schema",
        "room_parameter": "max_tokens",
        "provider": "unknown",
        "sent": {},
    }
    meta = Meta(origin="authored", model="toy-1", parameters=parameters)
    write_meta(tmp_path, meta)
    assert "holds no exchanges" in await _miss(tmp_path, ARTICLE)


async def test_one_request_too_many_says_so(server, record, tmp_path):
    server.script(chat(GOOD))
    await record().answer(toy_request())
    (path,) = tmp_path.glob("*--*.json")
    text = path.read_text("utf-8")
    path.write_text(text.replace('"status": 200', '"status": 500'), "utf-8")
    async with aclosing(replay(tmp_path)) as player:
        with pytest.raises(RecordingMissing, match=r"stands there 1 time\(s\)"):
            await player.answer(toy_request())

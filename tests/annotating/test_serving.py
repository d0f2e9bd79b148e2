import http.client
import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extractor.annotating import AnnotationServer, Desk
from tests.annotations.deciders import about, adding, of_claim
from tests.report.reports import Json, strike

pytestmark = pytest.mark.loopback
PATIENCE_S = 60.0
TOKEN = "the-secret"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "strike.json").write_text(json.dumps(strike()), encoding="utf-8")
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[AnnotationServer]:
    desk = Desk("ana", lambda: datetime(2031, 5, 7, 8, 9, 10, tzinfo=UTC))
    desk.lay([folder])
    with AnnotationServer(desk, token=TOKEN) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


class Answer:
    """What the server answered."""

    def __init__(self, found: http.client.HTTPResponse) -> None:
        self.status, self.headers = found.status, found.headers
        self.text = found.read().decode()

    @property
    def json(self) -> Json:
        found: Json = json.loads(self.text)
        return found


def ask(
    server: AnnotationServer, path: str, body: Any = None, **headers: str | None
) -> Answer:
    """Return the answer to a page's request; a header that is None is left out."""
    connection = http.client.HTTPConnection("127.0.0.1", server.guard.port, timeout=60)
    own = {"Host": server.guard.host, "Origin": f"http://{server.guard.host}"}
    if body is not None:
        own["Content-Type"] = "application/json"
    raw = body.encode() if isinstance(body, str) else body and json.dumps(body).encode()
    given = own | {name.replace("_", "-"): value for name, value in headers.items()}
    sent = {name: value for name, value in given.items() if value is not None}
    connection.putrequest("POST" if raw else "GET", path, skip_host=True)
    for name, value in sent.items():
        connection.putheader(name, value)
    if raw and "Content-Length" not in given:
        connection.putheader("Content-Length", str(len(raw)))
    connection.endheaders(raw)
    answer = Answer(connection.getresponse())
    connection.close()
    return answer


def decide(server: AnnotationServer, asked: Any, **headers: str | None) -> Answer:
    return ask(server, f"/{TOKEN}/b/1/decisions", asked, **headers)


def kept(folder: Path) -> list[Json]:
    path = folder / "strike.annotations.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_address_leads_to_the_page_of_the_only_briefing(
    server: AnnotationServer,
) -> None:
    answer = ask(server, server.address.partition(server.guard.host)[2])

    assert answer.status == 200
    assert strike()["briefing"]["headline"] in answer.text
    assert "connect-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_the_list_says_how_far_each_briefing_is(server: AnnotationServer) -> None:
    decide(server, about("c1"))

    answer = ask(server, f"/{TOKEN}/")

    assert '<a href="b/1"' in answer.text
    assert '<td class="n">1</td><td class="n">14</td>' in answer.text


def test_a_decision_is_kept_with_who_and_when(
    server: AnnotationServer, folder: Path
) -> None:
    before = (folder / "strike.json").read_bytes()

    answer = decide(server, about("c1", "reject"))

    assert answer.json["items"]["c1"]["status"] == "rejected"
    [line] = kept(folder)
    assert (line["by"], line["at"]) == ("ana", "2031-05-07T08:09:10+00:00")
    assert (folder / "strike.json").read_bytes() == before


def test_an_added_claim_is_on_the_page_after(server: AnnotationServer) -> None:
    item = of_claim(statement="The strike is on.", evidence=[{"sentence": 1}])

    answer = decide(server, adding("claim", item))

    assert answer.json["target"] == "c7"
    page = ask(server, f"/{TOKEN}/b/1").text
    assert 'id="claim-c7"' in page
    assert "does not verify" not in page


def test_the_list_names_decisions_that_cannot_be_read_and_shows_the_others(
    server: AnnotationServer, folder: Path
) -> None:
    (folder / "twin.json").write_text(json.dumps(strike()), encoding="utf-8")
    server.desk.lay([folder / "twin.json"])
    (folder / "strike.annotations.jsonl").mkdir()

    answer = ask(server, f"/{TOKEN}/")

    assert answer.status == 200
    assert "cannot read" in answer.text
    assert "strike.annotations.jsonl: Is a directory" in answer.text
    assert '<a href="b/2"' in answer.text
    assert ask(server, f"/{TOKEN}/b/1").status == 500


@pytest.mark.parametrize(
    "path", ["/", "/wrong/", "/wrong/b/1", "/wrong/b/1/decisions", "//", "/the-secre/"]
)
def test_a_wrong_token_is_refused(path: str, server: AnnotationServer) -> None:
    assert ask(server, path).status == 403
    assert ask(server, path, about("c1")).status == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://evil.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"Host": "evil.test"}, 403),
        ({"Host": None}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Length": "x"}, 411),
        ({"Content_Length": "9000000"}, 413),
        ({"Content_Length": "9" * 5000}, 413),
    ],
)
def test_what_is_not_asked_by_a_page_of_ours_changes_nothing(
    headers: dict[str, str | None], status: int, server: AnnotationServer, folder: Path
) -> None:
    answer = decide(server, about("c1"), **headers)

    assert answer.status == status
    assert not (folder / "strike.annotations.jsonl").exists()


@pytest.mark.parametrize("headers", [{"Host": "evil.test"}, {"Origin": "http://evil"}])
def test_a_page_elsewhere_reads_nothing(
    headers: dict[str, str | None], server: AnnotationServer
) -> None:
    answer = ask(server, f"/{TOKEN}/b/1", **headers)

    assert answer.status == 403
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_nothing_is_kept_by_a_browser_or_shown_in_a_frame(
    server: AnnotationServer,
) -> None:
    headers = ask(server, f"/{TOKEN}/b/1").headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (about("c99"), "there is no claim 'c99'"),
        ("{", "Invalid JSON"),
        ([], "Input should be an object"),
        ({"action": "accept", "kind": "claim", "by": "bo"}, "Extra inputs"),
        (about("c1", "correct", item=of_claim(cue="shouted")), "does not stand"),
    ],
)
def test_what_cannot_be_decided_is_told_and_not_kept(
    asked: Any, told: str, server: AnnotationServer, folder: Path
) -> None:
    answer = decide(server, asked or "[]")

    assert answer.status == 422
    assert told in answer.json["message"]
    assert not (folder / "strike.annotations.jsonl").is_file() or not kept(folder)


@pytest.mark.parametrize("path", ["b/2", "b/0", "b/x", "b/1/other", "../x", "b/1/"])
def test_what_is_not_there_is_not_found(path: str, server: AnnotationServer) -> None:
    assert ask(server, f"/{TOKEN}/{path}").status == 404


def test_a_briefing_that_is_gone_is_told(
    server: AnnotationServer, folder: Path
) -> None:
    (folder / "strike.json").unlink()

    answer = decide(server, about("c1"))

    assert answer.status == 409
    assert "to be as it was" in answer.json["message"]


def test_decisions_about_an_earlier_file_are_counted_and_not_shown(
    server: AnnotationServer, folder: Path
) -> None:
    decide(server, about("c1"))
    changed = strike() | {"findings": []}
    changed["briefing"]["headline"] = "Written anew."
    (folder / "strike.json").write_text(json.dumps(changed), encoding="utf-8")

    state = ask(server, f"/{TOKEN}/b/1/decisions").json

    assert state["older"] == 1
    assert state["items"]["c1"]["status"] == "open"


def test_a_correction_of_somebody_else_is_not_overwritten_unseen(
    server: AnnotationServer, folder: Path
) -> None:
    shown = ask(server, f"/{TOKEN}/b/1/decisions").json
    seen = {"briefing_sha256": shown["briefing_sha256"], "seen": shown["n"]}
    decide(server, about("c1", "correct", item=of_claim(statement="Theirs.")))
    mine = about("c1", "correct", item=of_claim(statement="Mine."), **seen)

    refused = decide(server, mine)
    again = decide(server, mine | {"seen": refused.json["n"]})

    assert (refused.status, again.status) == (409, 200)
    assert refused.json["message"] == "ana changed c1 meanwhile; nothing was kept."
    assert [one["item"]["statement"] for one in kept(folder)] == ["Theirs.", "Mine."]


def test_a_page_of_a_briefing_that_was_written_anew_decides_nothing(
    server: AnnotationServer, folder: Path
) -> None:
    shown = ask(server, f"/{TOKEN}/b/1/decisions").json["briefing_sha256"]
    changed = strike() | {"findings": []}
    changed["briefing"]["claims"][0]["statement"] = "Something else."
    (folder / "strike.json").write_text(json.dumps(changed), encoding="utf-8")

    answer = decide(server, about("c1", briefing_sha256=shown))

    assert answer.status == 409
    assert answer.json["n"] is None
    assert not kept(folder)


def test_two_windows_that_differ_are_both_kept_and_the_last_wins(
    server: AnnotationServer, folder: Path
) -> None:
    asked = [about("c1"), about("c1", "reject")] * 4
    threads = [threading.Thread(target=decide, args=(server, one)) for one in asked]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)

    lines = kept(folder)
    state = ask(server, f"/{TOKEN}/b/1/decisions").json["items"]["c1"]
    assert len(lines) == 8
    assert [one["n"] for one in state["history"]] == list(range(1, 9))
    assert state["status"] == f"{lines[-1]['action']}ed"


def test_it_listens_on_the_loopback_address_alone(server: AnnotationServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.socket.family == socket.AF_INET


def test_the_address_holds_a_secret_of_its_own(folder: Path) -> None:
    desk = Desk("ana", lambda: datetime(2031, 5, 7, tzinfo=UTC))
    desk.lay([folder])

    with AnnotationServer(desk) as one, AnnotationServer(desk) as other:
        assert one.guard.token != other.guard.token
        assert len(one.guard.token) >= 32

"""An OpenAI-compatible endpoint on this machine whose answers somebody writes.

    python -m tools.answer_desk DESK [--port 8765] [--name MODEL] [--wait 1800]

Each POST /v1/chat/completions becomes DESK/0001.request.md (every message in full, then
the JSON Schema that the answer must satisfy) and waits until DESK/0001.answer.json
appears (write it under another name, then rename it). Its text is returned, unchanged,
as the message. So a large model or a person can answer real requests, re-asks included,
and `--record` keeps the exchange. Token counts are estimates (characters / 4), and the
fingerprint says so. Standard library only.
"""

import argparse
import itertools
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CHARACTERS_PER_TOKEN = 4
LOOK_AGAIN_S = 0.2


@dataclass(kw_only=True)
class Desk:
    """Where requests are laid and answers are found.

    Attributes:
        folder: Holds both.
        name: The model's name that clients are told.
        wait_s: How long an answer is waited for.
    """

    folder: Path
    name: str
    wait_s: float
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _closed: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        """Go on counting after the requests that the folder holds."""
        self.folder.mkdir(parents=True, exist_ok=True)
        pages = self.folder.glob("[0-9][0-9][0-9][0-9].request.md")
        self._numbers = itertools.count(
            1 + max((int(p.name[:4]) for p in pages), default=0)
        )

    def lay(self, body: dict[str, Any]) -> str:
        """Write a request's page; return its number."""
        with self._lock:
            number = f"{next(self._numbers):04d}"
        page = self.folder / f"{number}.request.md"
        page.write_text(page_of(body), encoding="utf-8")
        return number

    def answer(self, number: str) -> str | None:
        """Return the answer to a request, or None when nobody gave one in time."""
        path = self.folder / f"{number}.answer.json"
        until = time.monotonic() + self.wait_s
        while not path.exists():
            if time.monotonic() > until or self._closed.wait(LOOK_AGAIN_S):
                return None
        return path.read_text(encoding="utf-8").strip()

    def close(self) -> None:
        """Let go of everybody who waits."""
        self._closed.set()


def page_of(body: dict[str, Any]) -> str:
    """Return a request as a page to read: messages, then schema."""
    parts = [f"## {m['role']}\n\n{text_of(m)}\n" for m in body["messages"]]
    form = body.get("response_format") or {"tools": body.get("tools")}
    schema = form.get("json_schema", {}).get("schema", form)
    told = json.dumps(schema, ensure_ascii=False)
    return "\n".join([*parts, f"## schema of the answer\n\n```json\n{told}\n```\n"])


def text_of(message: dict[str, Any]) -> str:
    """Return the text of a message whose content is a string or a list of parts."""
    content = message.get("content")
    if isinstance(content, list):
        return "\n".join(part.get("text", json.dumps(part)) for part in content)
    return content or ""


def completion(desk: Desk, number: str, body: dict[str, Any], content: str) -> Any:
    """Return an answer as a chat completion."""
    asked = sum(len(text_of(m)) for m in body["messages"]) // CHARACTERS_PER_TOKEN
    answered = len(content) // CHARACTERS_PER_TOKEN
    message = {"role": "assistant", "content": content}
    return {
        "id": f"desk-{number}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": desk.name,
        "system_fingerprint": "answer-desk; tokens estimated",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {
            "prompt_tokens": asked,
            "completion_tokens": answered,
            "total_tokens": asked + answered,
        },
    }


def serve(desk: Desk, port: int) -> ThreadingHTTPServer:
    """Return a server for the desk; port 0 takes a free one."""

    class Handler(BaseHTTPRequestHandler):
        """Lays requests on the desk and brings the answers back."""

        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            """List the one model."""
            model = {"id": desk.name, "object": "model"}
            self._send(200, {"object": "list", "data": [model]})

        def do_POST(self) -> None:
            """Wait for an answer and return it."""
            length = int(self.headers.get("content-length", 0))
            body = json.loads(self.rfile.read(length))
            if not self.path.endswith("/chat/completions"):
                self._send(404, {"error": {"message": f"no {self.path} here"}})
                return
            number = desk.lay(body)
            content = desk.answer(number)
            if content is None:
                self._send(504, {"error": {"message": f"nobody answered {number}"}})
            else:
                self._send(200, completion(desk, number, body, content))

        def _send(self, status: int, document: Any) -> None:
            data = json.dumps(document, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    return server


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("desk", type=Path)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--name", default="answer-desk")
    parser.add_argument("--wait", type=float, default=1800.0)
    given = parser.parse_args()
    desk = Desk(folder=given.desk, name=given.name, wait_s=given.wait)
    server = serve(desk, given.port)
    print(f"http://127.0.0.1:{server.server_address[1]}/v1 -> {given.desk}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()

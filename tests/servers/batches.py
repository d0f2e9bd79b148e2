"""A provider's batch endpoint on this machine: files, batches, and chat beside them."""

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

Body = dict[str, Any]
PAGE = 20


@dataclass(frozen=True, kw_only=True)
class Row:
    """What becomes of one request of a batch.

    Attributes:
        status: 200 stands in the output file, another one in the error file; None is
            in neither.
        body: Of the answer.
        error: A code for the error file, such as batch_expired.
    """

    status: int | None = 200
    body: Body = field(default_factory=dict)
    error: str | None = None


EXPIRED = Row(status=None, error="batch_expired")
MISSING = Row(status=None)


def completion(content: str, *, finish: str = "stop") -> Body:
    """Return the body of a chat completion."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "toy-1-2026",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, "refusal": None},
                "finish_reason": finish,
            }
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


@dataclass
class Batch:
    """A batch at the provider."""

    id: str
    file: str
    metadata: dict[str, str]
    looks: int = 0
    ended: Body | None = None


class BatchServer:
    """The provider. What happens is set from outside, while it runs.

    Attributes:
        row: Says what becomes of a request, given its body.
        status: How batches end.
        errors: What a batch that ends as `failed` complains of.
        looks: How often a batch must be looked at before it has ended.
        chat: Answers a direct request.
        seen: Called with the method and path of each request, before its answer is
            sent: it may kill who asked.
        calls: The method and path of each request.
        paid: How often a request of each key was answered.
        talks: The bodies of direct requests.
    """

    def __init__(self, port: int = 0) -> None:
        """Begin to serve."""
        self.row: Callable[[Body], Row] = lambda _body: MISSING
        self.chat: Callable[[Body], Body] = lambda _body: {}
        self.seen: Callable[[str], None] = lambda _call: None
        self.status, self.looks, self.errors = "completed", 0, list[Body]()
        self.files: dict[str, tuple[str, bytes]] = {}
        self.batches: dict[str, Batch] = {}
        self.paid, self.calls, self.talks = Counter[str](), list[str](), list[Body]()
        self.deleted: list[str] = []
        self._numbers, self._lock = count(1), threading.Lock()
        handler = type("Handler", (_Handler,), {"provider": self})
        self._server = _Server(("127.0.0.1", port), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def handle(self, method: str, path: str, raw: bytes) -> tuple[int, Any]:
        """Return status and body of an answer; bytes are a file's content."""
        parts = urlsplit(path)
        steps = parts.path.removeprefix("/v1/").split("/")
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        with self._lock:
            self.calls.append(f"{method} {'/'.join(steps)}")
            answer = self._handle(method, steps, asked=asked, raw=raw)
        self.seen(f"{method} {'/'.join(steps)}")
        return answer

    def _handle(
        self, method: str, steps: list[str], *, asked: dict[str, str], raw: bytes
    ) -> tuple[int, Any]:
        answers: dict[str, Callable[[], Any]] = {
            "POST files": lambda: self._upload(raw),
            "GET files": lambda: _page([self._file(f) for f in self.files], asked),
            "POST batches": lambda: self._create(json.loads(raw)),
            "GET batches": lambda: _page(list(map(self._told, self._all())), asked),
            "POST chat/completions": lambda: self._talk(json.loads(raw)),
        }
        if answer := answers.get(f"{method} {'/'.join(steps)}"):
            return 200, answer()
        if steps[0] == "batches" and steps[1] in self.batches:
            return 200, self._look(self.batches[steps[1]])
        if steps[0] == "files" and steps[1] in self.files:
            return 200, self._read(method, steps[1])
        return 404, {"error": {"message": "no such thing", "code": None}}

    def _all(self) -> list[Batch]:
        return list(self.batches.values())

    def _talk(self, body: Body) -> Body:
        self.talks.append(body)
        return self.chat(body)

    def _read(self, method: str, name: str) -> Body | bytes:
        if method == "DELETE":
            self.deleted.append(self.files.pop(name)[0])
            return {"id": name, "object": "file", "deleted": True}
        return self.files[name][1]

    def _upload(self, raw: bytes) -> Body:
        boundary = raw.split(b"\r\n", 1)[0]
        for part in raw.split(boundary):
            head, _, content = part.partition(b"\r\n\r\n")
            if named := re.search(rb'filename="([^"]+)"', head):
                name = f"file-{next(self._numbers)}"
                self.files[name] = (named[1].decode(), content.removesuffix(b"\r\n"))
                return self._file(name)
        return {}

    def _file(self, name: str) -> Body:
        filename, content = self.files[name]
        return {
            "id": name,
            "object": "file",
            "bytes": len(content),
            "created_at": int(time.time()),
            "filename": filename,
            "purpose": "batch",
            "status": "processed",
        }

    def _create(self, body: Body) -> Body:
        name = f"batch-{next(self._numbers)}"
        self.batches[name] = Batch(name, body["input_file_id"], body["metadata"])
        return self._told(self.batches[name])

    def _look(self, batch: Batch) -> Body:
        batch.looks += 1
        if batch.ended is None and batch.looks > self.looks:
            batch.ended = self._ended(batch)
        return self._told(batch)

    def _told(self, batch: Batch) -> Body:
        told = {
            "id": batch.id,
            "object": "batch",
            "endpoint": "/v1/chat/completions",
            "completion_window": "24h",
            "created_at": int(time.time()),
            "input_file_id": batch.file,
            "metadata": batch.metadata,
            "status": "in_progress",
        }
        return {**told, **(batch.ended or {})}

    def _ended(self, batch: Batch) -> Body:
        if self.status == "failed":
            return {"status": "failed", "errors": {"data": self.errors}}
        output, errors = list[bytes](), list[bytes]()
        for line in self.files[batch.file][1].splitlines():
            asked = json.loads(line)
            row = self.row(asked["body"])
            if row.status == 200:
                self.paid[asked["custom_id"]] += 1
                output.append(_line(asked, row))
            elif row.status is not None or row.error is not None:
                errors.append(_line(asked, row))
        counts = {"total": 0, "completed": len(output), "failed": len(errors)}
        counts["total"] = len(output) + len(errors)
        return {
            "status": self.status,
            "request_counts": counts,
            "output_file_id": self._keep("output", output),
            "error_file_id": self._keep("errors", errors),
        }

    def _keep(self, word: str, lines: list[bytes]) -> str | None:
        if not lines:
            return None
        name = f"file-{next(self._numbers)}"
        self.files[name] = (word, b"\n".join(lines) + b"\n")
        return name


def _line(asked: Body, row: Row) -> bytes:
    response = None
    if row.status is not None:
        response = {"status_code": row.status, "request_id": "r", "body": row.body}
    error = None
    if row.error is not None:
        error = {"code": row.error, "message": f"as scripted: {row.error}"}
    line = {"custom_id": asked["custom_id"], "response": response, "error": error}
    return json.dumps({"id": "batch_req", **line}).encode()


def _page(items: list[Body], asked: dict[str, str]) -> Body:
    """Return a page of a list, the newest first."""
    items.reverse()
    names = [item["id"] for item in items]
    start = names.index(asked["after"]) + 1 if "after" in asked else 0
    page = items[start : start + min(int(asked.get("limit", PAGE)), PAGE)]
    more = start + len(page) < len(items)
    last = page[-1]["id"] if page else None
    return {"object": "list", "data": page, "has_more": more, "last_id": last}


class _Server(ThreadingHTTPServer):
    request_queue_size = 512
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients of tests hang up when they like, and are killed."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    provider: BatchServer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer."""
        self._answer("GET")

    def do_POST(self) -> None:
        """Answer."""
        self._answer("POST")

    def do_DELETE(self) -> None:
        """Answer."""
        self._answer("DELETE")

    def _answer(self, method: str) -> None:
        raw = b"".join(self._received())
        status, body = self.provider.handle(method, self.path, raw)
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _received(self) -> Iterator[bytes]:
        if self.headers.get("transfer-encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                yield self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            yield self.rfile.read(int(self.headers.get("content-length") or 0))

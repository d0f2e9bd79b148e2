"""The server: pages and decisions over HTTP, on the loopback address alone."""

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import Any, cast
from urllib.parse import urlsplit

from pydantic import ValidationError

from extractor.annotating.desk import Desk
from extractor.annotating.guard import HOST, JSON_TYPE, Guard, Refusal
from extractor.annotating.lying import Gone
from extractor.annotations import Asked, DraftRefused, Overtaken
from extractor.errors import OutputError

TOKEN_BYTES = 24  # 192 bits: nobody guesses them
PATIENCE_S = 30.0  # for a client that sends half a request
HTML_TYPE = "text/html; charset=utf-8"
ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_PLACE = re.compile(r"/[^/]+/b/(\d{1,9})(/decisions)?\Z")
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


class AnnotationServer(ThreadingHTTPServer):
    """Serves a desk until it is shut down.

    Attributes:
        desk: The briefings.
        guard: Who may ask.
    """

    daemon_threads = True

    def __init__(self, desk: Desk, *, port: int = 0, token: str | None = None) -> None:
        """Listen.

        Args:
            desk: The briefings.
            port: 0 takes a free one.
            token: The secret part of the address; a new one when left out.

        Raises:
            OSError: The port is taken.
        """
        super().__init__((HOST, port), _Handler)
        self.desk = desk
        self.guard = Guard(token or token_urlsafe(TOKEN_BYTES), self.server_address[1])

    @property
    def address(self) -> str:
        """Where to begin: the only briefing, or the list of all."""
        place = "b/1" if len(self.desk.lying) == 1 else ""
        return f"http://{self.guard.host}/{self.guard.token}/{place}"


class _Handler(BaseHTTPRequestHandler):
    timeout = PATIENCE_S
    server_version, sys_version = "extractor", ""

    @property
    def _of(self) -> AnnotationServer:
        return cast("AnnotationServer", self.server)

    def do_GET(self) -> None:
        refusal = self._of.guard.refusal(self.path, self.headers)  # type: ignore[arg-type]
        if refusal:
            self._refuse(refusal)
            return
        desk, path = self._of.desk, urlsplit(self.path).path
        if path == f"/{self._of.guard.token}/":
            self._answered(desk.list_page)
            return
        place = _PLACE.match(path)
        if place is None or not self._is_there(int(place[1])):
            self._refuse(Refusal(404, "there is nothing here"))
            return
        answer = desk.state if place[2] else desk.page
        self._answered(lambda: answer(int(place[1])))

    def do_POST(self) -> None:
        headers: Any = self.headers
        guard = self._of.guard
        refusal = guard.refusal(self.path, headers) or guard.refusal_to_write(headers)
        if refusal:
            self._refuse(refusal)
            return
        place = _PLACE.match(urlsplit(self.path).path)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if place is None or not place[2] or not self._is_there(int(place[1])):
            self._refuse(Refusal(404, "there is nothing here"))
            return
        try:
            asked = Asked.model_validate_json(body)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            told = f"{'/'.join(map(str, first['loc']))}: {first['msg']}"
            self._refuse(Refusal(422, told))
            return
        self._answered(lambda: self._of.desk.decide(int(place[1]), asked))

    def _is_there(self, n: int) -> bool:
        return 1 <= n <= len(self._of.desk.lying)

    def _answered(self, answer: Any) -> None:
        """Send what the desk answers, or why it does not."""
        try:
            found = answer()
        except DraftRefused as error:
            self._refuse(Refusal(422, str(error)))
        except Gone as error:
            self._refuse(Refusal(409, str(error)))
        except Overtaken as error:
            self._refuse(Refusal(409, str(error), {"n": error.n}))
        except OutputError as error:
            self._refuse(Refusal(500, str(error)))
        else:
            if isinstance(found, str):
                self._page(found)
            else:
                self._send(200, JSON_TYPE, json.dumps(found))

    def _page(self, html: str) -> None:
        """Send a page; its own policy is sent as a header as well, with no framing."""
        [policy] = _POLICY.findall(html)[:1]
        policy = policy.replace("&#39;", "'") + "; frame-ancestors 'none'"
        self._send(200, HTML_TYPE, html, {"Content-Security-Policy": policy})

    def _refuse(self, refusal: Refusal) -> None:
        self.close_connection = True  # what else was sent is not read
        text = json.dumps({"message": refusal.message, **refusal.more})
        self._send(refusal.status, JSON_TYPE, text)

    def _send(
        self,
        status: int,
        kind: str,
        text: str,
        more: dict[str, str] | None = None,
    ) -> None:
        raw = text.encode()
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(raw))}
        for name, value in (ALWAYS | headers | (more or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *arguments: Any) -> None:
        """Say nothing: the address holds the token."""

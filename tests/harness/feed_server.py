"""A server of the feed that says just what a test wants, letter by letter: also what no JSON library would write."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

ACTOR = {"id": "ha.le", "name": "Lê Thu Hà", "role": "duty_officer", "desk": "Bàn 1", "centre": "Sông Mây"}
EXPIRES = "2099-01-01T00:00:00Z"
POLL_S = 0.3
"""The longest that a poll is held: the end of a test waits for it."""


@dataclass(frozen=True)
class Raw:
    """One record: its data as JSON text, whatever stands there, and its other members where they are odd as well."""

    type: str
    id: str
    data: str
    version: str = "1"

    def text(self, **more: str) -> str:
        """The entry as it goes over the wire; `more` are members as JSON text, before or instead of the usual ones."""
        members = {"type": json.dumps(self.type), "id": json.dumps(self.id), "version": self.version, "data": self.data}
        return "{" + ", ".join(f'"{name}": {text}' for name, text in {**members, **more}.items()) + "}"


class FeedServer:
    """`snapshot` is what a console without a cursor gets; each page of `say` is the next one that it pulls."""

    def __init__(self) -> None:
        self.snapshot: list[str] = []
        """Entries as text."""
        self.points: dict[str, str] = {}
        """The list of an indicator's points, as text."""
        self.epoch = "e1"
        self._pages: list[str] = []
        self._more = threading.Condition()
        self.ended = False

    def say(self, entries: Iterable[str], **more: str) -> int:
        """The next page: changes as text, and members of the page that are other than they should be; its number."""
        with self._more:
            here = len(self._pages)
            members = {
                "epoch": json.dumps(self.epoch), "cursor": json.dumps(f"c{here}"),
                "next_cursor": json.dumps(f"c{here + 1}"), "has_more": "false", "last_device_seq": "0", "schema": "1",
                "server_time": json.dumps(datetime.now(UTC).isoformat()), "changes": f"[{', '.join(entries)}]",
            }  # fmt: skip
            self._pages.append(_object({**members, **more}))
            self._more.notify_all()
            return here

    @property
    def cursor(self) -> str:
        """Where a console stands that has heard everything."""
        return f"c{len(self._pages)}"

    def mend(self, page: int, entries: Iterable[str]) -> None:
        """Say another page in the place of one that could not be taken in."""
        with self._more:
            later = self._pages[page + 1 :]
            del self._pages[page:]
        self.say(entries)
        self._pages += later

    def answer(self, path: str) -> str | None:
        """The body of an answer; None where there is no such thing."""
        url = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/v1/me":
            return json.dumps({"actor": ACTOR, "expires_at": EXPIRES, "server_time": datetime.now(UTC).isoformat()})
        if url.path == "/v1/sync/snapshot":
            items = f"[{', '.join(self.snapshot)}]"
            return _object({"epoch": json.dumps(self.epoch), "page": "null", "next_page": "null",
                            "as_of_cursor": '"c0"', "items": items})  # fmt: skip
        if url.path == "/v1/sync/changes":
            return self._changes(int(query["cursor"].removeprefix("c")), float(query.get("wait", 0)))
        if url.path == "/v1/cameras/access":
            return json.dumps({"sign_ins": {}, "hosts": ["127.0.0.1"]})
        if url.path.startswith("/v1/indicators/"):
            return _object({"points": self.points.get(url.path.split("/")[3], "[]"), "next_since": "null"})
        return None

    def _changes(self, place: int, wait_s: float) -> str:
        with self._more:
            if self._more.wait_for(lambda: place < len(self._pages) or self.ended, min(wait_s, POLL_S)):
                return self._pages[place] if place < len(self._pages) else self._nothing(place)
        return self._nothing(place)

    def _nothing(self, place: int) -> str:
        cursor = json.dumps(f"c{place}")
        return _object({"epoch": json.dumps(self.epoch), "cursor": cursor, "next_cursor": cursor, "has_more": "false",
                        "last_device_seq": "0", "schema": "1", "server_time": json.dumps(datetime.now(UTC).isoformat()),
                        "changes": "[]"})  # fmt: skip


def _object(members: dict[str, str]) -> str:
    return "{" + ", ".join(f'"{name}": {text}' for name, text in members.items()) + "}"


@contextmanager
def serving() -> Iterator[tuple[FeedServer, str]]:
    """A feed server and its address."""
    feed = FeedServer()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = feed.answer(self.path)
            self._say(404 if body is None else 200, body or '{"code": "not_found"}')

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._say(404, '{"code": "not_found"}')

        def _say(self, status: int, body: str) -> None:
            content = body.encode("utf-8", "surrogatepass")
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            with contextlib.suppress(ConnectionError):  # a console that ends does not wait for its answer
                self.end_headers()
                self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False  # the end waits for every answer that is on its way
    thread = threading.Thread(target=server.serve_forever, name="feed-server")
    thread.start()
    try:
        yield feed, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        feed.ended = True
        server.shutdown()
        server.server_close()
        thread.join()

"""A small web server with quirks that cameras have: MJPEG in several spellings, snapshots, muxed streams, locks."""

from __future__ import annotations

import contextlib
import io
import secrets
import threading
from collections.abc import Callable, Sequence
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import av

from tests.harness.quirky import sign_in, units

Answer = Callable[["Conversation"], None]


class HttpCamera(ThreadingHTTPServer):
    """Serves `paths` on loopback until its block is left; `asked` has each path and its header Authorization."""

    daemon_threads = True

    def __init__(self, paths: dict[str, Answer]) -> None:
        self.paths, self.asked = paths, list[tuple[str, str]]()
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), Conversation)
        self.port = int(self.server_address[1])
        self.base = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name="http-camera")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self.over.set()
        self.shutdown()
        self._thread.join(5)
        self.server_close()

    def handle_error(self, *_args: object) -> None:
        """A connection that breaks is part of the play."""


class Conversation(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: HttpCamera

    def log_message(self, *_args: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        """Answer as the path says."""
        self.server.asked.append((self.path, self.headers.get("Authorization", "")))
        self.close_connection = True
        answer = self.server.paths.get(self.path.split("?")[0])
        if answer is None:
            self.send_error(404)
            return
        with contextlib.suppress(OSError):
            answer(self)

    def begin(self, content_type: str, *extra: tuple[str, str], chunked: bool = False, code: int = 200) -> None:
        """The head of an answer that ends with its connection."""
        self.send_response(code)
        for name, value in (("Content-Type", content_type), *extra):
            if value:
                self.send_header(name, value.encode().decode("latin-1"))  # which it is sent as: UTF-8
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()

    def pause(self, seconds: float) -> None:
        """Wait, unless the camera is switched off. Raises `ConnectionAbortedError` then."""
        if self.server.over.wait(seconds):
            raise ConnectionAbortedError


def mjpeg(
    pictures: Sequence[bytes], *, fps: float = units.FPS, boundary: str = "frame", line: str = "--frame",
    length: bool = True, part_type: bool = True, first_line: bool = True, chunked: bool = False, newline: str = "\r\n",
    content_type: str = "", trailing: bool = True,
) -> Answer:  # fmt: skip
    """Pictures one after the other as multipart, for ever. `boundary` is announced, `line` is sent."""

    def answer(to: Conversation) -> None:
        to.begin(content_type or f"multipart/x-mixed-replace;boundary={boundary}", chunked=chunked)
        number = 0
        while True:
            data = pictures[number % len(pictures)]
            head = line + newline if first_line or number else ""
            head += f"Content-Type: image/jpeg{newline}" if part_type else ""
            head += f"Content-Length: {len(data)}{newline}" if length else ""
            part = (head + newline).encode() + data + (newline.encode() if trailing else b"")
            to.wfile.write(b"%x\r\n%s\r\n" % (len(part), part) if chunked else part)
            number += 1
            to.pause(1 / fps)

    return answer


def snapshot(pictures: Sequence[bytes]) -> Answer:
    """One JPEG an answer, the next one each time."""
    count = iter(range(1 << 60))

    def answer(to: Conversation) -> None:
        data = pictures[next(count) % len(pictures)]
        to.begin("image/jpeg", ("Content-Length", str(len(data))))
        to.wfile.write(data)

    return answer


def muxed(container: str, content_type: str, *, fps: int = units.FPS, options: dict[str, str] | None = None) -> Answer:
    """H.264 encoded as it goes, in a container that FFmpeg muxes (mpegts, flv, mp4 with movflags, matroska, …)."""

    def answer(to: Conversation) -> None:
        to.begin(content_type)
        sink = io.BytesIO()
        out: Any = av.open(sink, "w", format=container, options=options or {})
        track = out.add_stream("libx264", rate=fps, options={"preset": "veryfast", "tune": "zerolatency"})
        track.width, track.height, track.pix_fmt = units.WIDTH, units.HEIGHT, "yuv420p"
        track.codec_context.gop_size = fps
        number = 0
        while True:
            frame = units.picture(number % 4096).reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, fps)
            out.mux(track.encode(frame))
            to.wfile.write(sink.getvalue())
            sink.seek(0)
            sink.truncate()
            number += 1
            to.pause(1 / fps)

    return answer


def locked(inner: Answer, lock: sign_in.Lock) -> Answer:
    """The same behind a sign-in."""
    nonce = secrets.token_hex(8)

    def answer(to: Conversation) -> None:
        if lock.opens("GET", to.headers.get("Authorization", ""), nonce):
            inner(to)
            return
        lines = [line.split(": ", 1)[1] for line in lock.challenge(nonce).splitlines()]
        to.begin("text/html", ("Content-Length", "0"), *(("WWW-Authenticate", line) for line in lines), code=401)

    return answer

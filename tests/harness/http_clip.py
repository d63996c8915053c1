"""A real web server that plays one small clip for ever, as MPEG-TS and as HLS, with everything a camera does wrong.

Addresses: `/live.ts` (endless, in real time), `/live.m3u8` with `/seg-N.ts` (a sliding window), `/locked/…` (the same
behind a password), `/redirect/…?to=ADDRESS` (302), `/hls/…?to=ADDRESS` (a playlist of segments that are elsewhere),
`/list/…?to=ADDRESS` (a plain M3U), `/silent.ts` (answers, then sends nothing), `/text` (no video).
"""

from __future__ import annotations

import base64
import contextlib
import io
import socket
import threading
import time
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import av
import numpy as np

WIDTH, HEIGHT, FPS, CLIP_S = 320, 180, 15, 3
SEGMENT_S, WINDOW = 1, 4
RED, BLUE = (200, 30, 30), (30, 30, 200)
"""RGB of the left and the right half; a white square wanders over the middle."""
_TICKS = 90_000 // FPS
_HEAD = 10
"""Segments that exist at the start, so that a player finds a full window."""


def _picture(number: int | None, width: int, height: int) -> Any:
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[:, : width // 2], pixels[:, width // 2 :] = RED, BLUE
    if number is not None:
        left = 40 + number * 5 % (width - 80)
        pixels[height // 2 - 20 : height // 2 + 20, left : left + 40] = 255
    return av.VideoFrame.from_ndarray(pixels, "rgb24")


def _clip(width: int, height: int, moving: bool) -> list[tuple[bytes, bool]]:
    codec: Any = av.CodecContext.create("libx264", "w")
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.time_base, codec.framerate = Fraction(1, FPS), Fraction(FPS, 1)
    codec.bit_rate, codec.gop_size, codec.max_b_frames, codec.thread_count = 300_000, FPS, 0, 1
    codec.options = {
        "preset": "veryfast", "tune": "zerolatency",
        "x264-params": f"keyint={FPS}:min-keyint={FPS}:scenecut=0:repeat-headers=1:annexb=1",
    }  # fmt: skip
    packets = []
    for number in range(FPS * CLIP_S):
        frame = _picture(number if moving else None, width, height).reformat(format="yuv420p")
        frame.pts, frame.time_base = number, Fraction(1, FPS)
        packets += codec.encode(frame)
    packets += codec.encode(None)
    return [(bytes(packet), packet.is_keyframe) for packet in packets]


class _Mux:
    """The clip as one endless transport stream, cut by pictures; time and counters run on over the seam."""

    def __init__(self, width: int, height: int, moving: bool) -> None:
        self._units = _clip(width, height, moving)
        self._out = io.BytesIO()
        self._container: Any = av.open(
            self._out, "w", format="mpegts", options={"flush_packets": "1", "mpegts_flags": "pat_pmt_at_frames"}
        )
        self._stream = self._container.add_stream("libx264", rate=FPS)
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
        self._stream.time_base = Fraction(1, 90_000)
        self._chunks: list[bytes] = []
        self._lock = threading.Lock()

    def picture(self, number: int) -> bytes:
        """Transport packets of picture `number`."""
        with self._lock:
            while len(self._chunks) <= number:
                self._chunks.append(self._packets(len(self._chunks)))
            return self._chunks[number]

    def _packets(self, number: int) -> bytes:
        data, is_keyframe = self._units[number % len(self._units)]
        packet = av.Packet(data)
        packet.stream, packet.time_base = self._stream, Fraction(1, 90_000)
        packet.pts = packet.dts = 90_000 + number * _TICKS
        packet.duration, packet.is_keyframe = _TICKS, is_keyframe
        self._container.mux(packet)
        written = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        return written


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def __init__(self, port: int, password: str, size: tuple[int, int], moving: bool) -> None:
        self.mux = _Mux(*size, moving)
        self.stalled = threading.Event()
        self.started = time.monotonic() - _HEAD * SEGMENT_S
        self.ending = threading.Event()
        self.credentials = base64.b64encode(f"xem:{password}".encode()).decode()
        self.asked: list[str] = []
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A player that hangs up is no error."""

    def cut(self) -> None:
        """Hang up on every player."""
        for request in tuple(self._open):
            with contextlib.suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    def elapsed(self) -> float:
        """Seconds of video that were sent so far."""
        return time.monotonic() - self.started


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.server.asked.append(self.path)
        path = parts.path
        elsewhere = parse_qs(parts.query).get("to", [""])[0]
        if elsewhere:
            self._lead(path, elsewhere)
            return
        if path.startswith("/locked/"):
            if self.headers.get("Authorization") != f"Basic {self.server.credentials}":
                self._answer(401, {"WWW-Authenticate": 'Basic realm="camera"'})
                return
            path = path.removeprefix("/locked")
        self._serve(path)

    def _lead(self, path: str, elsewhere: str) -> None:
        if path.startswith("/redirect/"):
            self._answer(302, {"Location": elsewhere})
        elif path.startswith("/hls/"):
            entries = "".join(f"#EXTINF:1.000,\n{elsewhere}\n" for _ in range(WINDOW))
            body = f"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n{entries}"
            self._answer(200, {"Content-Type": "application/vnd.apple.mpegurl"}, body.encode())
        else:
            self._answer(200, {"Content-Type": "audio/x-mpegurl"}, f"#EXTM3U\n#EXTINF:9,x\n{elsewhere}\n".encode())

    def _serve(self, path: str) -> None:
        if path == "/live.ts":
            self._play()
        elif path == "/silent.ts":
            self._begin("video/mp2t")
            self.server.ending.wait()
        elif path == "/live.m3u8":
            self._answer(200, {"Content-Type": "application/vnd.apple.mpegurl"}, self._playlist().encode())
        elif path == "/text":
            self._answer(200, {"Content-Type": "text/plain"}, b"not a video\n" * 400)
        elif path.startswith("/seg-") and (number := path[5:-3]).isdigit():
            first = int(number) * FPS * SEGMENT_S
            body = b"".join(self.server.mux.picture(first + step) for step in range(FPS * SEGMENT_S))
            self._answer(200, {"Content-Type": "video/mp2t"}, body)
        else:
            self._answer(404, {})

    def _playlist(self) -> str:
        last = int(self.server.elapsed() / SEGMENT_S)
        first = max(0, last - WINDOW)
        lines = ["#EXTM3U", "#EXT-X-VERSION:3", f"#EXT-X-TARGETDURATION:{SEGMENT_S}", f"#EXT-X-MEDIA-SEQUENCE:{first}"]
        for number in range(first, last):
            lines += [f"#EXTINF:{SEGMENT_S:.3f},", f"seg-{number}.ts"]
        return "\n".join(lines) + "\n"

    def _play(self) -> None:
        self._begin("video/mp2t")
        number = int(self.server.elapsed() / SEGMENT_S) * FPS * SEGMENT_S
        while not self.server.ending.is_set():
            if not self.server.stalled.is_set():
                self.wfile.write(self.server.mux.picture(number))
            number += 1
            self.server.ending.wait(max(0.0, number / FPS - self.server.elapsed()))

    def _begin(self, kind: str) -> None:
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


class HttpClip:
    """`with HttpClip() as clip: play(clip.url("/live.ts"))`; leaves no thread and no socket."""

    def __init__(
        self,
        port: int = 0,
        password: str = "bi-mat",  # noqa: S107 - nobody is kept out by it
        size: tuple[int, int] = (WIDTH, HEIGHT),
        moving: bool = True,
    ) -> None:
        self._server = _Server(port, password, size, moving)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="http-clip")

    def url(self, path: str, user: str = "", password: str = "") -> str:
        """The address of `path`, with a name and a password where they are given."""
        login = f"{user}:{password}@" if user else ""
        return f"http://{login}127.0.0.1:{self.port}{path}"

    @property
    def asked(self) -> list[str]:
        """Every path that was asked for so far."""
        return list(self._server.asked)

    def stall(self) -> None:
        """Keep `/live.ts` open and send nothing more."""
        self._server.stalled.set()

    def segment(self) -> bytes:
        """One second of the transport stream."""
        return b"".join(self._server.mux.picture(number) for number in range(FPS * SEGMENT_S))

    def stop(self) -> None:
        """Die as a server dies: no more answers, every connection cut. A second call does nothing."""
        self._server.ending.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._server.cut()
            self._thread.join()
            self._server.server_close()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

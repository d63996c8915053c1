"""A small RTSP server with quirks, one `Quirks` a path. Everything that it was asked stands in `asked`."""

from __future__ import annotations

import re
import secrets
import socket
import socketserver
import ssl
import struct
import threading
import time
from typing import Any, Self

from tests.harness.quirky import rtp, sdp
from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.units import Unit, nal_type, nals


class RtspCamera(socketserver.ThreadingTCPServer):
    """Serves `paths` on loopback until its block is left; with `tls` as rtsps. `sent` counts bytes of pictures."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, paths: dict[str, Quirks], host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.paths, self.asked, self.sent = paths, list[str](), 0
        self.played = list[float]()
        """When each playing began, monotonic: picture number n is sent n intervals later."""
        self.over = threading.Event()
        super().__init__((host, 0), _Conversation)
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.port = int(self.server_address[1])
        self.base = f"rtsp{'s' if tls else ''}://{f'[{host}]' if ':' in host else host}:{self.port}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name="rtsp-camera")

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

    def quirks(self, url: str) -> Quirks | None:
        """Those of the longest path that the address begins with."""
        path = re.sub(r"^rtsps?://[^/]+", "", url)
        for name in sorted(self.paths, key=len, reverse=True):
            if path == name or path.startswith((name + "/", name + "?")):
                return self.paths[name]
        return None


class _Conversation(socketserver.StreamRequestHandler):
    server: RtspCamera

    def setup(self) -> None:
        super().setup()
        self._nonce, self._session = secrets.token_hex(8), "12345678"
        self._writing, self._last, self._over, self._channel = threading.Lock(), time.monotonic(), False, 0
        self._playing: threading.Thread | None = None

    def handle(self) -> None:
        try:
            while not self._over and (line := self.rfile.readline()):
                if line[:1] == b"$":
                    rest = line[1:4] if len(line) >= 4 else line[1:] + self.rfile.read(4 - len(line))
                    self.rfile.read(max(0, struct.unpack(">H", rest[1:3])[0] - (len(line) - 4)))
                elif line.strip():
                    self._one(line.decode("latin-1").strip(), self._headers())
        except (OSError, ValueError, IndexError):
            pass
        finally:
            self._over = True
            if self._playing is not None:
                self._playing.join(5)

    def _headers(self) -> dict[str, str]:
        found = {}
        while line := self.rfile.readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            found[name.strip().lower()] = value.strip()
        self.rfile.read(int(found.get("content-length", 0)))
        return found

    def _answer(self, status: str, headers: dict[str, str], extra: str = "", body: str = "") -> None:
        length = f"Content-Length: {len(body.encode())}\r\n" if body else ""
        text = f"RTSP/1.0 {status}\r\nCSeq: {headers.get('cseq', '0')}\r\n{extra}{length}\r\n{body}"
        with self._writing:
            self.wfile.write(text.encode())

    def _one(self, line: str, headers: dict[str, str]) -> None:
        method, url, _ = line.split(" ", 2)
        self._last = time.monotonic()
        self.server.asked.append(f"{method} {url} {headers.get('authorization', '')}".strip())
        quirks = self.server.quirks(url)
        if method == "OPTIONS":
            self._answer("200 OK", headers, "Public: OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY, GET_PARAMETER\r\n")
        elif quirks is None:
            self._answer("404 Not Found", headers)
        elif quirks.sign_in is not None and not quirks.sign_in.opens(
            method, headers.get("authorization", ""), self._nonce
        ):
            self.server.asked.append("401")
            stale = quirks.sign_in.fresh and bool(headers.get("authorization"))
            self._answer("401 Unauthorized", headers, quirks.sign_in.challenge(self._nonce, stale=stale))
        else:
            if quirks.sign_in is not None and quirks.sign_in.fresh:
                self._nonce = secrets.token_hex(8)
            self._served(method, url, headers, quirks)

    def _served(self, method: str, url: str, headers: dict[str, str], quirks: Quirks) -> None:
        session = f"Session: {self._session};timeout={quirks.timeout_s}\r\n"
        if method == "DESCRIBE":
            self._describe(url, headers, quirks)
        elif method == "SETUP":
            transport = headers.get("transport", "")
            if not quirks.tcp or "TCP" not in transport:
                self._answer("461 Unsupported Transport", headers)
                return
            channel = re.search(r"interleaved=(\d+)-(\d+)", transport)
            self._channel = int(channel.group(1)) if channel else 0
            self._answer("200 OK", headers, f"Transport: {transport}\r\n{session}")
        elif method == "PLAY":
            self._answer("200 OK", headers, f"{session}Range: npt=0.000-\r\n")
            self._playing = threading.Thread(target=self._play, args=(quirks,), name="rtsp-play")
            self._playing.start()
        elif method == "GET_PARAMETER" and quirks.enforce == "close_400":
            self._answer("400 Bad Request", headers)
            self._over = True
        elif method in ("GET_PARAMETER", "TEARDOWN"):
            self._answer("200 OK", headers, session)
            self._over = method == "TEARDOWN"
        else:
            self._answer("501 Not Implemented", headers)

    def _describe(self, url: str, headers: dict[str, str], quirks: Quirks) -> None:
        if quirks.redirect:
            self._answer("302 Found", headers, f"Location: {quirks.redirect}\r\n")
        elif quirks.fails:
            self._answer(quirks.fails, headers)
        else:
            base = sdp.base(url, quirks.base)
            text = sdp.description(quirks, url)
            self._answer("200 OK", headers, f"{base}Content-Type: application/sdp\r\n", text)

    def _play(self, quirks: Quirks) -> None:
        began, count, number = time.monotonic(), len(quirks.units), quirks.start_at
        self.server.played.append(began)
        sequence, span = 1, max((unit.pts for unit in quirks.units), default=0) + 1
        try:
            while not self._over and not self.server.over.is_set():
                if quirks.mute or not count or (not quirks.loop and number >= count):
                    self.server.over.wait(0.05)
                    continue
                self.server.over.wait(
                    max(0.0, began + (number - quirks.start_at) / quirks.fps / quirks.speed - time.monotonic())
                )
                if self._timed_out(quirks):
                    return
                after = quirks.loop_from + (number - quirks.loop_from) % (count - quirks.loop_from)
                unit = quirks.units[number if number < count else after]
                sequence = self._send(unit, quirks, number, sequence, _ticks(unit, quirks, number, span))
                number += 1
        except OSError:
            pass
        finally:
            self._over = True

    def _timed_out(self, quirks: Quirks) -> bool:
        late = quirks.enforce in ("any", "close_400") and time.monotonic() - self._last > quirks.timeout_s
        if late:
            self.server.asked.append("session timed out")
            self.connection.shutdown(socket.SHUT_RDWR)
        return late

    def _send(self, unit: Unit, quirks: Quirks, number: int, sequence: int, ticks: int) -> int:
        """Send one access unit; the next sequence number."""
        first = number == quirks.start_at
        parts: list[bytes] = []
        for nal in nals(unit.data):
            kind = nal_type(nal, quirks.codec)
            if kind not in quirks.strip_all and (first or kind not in quirks.strip):
                parts += rtp.payloads(nal, quirks.codec)
        for at, part in enumerate(parts, 1):
            body = rtp.packet(part, marker=at == len(parts), number=sequence, timestamp=ticks)
            sequence += 1
            with self._writing:
                self.connection.sendall(rtp.interleaved(self._channel, body))
            self.server.sent += len(body)
        return sequence


def _ticks(unit: Unit, quirks: Quirks, number: int, span: int) -> int:
    """The RTP time of a picture, in ticks of 90 kHz."""
    count = len(quirks.units)
    at: Any = (
        number if quirks.loop_from else (unit.pts if quirks.pts_order else number % count) + number // count * span
    )
    jump = quirks.jump_by if quirks.jump_at and number >= quirks.jump_at else 0
    return 90_000 + int(at * 90_000 / (quirks.declared_fps or quirks.fps) * (1 + quirks.skew)) + jump

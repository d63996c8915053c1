"""A connection to a camera, and what is read from it: heads of answers as RTSP and HTTP share them."""

from __future__ import annotations

import contextlib
import errno
import queue
import re
import socket
import threading
import time
from dataclasses import dataclass, field

from console.video.addresses import Address
from console.video.reasons import Failed

CONNECT_S = 4.0
"""For a name and a connection; somebody who answers at all answers sooner."""
GATE_S = 1.5
"""A name that the console is still looking up is neither known nor let through yet; it is asked again for so long."""
MOST_HEAD, MOST_BODY = 65_536, 1 << 20
_STATUS = re.compile(r"^(RTSP|HTTP)/\d(?:\.\d)? +(\d{3})")
_FOLDED = re.compile(r"\n[ \t]+")
"""A header that goes on in the next row: out of date since 2014 (RFC 7230, 3.2.4), not out of use."""


@dataclass
class Answer:
    """An answer's protocol (RTSP or HTTP), status, headers in their order, and body."""

    protocol: str
    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    def get(self, name: str) -> str:
        """The first header of this name (small letters); empty where there is none."""
        return next((value for key, value in self.headers if key == name), "")

    def all(self, name: str) -> list[str]:
        """Every header of this name."""
        return [value for key, value in self.headers if key == name]


def head_of(data: bytes) -> Answer:
    """An answer's status line and headers. Raises `Failed` where it is none."""
    text = data.decode("utf-8", "surrogateescape")  # what a camera says of itself is signed as it came
    text = _FOLDED.sub(" ", text.replace("\r\n", "\n"))
    first, *rows = text.split("\n")
    found = _STATUS.match(first)
    if found is None:
        raise Failed("wrong_protocol")
    pairs = (row.partition(":") for row in rows if ":" in row)
    headers = [(name.strip().lower(), value.strip()) for name, _, value in pairs]
    return Answer(found.group(1), int(found.group(2)), headers)


class Line:
    """A socket to a camera with what was read too early. Everything raises `Failed`, with the true cause."""

    def __init__(self, sock: socket.socket, until: float) -> None:
        self.sock, self._until = sock, until
        self._early = b""

    def secure(self, address: Address) -> None:
        """Encrypt, not certain with whom, as FFmpeg's default has it: cameras make their certificates themselves."""
        import ssl  # noqa: PLC0415 - 2 MB; decoder processes share what the ward has loaded, the console needs none

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.set_ciphers("DEFAULT:@SECLEVEL=0")  # an old camera's short keys guard more than none
        self._left()
        try:
            self.sock = context.wrap_socket(self.sock, server_hostname=address.host.partition("%")[0])
        except (OSError, ValueError) as error:
            raise Failed("tls_failed") from error

    def patience(self, until: float) -> None:
        """Reading and writing fail at this time (monotonic)."""
        self._until = until

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self._left()
        try:
            self.sock.sendall(data)
        except TimeoutError as error:
            raise Failed("silent") from error
        except OSError as error:
            raise Failed("hung_up") from error

    def read_head(self) -> bytes:
        """Everything up to an empty line, without it."""
        while True:
            ends = [at for at in (self._early.find(b"\r\n\r\n"), self._early.find(b"\n\n")) if at >= 0]
            if ends:
                at = min(ends)
                head, rest = self._early[:at], self._early[at:]
                self._early = rest[4:] if rest.startswith(b"\r\n\r\n") else rest[2:]
                return head
            if len(self._early) > MOST_HEAD:
                raise Failed("wrong_protocol")
            try:
                self._more()
            except Failed as error:
                if self._early and not self._early.startswith((b"RTSP/", b"HTTP/")):
                    raise Failed("wrong_protocol") from error
                raise

    def read(self, size: int) -> bytes:
        """So many bytes."""
        while len(self._early) < size:
            self._more()
        data, self._early = self._early[:size], self._early[size:]
        return data

    def read_line(self, most: int) -> bytes:
        """Everything up to the end of a line, without it; a line is no longer than `most`."""
        while (at := self._early.find(b"\n")) < 0:
            if len(self._early) > most:
                raise Failed("wrong_protocol")
            self._more()
        row, self._early = self._early[:at], self._early[at + 1 :]
        return row.rstrip(b"\r")

    def some(self, size: int) -> bytes:
        """What there is, `size` bytes at most; nothing where the camera has hung up."""
        if self._early:
            data, self._early = self._early[:size], self._early[size:]
            return data
        return self._receive(size)

    def read_all(self, most: int) -> bytes:
        """What comes until the camera hangs up, `most` bytes at most."""
        with contextlib.suppress(Failed):
            while len(self._early) < most:
                self._more()
        return self.early()[:most]

    def peek(self) -> bytes:
        """At least one byte that stays to be read."""
        while not self._early:
            self._more()
        return self._early

    def early(self) -> bytes:
        """What was read too early; it is the caller's now."""
        data, self._early = self._early, b""
        return data

    def interrupt(self) -> None:
        """End whatever another thread waits for here."""
        with contextlib.suppress(OSError):
            # Past the encryption, whose own farewell would be waited for.
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def close(self) -> None:
        """Hang up."""
        self.interrupt()
        self.sock.close()

    def _more(self) -> None:
        data = self._receive(65_536)
        if not data:
            raise Failed("hung_up")
        self._early += data

    def _receive(self, size: int) -> bytes:
        try:
            self._left()
            return self.sock.recv(size)
        except TimeoutError as error:
            raise Failed("silent") from error
        except OSError as error:
            raise Failed("hung_up") from error

    def _left(self) -> None:
        left = self._until - time.monotonic()
        if left <= 0:
            raise Failed("silent")
        self.sock.settimeout(left)


def connect(address: Address, until: float) -> Line:
    """A connection to the address's host, not encrypted yet. Raises `Failed`."""
    soon = min(until, time.monotonic() + CONNECT_S)
    failure = Failed("unreachable")
    for family, place in _places(address.host, address.port, soon):
        try:
            return Line(_connected(family, place, soon), until)
        except Failed as error:
            failure = error
    raise failure


def _places(host: str, port: int, until: float) -> list[tuple[int, tuple[object, ...]]]:
    """Where a name points; asked for in a thread, since nothing bounds the system's own patience."""
    told: queue.SimpleQueue[list[tuple[int, tuple[object, ...]]]] = queue.SimpleQueue()

    def ask() -> None:
        # Behind the wall no network card has a name: whoever connects in our place knows it (`sandbox.warden`).
        names, gate_until = dict.fromkeys((host, host.partition("%")[0])), time.monotonic() + GATE_S
        while time.monotonic() < gate_until:
            for name in names:
                with contextlib.suppress(OSError, UnicodeError):
                    entries = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
                    told.put([(entry[0], tuple(entry[4])) for entry in entries])
                    return
            time.sleep(0.1)
        told.put([])

    threading.Thread(target=ask, daemon=True, name="camera-name").start()
    with contextlib.suppress(queue.Empty):
        found = told.get(timeout=max(0.1, until - time.monotonic()))
        if found:
            return found
    raise Failed("name_unknown")


def _connected(family: int, place: tuple[object, ...], until: float) -> socket.socket:
    gate_until = time.monotonic() + GATE_S
    while True:
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(max(0.1, until - time.monotonic()))
            sock.connect(place)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return sock
        except PermissionError as error:
            sock.close()
            if time.monotonic() > gate_until:
                raise Failed("not_allowed") from error
            time.sleep(0.1)
        except TimeoutError as error:
            sock.close()
            raise Failed("no_answer") from error
        except OSError as error:
            sock.close()
            refused = error.errno in {errno.ECONNREFUSED, errno.ECONNRESET}
            raise Failed("port_closed" if refused else "unreachable") from error

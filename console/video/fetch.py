"""Pictures by HTTP, fetched by ourselves and read by FFmpeg like a file: the camera is asked what the city wrote, once
with a password, never somewhere else, and what it answers instead of pictures is the cause that is told."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from console.video import addresses
from console.video.addresses import Address
from console.video.body import Body
from console.video.line import Answer, Line, connect, head_of
from console.video.reasons import Failed
from console.video.rtsp import AGENT, meaning
from console.video.sign_in import SignIn

_FORMATS = MappingProxyType(
    {"multipart/x-mixed-replace": "mpjpeg", "multipart/mixed": "mpjpeg", "video/mp2t": "mpegts", "video/x-flv": "flv"}
)
"""What FFmpeg would otherwise have to guess from the first bytes."""
_LISTS = ("application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl", "audio/x-mpegurl")
_SEEN = 512
_MOST_LIST = 1 << 20


def _never() -> float:
    return math.inf


class Fetch:
    """One answer by HTTP as FFmpeg reads it. Everything raises `Failed`."""

    def __init__(
        self, address: Address, who: tuple[str, str] | None, read_s: float, ends_at: Callable[[], float] = _never
    ) -> None:
        """What comes may pause for `read_s`. `ends_at` says when FFmpeg's present call is to be over (monotonic): it
        asks nobody else whether it may go on, and a part without an end would be read for ever."""
        self.name = address.url
        self._ends_at = ends_at
        self._address, self._sign_in, self._read_s = address, SignIn(who), read_s
        self._line: Line | None = None
        self._answer: Answer | None = None
        self._body: Body | None = None
        self._early = b""
        self.received = 0
        self.asked = False
        """Whether the camera was reached and has the request."""

    @property
    def content_type(self) -> str:
        """In small letters, without its parameters."""
        told = self._answer.get("content-type") if self._answer is not None else ""
        return told.partition(";")[0].strip().lower()

    def open(self, until: float) -> None:
        """Ask, and sign where the camera wants it."""
        for _attempt in range(3):
            signature = self._sign_in.header("GET", self._target)
            answer = self._ask(until, signature)
            if answer.status != 401:
                break
            self._sign_in.refused(answer.all("www-authenticate"), signed=bool(signature))
            self.close()
        else:
            raise Failed("sign_in_wrong")
        if answer.status != 200:
            raise Failed(meaning(answer.status))

    @property
    def _target(self) -> str:
        rest = self._address.rest
        return rest if rest.startswith("/") else f"/{rest}"

    def _ask(self, until: float, signature: str) -> Answer:
        self._line = line = connect(self._address, until)
        if self._address.secure:
            line.secure(self._address)
        head = f"GET {self._target} HTTP/1.1\r\nHost: {self._address.named}\r\nUser-Agent: {AGENT}\r\n"
        head += "Accept: */*\r\nConnection: close\r\n"
        if signature:
            head += f"Authorization: {signature}\r\n"
        line.send(f"{head}\r\n".encode("utf-8", "surrogateescape"))
        self.asked = True
        answer = head_of(line.read_head())
        while answer.status < 200:  # it says that it is about to answer (RFC 9110, 15.2)
            answer = head_of(line.read_head())
        if answer.protocol != "HTTP":
            raise Failed("wrong_protocol")
        self._answer, self._body = answer, Body(line, answer)
        return answer

    def why(self) -> str:
        """What does not come, while it is asked for."""
        if self._line is None:
            return "no_answer"
        return "silent" if self.asked else "tls_failed"

    def look(self) -> bytes:
        """The first bytes, which stay to be read."""
        while len(self._early) < _SEEN and (more := self._some(_SEEN)):
            self._early += more
            if b"\n" in self._early:
                break
        return self._early

    def read(self, size: int) -> bytes:
        """What there is, `size` bytes at most; nothing at the end. FFmpeg calls it."""
        if self._early:
            data, self._early = self._early[:size], self._early[size:]
            return data
        return self._some(size)

    def whole(self, most: int) -> bytes:
        """All of a short answer."""
        data = self.look()
        while len(data) < most and (more := self._some(65_536)):
            data += more
        self._early = data
        return data

    def _some(self, size: int) -> bytes:
        if self._body is None or self._line is None:
            raise Failed("hung_up")
        if time.monotonic() > self._ends_at():
            raise TimeoutError
        self._line.patience(time.monotonic() + self._read_s)
        try:
            data = self._body.read(size)
        except Failed as error:
            raise Failed("no_media" if error.reason == "silent" else "hung_up") from error
        self.received += len(data)
        return data

    def interrupt(self) -> None:
        """End whatever another thread waits for here."""
        if self._line is not None:
            self._line.interrupt()

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()


class Web:
    """One camera's pictures by HTTP for one reader: `file` and `options` are what FFmpeg opens."""

    def __init__(
        self,
        who: tuple[str, str] | None,
        hosts: frozenset[str] | None,
        read_s: float,
        ends_at: Callable[[], float] = _never,
    ) -> None:
        self._who, self._hosts, self._read_s, self._ends_at = who, hosts, read_s, ends_at
        self._fetch: Fetch | None = None
        self._answered = False
        self.failure = ""
        self.file: Any = None
        self.format: str | None = None
        self.io_open: Any = None
        self.options: dict[str, str] = {}

    def open(self, address: Address, until: float) -> None:
        """Ask, and look at what comes. Raises `Failed`."""
        self._fetch = fetch = Fetch(address, self._who, self._read_s, self._ends_at)
        fetch.open(until)
        self._answered = True
        first, kind = fetch.look(), fetch.content_type
        if kind in _LISTS or first.startswith(b"#EXTM3U"):
            self._list(fetch, address)
            return
        _check(first, kind)
        self.file, self.format = fetch, _FORMATS.get(kind)

    def _list(self, fetch: Fetch, address: Address) -> None:
        """A playlist leads to further addresses, which FFmpeg asks for by itself unless they need a sign-in."""
        lines = [line.strip() for line in fetch.whole(_MOST_LIST).decode("utf-8", "replace").splitlines()]
        if not any(line and not line.startswith("#") for line in lines):
            raise Failed("no_segments")
        if self._who is None:
            fetch.close()
            self.file = address.url
            return
        self.file, self.format, self.io_open = fetch, "hls", self._open_part
        self.options = {"http_persistent": "0"}

    def _open_part(self, url: str, _flags: int, _options: dict[str, str]) -> Fetch:
        """FFmpeg wants another address of a playlist. Raises `Failed`."""
        try:
            checked = addresses.read(addresses.checked(url, self._hosts))
        except addresses.AddressError as error:
            raise Failed("encrypted" if url.startswith("crypto") else "redirected") from error
        part = Fetch(checked, self._who, self._read_s, self._ends_at)
        part.open(time.monotonic() + self._read_s)
        return part

    def why(self) -> str:
        """What is to be said of a picture that does not come."""
        fetch = self._fetch
        if fetch is None or not self._answered:
            return "no_answer" if fetch is None else fetch.why()
        if self.format == "mpjpeg":
            return "no_boundary"
        return "no_media" if isinstance(self.file, str) or not fetch.received else "undecodable"

    def interrupt(self) -> None:
        """End whatever another thread waits for here."""
        if self._fetch is not None:
            self._fetch.interrupt()

    def close(self) -> None:
        """Hang up."""
        if self._fetch is not None:
            self._fetch.close()


def _check(first: bytes, kind: str) -> None:
    """What comes instead of pictures."""
    text = first.lstrip()[:200].lower()
    if kind in {"text/html", "application/xhtml+xml"} or re.match(rb"<(!doctype html|html|head|script)", text):
        raise Failed("web_page")
    said = kind.startswith("text/") and first.isascii() and not first.startswith(b"--")
    if said or kind in {"application/json", "application/xml"} or text[:1] in {b"{", b"<"}:
        raise Failed("not_video")
    if kind in {"image/jpeg", "image/png", "image/jpg"}:
        raise Failed("single_picture")
    if not first:
        raise Failed("no_media")

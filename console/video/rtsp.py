"""A conversation with a camera by RTSP (RFC 2326) up to the moment when pictures flow, and what keeps it alive then.

FFmpeg rewrites addresses, signs by MD5 alone, follows redirects and tells one failure from another by a guess. So the
conversation is ours: the camera is asked byte for byte what the city wrote, and its answer is the cause that is told.
"""

from __future__ import annotations

import re
import time
from types import MappingProxyType

from console.video import sdp
from console.video.addresses import Address
from console.video.line import MOST_BODY, Answer, Line, head_of
from console.video.reasons import Failed
from console.video.sign_in import SignIn

AGENT = "IOC-Console"
_MEANING = MappingProxyType(
    {400: "bad_request", 403: "forbidden", 404: "no_such_stream", 410: "no_such_stream", 415: "not_video",
     406: "not_video", 453: "busy", 454: "session_lost", 455: "session_lost", 461: "udp_only", 503: "busy"}
)  # fmt: skip
_SAY_OTHERWISE = frozenset({400, 404, 451, 454, 455, 459, 460})
"""Answers to SETUP after which the track is asked for under its next likely address."""
AT_ONCE_S = 2.0
"""Who hangs up so soon after a sign of life does so because of it."""
USUAL_TIMEOUT_S = 60.0
"""A session's life without a word where the camera names none (RFC 2326, 12.37)."""


def meaning(status: int) -> str:
    """The cause that a status of RTSP or HTTP other than success and 401 means."""
    if 300 <= status < 400:
        return "redirected"
    return _MEANING.get(status, "bad_request" if status < 500 else "camera_error")


class Session:
    """One playing session over `line`. Everything raises `Failed`."""

    def __init__(self, address: Address, line: Line, sign_in: SignIn, alive_by: str = "") -> None:
        """`alive_by` is the method that this camera is known to bear while it plays; empty: the one that it offers."""
        self._address, self._line, self._sign_in = address, line, sign_in
        self._count = 0
        self._session = ""
        self._aggregate = address.asked
        self._pending: dict[str, tuple[str, bool]] = {}
        """Requests on the way while pictures flow, by their number: method, and whether it was signed twice."""
        self._alive_by, self._said_s = alive_by or "OPTIONS", 0.0
        self._may_choose = not alive_by
        self.timeout_s = USUAL_TIMEOUT_S
        self.channel = 0
        self.offended = False
        """Whether the camera took a sign of life badly that it had offered to take."""
        self.frames = bytearray()
        """Interleaved data that came between answers."""

    def open(self) -> sdp.Media:
        """Ask what there is, set the picture up and start it."""
        public = self._ask("OPTIONS", self._address.asked, must=False).get("public")
        if self._may_choose and "GET_PARAMETER" in public.upper():
            self._alive_by = "GET_PARAMETER"
        told = self._ask("DESCRIBE", self._address.asked, "Accept: application/sdp\r\n")
        media = sdp.picture_of(told.body)
        base = sdp.base_of(self._address, told.get("content-base"), told.get("content-location"))
        self._aggregate = sdp.controls(self._address, base, media.session_control)[0]
        self._set_up(sdp.controls(self._address, base, media.control))
        self._ask("PLAY", self._aggregate, "Range: npt=0.000-\r\n")
        self.frames += self._line.early()
        return media

    def _set_up(self, candidates: list[str]) -> None:
        wanted = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
        for number, url in enumerate(candidates, 1):
            answer = self._ask("SETUP", url, wanted, must=False)
            if answer.status == 200:
                break
            if answer.status not in _SAY_OTHERWISE or number == len(candidates):
                raise Failed(meaning(answer.status))
        name, _, rest = answer.get("session").partition(";")
        self._session = name.strip()
        if found := re.search(r"timeout\s*=\s*(\d{1,6})", rest):
            self.timeout_s = float(found.group(1)) or USUAL_TIMEOUT_S
        transport = answer.get("transport")
        if transport and "interleaved" not in transport.lower() and "tcp" not in transport.lower():
            raise Failed("udp_only")
        if found := re.search(r"interleaved\s*=\s*(\d{1,3})", transport):
            self.channel = int(found.group(1))

    def _ask(self, method: str, url: str, more: str = "", *, must: bool = True) -> Answer:
        """One answer, signed where the camera asks for it; without `must` one that refuses is handed back."""
        for _attempt in range(3):
            signature = self._sign_in.header(method, url)
            self._line.send(self._request(method, url, more, signature))
            answer = self._answer()
            if answer.status != 401:
                break
            self._sign_in.refused(answer.all("www-authenticate"), signed=bool(signature))
            if method == "OPTIONS":
                return answer  # what it said is enough to sign the next request
        else:
            raise Failed("sign_in_wrong")
        if signature and answer.status < 400:
            self._sign_in.let_in(_next_nonce(answer))
        if must and answer.status != 200:
            raise Failed(meaning(answer.status))
        return answer

    def _request(self, method: str, url: str, more: str, signature: str) -> bytes:
        self._count += 1
        head = f"{method} {url} RTSP/1.0\r\nCSeq: {self._count}\r\nUser-Agent: {AGENT}\r\n{more}"
        if self._session:
            head += f"Session: {self._session}\r\n"
        if signature:
            head += f"Authorization: {signature}\r\n"
        return f"{head}\r\n".encode("utf-8", "surrogateescape")

    def _answer(self) -> Answer:
        """The next answer that belongs to the last request; pictures in between are kept."""
        while True:
            first = self._line.peek()[:1]
            if first in b"\r\n":
                self._line.read(1)
            elif first == b"$":
                head = self._line.read(4)
                self.frames += head + self._line.read(int.from_bytes(head[2:], "big"))
            else:
                head = self._line.read_head()
                if re.match(rb"[A-Z_]+ \S+ RTSP/", head):  # the camera asks us something
                    self._line.read(_length(head_of(b"RTSP/1.0 200\n" + head.partition(b"\n")[2])))
                    continue
                answer = head_of(head)
                if answer.protocol != "RTSP":
                    raise Failed("wrong_protocol")
                answer.body = self._line.read(_length(answer))
                if answer.status >= 200 and answer.get("cseq") in {"", str(self._count)}:
                    return answer

    def keep_alive(self) -> None:
        """Say that we are still here; the answer comes among the pictures, to `answered`."""
        self._say(self._alive_by, again=False)

    def answered(self, answer: Answer) -> None:
        """An answer that came among pictures. Raises `Failed` where the camera no longer lets us in."""
        method, again = self._pending.pop(answer.get("cseq"), ("", True))
        if answer.status == 401 and method and not again:
            self._sign_in.refused(answer.all("www-authenticate"), signed=True)
            self._say(method, again=True)
        elif answer.status >= 400 and method == "GET_PARAMETER":
            self._alive_by, self.offended = "OPTIONS", True
        elif answer.status < 300:
            self._sign_in.let_in(_next_nonce(answer))

    def hung_up(self) -> None:
        """The camera ended the connection; some do so as their answer to a sign of life, each time."""
        asked = any(method == "GET_PARAMETER" for method, _again in self._pending.values())
        if asked and time.monotonic() - self._said_s < AT_ONCE_S:
            self.offended = True

    def _say(self, method: str, *, again: bool) -> None:
        self._line.patience(time.monotonic() + USUAL_TIMEOUT_S)
        signature = self._sign_in.header(method, self._aggregate)
        self._line.send(self._request(method, self._aggregate, "", signature))
        self._pending, self._said_s = {str(self._count): (method, again)}, time.monotonic()

    def tear_down(self) -> None:
        """Say good-bye, without waiting for an answer."""
        signature = self._sign_in.header("TEARDOWN", self._aggregate)
        self._line.patience(time.monotonic() + 0.2)
        self._line.send(self._request("TEARDOWN", self._aggregate, "", signature))


def _length(answer: Answer) -> int:
    told = answer.get("content-length")
    size = int(told) if told.isdecimal() else 0
    if size > MOST_BODY:
        raise Failed("bad_description")
    return size


def _next_nonce(answer: Answer) -> str:
    found = re.search(r'nextnonce\s*=\s*"([^"]*)"', answer.get("authentication-info"))
    return found.group(1) if found else ""

"""What FFmpeg opens for an address: our own side of a conversation by RTSP, or what we fetch by HTTP."""

from __future__ import annotations

import time
from typing import Any

from console.video import addresses
from console.video.door import Door
from console.video.fetch import Web
from console.video.front import Front
from console.video.line import connect
from console.video.reader import Playing
from console.video.reasons import Failed
from console.video.rtsp import Session
from console.video.sign_in import SignIn

ASK_S = 3.0
"""For asking a camera once why another reader cannot play it."""


def why_not(url: str, sign_in_failed: bool) -> str:
    """Ask a camera once and hang up: the cause of there being no picture, empty where all seems well.

    With `sign_in_failed` the password is not tried again, since cameras lock accounts.
    """
    plain, who = addresses.parted(url)
    until = time.monotonic() + ASK_S
    try:
        address = addresses.read(plain)
        asks = None if sign_in_failed else who
        if address.scheme.startswith("rtsp"):
            line = connect(address, until)
            try:
                if address.secure:
                    line.secure(address)
                session = Session(address, line, SignIn(asks))
                session.open()
                session.tear_down()
            finally:
                line.close()
        else:
            web = Web(asks, None, ASK_S)
            try:
                web.open(address, until)
            finally:
                web.close()
    except addresses.AddressError as error:
        return f"address_{error.code}"
    except Failed as error:
        return "sign_in_wrong" if error.reason == "sign_in_missing" and who is not None else error.reason
    return "sign_in_wrong" if sign_in_failed else ""


class Source:
    """One opening of `url`, which may hold a sign-in. `file`, `format`, `io_open` and `options` are FFmpeg's."""

    def __init__(self, url: str, hosts: frozenset[str] | None, door: Door) -> None:
        self._url, self._who = addresses.parted(url)
        self.is_rtsp = url.lower().startswith("rtsp")
        self._hosts, self._door = hosts, door
        self._front: Front | None = None
        self._web: Web | None = None
        self._playing: Playing | None = None
        self.file: Any = None
        self.format: str | None = None
        self.io_open: Any = None
        self.options: dict[str, str] = {}

    def open(self, until: float, read_s: float, playing: Playing) -> None:
        """Ask the camera until it sends, or until then (monotonic). Raises `Failed`.

        By HTTP, what comes may pause for `read_s`, and a call of FFmpeg's is over when `playing` says so.
        """
        self._playing = playing
        try:
            address = addresses.read(self._url)
        except addresses.AddressError as error:
            raise Failed(f"address_{error.code}") from error
        if self.is_rtsp:
            self._front = front = Front(self._door)
            front.gathers = lambda: playing.pace == "key"
            front.open(address, SignIn(self._who), until, playing.alive_by)
            self.file = front.url
            return
        self._web = web = Web(self._who, self._hosts, read_s, playing.ends_at)
        web.open(address, until)
        self.file, self.format, self.io_open, self.options = web.file, web.format, web.io_open, web.options

    @property
    def failure(self) -> str:
        """Why the camera's side ended; empty while it has not."""
        one = self._front or self._web
        return one.failure if one is not None else ""

    def why(self) -> str:
        """The cause, as far as it is known, of there being no picture yet."""
        one = self._front or self._web
        return one.why() if one is not None else "no_answer"

    def pictured(self) -> None:
        """There is a picture: what comes need not be looked at any more."""
        if self._front is not None:
            self._front.watching = False

    def is_stuck(self, now: float) -> bool:
        """Whether a thread that works for it hangs."""
        return self._front is not None and self._front.is_stuck(now)

    def interrupt(self) -> None:
        """Let whoever waits for the camera come back, also in another thread."""
        one = self._front or self._web
        if one is not None:
            one.interrupt()

    def close(self) -> None:
        """Hang up."""
        one = self._front or self._web
        if one is not None:
            one.close()
        if self._front is not None and self._front.offended and self._playing is not None:
            self._playing.alive_by = "OPTIONS"

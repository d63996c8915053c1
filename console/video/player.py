"""Keeps one stream going in its own thread: opens, plays, waits, opens again."""

from __future__ import annotations

import gc
import hashlib
import random
import threading
import time
from typing import Any

from console.video import addresses, ffmpeg_reader, probe, reconnect, source, vlc_reader
from console.video.door import Door
from console.video.frames import Ring
from console.video.packets import Recent
from console.video.reader import Playing, Reader
from console.video.reasons import STATE_OF, Failed

EXPLAIN_S = 3.5
"""What has not come by then is told as missing, while it is still waited for: a cause stands within 5 s."""


class Player(threading.Thread):
    """One stream as the console ordered it (`protocol`: open)."""

    def __init__(
        self, order: dict[str, Any], ring: Ring, turnstile: reconnect.Turnstile, recent: Recent, door: Door
    ) -> None:
        super().__init__(daemon=True, name=f"stream-{order['stream']}")
        self._order, self._turnstile, self._door = order, turnstile, door
        self._began_s = float("inf")
        self.playing = Playing(ring, threading.Event(), recent, pace=order["pace"])
        self.urgent = bool(order["urgent"])
        self.reader: Reader | None = None

    @property
    def recent(self) -> Recent:
        """What can be replayed."""
        return self.playing.recent

    def stop(self) -> None:
        """End soon; the thread comes back from its last call by itself."""
        self.playing.stop.set()
        if self.reader is not None:
            self.reader.interrupt()

    def is_stuck(self, now: float) -> bool:
        """Whether a call into a library never came back."""
        if not self.is_alive():
            return False
        return self.playing.is_stuck(now) or (self.reader is not None and self.reader.is_stuck(now))

    def explain(self, now: float) -> None:
        """While a picture is waited for: say what it is that does not come. Called twice a second."""
        reader = self.reader
        if reader is not None and now - self._began_s > EXPLAIN_S and not self.playing.frames:
            self.playing.ring.explain(reader.why())

    def run(self) -> None:
        """Until it is told to stop."""
        ring = self.playing.ring
        try:
            url = addresses.checked(self._order["url"], self._order["hosts"])
        except addresses.AddressError as error:
            ring.tell("wrong_address", reason=f"address_{error.code}")
            self.playing.touch(float("inf"))
            return
        if self._order["sign_in"]:
            url = addresses.signed_in(url, *self._order["sign_in"])
        failures = 0
        while not self.playing.stop.is_set():
            failures = self._once(url, failures)
            self._pause(max(reconnect.pause_s(failures), self._rests_s()))
            latest = time.monotonic() + reconnect.MOST_WAIT_S
            while not self.playing.stop.is_set() and time.monotonic() < latest:
                wait = self._turnstile.wait_s(time.monotonic(), urgent=self.urgent)
                if wait <= 0:
                    break
                self._pause(wait)
        self.playing.touch(float("inf"))

    def _once(self, url: str, failures: int) -> int:
        ring, playing = self.playing.ring, self.playing
        if self._rests_s() > 0:
            ring.tell("sign_in_failed", reason="sign_in_wrong")
            return failures
        ring.note_connect()
        playing.frames = 0
        state, reason = "", ""
        try:
            self.reader = self._make_reader(url)
            self._began_s = time.monotonic()
            self.reader.run()
        except Failed as error:
            reason = error.reason
        except vlc_reader.Ended as error:
            # libVLC does not say why; somebody who has to is asked once more, without a word that could be wrong again.
            state = error.code
            reason = "" if playing.frames else source.why_not(url, state == "sign_in_failed")
        except Exception:  # noqa: BLE001, S110 - whatever a stranger's stream breaks, the next opening follows
            pass
        self._began_s = float("inf")
        # FFmpeg's containers and streams refer to each other: without this a lost connection keeps its pools of
        # pictures, 1.5 MB, until the collector happens to come by.
        gc.collect()
        if reason == "sign_in_wrong":
            rest_s = reconnect.WRONG_SIGN_IN_S * random.uniform(0.9, 1.1)  # noqa: S311 - spreads load, guards nothing
            self._turnstile.refuse(self._who(), time.monotonic() + rest_s)
        if not playing.stop.is_set():
            ring.tell(state or STATE_OF[reason], reason=reason)
        return 1 if playing.frames else failures + 1

    def _rests_s(self) -> float:
        """How long this camera is not to be asked with this password."""
        return self._turnstile.rests_s(self._who(), time.monotonic()) if self._order["sign_in"] else 0.0

    def _who(self) -> int:
        """A number that stands for the camera's host, user and password, and tells none of them."""
        parts = (addresses.host_of(self._order["url"]), *self._order["sign_in"])
        return int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:8], "big")

    def _pause(self, seconds: float) -> None:
        if self.playing.stop.is_set():
            return
        ring = self.playing.ring
        ring.tell(ring.state, time.monotonic_ns() + int(seconds * 1e9), ring.reason)
        self.playing.touch(seconds + 1.0)
        self.playing.stop.wait(seconds)

    def _make_reader(self, url: str) -> Reader:
        setting, hosts = str(self._order["reader"]), self._order["hosts"]
        if setting == "vlc" and probe.choose(setting, url, probe.libvlc()) == "vlc":
            return vlc_reader.Reader(url, self.playing)
        return ffmpeg_reader.Reader(url, self.playing, self._door, None if hosts is None else frozenset(hosts))

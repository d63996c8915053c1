"""Keeps one stream going in its own thread: opens, plays, waits, opens again."""

from __future__ import annotations

import gc
import threading
import time
from typing import Any

from console.video import addresses, ffmpeg_reader, probe, reconnect, vlc_reader
from console.video.frames import Ring
from console.video.packets import Recent
from console.video.reader import Playing, Reader


class Player(threading.Thread):
    """One stream as the console ordered it (`protocol`: open)."""

    def __init__(self, order: dict[str, Any], ring: Ring, turnstile: reconnect.Turnstile, recent: Recent) -> None:
        super().__init__(daemon=True, name=f"stream-{order['stream']}")
        self._order, self._turnstile = order, turnstile
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

    def is_stuck(self, now: float) -> bool:
        """Whether a call into a library never came back."""
        return self.is_alive() and self.playing.is_stuck(now)

    def run(self) -> None:
        """Until it is told to stop."""
        ring = self.playing.ring
        hosts = self._order["hosts"]
        try:
            url = addresses.checked(self._order["url"], None if hosts is None else frozenset(hosts))
        except addresses.AddressError:
            ring.tell("wrong_address")
            self.playing.touch(float("inf"))
            return
        if self._order["sign_in"]:
            url = addresses.signed_in(url, *self._order["sign_in"])
        failures = 0
        while not self.playing.stop.is_set():
            failures = self._once(url, failures)
            self._pause(reconnect.pause_s(failures))
            while not self.playing.stop.is_set():
                wait = self._turnstile.wait_s(time.monotonic(), urgent=self.urgent)
                if wait <= 0:
                    break
                self._pause(wait)
        self.playing.touch(float("inf"))

    def _once(self, url: str, failures: int) -> int:
        ring, playing = self.playing.ring, self.playing
        ring.note_connect()
        playing.frames = 0
        state = "no_frames"
        try:
            self.reader = _reader(str(self._order["reader"]), url, playing)
            self.reader.run()
        except vlc_reader.Ended as error:
            state = error.code
        except Exception as error:  # noqa: BLE001 - whatever a stranger's stream breaks, the next opening follows
            state = ffmpeg_reader.reason(error)
        # FFmpeg's containers and streams refer to each other: without this a lost connection keeps its pools of
        # pictures, 1.5 MB, until the collector happens to come by.
        gc.collect()
        if not playing.stop.is_set():
            ring.tell(state)
        return 1 if playing.frames else failures + 1

    def _pause(self, seconds: float) -> None:
        if self.playing.stop.is_set():
            return
        ring = self.playing.ring
        ring.tell(ring.state, time.monotonic_ns() + int(seconds * 1e9))
        self.playing.touch(seconds + 1.0)
        self.playing.stop.wait(seconds)


def _reader(setting: str, url: str, playing: Playing) -> Reader:
    if setting == "vlc" and probe.choose(setting, url, probe.libvlc()) == "vlc":
        return vlc_reader.Reader(url, playing)
    return ffmpeg_reader.Reader(url, playing)

"""One worker's post: the decoder that fills it, who plays there, and how often it fell."""

from __future__ import annotations

import time
from collections.abc import Callable

from console.video.decoder import Decoder
from console.video.stream import Pace, Stream

RESTART_FIRST_S, RESTART_LAST_S = 0.2, 10.0
STEADY_S = 30.0
"""A worker that stood so long falls for the first time."""


class Post:
    """Filled anew, after a growing pause, whenever its decoder falls."""

    def __init__(self, start: Callable[[], Decoder | None]) -> None:
        self._start = start
        self.decoder = start()
        self._dying: list[Decoder] = []
        """Killed and not yet gone: a process that hangs in the kernel is waited for by nobody."""
        self.streams: dict[int, Stream] = {}
        self.falls = 0
        self.alone = False
        """Whether its one stream has made a decoder fall, and shares with nobody any more."""
        self.guilty: list[Stream] = []
        """Those of its streams that made the last one fall beside others: they are to be set apart."""
        self._back_at = 0.0
        self._started = time.monotonic()
        self._told: dict[int, tuple[Pace, bool]] = {}

    def watch(self, begin: Callable[[Post, Stream], None]) -> None:
        """Look whether the decoder lives; `begin` gives a new one its streams, the most important first."""
        now = time.monotonic()
        self._dying = [decoder for decoder in self._dying if not decoder.buried()]
        if self.decoder is not None:
            if self.decoder.alive():
                return
            self.decoder.hang_up()
            self.decoder.kill()
            self._dying.append(self.decoder)
            if len(self.streams) > 1:
                self.guilty = [stream for number, stream in self.streams.items() if number in self.decoder.guilty]
            self.decoder = None
            self.falls = self.falls + 1 if now - self._started < STEADY_S else 1
            self._back_at = now + min(RESTART_LAST_S, RESTART_FIRST_S * 2.0 ** (self.falls - 1))
            for stream in self.streams.values():
                stream.mark_down()
        if now >= self._back_at:
            self.decoder, self._started = self._start(), now
            if self.decoder is None:
                self._back_at = now + RESTART_FIRST_S
                return
            self._told.clear()
            for stream in sorted(self.streams.values(), key=lambda one: -one.spec.priority):
                begin(self, stream)

    def drop(self, number: int) -> None:
        """This stream no longer plays here; nothing of it is kept."""
        del self.streams[number]
        self._told.pop(number, None)
        if self.decoder is not None:
            self.decoder.send({"do": "close", "stream": number})

    def end(self) -> list[Decoder]:
        """Hang up; those that are still to be buried."""
        if self.decoder is not None:
            self.decoder.hang_up()
            self._dying.append(self.decoder)
            self.decoder = None
        return self._dying

    def tune(self, pace: Pace) -> None:
        """Give streams of no priority this pace, and say who is urgent; only what changed is said."""
        if self.decoder is None:
            return
        for stream in self.streams.values():
            urgent = stream.spec.priority > 0
            wanted = Pace.KEY if stream.spec.keyframes_only else Pace.FULL if urgent else pace
            if self._told.get(stream.number, (stream.pace, urgent)) != (wanted, urgent) or stream.pace != wanted:
                stream.pace = wanted
                self.decoder.send({"do": "tune", "stream": stream.number, "pace": wanted, "urgent": urgent})
            self._told[stream.number] = (wanted, urgent)

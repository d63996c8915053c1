"""Which of a worker's streams endangers the others: one whose reader hangs, or that takes memory and gives no packet.

A single piece of memory is bounded (`limits.bound_allocations`) and so is what is kept of a stream (`packets`). What is
left are millions of small pieces within one call of FFmpeg's, as a playlist without an end makes them. Such a call
cannot be broken off: the process goes, and the console gives that stream a process of its own.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Mapping

from console.video import limits
from console.video.player import Player
from console.video.replay import Replay

MOST_GROWTH = 384 << 20
"""A worker that has grown so much during one call is not read any further. Eight cameras that all open their largest
pictures within those few seconds stay below."""
GIVE_BACK_S, SLACK = 10.0, 64 << 20
"""How often memory that was freed is given back to the system, at most, and after how much growth it is tried."""


class Watch:
    """Asked at every beat."""

    def __init__(self) -> None:
        self._statm = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._statm)
        self._page = os.sysconf("SC_PAGE_SIZE")
        self._calls: dict[int, tuple[float, int]] = {}
        self._given_back_s, self._lean = 0.0, 0

    def resident(self) -> int:
        """Bytes of memory that this process has in use (proc(5): statm)."""
        return int(os.pread(self._statm, 128, 0).split()[1]) * self._page

    def guilty(self, players: Mapping[int, Player | Replay], now: float) -> list[int]:
        """Numbers of the streams for whose sake this process has to go."""
        stuck = [number for number, player in players.items() if player.is_stuck(now)]
        used, calls = self.resident(), self._calls
        found: dict[int, float] = {}
        self._calls = {}
        for number, player in players.items():
            # One that waits until it opens again takes nothing; what grows meanwhile is another's.
            if isinstance(player, Player) and player.is_alive() and player.playing.ring.retry_s <= now:
                since = player.playing.touched_s
                begun, before = calls.get(number, (since, used))
                self._calls[number] = (since, min(before, used) if begun == since else used)
                if used - self._calls[number][1] > MOST_GROWTH:
                    found[number] = since
        return stuck or sorted(found, key=lambda number: found[number])[:1]

    def give_back(self, now: float, *, closed: bool) -> bool:
        """Let the system have what streams freed, where enough was; whether it was done."""
        used = self.resident()
        if now - self._given_back_s < GIVE_BACK_S or not (closed or used > self._lean + SLACK):
            return False
        limits.give_back()
        self._given_back_s, self._lean = now, self.resident()
        return True

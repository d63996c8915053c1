"""When a lost camera is opened again: growing pauses with jitter, and a budget that all workers share."""

from __future__ import annotations

import contextlib
import fcntl
import mmap
import random
import struct
import threading
import time
from collections.abc import Iterator

from console.video.frames import sealed_memory

FIRST_S, LAST_S, RARE_S = 1.0, 15.0, 60.0
RARE_AFTER = 8
"""Openings in vain after which a camera is asked once a minute only."""
BUDGET, WINDOW_S = 3, 3.0
URGENT_LIFE_S = 1.0
"""An urgent camera asks again within this time while it waits; no count of waiting ones can be left over by a crash."""
WRONG_SIGN_IN_S = 600.0
"""A password that a camera did not take is tried again so late: after five to seven wrong ones cameras lock the account
for half an hour (Hikvision, Dahua)."""
MOST_WAIT_S = 120.0
"""Sixty-four cameras that are all lost pass within a minute. Who waited longer goes whatever the memory says: a worker
that was taken over could write there what it likes."""
JUST_NOW_S = 1.0
"""A time that is so little ahead is another process's; one that is further ahead is none."""
_LOCK_TRIES, _LOCK_PAUSE_S = 50, 0.002
"""What is done under the lock takes microseconds; who holds it longer is not waited for."""
_TIMES = struct.Struct("=3d")
_URGENT = struct.Struct("=d")
_REFUSAL = struct.Struct("=Qd")
_REFUSALS_AT, _REFUSALS = 1024, 190


def pause_s(failures: int, chance: float | None = None) -> float:
    """Seconds to wait after `failures` (from 1) openings in vain; `chance` in 0…1 replaces the dice."""
    dice = random.random() if chance is None else chance  # noqa: S311 - spreads load, guards nothing
    if failures > RARE_AFTER:
        return RARE_S * (0.9 + 0.2 * dice)
    return min(LAST_S, FIRST_S * 1.7 ** (failures - 1)) * (0.75 + 0.25 * dice)


class Turnstile:
    """At most three reconnects in any three seconds over all processes that map the same memory.

    The first opening of a stream does not pass here: nine pictures shall stand within five seconds of the start.
    """

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._map = mmap.mmap(fd, mmap.PAGESIZE)
        self._lock = threading.Lock()
        self._refused: dict[int, float] = {}
        """What this process was refused itself, which no other can make it forget."""

    def wait_s(self, now: float, *, urgent: bool = False) -> float:
        """0 where the caller may connect now (and is counted), else seconds until it may ask again.

        While an urgent camera waits, the others let it go first.
        """
        with self._lock, self._locked():
            # Another may have gone while this one waited for the lock, after its own `now`.
            told = _TIMES.unpack_from(self._map)
            times = sorted(min(at, now) if 0.0 < at <= now + JUST_NOW_S else 0.0 for at in told)
            wait = WINDOW_S - (now - times[0]) + 0.01 if times[0] > 0 and now - times[0] < WINDOW_S else 0.0
            if urgent:
                # A waiting one leaves its stamp; one that goes takes it away.
                _URGENT.pack_into(self._map, _TIMES.size, now if wait else 0.0)
            elif -JUST_NOW_S <= now - _URGENT.unpack_from(self._map, _TIMES.size)[0] < URGENT_LIFE_S:
                wait = max(wait, URGENT_LIFE_S / 4)
            if wait:
                return min(wait, URGENT_LIFE_S / 2)
            _TIMES.pack_into(self._map, 0, now, *times[1:])
            return 0.0

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Alone, unless somebody keeps the others out."""
        for _try in range(_LOCK_TRIES):
            with contextlib.suppress(BlockingIOError):
                fcntl.lockf(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(_LOCK_PAUSE_S)
        try:
            yield
        finally:
            fcntl.lockf(self._fd, fcntl.LOCK_UN)

    def refuse(self, sign_in: int, until: float) -> None:
        """A camera did not take this sign-in (a number that stands for camera, user and password): let it rest."""
        with self._lock:
            self._refused[sign_in] = until
            rows = [_REFUSAL.unpack_from(self._map, at) for at in _PLACES]
            same = (number for number, row in enumerate(rows) if row[0] == sign_in)
            place = next(same, min(range(_REFUSALS), key=lambda number: rows[number][1]))
            _REFUSAL.pack_into(self._map, _PLACES[place], sign_in, until)

    def rests_s(self, sign_in: int, now: float) -> float:
        """Seconds until this sign-in may be tried again, by whatever process it was tried."""
        rows = (_REFUSAL.unpack_from(self._map, at) for at in _PLACES)
        told = max((until - now for known, until in rows if known == sign_in), default=0.0)
        own = self._refused.get(sign_in, 0.0) - now
        return max(0.0, own, told if told < 2 * WRONG_SIGN_IN_S else 0.0)


_PLACES = range(_REFUSALS_AT, _REFUSALS_AT + _REFUSALS * _REFUSAL.size, _REFUSAL.size)


def create() -> int:
    """A descriptor of the shared memory of one fleet's turnstile."""
    return sealed_memory("ioc-turnstile", mmap.PAGESIZE)

"""The calls of one desk: what is on the line or was a moment ago, until somebody takes it up, puts it aside or it is
long over. They are in memory alone, and go with the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from console.base.server_time import boot_s
from console.calls.call import ORDER, Call, CallIn
from contract.personal import digits

ENDED_S = 600.0
"""So long one that is over is still offered."""
RINGING_S, ANSWERED_S = 300.0, 4 * 3600.0
"""After so long without a word nobody is on the line: the telephone system was silent about the end."""
MOST = 32
"""Calls of one desk; the oldest goes for the next."""


class Calls:
    """`changed()` is told of each change."""

    def __init__(self, changed: Callable[[], None], clock: Callable[[], float] = boot_s) -> None:
        self._changed, self._clock = changed, clock
        self._known: dict[str, Call] = {}
        self._aside: set[str] = set()
        """Taken up by a sheet, or put aside."""

    def told(self, said: CallIn) -> None:
        """What the telephone system says of a call."""
        now = self._clock()
        before = self._known.pop(said.call, None)
        if before is None:
            call = Call(said.call, said.number, said.line, said.event, began_s=now, since_s=now, told_s=now)
        elif ORDER.index(said.event) <= ORDER.index(before.event):
            call = replace(before, told_s=now) if not before.is_over else before
        else:
            call = replace(before, event=said.event, since_s=now, told_s=now, line=said.line or before.line)
            call = replace(call, number=call.number or said.number)
        self._known[said.call] = call
        self._let_go(now)
        self._changed()

    def offered(self) -> list[Call]:
        """Those that nobody has seen to, the one that matters most first: on the line before over, then the newest."""
        now = self._clock()
        open_ones = [one for one in self._known.values() if one.key not in self._aside and self._lasts(one, now)]
        return sorted(open_ones, key=lambda one: (one.is_over, -one.began_s))

    def take(self, key: str) -> Call | None:
        """A sheet takes it up; None where there is no such call any more."""
        call = self._known.get(key)
        if call is not None:
            self.put_aside(key)
        return call

    def put_aside(self, key: str) -> None:
        """Offer it no more."""
        if key in self._known and key not in self._aside:
            self._aside.add(key)
            self._changed()

    def known(self, key: str) -> Call | None:
        """A call by the telephone system's name of it; None where it is forgotten."""
        return self._known.get(key)

    def of_number(self, number: str) -> Call | None:
        """The newest call of this number that a sheet has taken up, while it is known."""
        wanted = digits(number)
        taken = [one for one in self._known.values() if one.key in self._aside and digits(one.number) == wanted]
        return max(taken, key=lambda one: one.began_s, default=None) if wanted else None

    def now_s(self) -> float:
        """By the clock that calls are measured with."""
        return self._clock()

    @staticmethod
    def _lasts(call: Call, now: float) -> bool:
        bound = {"ringing": RINGING_S, "answered": ANSWERED_S, "ended": ENDED_S}[call.event]
        return now - call.told_s < bound

    def _let_go(self, now: float) -> None:
        gone = [one.key for one in self._known.values() if not self._lasts(one, now)]
        by_age = sorted((one for one in self._known.values() if one.key not in gone), key=lambda one: one.told_s)
        for key in [*gone, *(one.key for one in by_age[: max(0, len(by_age) - MOST)])]:
            del self._known[key]
            self._aside.discard(key)

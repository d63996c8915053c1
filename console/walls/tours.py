"""Tours: things that are shown in turn. Pure stepping; time, liveness and what asks to stay are handed in.

The next stop is opened ahead and takes over only once it is live, so that there is never a gap: whoever is not live is
passed over, and what is shown stays until another can stand in for it. All times are seconds of one clock that only
goes forward.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.records.models import Incident
from contract.records.incident import Severity
from contract.tiles import TILE_FORMS

_DWELL = TILE_FORMS["tour"].field("dwell_s")
DWELL_S, LEAST_DWELL_S = float(_DWELL.default), float(_DWELL.least)
PATIENCE_S = 8.0
"""How long a stop that was opened ahead may take to come live before the one after it is tried. An IP camera's picture
begins with its next keyframe, which cameras send every 1 to 5 s."""
GRACE_S = 3.0
"""A picture that stutters for less than this is not gone yet."""
ALARM_STAYS = timedelta(minutes=10)
"""An alarm that nobody acknowledged holds a tour for so long at most; after that the queue and the desks have it."""


@dataclass(frozen=True)
class Turn:
    """What a tour shows now, and what it opens ahead out of sight."""

    shown: int
    ahead: int | None
    held: bool
    """Whether it stands still because somebody or an alarm wants it to."""
    alone: bool
    """Whether no other stop was live in the last round."""


class Tour:
    """Steps through stops 0 to `len(dwell_s)` - 1, again and again."""

    def __init__(self, dwell_s: Sequence[float], now_s: float, *, patience_s: float = PATIENCE_S) -> None:
        if not dwell_s:
            raise ValueError("a tour without a stop")
        self._dwell_s = [max(LEAST_DWELL_S, dwell) for dwell in dwell_s]
        self._patience_s = patience_s
        self._shown = 0
        self._ahead: int | None = None
        self._ahead_since = now_s
        self._left_s = self._dwell_s[0]
        self._last_s = now_s
        self._seen_live_s = now_s
        self._came = False
        """Whether what is shown has been live; the first one is not called dead before it could have been."""
        self._failed: set[int] = set()
        """Stops that did not come live since the last turn."""
        self._round_over = False

    def step(
        self, now_s: float, live: Callable[[int], bool], *, held: bool = False, alarmed: Collection[int] = ()
    ) -> Turn:
        """What is to be shown from now on. To be called about once a second.

        `live(stop)` tells whether a picture of a stop that is shown or opened ahead is live right now. `held`: a person
        wants it to stand still. `alarmed`: stops that an alarm is about; while there are any the tour stays with them.
        """
        passed_s, self._last_s = max(0.0, now_s - self._last_s), max(now_s, self._last_s)
        if live(self._shown):
            self._seen_live_s, self._came = self._last_s, True
        if held:
            self._ahead = None
            return self._turn(held=True)
        wanted = frozenset(stop for stop in alarmed if 0 <= stop < len(self._dwell_s))
        gone = self._last_s - self._seen_live_s > (GRACE_S if self._came else self._patience_s)
        self._give_up(live)
        if self._shown in wanted and not gone and wanted - self._failed <= {self._shown}:
            self._ahead = None
            return self._turn(held=True)
        self._left_s -= passed_s
        pool = (wanted - self._failed - {self._shown}) or frozenset(range(len(self._dwell_s)))
        called = pool <= wanted and self._shown not in wanted
        due = gone or called or self._left_s <= 0
        self._look_ahead(pool, due=due)
        if due and self._ahead is not None and live(self._ahead):
            self._show(self._ahead)
        return self._turn(held=False)

    def _give_up(self, live: Callable[[int], bool]) -> None:
        ahead = self._ahead
        if ahead is not None and not live(ahead) and self._last_s - self._ahead_since > self._patience_s:
            self._failed.add(ahead)
            self._ahead = None

    def _look_ahead(self, pool: frozenset[int], *, due: bool) -> None:
        """Have the next one opened in time, and none that is not asked for."""
        if self._ahead not in pool:
            self._ahead = None
        if self._ahead is None and (due or self._left_s <= self._patience_s):
            self._ahead = self._next(pool)
            self._ahead_since = self._last_s

    def _next(self, pool: frozenset[int]) -> int | None:
        count = len(self._dwell_s)
        others = [stop for step in range(1, count) if (stop := (self._shown + step) % count) in pool]
        fresh = [stop for stop in others if stop not in self._failed]
        if not fresh and others:
            self._failed.clear()
            self._round_over, fresh = True, others
        return fresh[0] if fresh else None

    def _show(self, stop: int) -> None:
        self._shown, self._ahead = stop, None
        self._left_s, self._seen_live_s = self._dwell_s[stop], self._last_s
        self._failed.clear()
        self._round_over = False

    def _turn(self, *, held: bool) -> Turn:
        return Turn(self._shown, self._ahead, held, self._round_over)


def alarmed_cameras(incidents: Iterable[Incident], now: datetime) -> frozenset[str]:
    """Cameras that a tour stays with: those of critical incidents that came lately and nobody acknowledged yet."""
    return frozenset(
        camera
        for one in incidents
        if one.severity == Severity.CRITICAL and one.is_open and one.acknowledged_at is None
        if one.joined_into is None and now - one.created_at < ALARM_STAYS
        for camera in one.camera_ids
    )

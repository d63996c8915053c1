"""How many cameras have a picture: one way of counting, for every place that says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from console.records.models import Camera, StreamState
from console.video.lost_together import Lost
from console.video.stream import Stream

MOVING = frozenset({StreamState.LIVE, StreamState.LATE})
"""Pictures come, in time or late."""
UNDECIDED = frozenset({StreamState.CONNECTING, StreamState.RESTARTING})
"""Nothing is known yet: what was known before still counts."""


class Census(NamedTuple):
    """So many with a picture, of so many."""

    moving: int
    of: int


def count(states: Iterable[StreamState]) -> Census:
    """Of cameras in these states, those whose pictures come."""
    these = list(states)
    return Census(sum(state in MOVING for state in these), len(these))


def shown(streams: Iterable[Stream]) -> Census:
    """Of the cameras that somebody chose and can see now, those whose pictures come."""
    chosen = [stream for stream in streams if not stream.spec.replay_of and not stream.spec.aside]
    return count(stream.state for stream in chosen if stream.visible)


class LastSeen:
    """Which cameras were without a picture when they were last looked at here, and since when.

    A console watches the cameras that it shows. Of the others it knows what it last saw; one that it never showed
    counts as one with a picture, since nothing is known against it. One that is being opened for the first time does
    not: nobody has seen it yet, and somebody is looking.
    """

    def __init__(self) -> None:
        self._lost: dict[str, Lost] = {}
        self._had: set[str] = set()
        self._opening: set[str] = set()

    def begin(self) -> None:
        """All that are watched are noted anew."""
        self._opening.clear()

    def note(self, camera: Camera, state: StreamState, last_frame_at: datetime | None, now: datetime) -> None:
        """What a camera that is watched is worth now."""
        if state in MOVING:
            self._had.add(camera.id)
            self._opening.discard(camera.id)
            self._lost.pop(camera.id, None)
        elif state in UNDECIDED:
            if camera.id not in self._had:
                self._opening.add(camera.id)
        elif camera.id not in self._lost:
            self._lost[camera.id] = Lost(camera.id, camera.area, last_frame_at or now)

    def lost(self) -> list[Lost]:
        """Those without a picture."""
        return list(self._lost.values())

    def of_city(self, camera_ids: Iterable[str]) -> Census:
        """Of all cameras that there are, those not known to be without a picture."""
        there = set(camera_ids)
        return Census(len(there - self._lost.keys() - self._opening), len(there))

"""Turns a number that crosses its alarm threshold into one incident, and not into a stream of them."""

from __future__ import annotations

from datetime import datetime
from random import Random

from backend.demo.simulation.arrivals import SLOT_S, Arrival
from backend.demo.story.cast import Measured, Template
from backend.demo.story.incidents import draw
from backend.demo.story.story import Story

RE_ARM = 0.9
"""An alarm is over when the value is a tenth better than the threshold: no chattering."""


class Alarms:
    """Remembers which indicators stand in alarm. What is in alarm at the start has its incident already."""

    def __init__(self, story: Story) -> None:
        self._kinds: dict[str, Template] = {
            kind.alarm_of: kind for kind in story.incident_kinds if kind.alarm_of is not None
        }
        self._seed = story.seed
        self._in_alarm: dict[str, bool] = {}

    def observe(self, indicator: Measured, value: float, at: datetime) -> Arrival | None:
        """The incident that this value makes, if it does."""
        kind = self._kinds.get(indicator.id)
        if kind is None or indicator.alarm is None:
            return None
        was = self._in_alarm.get(indicator.id)
        sign = 1 if indicator.high_is_bad else -1
        margin = abs(indicator.alarm) * (1 - RE_ARM)
        beyond = sign * (value - indicator.alarm)
        self._in_alarm[indicator.id] = beyond >= 0 or (bool(was) and beyond > -margin)
        if was is not False or not self._in_alarm[indicator.id]:
            return None
        slot = int(at.timestamp() // SLOT_S)
        key = f"{self._seed}:{indicator.id}:{slot}"
        last_minute = datetime.fromtimestamp(slot * SLOT_S + 240, at.tzinfo)
        return Arrival(last_minute, draw(kind, Random(key), key))

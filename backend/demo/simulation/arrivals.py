"""Which incidents happen when: a pure function of seed and virtual time, so that two runs agree."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from backend.demo.story.cast import Template
from backend.demo.story.incidents import Draft, draw
from backend.demo.story.story import Story
from backend.demo.story.weather import Weather

SLOT_S = 300
MINUTES = (0, 1, 2, 3)
"""Minutes of a slot in which something may arrive, one each; the fifth is kept for sensors, so that codes differ."""
SEVERITIES = (4, 3, 2, 1)
SEVERITY_SHARES = (0.80, 0.15, 0.04, 0.01)
"""80/15/5 for low, middle and high (docs/explanation/domain.md#alarm-management)."""
BY_HOUR = (3, 2, 2, 2, 3, 5, 9, 14, 13, 12, 11, 11, 9, 9, 10, 11, 13, 15, 14, 12, 11, 9, 6, 4)
"""Incidents an hour of the local day: about two in ten minutes at most, as a small room can bear."""
RAIN_MORE = 6.0
"""More of them an hour at 60 mm of rain."""


@dataclass(frozen=True)
class Arrival:
    """One incident and the virtual moment at which it arrives."""

    at: datetime
    draft: Draft


class Arrivals:
    """Draws the incidents of any span of virtual time."""

    def __init__(self, story: Story, weather: Weather) -> None:
        self._zone = story.zone
        self._weather = weather
        self._seed = story.seed
        self._kinds = [kind for kind in story.incident_kinds if kind.alarm_of is None]

    def between(self, after: datetime, until: datetime) -> Iterator[Arrival]:
        """What arrives later than `after` and not later than `until`, in order."""
        first, last = int(after.timestamp() // SLOT_S), int(until.timestamp() // SLOT_S)
        for slot in range(first, last + 1):
            for arrival in self._slot(slot):
                if after < arrival.at <= until:
                    yield arrival

    def _slot(self, slot: int) -> Iterator[Arrival]:
        if not self._kinds:
            return
        rng = Random(f"{self._seed}:{slot}")
        start = slot * SLOT_S
        rain = self._weather.rain_at(start)
        hour = datetime.fromtimestamp(start, self._zone).hour
        rate = (BY_HOUR[hour] + RAIN_MORE * rain / 60) * SLOT_S / 3600
        for minute in MINUTES:
            if rng.random() < 1 - math.exp(-rate / len(MINUTES)):
                at = datetime.fromtimestamp(start + minute * 60 + rng.randrange(60), UTC)
                severity = rng.choices(SEVERITIES, SEVERITY_SHARES)[0]
                kind = self._kind(rng, severity, rain)
                yield Arrival(at, draw(kind, rng, f"{self._seed}:{slot}:{minute}", severity))

    def _kind(self, rng: Random, severity: int, rain: float) -> Template:
        fitting = [kind for kind in self._kinds if severity in kind.severities] or self._kinds
        weights = [
            (kind.weight + kind.rain_weight * rain / 30) * kind.severities.count(severity) / len(kind.severities)
            + 0.001
            for kind in fitting
        ]
        return rng.choices(fitting, weights)[0]

"""Other operators' handling of older, lesser incidents. It never touches one that somebody real has touched."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from backend.city.pack import CityPack
from backend.city.records import RecordTuple, iso
from backend.demo.story.incidents import entry

Current = Callable[[str, str], Mapping[str, Any] | None]
MOST_HISTORY = 200
LEAST_SEVERITY = 3
"""Colleagues take severity 3 and 4; what is worse stays for the operator at the console."""


class Colleagues:
    """Plans when each incident is acknowledged and resolved, in virtual time."""

    def __init__(self, pack: CityPack, current: Current, seed: int) -> None:
        self._people = [person for person in pack.people if person.role == "operator"][1:] or list(pack.people)
        self._first = next((person.id for person in pack.people if person.role == "operator"), "")
        self._current = current
        self._seed = seed
        self._plan: list[tuple[datetime, str, str]] = []

    def watch(self, incident_id: str, since: datetime) -> None:
        """Plan the handling of an incident that stands in the queue at `since`."""
        rng = Random(f"{self._seed}:{incident_id}")
        heapq.heappush(self._plan, (since + timedelta(minutes=rng.uniform(12, 40)), incident_id, "acknowledge"))
        heapq.heappush(self._plan, (since + timedelta(minutes=rng.uniform(100, 280)), incident_id, "resolve"))

    def due(self, now: datetime, stamp: datetime) -> Iterator[RecordTuple]:
        """The records that change by virtual `now`, stamped with the real time `stamp`."""
        while self._plan and self._plan[0][0] <= now:
            _at, incident_id, verb = heapq.heappop(self._plan)
            data = self._current("incident", incident_id)
            if data is not None and self._ours(data):
                changed = self._handled(dict(data), incident_id, verb, stamp)
                if changed is not None:
                    yield "incident", incident_id, changed

    def _ours(self, data: Mapping[str, Any]) -> bool:
        """Whether nobody at a console has acted on it: such an act leaves its `action_id` in the history."""
        touched = any(line.get("action_id") for line in data.get("history", ()))
        lesser = int(data.get("severity", 1)) >= LEAST_SEVERITY
        return lesser and not touched and data.get("assignee_id") != self._first

    def _handled(self, data: dict[str, Any], incident_id: str, verb: str, stamp: datetime) -> dict[str, Any] | None:
        who = Random(f"{self._seed}:{incident_id}:who").choice(self._people)
        if verb == "acknowledge" and data.get("state") == "new":
            data |= {"state": "acknowledged", "acknowledged_by": who.name, "acknowledged_at": iso(stamp)}
            text = "Đã tiếp nhận"
        elif verb == "resolve" and data.get("state") in ("acknowledged", "in_progress"):
            text = "Đơn vị báo đã xử lý xong tại hiện trường"
            data |= {"state": "resolved", "resolved_at": iso(stamp), "resolution": text}
        else:
            return None
        data["updated_at"] = iso(stamp)
        data["history"] = [*data.get("history", ()), entry(stamp, verb, who.name, text)][-MOST_HISTORY:]
        return data

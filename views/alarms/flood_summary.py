"""What a flood of alarms comes to: the critical ones singly, all others in groups by kind and ward, a drill apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.alarms import load as alarm_load
from console.queue import census
from console.queue.open_queue import urgency
from console.records.models import Incident
from views.alarms.lines import row_line, source_words
from widgets.base.deadlines import COLOURS
from widgets.base.formats import deadline_text, number_text
from widgets.base.grouped_list import Line
from widgets.base.severity import level_of
from widgets.words.drill import drill_word


class FloodSummary:
    """Of what is `known` at `now`; the parts add up to the count of the open ones (`console.queue.census`)."""

    def __init__(self, known: Mapping[str, Incident], now: datetime) -> None:
        self._now = now
        real = census.counted(known, now)
        self.open = len(real)
        critical = [one for one in real if one.severity <= 1]
        self._single = sorted(critical, key=urgency)
        self._groups = {key: alarm_load.group_of(of, now) for key, of in alarm_load.in_groups(real).items()}
        self._drills = sorted(census.drills(known, now), key=urgency)

    @property
    def grouped(self) -> int:
        """How many stand in groups."""
        return sum(len(group.members) for group in self._groups.values())

    def state(self) -> dict[str, Any]:
        """It as plain data."""
        return {
            "open": self.open,
            "single": [one.id for one in self._single],
            "groups": {" · ".join(key): len(group.members) for key, group in self._groups.items()},
            "overdue": sum(group.overdue for group in self._groups.values()),
            "drills": [one.id for one in self._drills],
        }

    def key_of(self, incident_id: str) -> str:
        """The row that this one stands in, its own or its group's; empty where it is in none."""
        if any(one.id == incident_id for one in (*self._single, *self._drills)):
            return f"one:{incident_id}"
        within = (key for key, group in self._groups.items() if any(one.id == incident_id for one in group.members))
        return next((_group_key(*key) for key in within), "")

    @property
    def overdue(self) -> int:
        """How many are overdue, one by one and in groups."""
        return census.overdue(self._single, self._now) + sum(group.overdue for group in self._groups.values())

    def of(self, person: str) -> int:
        """How many this person has to see to."""
        members = [*self._single, *(one for group in self._groups.values() for one in group.members)]
        return sum(bool(person) and one.assignee_id == person for one in members)

    def adds_up(self) -> str:
        """How the count is made up."""
        words = QCoreApplication.translate("flood", "{n} = {k} critical one by one + {m} in {g} groups")
        numbers = {"n": self.open, "k": len(self._single), "m": self.grouped, "g": len(self._groups)}
        return words.format(**{name: number_text(value) for name, value in numbers.items()})

    def lines(self, kinds: Mapping[str, str]) -> list[Line]:
        """It as rows; `kinds` are the names of the kinds of incidents by their ids."""
        translate = QCoreApplication.translate
        fresh = sum(one.acknowledged_at is None for one in self._single)
        beside = translate("flood", "{n} · {k} not acknowledged").format(n=len(self._single), k=fresh)
        late = sum(group.overdue for group in self._groups.values())
        groups = translate("flood", "{m} in {g} groups · {k} overdue").format(
            m=number_text(self.grouped), g=len(self._groups), k=number_text(late)
        )
        return [
            Line("", translate("flood", "Critical, one by one"), at=beside),
            *(row_line("one", one, self._now) for one in self._single),
            Line("", translate("flood", "In groups"), at=groups),
            *(self._group_line(kind, ward, group, kinds) for (kind, ward), group in self._groups.items()),
        ]

    def drill_lines(self) -> list[Line]:
        """The rows of an exercise under their own heading; none where there are none."""
        if not self._drills:
            return []
        words = QCoreApplication.translate("flood", "{n}, not counted in {open}")
        beside = words.format(n=len(self._drills), open=number_text(self.open))
        heading = Line("", drill_word(), at=beside, drill=True)
        return [heading, *(row_line("one", one, self._now) for one in self._drills)]

    def _group_line(self, kind: str, ward: str, group: alarm_load.Group, kinds: Mapping[str, str]) -> Line:
        translate = QCoreApplication.translate
        due, loud = deadline_text(self._now, group.due)
        return Line(
            _group_key(kind, ward),
            kinds.get(kind, source_words(group.members[0])),
            ward or translate("flood", "ward unknown"),
            due,
            translate("flood", "{n} overdue").format(n=number_text(group.overdue)),
            "severity1" if group.overdue else "text3",
            severity=level_of(group.gravest),
            at_tone=COLOURS.get(loud, "text1"),
            pill=f"× {number_text(len(group.members))}",
            shares=tuple(group.shares.items()),
            strong=True,
        )


def _group_key(kind: str, ward: str) -> str:
    return f"group:{kind}|{ward}"

"""What a flood of alarms comes to: the critical ones singly, all others in groups by kind and ward."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.alarms import load as alarm_load
from console.records.models import Incident
from views.alarms.lines import incident_line, source_words
from widgets.base.formats import age_text, number_text
from widgets.base.grouped_list import Line


class FloodSummary:
    """Of `incidents`, those that are open at `now`; what is put aside is in no group."""

    def __init__(self, incidents: Collection[Incident], now: datetime) -> None:
        self._now = now
        critical = [one for one in incidents if one.severity <= 1]
        self._single = sorted(critical, key=lambda one: (one.acknowledged_at is not None, one.created_at, one.id))
        self._groups = alarm_load.in_groups(one for one in incidents if not alarm_load.is_shelved(one, now))

    def state(self) -> dict[str, Any]:
        """It as plain data."""
        return {
            "single": [one.id for one in self._single],
            "groups": {" · ".join(key): len(members) for key, members in self._groups.items()},
        }

    def lines(self, kinds: Mapping[str, str]) -> list[Line]:
        """It as rows; `kinds` are the names of the kinds of incidents by their ids."""
        translate = QCoreApplication.translate
        number = number_text(sum(map(len, self._groups.values())))
        return [
            Line("", translate("flood", "Critical, one by one ({n})").format(n=len(self._single))),
            *(incident_line("one", one, self._now) for one in self._single),
            Line("", translate("flood", "In groups ({n})").format(n=number)),
            *(self._group_line(kind, ward, members, kinds) for (kind, ward), members in self._groups.items()),
        ]

    def _group_line(self, kind: str, ward: str, members: list[Incident], kinds: Mapping[str, str]) -> Line:
        translate = QCoreApplication.translate
        age = age_text((self._now - max(one.created_at for one in members)).total_seconds())
        where = ward or translate("flood", "ward unknown")
        high = sum(one.severity == 2 for one in members)
        return Line(
            f"group:{kind}|{ward}",
            kinds.get(kind, source_words(members[0])),
            translate("flood", "{ward} · newest {age} ago").format(ward=where, age=age),
            f"× {number_text(len(members))}",
            translate("flood", "{n} high").format(n=high) if high else "",
            "severity2" if high else "text2",
            "▤",
        )

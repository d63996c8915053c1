"""A report after action on its board: one line of time, of everything or of one kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.measures.after_action import KINDS, Moment, Report
from views.measures.report_cards import report_cards, report_facts
from views.measures.report_words import beside_words, kind_words, moment_words, name_of, summary
from widgets.base.formats import clock_text, date_text
from widgets.base.grouped_list import Line
from widgets.measures.after_action import AfterActionBoard

MARKS: Mapping[str, str] = MappingProxyType(
    {
        "came": "bell", "action": "check", "log": "notebook-pen", "picture": "camera", "deadline": "clock-alert",
        "outage": "unplug",
    }
)  # fmt: skip
"""Icons."""
TONES: Mapping[str, str] = MappingProxyType({"deadline": "severity1", "outage": "late"})


class Timeline:
    """Shows the lines of `report`; the board's key goes on to the next kind that there is."""

    def __init__(self, board: AfterActionBoard) -> None:
        self._board = board
        self.report: Report | None = None
        self._only = ""
        """The one kind of line that is shown; empty for all."""
        board.only_chosen.connect(self._next_kind)

    def show(self, report: Report) -> None:
        """All of it."""
        self.report, self._only = report, ""
        self._fill(report)

    def state(self) -> dict[str, Any] | None:
        """What is shown, as plain data; None while nothing is."""
        found = self.report
        if found is None or not self._board.isVisible():
            return None
        lines = [
            {"at": one.at.isoformat(), "kind": one.kind, "text": moment_words(one), "offline": one.offline}
            for one in self._moments(found)
        ]
        return {"incident": found.incident.id, "only": self._only, "lines": lines}

    def _next_kind(self) -> None:
        if self.report is not None:
            there = ["", *(kind for kind in KINDS if self.report.counts[kind])]
            self._only = there[(there.index(self._only) + 1) % len(there)] if self._only in there else ""
            self._fill(self.report)

    def _moments(self, found: Report) -> list[Moment]:
        return [one for one in found.moments if self._only in ("", one.kind)]

    def _fill(self, found: Report) -> None:
        lines: list[Line] = []
        wholes: dict[str, str] = {}
        day = ""
        for number, one in enumerate(self._moments(found)):
            if (on := date_text(one.at)) != day:
                day = on
                lines.append(Line("", day))
            key = f"line:{number}"
            text, beside = moment_words(one), beside_words(one)
            wholes[key] = "\n".join(part for part in (text, beside) if part)
            tone = TONES.get(one.kind, "late" if one.offline else "text2")
            lines.append(Line(key, text, beside, clock_text(one.at), kind_words(one.kind), tone, icon=MARKS[one.kind]))
        only = kind_words(self._only) if self._only else QCoreApplication.translate("after_action", "all")
        self._board.show_report(name_of(found), summary(found), lines, wholes, only)
        self._board.show_sum(report_cards(found), *report_facts(found))

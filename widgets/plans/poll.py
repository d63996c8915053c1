"""The poll of a plan's agencies: what was asked, how many are ready, and each one's last word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.records.plan import Poll, counted
from contract.records.plan import PlanAgency
from widgets.base.formats import day_minute_text, minute_text
from widgets.base.labels import label
from widgets.plans.fact_rows import FactRows
from widgets.plans.words import count_text


class PollView(QWidget):
    """Ready or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = label("", "text", self, wrap=True)
        self._count = label("", "caption", self, wrap=True)
        self._agencies = FactRows(self, (4, 5, 6))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for part in (label(self.tr("Ready or not"), "strong", self), self._question, self._count, self._agencies):
            box.addWidget(part)

    def show_poll(self, poll: Poll | None, agencies: Sequence[PlanAgency], now: datetime) -> None:
        """Show the last poll; None where nothing was asked yet."""
        asked = self.tr("Nothing was asked yet: H asks all agencies.")
        if poll is not None:
            asked = f"{poll.question} ({day_minute_text(now, poll.at)})"
        self._question.setText(asked)
        self._count.setText(count_text(counted(poll, agencies)) if poll is not None else "")
        self._count.setVisible(poll is not None)
        self._agencies.set_rows([_agency(agency, poll) for agency in agencies] if poll is not None else [])


def _agency(agency: PlanAgency, poll: Poll) -> tuple[str, str, str, str]:
    """An agency's last word, in a word, and what it said with it."""
    translate = QCoreApplication.translate
    said = poll.last(agency.id)
    if said is None:
        return agency.name, translate("plan", "no answer yet"), "", "text3"
    word = translate("plan", "READY") if said.go else translate("plan", "NOT READY")
    tone = "late" if said.pending else "" if said.go else "severity1"
    return agency.name, word, " · ".join(part for part in (minute_text(said.at), said.text) if part), tone

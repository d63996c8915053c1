"""The head of an activation: drill or not, level, name, when the next report is due, and since when and why it runs."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.records.plan import Activation, Plan
from widgets.base.formats import age_text, day_minute_text
from widgets.base.labels import ElidedLabel, label
from widgets.indicators.indicator_tile import ScaleBadge
from widgets.plans.words import level_badge, level_text, report_text
from widgets.words.drill import drill_word


class ActivationHead(QWidget):
    """What is read first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drill = label(drill_word(), "panel_title", self)
        self._drill.setProperty("tone", "late")
        self._badge = ScaleBadge(self)
        self._level = label("", "panel_title", self)
        self._name = label("", "panel_title", self)
        self._report = label("", "panel_title", self)
        self._since = ElidedLabel("", "text", self)
        self._since.set_tone("text2")
        row = QHBoxLayout()
        for part in (self._drill, self._badge, self._level, self._name):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._report)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row)
        box.addWidget(self._since)

    def show_activation(self, one: Activation, plan: Plan, now: datetime) -> None:
        """Show how this one stands."""
        self._drill.setVisible(one.drill)
        badge = level_badge(plan, one.level)
        self._badge.set_badge(level_text(plan, one.level), badge, "panel_title")
        self._level.setText("" if badge is not None else level_text(plan, one.level))
        self._level.setVisible(badge is None)
        self._name.setText(one.plan_name)
        self.setAccessibleName(f"{one.plan_name}, {level_text(plan, one.level)}")
        report, tone = report_text(one, now)
        self._report.setText(report)
        self._report.set_tone(tone)
        self._since.setText(self._told(one, now))

    def _told(self, one: Activation, now: datetime) -> str:
        begun = self.tr("Since {time} ({age})").format(
            time=day_minute_text(now, one.activated_at), age=age_text((now - one.activated_at).total_seconds())
        )
        parts = [begun, one.by, one.reason]
        if one.ended_at is not None:
            ended = self.tr("Stood down {time}").format(time=day_minute_text(now, one.ended_at))
            parts = [ended, one.ended_by, one.end_reason, *parts]
        if one.pending:
            parts.append(self.tr("{n} of our actions wait to be sent").format(n=len(one.pending)))
        return " · ".join(part for part in parts if part)

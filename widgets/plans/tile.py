"""A running plan on a wall: level, since when, the countdown of reports, how far its steps are. No name of anybody."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.records.plan import Activation, Plan, counted
from widgets.base import theme
from widgets.base.formats import age_text, minute_text
from widgets.base.labels import ElidedLabel, PlainLabel, label
from widgets.indicators.indicator_tile import ScaleBadge
from widgets.plans.words import count_text, level_badge, level_text, report_text
from widgets.words.drill import drill_word


class PlanTile(QFrame):
    """Setters only; what runs is chosen by who binds it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._drill = label("", "panel_title", self)
        self._drill.set_tone("late")
        self._name = ElidedLabel("", "title", self, lines=2)
        self._badge = ScaleBadge(self)
        self._badge.hide()
        self._level = label("", "title", self)
        self._since = ElidedLabel("", "text", self)
        self._report = label("", "title", self, wrap=True)
        self._steps = ElidedLabel("", "text", self)
        self._next = ElidedLabel("", "text", self, lines=2)
        self._poll = ElidedLabel("", "text", self, lines=2)
        look = theme.current()
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(10))
        box.setSpacing(look.px(6))
        self._head = QWidget(self)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(look.px(10))
        head.addWidget(self._drill)
        head.addWidget(self._badge)
        head.addWidget(self._level)
        head.addStretch(1)
        for part in (self._name, self._head, self._report, self._steps, self._next, self._poll, self._since):
            box.addWidget(part)
        box.addStretch(1)
        self._box = box

    def set_nothing(self) -> None:
        """No plan is in force."""
        for part in (self._drill, self._level, self._since, self._report, self._steps, self._next, self._poll):
            self._say(part, "")
        self._badge.set_badge("", None)
        self._name.setText(self.tr("No response plan is in force"))
        self._name.set_tone("text2")
        self.setAccessibleName(self._name.whole())

    def set_activation(self, one: Activation, plan: Plan | None, now: datetime, more: int) -> None:
        """Show this one; `more` others run beside it."""
        self._name.set_tone("")
        self._name.setText(one.plan_name)
        badge = level_badge(plan, one.level)
        level = level_text(plan, one.level)
        self._badge.set_badge(level, badge, "title")
        self._say(self._level, "" if badge is not None else level)
        self._say(self._drill, drill_word() if one.drill else "")
        age = age_text((now - one.activated_at).total_seconds())
        since = self.tr("Since {time} ({age})").format(time=minute_text(one.activated_at), age=age)
        others = self.tr("{n} more in force").format(n=more) if more else ""
        self._say(self._since, " · ".join(part for part in (since, others) if part))
        report, tone = report_text(one, now)
        self._say(self._report, report)
        self._report.set_tone(tone)
        steps = one.progress(plan) if plan is not None else None
        done = self.tr("Steps {done} of {count}").format(done=steps.done_count, count=len(steps.steps)) if steps else ""
        self._say(self._steps, done)
        following = steps.next if steps is not None else None
        self._say(self._next, self.tr("Next: {step}").format(step=following.step.text) if following else "")
        self._next.set_tone("overdue" if following is not None and following.is_overdue(now) else "")
        asked = count_text(counted(one.poll, plan.agencies)) if one.poll is not None and plan is not None else ""
        self._say(self._poll, asked)
        self.setAccessibleName(f"{one.plan_name}, {level}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another height has room for other lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Lines that have room whole; the least important go first, rather than that all of them are cut."""
        parts = [part for part in (self._report, self._steps, self._next, self._since, self._poll) if part.text()]
        margins = self._box.contentsMargins()
        room = self.height() - margins.top() - margins.bottom()
        used = self._name.sizeHint().height() + self._box.spacing() + self._head.sizeHint().height()
        width = max(1, self.width() - margins.left() - margins.right())
        for part in parts:
            if part.isHidden():
                part.resize(width, part.height())  # how many lines it takes depends on it
            wraps = part is self._report
            used += self._box.spacing() + (part.heightForWidth(width) if wraps else part.sizeHint().height())
            part.setVisible(used <= room)

    @staticmethod
    def _say(part: PlainLabel, text: str) -> None:
        part.setText(text)
        part.setVisible(bool(text))

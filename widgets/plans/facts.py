"""What a plan holds, beside the list of all: its levels with their legal colours, steps, roles, agencies, pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.records.plan import Plan
from widgets.base import theme
from widgets.base.formats import age_text
from widgets.base.labels import ElidedLabel, label
from widgets.base.level_mark import Swatch
from widgets.plans.words import hazard_word, level_text


class PlanFacts(QWidget):
    """`show_plan(None)` says what would stand here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._inner: QWidget | None = None
        self._shown: Plan | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._fill(None)

    def show_plan(self, plan: Plan | None) -> None:
        """Show this one."""
        if plan != self._shown or self._inner is None:
            self._fill(plan)

    def _fill(self, plan: Plan | None) -> None:
        self._shown = plan
        if self._inner is not None:
            self._box.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        look = theme.current()
        inner = self._inner = QWidget(self)
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(8))
        if plan is None:
            box.addWidget(label(self.tr("Choose a plan to see its levels, steps and roles."), "caption", inner))
        else:
            box.addWidget(label(plan.name, "panel_title", inner, wrap=True))
            box.addWidget(label(hazard_word(plan.hazard), "caption", inner))
            box.addWidget(self._levels(plan, inner))
            box.addWidget(self._facts(plan, inner))
        box.addStretch(1)
        self._box.addWidget(inner)

    def _levels(self, plan: Plan, parent: QWidget) -> QWidget:
        part = QWidget(parent)
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.current().px(12))
        for row, one in enumerate(plan.scale.levels):
            mark = Swatch(part)
            mark.set_level(one.level, plan.scale.kind)
            every = plan.report_every(one.level)
            told = self.tr("report every {age}").format(age=age_text(every.total_seconds())) if every else ""
            grid.addWidget(mark, row, 0)
            grid.addWidget(ElidedLabel(level_text(plan, one.level), "text", part), row, 1)
            grid.addWidget(label(told, "caption", part), row, 2)
        return part

    def _facts(self, plan: Plan, parent: QWidget) -> QWidget:
        part = QWidget(parent)
        grid = QGridLayout(part)
        grid.setContentsMargins(0, theme.current().px(8), 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.current().px(16))
        pictures = self.tr("{cameras} cameras · {numbers} indicators")
        facts = (
            (self.tr("Steps"), " · ".join(one.text for one in plan.checklist)),
            (self.tr("To end it"), " · ".join(one.text for one in plan.stand_down)),
            (self.tr("Roles"), " · ".join(one.name for one in plan.roles)),
            (self.tr("Agencies"), " · ".join(one.name for one in plan.agencies)),
            (self.tr("Pictures"), pictures.format(cameras=len(plan.cameras), numbers=len(plan.indicators))),
        )
        for row, (name, value) in enumerate((name, value) for name, value in facts if value):
            caption = label(name, "caption", part)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(value, "text", part, wrap=True), row, 1)
        return part

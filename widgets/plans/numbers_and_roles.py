"""What the command of a plan looks up: the numbers to watch with their ages, and whom to call in which role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.records.models import Indicator
from widgets.base import theme
from widgets.base.formats import NONE, age_text, number_text
from widgets.base.labels import label
from widgets.indicators.indicator_tile import is_stale, standing
from widgets.plans.fact_rows import FactRows

PAD_PX = 8
_STANDING_TONES: Mapping[str, str] = MappingProxyType({"warn": "soon", "alarm": "severity1"})


class NumbersAndRoles(QWidget):
    """Numbers above, roles below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers, self._roles = FactRows(self, (6, 4, 2), PAD_PX), FactRows(self, (4, 3, 4), PAD_PX)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for name, rows in ((self.tr("Numbers to watch"), self._numbers), (self.tr("Roles and contacts"), self._roles)):
            title = label(name, "panel_title", self)
            title.setContentsMargins(theme.current().px(PAD_PX), theme.current().px(PAD_PX) // 2, 0, 0)
            box.addWidget(title)
            box.addWidget(rows)
        box.addStretch(1)

    def show_all(self, indicators: Sequence[Indicator], roles: Sequence[tuple[str, str, str]], now: datetime) -> None:
        """Show these; a role with its agency, and its name and number to call."""
        self._numbers.set_rows([_number(indicator, now) for indicator in indicators])
        self._roles.set_rows([(role, agency, call, "") for role, agency, call in roles])


def _number(indicator: Indicator, now: datetime) -> tuple[str, str, str, str]:
    """A number with its unit, its age beside it, amber or red past its thresholds, told where it is stale."""
    value = NONE if indicator.value is None else number_text(indicator.value, indicator.decimals)
    if indicator.as_of is None:
        age = QCoreApplication.translate("IndicatorTile", "no report yet")
    else:
        age = age_text((now - indicator.as_of).total_seconds()) + (" !" if is_stale(indicator, now) else "")
    tone = _STANDING_TONES.get(standing(indicator), "")
    return indicator.short_name or indicator.name, f"{value} {indicator.unit}".strip(), age, tone

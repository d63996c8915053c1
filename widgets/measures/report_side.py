"""Beside the lines of a report after action: the chosen one whole, what is known of the incident, and where it was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.places.city_map import Ground
from console.places.marks import incident_mark
from console.records.models import Incident
from widgets.base import theme
from widgets.base.labels import label, rule
from widgets.base.scrolled import Scrolled
from widgets.base.sheet import Sheet
from widgets.places.map import PlaceMap

MAP_PX, MAP_SHARE = 160, 1000
"""The second: all that the facts leave."""


class ReportSide(Scrolled):
    """It scrolls where a window is low."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("The chosen line"))
        look, panel = theme.current(), QWidget(self)
        self._line = label("", "text", panel, wrap=True)
        self._line.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.facts = Sheet(panel)
        self._map = PlaceMap(panel)
        self._map.setMinimumHeight(look.px(MAP_PX))
        self._map.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        box = QVBoxLayout(panel)
        box.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        box.setSpacing(look.px(16))
        for part in (label(self.tr("The chosen line"), "panel_title", panel), self._line, rule(panel), self.facts):
            box.addWidget(part)
        box.addWidget(self._map, MAP_SHARE)
        box.addStretch(1)
        self.setWidget(panel)

    def show_line(self, text: str) -> None:
        """The whole text of the line that is chosen."""
        self._line.setText(text)

    def show_place(self, ground: Ground, incident: Incident) -> None:
        """Where it was; nothing where nobody said that."""
        self._map.show_place(ground, incident_mark(incident))

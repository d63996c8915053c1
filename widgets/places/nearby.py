"""What is near an incident, and who reported it: a few quiet lines in the incident's panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.places.near import Near
from widgets.base.formats import clock_text, number_text
from widgets.base.labels import label
from widgets.base.thing_rows import ThingRow, ThingRows


def kind_word(kind: str) -> str:
    """What a near thing is."""
    translate = QCoreApplication.translate
    return {
        "camera": translate("nearby", "Camera"),
        "incident": translate("nearby", "Incident"),
        "indicator": translate("nearby", "Indicator"),
        "map": translate("nearby", "Map"),
    }.get(kind, kind)


def metres_text(metres: float) -> str:
    """A distance as it is said: 40 m, 620 m, 1,2 km."""
    if metres >= 1000:
        return f"{number_text(metres / 1000, 1)} km"
    return f"{number_text(round(metres / 10) * 10)} m"


class NearbyList(ThingRows):
    """The map that shows all of it; then kind, name and metres, the nearest first of each kind."""

    def set_near(self, found: Sequence[Near], map_key: str = "") -> None:
        """Show these in their order; none hides the list. `map_key` opens the map; empty where there is no place."""
        rows = [
            ThingRow(one.thing.kind, one.thing.id, kind_word(one.thing.kind), one.thing.name, metres_text(one.metres))
            for one in found
        ]
        if map_key:
            rows.insert(0, ThingRow("map", "", kind_word("map"), self.tr("All of it on the map"), map_key))
        self.show_rows(self.tr("Nearby"), rows)


class ReporterLine(QWidget):
    """Who reported, for as long as it may be seen. Nothing of it is kept when it is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = label("", "strong", self, wrap=True)
        self._until = label("", "caption", self)
        self._until.set_tone("late")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._who)
        box.addWidget(self._until)
        self.hide()

    def set_reporter(self, words: str, until: datetime | None) -> None:
        """Show them until then; empty hides and forgets."""
        self._who.setText(words)
        if until is not None:
            text = self.tr("Personal data: hidden again at {time}. That you looked is on record.")
            self._until.setText(text.format(time=clock_text(until)))
        self.setVisible(bool(words))

    def words(self) -> str:
        """What is shown now."""
        return "" if self.isHidden() else self._who.text()

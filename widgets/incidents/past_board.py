"""Incidents of the past as the server finds them: rows on the left, the chosen one with its history on the right."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from console.places.city_map import Ground
from console.records.models import Incident
from widgets.base.row_board import BoardWords, RowBoard
from widgets.incidents.past_incident import PastIncident


class PastBoard(RowBoard):
    """`older_wanted`: older lines of the one that is opened."""

    older_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._opened = PastIncident(self)
        words = BoardWords(
            title=self.tr("Incidents of the past"),
            line=self.tr("Search the past"),
            hint=self.tr("Words, ward:, kind:, agency:, a day 21/11/2026 or a month 11/2026"),
            tip=self.tr("/ begins, Enter looks, Esc goes back to the rows. Marks are not needed."),
        )
        self.finish(words, self._opened)
        self._opened.older_wanted.connect(self.older_wanted)

    def show_incident(self, incident: Incident | None, now: datetime, why: str = "") -> None:
        """The chosen one beside the rows; `why` its history is not there."""
        self._opened.show_incident(incident, now, why)

    def set_ground(self, ground: Ground) -> None:
        """The city's map, for what is opened from now on."""
        self._opened.ground = ground

    def opened_id(self) -> str:
        """The incident beside the rows; empty where there is none."""
        return self._opened.shown.id if self._opened.shown is not None else ""

"""The queue as a list: rows by urgency, selection kept by identity, five thousand rows as light as fifty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from console.models import Incident
from widgets import theme
from widgets.incident_delegate import IncidentDelegate
from widgets.incident_model import IncidentModel, Index


class IncidentTable(QListView):
    """`incident_selected(id)`: the operator chose a row, or `select` did. `incident_activated(id)`: Enter or double
    click. `filled(count)`: rows were set.

    When the selected incident leaves the list nothing is selected in its place: the next key must never act on an
    incident that nobody chose.
    """

    incident_selected = Signal(str)
    incident_activated = Signal(str)
    filled = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = IncidentModel(self)
        self._delegate = IncidentDelegate(self)
        self._changing = False
        self._told: str | None = None
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        if theme.current().is_wall:  # nobody is there to scroll
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Incident queue"))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(self._on_activated)

    def set_incidents(self, incidents: Iterable[Incident], now: datetime) -> None:
        """Show exactly these; a row that stays keeps its selection and its place on screen."""
        kept = self.selected_id()
        anchor, offset = self._anchor()
        self._model.now = self._delegate.now = now
        self._changing = True
        try:
            self._model.set_incidents(incidents)
            self._restore(kept)
        finally:
            self._changing = False
        self._hold(anchor, offset)
        self.filled.emit(self._model.rowCount())

    def version_of(self, incident_id: str) -> int | None:
        """The server's version of the row that is shown; None where there is none."""
        row = self._model.row_of(incident_id)
        return self._model.incident(row).version if row >= 0 else None

    def tick(self, now: datetime) -> None:
        """Let ages and deadlines move on."""
        self._model.now = self._delegate.now = now
        self.viewport().update()

    def select(self, incident_id: str) -> None:
        """Select this row and bring it into view; nothing happens where it is not shown."""
        row = self._model.row_of(incident_id)
        if row >= 0:
            index = self._model.index(row, 0)
            self.setCurrentIndex(index)
            if self.isVisible():  # before that the list has no height, and any row would be scrolled to its top
                self.scrollTo(index)

    def selected_id(self) -> str | None:
        """The selected incident; None where none is."""
        index = self.currentIndex()
        return self._model.incident(index.row()).id if index.isValid() else None

    def count(self) -> int:
        """How many rows there are."""
        return self._model.rowCount()

    def ids(self) -> list[str]:
        """The incidents in the order shown."""
        return self._model.ids()

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt names it
        """Letters are commands here; they never jump to a title."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Enter opens the incident whatever the desktop takes for activation."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme has other fonts and row heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_delegate"):
            self._delegate.refresh_look()
            self.scheduleDelayedItemsLayout()

    def _restore(self, kept: str | None) -> None:
        row = self._model.row_of(kept) if kept else -1
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            self._told = None
        elif self.currentIndex().row() != row:
            self.setCurrentIndex(self._model.index(row, 0))

    def _anchor(self) -> tuple[str | None, int]:
        """The row at the upper edge and how far it is scrolled; None at the top, where news should be seen."""
        if self.verticalScrollBar().value() == 0:
            return None, 0
        index = self.indexAt(self.viewport().rect().topLeft())
        if not index.isValid():
            return None, 0
        return self._model.incident(index.row()).id, self.visualRect(index).top()

    def _hold(self, anchor: str | None, offset: int) -> None:
        row = self._model.row_of(anchor) if anchor else -1
        if row >= 0:
            self.doItemsLayout()
            top = self.visualRect(self._model.index(row, 0)).top()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - offset)

    def _on_current(self, current: Index, _previous: Index) -> None:
        if self._changing or not current.isValid():
            return
        incident_id = self._model.incident(current.row()).id
        if incident_id != self._told:
            self._told = incident_id
            self.incident_selected.emit(incident_id)

    def _on_activated(self, index: Index) -> None:
        self.incident_activated.emit(self._model.incident(index.row()).id)

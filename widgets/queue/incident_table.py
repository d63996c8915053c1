"""The queue as a list: rows by urgency, selection kept by identity, five thousand rows as light as fifty."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from console.records.models import Incident
from widgets.base import theme
from widgets.base.grouped_list import Index
from widgets.queue.incident_delegate import IncidentDelegate
from widgets.queue.incident_model import IncidentModel


class IncidentTable(QListView):
    """`incident_selected(id)`: the operator chose a row, or `select` did. `incident_activated(id)`: Enter or double
    click. `filled(count)`: rows were set. `touched()`: a hand is at the list. `menu_wanted(id, at)`: what can be
    done with this one, at a point of the screen: the right button was pressed on its row, or the key for menus.

    While `held` the selected row stays where it is on the screen, whatever comes above it.

    When the selected incident leaves the list nothing is selected in its place: the next key must never act on an
    incident that nobody chose.
    """

    incident_selected = Signal(str)
    incident_activated = Signal(str)
    filled = Signal(int)
    touched = Signal()
    menu_wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = IncidentModel(self)
        self.delegate = IncidentDelegate(self)
        self._changing = False
        self._told: str | None = None
        self.held = False
        self.setModel(self._model)
        self.setItemDelegate(self.delegate)
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
        """Show exactly these, by urgency; a row that stays keeps its selection and its place on screen."""
        self._change(now, lambda: self._model.set_incidents(incidents))

    def change_rows(self, now: datetime, work: Callable[[IncidentModel], None]) -> None:
        """Let `work` give the model other rows; selection and place on screen are kept as by `set_incidents`."""
        self._change(now, lambda: work(self._model))

    def above(self, ids: Iterable[str]) -> list[str]:
        """Those of these rows that are out of sight above."""
        rows = ((one, self._model.row_of(one)) for one in ids)
        return [one for one, row in rows if row >= 0 and self.visualRect(self._model.index(row, 0)).bottom() < 0]

    def incidents(self) -> list[Incident]:
        """What is shown, in its order."""
        return self._model.incidents()

    def _change(self, now: datetime, work: Callable[[], None]) -> None:
        kept = self.selected_id()
        anchor, offset = self._anchor(kept)
        self._model.now = self.delegate.now = now
        self._changing = True
        try:
            work()
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
        self._model.now = self.delegate.now = now
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

    def ids(self) -> list[str]:
        """The incidents in the order shown."""
        return self._model.ids()

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt names it
        """Letters are commands here; they never jump to a title."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Enter opens the incident whatever the desktop takes for activation."""
        self.touched.emit()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
            return
        if is_menu_key(event):
            self._on_menu_key()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt names it
        """The menu of the row below the pointer; a key for menus was seen to as it was pressed."""
        row = self.indexAt(event.pos())
        if event.reason() != QContextMenuEvent.Reason.Keyboard and row.isValid():
            self.menu_wanted.emit(self._model.incident(row.row()).id, event.globalPos())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """A click and a wheel are a hand at the list."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.touched.emit()
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme has other fonts and row heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "delegate"):
            self.delegate.refresh_look()
            self.scheduleDelayedItemsLayout()

    def _restore(self, kept: str | None) -> None:
        row = self._model.row_of(kept) if kept else -1
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            self._told = None
        elif self.currentIndex().row() != row:
            self.setCurrentIndex(self._model.index(row, 0))

    def _anchor(self, selected: str | None) -> tuple[str | None, int]:
        """The row that keeps its place, and its distance from the upper edge: while a hand is here the selected one
        where it is in sight, else the row at the upper edge; none at the top, where news should be seen."""
        row = self._model.row_of(selected) if selected and self.held else -1
        if row >= 0:
            place = self.visualRect(self._model.index(row, 0))
            if place.intersects(self.viewport().rect()):
                return selected, place.top()
        if self.verticalScrollBar().value() == 0:
            return None, 0
        index = self.indexAt(self.viewport().rect().topLeft())
        if not index.isValid():
            return None, 0
        return self._model.incident(index.row()).id, self.visualRect(index).top()

    def _hold(self, anchor: str | None, offset: int) -> None:
        row = self._model.row_of(anchor) if anchor else -1
        if row >= 0:
            self.executeDelayedItemsLayout()  # once for all that changed; the bar's range is right only after it
            top = self.visualRect(self._model.index(row, 0)).top()
            if top != offset:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + top - offset)

    def _on_current(self, current: Index, _previous: Index) -> None:
        if self._changing or not current.isValid():
            return
        incident_id = self._model.incident(current.row()).id
        if incident_id != self._told:
            self._told = incident_id
            self.incident_selected.emit(incident_id)

    def _on_menu_key(self) -> None:
        here = self.currentIndex()
        if here.isValid():
            self.scrollTo(here)
            at = self.visualRect(here).center()
            self.menu_wanted.emit(self._model.incident(here.row()).id, self.viewport().mapToGlobal(at))

    def _on_activated(self, index: Index) -> None:
        self.incident_activated.emit(self._model.incident(index.row()).id)


def is_menu_key(event: QKeyEvent) -> bool:
    """Whether this is the key for menus, or what stands for it on a board that has none."""
    shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shifted)

"""What a layout's tiles can show, found by typing: taken with Enter, or carried onto the screen with the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from widgets.base.fold import matches
from widgets.base.labels import label, tooltip_text

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MOVED_PX = 6


@dataclass(frozen=True)
class Part:
    """One thing to take: a tile's type with what it shows."""

    kind: str
    title: str
    group: str
    config: tuple[tuple[str, Any], ...] = ()


class LayoutOffer(QWidget):
    """`taken(part)`: Enter or a double click; `taken_into(part)`: Shift+Enter, into the selected tile.

    `carried(part, at)` and `dropped(part, at)`: with the mouse, at a point of the desktop."""

    taken = Signal(object)
    taken_into = Signal(object)
    carried = Signal(object, QPoint)
    dropped = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._from: QPoint | None = None
        self._held: Part | None = None
        self._moved = False
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Find a camera, an indicator, a tile"))
        self.line.setAccessibleName(self.line.placeholderText())
        self.line.textChanged.connect(lambda _text: self._filter())
        self.line.installEventFilter(self)
        self._model = QStandardItemModel(self)
        self._list = QListView(self)
        self._list.setObjectName("choices")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setModel(self._model)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setAccessibleName(self.tr("Tiles to add"))
        self._list.installEventFilter(self)
        self._list.viewport().installEventFilter(self)
        self._list.doubleClicked.connect(lambda _index: self._take(into=False))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(label(self.tr("Tiles"), "panel_title", self))
        box.addWidget(self.line)
        box.addWidget(self._list, 1)
        box.addWidget(label(self.tr("Enter adds · Shift+Enter into the chosen tile"), "caption", self, wrap=True))

    def set_parts(self, parts: Sequence[Part]) -> None:
        """What there is."""
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self._filter()

    def shown(self) -> list[Part]:
        """What is listed now."""
        rows = (self._model.item(row).data(ENTRY_ROLE) for row in range(self._model.rowCount()))
        return [part for part in rows if isinstance(part, Part)]

    def _filter(self) -> None:
        query = self.line.text()
        self._model.clear()
        group = ""
        for part in self._parts:
            if not matches(query, f"{part.title} {part.group} {part.kind}"):
                continue
            if part.group != group and not query:
                group = part.group
                head = QStandardItem(group)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                self._model.appendRow(head)
            item = QStandardItem(part.title if query == "" else f"{part.title} · {part.group}")
            item.setData(part, ENTRY_ROLE)
            item.setToolTip(tooltip_text(f"{part.title}\n{part.group}"))
            item.setAccessibleText(f"{part.title}, {part.group}")
            self._model.appendRow(item)
        self._step(1, self._model.rowCount() and -1)

    def _current(self) -> Part | None:
        found = self._list.currentIndex().data(ENTRY_ROLE)
        return found if isinstance(found, Part) else None

    def _take(self, *, into: bool) -> None:
        part = self._current()
        if part is not None:
            (self.taken_into if into else self.taken).emit(part)

    def _step(self, by: int, begin: int | None = None) -> None:
        row = (self._list.currentIndex().row() if begin is None else begin) + by
        while 0 <= row < self._model.rowCount():
            if isinstance(self._model.item(row).data(ENTRY_ROLE), Part):
                self._list.setCurrentIndex(self._model.index(row, 0))
                return
            row += 1 if by > 0 else -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Up, Down and Enter in the line are the list's; a press in the list may become a carrying."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(watched, event)
        if isinstance(event, QMouseEvent) and watched is self._list.viewport():
            return self._on_mouse(event)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(into=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return True
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.key() in steps and (watched is self.line or abs(steps[Qt.Key(event.key())]) == 1):
            self._step(steps[Qt.Key(event.key())])
            return True
        return False

    def _on_mouse(self, event: QMouseEvent) -> bool:
        at = event.globalPosition().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            found = self._list.indexAt(event.position().toPoint()).data(ENTRY_ROLE)
            self._held, self._from, self._moved = found if isinstance(found, Part) else None, at, False
        elif event.type() == QEvent.Type.MouseMove and self._held is not None and self._from is not None:
            self._moved = self._moved or (at - self._from).manhattanLength() > MOVED_PX
            if self._moved:
                self.carried.emit(self._held, at)
                return True
        elif event.type() == QEvent.Type.MouseButtonRelease and self._held is not None:
            held, self._held = self._held, None
            if self._moved:
                self.dropped.emit(held, at)
                return True
        return False

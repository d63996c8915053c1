"""The queue's panel: title and counts, filters, the search line, the table, and what stands there instead of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from widgets import theme
from widgets.empty_state import EmptyState
from widgets.flow import FlowLayout
from widgets.icons import icon
from widgets.incident_table import IncidentTable
from widgets.labels import ElidedLabel, label, set_tooltip
from widgets.skeleton import Skeleton

SEARCH_MOST = 200


class Chip(QPushButton):
    """A filter with its count; one of them is checked."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._words = words
        self.setProperty("chip", True)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_count(None)

    def set_count(self, count: int | None) -> None:
        """How many it lets through; None while that is not known."""
        text = self._words if count is None else f"{self._words} {count}"
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """The text in its pill."""
        look = theme.current()
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(width + look.px(22), look.px(28))


class SearchLine(QLineEdit):
    """One line of search; Esc clears it and gives the keys back."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Esc ends the search, Down goes to what was found."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """While somebody writes here, Esc, Down and Enter belong to the line and not to the desk's commands."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() in mine:
                event.accept()
                return True
        return super().event(event)


class QueuePanel(QFrame):
    """`table` is the list itself, `search` the line. `filter_chosen(name)` and `search_edited(text)` say what the
    operator wants to see; the owner gives the table its rows."""

    filter_chosen = Signal(str)
    search_edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queuePanel")
        self._filter = "all"
        # Made first, and so first for the keyboard: a desk that opens in the search line would swallow every command.
        self.table = IncidentTable(self)
        self.setFocusProxy(self.table)
        self._title = label(self.tr("Incident queue"), "panel_title", self)
        self._counts = ElidedLabel("", "caption", self)
        self.search = SearchLine(self)
        self.search.setMaxLength(SEARCH_MOST)
        self.search.setPlaceholderText(self.tr("Search: code, title, place…   /"))
        self.search.setAccessibleName(self.tr("Search incidents"))
        set_tooltip(self.search, self.tr("Marks are not needed: “ngap” finds “ngập”. Key: /"))
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._skeleton = Skeleton(self)
        self._empty = EmptyState(self)
        self._chips = [Chip(name, words, self) for name, words in self._filters()]
        self._stack = QStackedWidget(self)
        for page in (self._skeleton, self.table, self._empty):
            self._stack.addWidget(page)
        self._lay_out()
        self._join()
        self.set_filter("all")

    def _filters(self) -> tuple[tuple[str, str], ...]:
        return (
            ("all", self.tr("All")),
            ("mine", self.tr("Mine")),
            ("unacknowledged", self.tr("Not acknowledged")),
            ("due_soon", self.tr("Due soon")),
            ("overdue", self.tr("Overdue")),
            ("security", self.tr("Information security")),
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._counts, 1)
        self._chip_row = QWidget(self)
        flow = FlowLayout(self._chip_row)
        for chip in self._chips:
            flow.addWidget(chip)
        self._head = QVBoxLayout()
        self._head.addLayout(head)
        self._head.addWidget(self._chip_row)
        self._head.addWidget(self.search)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head)
        box.addWidget(self._stack, 1)
        self._measure()

    def _join(self) -> None:
        for chip in self._chips:
            chip.clicked.connect(lambda _checked=False, name=chip.name: self._on_chip(name))
        self.search.textChanged.connect(self.search_edited)
        self.search.left.connect(self.table.setFocus)
        self.table.filled.connect(self._on_filled)
        self._empty.chosen.connect(self._on_way_out)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How many incidents each filter lets through, by its name."""
        for chip in self._chips:
            chip.set_count(counts.get(chip.name))
        parts = [self.tr("{n} open").format(n=counts.get("all", 0))]
        if counts.get("overdue"):
            parts.append(self.tr("{n} overdue").format(n=counts["overdue"]))
        self._counts.setText(" · ".join(parts))

    def set_filter(self, name: str) -> None:
        """Mark the filter in force."""
        self._filter = name
        for chip in self._chips:
            chip.setChecked(chip.name == name)

    def set_loading(self) -> None:
        """Show that the first rows are still being read."""
        self._stack.setCurrentWidget(self._skeleton)

    def state(self) -> str:
        """What stands in the place of the rows: loading, rows, empty or no_match."""
        page = self._stack.currentWidget()
        if page is self._skeleton:
            return "loading"
        if page is self.table:
            return "rows"
        return "no_match" if self._narrowed() else "empty"

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme has other colours and measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_head"):
            self._measure()
            self._glass.setIcon(icon("search"))

    def _narrowed(self) -> bool:
        return bool(self.search.text().strip()) or self._filter != "all"

    def _on_chip(self, name: str) -> None:
        self.set_filter(name)
        self.filter_chosen.emit(name)

    def _on_filled(self, count: int) -> None:
        if count:
            self._stack.setCurrentWidget(self.table)
            return
        if self._narrowed():
            self._empty.set_text(
                self.tr("Nothing matches"),
                self.tr("No open incident fits this filter and search."),
                self.tr("Show all incidents"),
            )
        else:
            self._empty.set_text(
                self.tr("No open incidents"),
                self.tr("Field reports, sensors, cameras, security alerts and emergency calls will appear here."),
            )
        self._stack.setCurrentWidget(self._empty)

    def _on_way_out(self) -> None:
        self.search.clear()
        self._on_chip("all")

    def _measure(self) -> None:
        look = theme.current()
        self._head.setContentsMargins(look.px(16), look.px(10), look.px(16), look.px(10))
        self._head.setSpacing(look.px(8))

"""The queue's panel: title and counts, filters, the search line, the table, and what stands there instead of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.empty_state import EmptyState
from widgets.base.flow import FlowLayout
from widgets.base.formats import number_text
from widgets.base.icons import icon
from widgets.base.labels import button_text, label, set_tooltip, tooltip_text
from widgets.base.skeleton import Skeleton
from widgets.queue.head import QueueHead
from widgets.queue.incident_delegate import ROW_PX
from widgets.queue.incident_table import IncidentTable
from widgets.queue.instead import Instead
from widgets.queue.rows import Rows

SEARCH_MOST = 200
TIGHT_PX = 440
LONG_NAME = 24
"""Letters of an own view's name that its chip shows; the whole of it is in the tooltip."""


def grammar_words() -> str:
    """What may be typed into the line, in short."""
    return QCoreApplication.translate(
        "QueuePanel",
        "Marks are not needed: “ngap” finds “ngập”.\n"
        'sev:high · sev:1,2 · ward:"Sông Mây" · agency: · kind: · channel:security · state:new\n'
        "due<2h · due>1d · age>1d · overdue · mine · unassigned · joined · shelved\n"
        "A minus before a term turns it round: -mine. Key: /",
    )


class Chip(QPushButton):
    """A filter with its count; one of them is checked. `chosen(name)`: it was pressed."""

    chosen = Signal(str)

    def __init__(self, name: str, words: str, parent: QWidget | None = None, *, key: str = "") -> None:
        super().__init__(parent)
        self.name = name
        self.words = words
        self.key = key
        self.own = bool(key)
        """Whether an operator made it; those have a key, which the tooltip tells."""
        self.tell_key(key)
        self.setProperty("chip", True)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _checked=False: self.chosen.emit(name))
        self.brief = ""
        """What is written on it where there is little room; empty: the same."""
        self._tight = False
        self._count: int | None = None
        self.set_count(None)

    def tell_key(self, key: str) -> None:
        """The key that chooses it; the tooltip says it."""
        set_tooltip(self, f"{self.words}   {key}" if key else "")

    def set_tight(self, tight: bool) -> None:
        """Take less room, as on a narrow screen."""
        if tight == self._tight:
            return
        self._tight = tight
        self.setProperty("tight", tight)
        self.setFont(theme.current().font("caption" if tight else "text"))
        self.style().unpolish(self)
        self.style().polish(self)
        self.set_count(self._count)
        self.updateGeometry()

    def set_count(self, count: int | None) -> None:
        """How many it lets through; None while that is not known."""
        self._count = count
        words = self.brief if self._tight and self.brief else self.words
        short = words if len(words) <= LONG_NAME else f"{words[: LONG_NAME - 1]}…"
        number = "" if count is None else f" {number_text(count)}"
        whole = self.words + number
        text = button_text(short + number)
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(whole)
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """The text in its pill."""
        look = theme.current()
        width = QFontMetrics(self.font()).horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(width + look.px(12 if self._tight else 22), look.px(28))


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
    """`rows` are the list or what stands for it, `table` is the list itself, `search` the line, `mistake` what stands
    under it. `filter_chosen(name)` and `search_edited(text)` say what the operator wants to see; the owner gives the
    table its rows. `past_wanted()`: what was typed shall be looked for in
    the past. `head` is what stands above all."""

    filter_chosen = Signal(str)
    search_edited = Signal(str)
    past_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queuePanel")
        self._filter = "all"
        # Made first, and so first for the keyboard: a desk that opens in the search line would swallow every command.
        self.table = IncidentTable(self)
        self.setFocusProxy(self.table)
        self.head = QueueHead(self.tr("Incident queue"), self)
        self.search = SearchLine(self)
        self.search.setMaxLength(SEARCH_MOST)
        self.search.setPlaceholderText(self.tr("Search the queue: code, place, words   /"))
        self.search.setAccessibleName(self.tr("Search and filter incidents"))
        set_tooltip(self.search, grammar_words())
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._past = self.search.addAction(icon("history"), QLineEdit.ActionPosition.TrailingPosition)
        self._past.setToolTip(tooltip_text(self.tr("Search the past at the server   Ctrl+Shift+F")))
        self._past.triggered.connect(self.past_wanted)
        self.mistake = label("", "caption", self, wrap=True)
        self.mistake.set_tone("late")
        self.mistake.hide()
        self.understood = label("", "caption", self, wrap=True)
        self.understood.hide()
        self._skeleton = Skeleton(ROW_PX, self)
        self._empty = EmptyState(self)
        self._chips = [Chip(name, words, self) for name, words in self._filters()]
        self._chips[-1].brief = self.tr("Info sec.")
        self.rows = Rows(self)
        for page in (self._skeleton, self.table, self._empty):
            self.rows.addWidget(page)
        self._lay_out()
        self._join()
        self.set_filter("all")

    def _filters(self) -> tuple[tuple[str, str], ...]:
        return (
            ("all", self.tr("All")),
            ("mine", self.tr("Mine")),
            ("unassigned", self.tr("Unassigned")),
            ("unacknowledged", self.tr("Not acknowledged")),
            ("due_soon", self.tr("Due soon")),
            ("overdue", self.tr("Overdue")),
            ("security", self.tr("Information security")),
        )

    def _lay_out(self) -> None:
        self._chip_row = QWidget(self)
        self._flow = FlowLayout(self._chip_row)
        for chip in self._chips:
            self._flow.addWidget(chip)
        self._head = QVBoxLayout()
        self._head.addWidget(self.head)
        self._head.addWidget(self._chip_row)
        self._head.addWidget(self.search)
        self._head.addWidget(self.understood)
        self._head.addWidget(self.mistake)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head)
        box.addWidget(self.rows, 1)
        self._column = box
        self.instead = self.rows.instead = Instead(box, self.rows)
        self._measure()

    def _join(self) -> None:
        for chip in self._chips:
            chip.chosen.connect(self._on_chip)
        self.search.textChanged.connect(self.search_edited)
        self.search.left.connect(self.rows.take_keyboard)
        self.table.filled.connect(self._on_filled)
        self._empty.chosen.connect(self._on_way_out)

    def set_own_views(self, views: Sequence[tuple[str, str, str]]) -> None:
        """Chips of the operator's own: name, words, key."""
        own = [chip for chip in self._chips if chip.own]
        if [(chip.name, chip.words, chip.key) for chip in own] == list(views):
            return
        for chip in own:
            self._chips.remove(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for name, words, key in views:
            chip = Chip(name, words, self._chip_row, key=key)
            chip.chosen.connect(self._on_chip)
            chip.set_tight(self._is_tight())
            self._chips.append(chip)
            self._flow.addWidget(chip)
            chip.show()
        self.set_filter(self._filter)

    def set_filter_keys(self, keys: Mapping[str, str]) -> None:
        """By their names, the keys of the filters that are always there."""
        for chip in self._chips:
            if not chip.own:
                chip.tell_key(keys.get(chip.name, ""))

    def put_below(self, part: QWidget) -> None:
        """Let this stand below the rows: what comes and goes there moves none of them."""
        self._column.addWidget(part)

    def fold(self, on: bool) -> None:
        """Leave the room of the filters to what stands for the rows, which has its own."""
        self._chip_row.setVisible(not on)

    def set_understood(self, words: str) -> None:
        """Tell under the line what it is understood as; empty where it needs no telling."""
        self.understood.setText(self.tr("Understood as: {words}").format(words=words) if words else "")
        self.understood.setVisible(bool(words))

    def set_mistake(self, text: str) -> None:
        """Tell under the line what in it is not understood; empty where all is."""
        self.mistake.setText(text)
        self.mistake.setVisible(bool(text))

    def set_news(self, text: str, key: str) -> None:
        """Offer what waits; empty where nothing does."""
        self.head.set_news(text, key)

    def news(self) -> str:
        """What the bar offers now; empty where there is none."""
        return self.head.news()

    def set_counts(self, counts: Mapping[str, int], drills: int = 0) -> None:
        """How many incidents each filter lets through, by its name; rows of an exercise are in none of these."""
        for chip in self._chips:
            chip.set_count(counts.get(chip.name))
        parts = [self.tr("{n} open").format(n=number_text(counts.get("all", 0)))]
        if drills:
            parts.append(self.tr("{n} of a drill beside").format(n=number_text(drills)))
        late = counts.get("overdue", 0)
        red = "· " + self.tr("{n} overdue").format(n=number_text(late)) if late else ""
        self.head.set_counts(" · ".join(parts), red)

    def set_filter(self, name: str) -> None:
        """Mark the filter in force."""
        self._filter = name
        for chip in self._chips:
            chip.setChecked(chip.name == name)

    def set_loading(self) -> None:
        """Show that the first rows are still being read."""
        self.rows.turn(self._skeleton)
        self.head.set_counts(self.tr("nothing received yet"))
        for chip in self._chips:
            chip.set_count(None)

    def state(self) -> str:
        """What stands in the place of the rows: loading, rows, empty or no_match."""
        page = self.rows.currentWidget()
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
            self._past.setIcon(icon("history"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Where there is little room the filters stand closer, so that the rows keep theirs."""
        super().resizeEvent(event)
        for chip in self._chips:
            chip.set_tight(self._is_tight())
        self._measure()

    def _is_tight(self) -> bool:
        return self.width() < theme.current().px(TIGHT_PX)

    def _narrowed(self) -> bool:
        return bool(self.search.text().strip()) or self._filter != "all"

    def _on_chip(self, name: str) -> None:
        self.set_filter(name)
        self.filter_chosen.emit(name)

    def _on_filled(self, count: int) -> None:
        if count:
            self.rows.turn(self.table)
            return
        if self._narrowed():
            self._empty.set_text(
                self.tr("Nothing matches"),
                self.tr("No open incident fits this filter and search. Ctrl+Shift+F searches the past."),
                self.tr("Show all incidents"),
            )
        else:
            self._empty.set_text(
                self.tr("No open incidents"),
                self.tr("Field reports, sensors, cameras, security alerts and emergency calls will appear here."),
            )
        self.rows.turn(self._empty)

    def _on_way_out(self) -> None:
        self.search.clear()
        self._on_chip("all")

    def _measure(self) -> None:
        look = theme.current()
        side = look.px(8 if self._is_tight() else 16)
        self._flow.setSpacing(look.px(4 if self._is_tight() else 6))
        self._head.setContentsMargins(side, look.px(10), side, look.px(10))
        self._head.setSpacing(look.px(8))
        self.head.measure()

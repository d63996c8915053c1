"""The editor of layouts: what can be shown on the left, the screen in the middle, its facts on the right.

Everything goes by keys; each verb is told as `asked(verb)`, and whoever edits shows what came of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.desk_page import DeskPage, chords
from widgets.base.flow import FlowLayout
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import label
from widgets.layouts.canvas import LayoutCanvas
from widgets.layouts.facts import FactForm
from widgets.layouts.offer import LayoutOffer
from widgets.layouts.shelf import LayoutShelf, RowList

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "Ctrl+S": "save",
        "Ctrl+Z": "undo",
        "Ctrl+Y": "redo",
        "Ctrl+Shift+Z": "redo",
        "Ctrl+C": "copy",
        "Ctrl+X": "cut",
        "Ctrl+V": "paste",
        "Del": "remove",
        "Ctrl+Shift+C": "copy_screen",
        "Ctrl+Shift+N": "new_screen",
        "Ctrl+Shift+Del": "remove_screen",
        "PgDown": "next_screen",
        "PgUp": "previous_screen",
        "Ctrl+PgDown": "screen_later",
        "Ctrl+PgUp": "screen_earlier",
        "Ctrl+G": "refine",
        "Ctrl+F": "free_form",
        "Ctrl+L": "shelf",
        "Ctrl+J": "next_trouble",
        "/": "palette",
        "Ins": "palette",
        "T": "template",
        "F2": "facts",
    }
)
SHELF_KEYS: Mapping[str, str] = MappingProxyType(
    {"Ins": "new", "Del": "remove", "Ctrl+I": "import", "Ctrl+Shift+S": "export"}
)
TOP_PX, FOOT_PX, MARGIN_PX = 52, 38, 8
"""What stays free for the strips above and below, and at the sides."""
PLAIN = frozenset({"palette", "template", "remove", "facts"})
"""Keys that a line of text needs for itself."""


class LayoutBoard(DeskPage):
    """The shelf of layouts first, then the editor of one."""

    asked = Signal(str)
    chords = chords({*KEYS, *SHELF_KEYS})

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Layouts of walls"))
        self.setAccessibleName(self.tr("Layouts of walls"))
        self.shelf = LayoutShelf(self)
        self.palette_list = LayoutOffer(self)
        self.canvas = LayoutCanvas(self)
        self.screens = RowList(self.tr("Screens"), self)
        self.tile_facts, self.screen_facts, self.layout_facts = FactForm(self), FactForm(self), FactForm(self)
        self.troubles = RowList(self.tr("What is odd, or hard to read"), self)
        self.troubles.wrap()
        self.said = label("", "text", self, wrap=True)
        self.said.setAccessibleName(self.tr("What came of it"))
        self._captions = {name: label("", "strong", self) for name in ("tile", "trouble")}
        self._buttons: dict[str, KeyButton] = {}
        self._choices = QHBoxLayout()
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.shelf)
        self._pages.addWidget(self._editor())
        self.box.addWidget(self._pages, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addLayout(self._choices)
        self.box.addLayout(foot)

    def _editor(self) -> QWidget:
        look, page = theme.current(), QWidget(self)
        middle = QVBoxLayout()
        middle.addWidget(self.canvas, 1)
        bar = FlowLayout(gap=look.px(6))
        for verb, words, key in (
            ("save", self.tr("Save"), "Ctrl+S"), ("undo", self.tr("Undo"), "Ctrl+Z"),
            ("redo", self.tr("Redo"), "Ctrl+Y"), ("copy", self.tr("Copy"), "Ctrl+C"),
            ("paste", self.tr("Paste"), "Ctrl+V"), ("remove", self.tr("Remove"), "Del"),
            ("new_screen", self.tr("New screen"), "Ctrl+Shift+N"),
            ("copy_screen", self.tr("Copy screen"), "Ctrl+Shift+C"),
            ("remove_screen", self.tr("Remove screen"), "Ctrl+Shift+Del"),
            ("refine", self.tr("Finer grid"), "Ctrl+G"), ("free_form", self.tr("Free form"), "Ctrl+F"),
            ("shelf", self.tr("All layouts"), "Ctrl+L"),
        ):  # fmt: skip
            bar.addWidget(self._button(verb, words, key))
        middle.addLayout(bar)
        keys = self.tr(
            "Tab to a tile · arrows move it · Shift+arrows resize · Ctrl+arrows to the next one"
            " · / adds · T template · F2 facts · PgUp PgDown screens · Esc back, then closes: a draft stays"
        )
        middle.addWidget(label(keys, "caption", page, wrap=True))
        right = QVBoxLayout()
        right.addWidget(self._captions["tile"])
        right.addWidget(self.tile_facts)
        right.addWidget(label(self.tr("Screen"), "strong", page))
        right.addWidget(self.screen_facts)
        right.addWidget(self.screens, 1)
        # On a small screen lists give way to the fields: a line of each, or a sentence, is always to be seen.
        self.screens.setMinimumHeight(look.px(34))
        self.troubles.setMinimumHeight(look.px(52))
        right.addWidget(label(self.tr("Layout"), "strong", page))
        right.addWidget(self.layout_facts)
        right.addWidget(self._captions["trouble"])
        right.addWidget(self.troubles, 1)
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(look.px(16))
        self.palette_list.setFixedWidth(look.px(264))
        columns.addWidget(self.palette_list)
        columns.addLayout(middle, 1)
        side = QWidget(page)
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(look.px(300))
        columns.addWidget(side)
        return page

    def _button(self, verb: str, words: str, key: str) -> KeyButton:
        button = KeyButton(self)
        button.show_command(CommandButton(verb, words, key), primary=verb == "save")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.asked.emit(verb))
        self._buttons[verb] = button
        return button

    # setters

    def show_shelf(self, *, shelf: bool) -> None:
        """The list of layouts, or the editor."""
        self._pages.setCurrentIndex(0 if shelf else 1)
        if self.isVisible():
            self.first_focus().setFocus()

    @property
    def shows_shelf(self) -> bool:
        """Whether the list of layouts is shown."""
        return self._pages.currentIndex() == 0

    def set_title(self, text: str) -> None:
        """What is edited."""
        self._title.setText(text)

    def say(self, text: str, tone: str = "") -> None:
        """What came of the last key."""
        self.said.setText(text)
        self.said.set_tone(tone)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Verbs and words of a decision that waits; none hides them."""
        while self._choices.count():
            item = self._choices.takeAt(0)
            if item is not None and (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for verb, words in choices:
            button = KeyButton(self)
            button.show_command(CommandButton(verb, words), primary=False)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, verb=verb: self.asked.emit(verb))
            self._choices.addWidget(button)

    def caption_tile(self, text: str) -> None:
        """Over the tile's facts."""
        self._captions["tile"].setText(text)

    def caption_troubles(self, text: str) -> None:
        """Over what is odd; without a text neither is shown."""
        self._captions["trouble"].setText(text)
        self._captions["trouble"].setVisible(bool(text))
        self.troubles.setVisible(bool(text))

    def enable(self, verb: str, *, on: bool) -> None:
        """A button that can be pressed, or cannot."""
        self._buttons[verb].setEnabled(on)

    # the overlay

    def first_focus(self) -> QWidget:
        """The list, or the screen."""
        return self.shelf.layouts if self.shows_shelf else self.canvas

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """The verbs' keys; what a line of text needs stays with it."""
        verb = self._verb(event)
        if verb is None:
            back = event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if back and not self.shows_shelf and not self.canvas.has_keyboard():
                self.canvas.setFocus()  # from a field back to the screen; the next Esc closes
            else:
                super().keyPressEvent(event)
            return
        if self.shows_shelf:
            self.shelf.ask(verb)
        elif verb == "palette":
            self.palette_list.line.setFocus()
            self.palette_list.line.selectAll()
        else:
            self.asked.emit(verb)
        event.accept()

    def _verb(self, event: QKeyEvent) -> str | None:
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        verb = (SHELF_KEYS if self.shows_shelf else KEYS).get(pressed)
        typing = isinstance(QApplication.focusWidget(), QLineEdit)
        return None if verb in PLAIN and typing else verb

    def over_canvas(self, at: QPoint) -> tuple[int, int] | None:
        """The cell of the shown screen under a point of the desktop."""
        return None if self.shows_shelf else self.canvas.cell_at(at)

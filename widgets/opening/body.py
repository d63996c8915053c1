"""All that is asked for and told between head and foot of the sheet, in the order in which the keyboard walks it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.forms import TextBox
from widgets.base.labels import rule
from widgets.base.severity import severity_word
from widgets.opening.ground import MapGround
from widgets.opening.near_list import NearList
from widgets.opening.pictures import PictureList
from widgets.opening.reporter import ReporterFields
from widgets.opening.section import SectionHead
from widgets.opening.severity_choice import SeverityChoice
from widgets.opening.steps import StepsAhead
from widgets.opening.type_ahead import TypeAhead
from widgets.opening.typed_line import LETTERS_MOST

WORDS_PX, LINE_PX = 60, 32
FIELD_GAP, LABEL_GAP = 10, 4


class TitleLine(QLineEdit):
    """One line, which is the kind's name until somebody writes another. `entered()`."""

    entered = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaxLength(LETTERS_MOST)
        self._usual = ""
        self.editingFinished.connect(self._on_finished)

    def suggest(self, usual: str) -> None:
        """What it is called where nobody writes anything else."""
        was_usual = self.is_usual
        self._usual = usual
        if was_usual:
            self._write(usual)

    def give(self, title: str) -> None:
        """Somebody has written this."""
        self._write(title or self._usual)

    @property
    def is_usual(self) -> bool:
        """Whether nobody has written another."""
        return self.text().strip() in ("", self._usual.strip())

    def _on_finished(self) -> None:
        if not self.text().strip():
            self._write(self._usual)

    def _write(self, text: str) -> None:
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Enter alone goes on; with Ctrl it is the sheet's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if plain and not event.isAutoRepeat():
                self.entered.emit()
            event.setAccepted(plain)
        else:
            super().keyPressEvent(event)


class SheetBody(QWidget):
    """Its parts; the sheet joins them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind_head = SectionHead(self.tr("Kind of incident"), self)
        self.kind = TypeAhead("search", self.tr("Kind of incident"), self)
        self.kind.say(
            self.tr("Some letters of the kind, marks are not needed"),
            self.tr("There is no such kind; it will open as “other”. Enter takes it as the title."),
            self.tr("Without a kind: it will open as “other”."),
        )
        self.place_head = SectionHead(self.tr("Where it happened"), self)
        self.place = TypeAhead("map-pin", self.tr("Where it happened"), self)
        self.place.say(
            self.tr("Street, ward, camera or place"),
            self.tr("No such place is known. Enter keeps the words, without a point on the map."),
            self.tr("Kept in words, without a point on the map."),
        )
        self.ground = MapGround(self)
        self.near = NearList(self)
        self.severity_head = SectionHead(self.tr("Severity"), self)
        self.severity = SeverityChoice(self)
        self.reporter = ReporterFields(self)
        self.title_head = SectionHead(self.tr("Title"), self)
        self.title = TitleLine(self.tr("Title"), self)
        self.words_head = SectionHead(self.tr("What happened"), self)
        self.words = TextBox(self.tr("What happened"), self)
        self.words.setPlaceholderText(self.tr("What was told, as it was told"))
        self.pictures = PictureList(self)
        self.rule = rule(self)
        self.steps = StepsAhead(self)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self.measure()

    def _lay_out(self) -> None:
        self._groups: list[QVBoxLayout] = []
        for parts in (
            (self.kind_head, self.kind),
            (self.place_head, self.place, self.ground),
            (self.near,),
            (self.severity_head, self.severity),
            (self.reporter,),
            (self.title_head, self.title),
            (self.words_head, self.words),
            (self.pictures,),
            (self.rule, self.steps),
        ):
            if len(parts) == 1:  # what may be hidden as a whole leaves no gap behind
                self.box.addWidget(parts[0])
                continue
            group = QVBoxLayout()
            for part in parts:
                group.addWidget(part)
            self._groups.append(group)
            self.box.addLayout(group)
        self.box.addStretch(1)

    def say_severity(self, proposed: int | None) -> None:
        """What is usual for the kind; None where that says nothing."""
        words = self.tr("proposed by the kind: {severity}") if proposed is not None else ""
        self.severity_head.say(words.format(severity=severity_word(proposed) if proposed is not None else ""))

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        self.box.setSpacing(look.px(FIELD_GAP))
        for group in self._groups:
            group.setSpacing(look.px(LABEL_GAP))
        self.title.setMinimumHeight(look.px(LINE_PX))
        self.words.setFixedHeight(look.px(WORDS_PX))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """As it says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_groups"):
            self.measure()

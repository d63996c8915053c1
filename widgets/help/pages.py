"""Pages of Help: the manual with what to begin with, and what is new beside what was found on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.icon_mark import IconMark
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import label
from widgets.base.scrolled import Scrolled
from widgets.help.tabs import HelpTabs

NARROW_PX, GAP_PX, LETTERS_IN_LINE, NAME_PX = 1600, 40, 62, 150


@dataclass(frozen=True)
class Chapter:
    """A heading and its paragraphs."""

    title: str
    paragraphs: Sequence[str]

    @property
    def weight(self) -> int:
        """About how many lines it takes."""
        return 2 + sum(1 + len(one) // LETTERS_IN_LINE for one in self.paragraphs)


class _HelpPage(DeskPage):
    def __init__(self, window: QWidget, here: str) -> None:
        super().__init__(window, "")
        self.tabs = HelpTabs(here, self)
        self.box.addWidget(self.tabs)

    def name_it(self, title: str) -> None:
        """Its title, which is read out as well."""
        self._title.setText(title)
        self.setAccessibleName(title)


class Reader(Scrolled):
    """Chapters side by side, in as many columns as it is told; read, not typed into."""

    def __init__(self, named: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(named)
        self._chapters: Sequence[Chapter] = ()

    def set_chapters(self, chapters: Sequence[Chapter], most: int) -> None:
        """In the order in which they are read, in at most so many columns."""
        self._chapters = chapters
        look, page = theme.current(), QWidget(self)
        across = QHBoxLayout(page)
        across.setContentsMargins(look.px(12), look.px(8), look.px(12), 0)
        across.setSpacing(look.px(GAP_PX))
        for told in in_columns(chapters, most):
            column = QVBoxLayout()
            column.setSpacing(look.px(8))
            for chapter in told:
                column.addWidget(label(chapter.title, "panel_title", page))
                for paragraph in chapter.paragraphs:
                    column.addWidget(label(paragraph, "text", page, wrap=True))
                column.addSpacing(look.px(16))
            column.addStretch(1)
            across.addLayout(column, 1)
        self.setWidget(page)

    def words(self) -> str:
        """All that can be read."""
        return "\n".join("\n".join((one.title, *one.paragraphs)) for one in self._chapters)


@dataclass(frozen=True)
class Way:
    """Something to begin with: what it is good for, and the command that begins it."""

    sentence: str
    button: CommandButton


class ManualPage(_HelpPage):
    """The manual, and at the right what one can begin with. `pressed(command)`."""

    pressed = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "show-manual")
        self.name_it(self.tr("Manual"))
        self.reader = Reader(self.tr("Manual"), self)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(theme.current().px(6))
        self._buttons: list[KeyButton] = []
        ways = QVBoxLayout()
        ways.addWidget(label(self.tr("Where to begin"), "panel_title", self))
        ways.addLayout(self._ways)
        ways.addStretch(1)
        self.stand_beside(((self.reader, 1),), ((ways, 1),), (5, 2))

    def set_text(self, chapters: Sequence[Chapter], ways: Sequence[Way]) -> None:
        """What is read, and what can be begun; the latter are made once."""
        narrow = self._window.width() < theme.current().px(NARROW_PX)
        self.reader.set_chapters(chapters, 1 if narrow else 2)
        for way in ways[len(self._buttons) :]:
            button = KeyButton(self)
            button.clicked.connect(lambda _checked=False, name=way.button.name: self.pressed.emit(name))
            self._ways.addWidget(button)
            self._ways.addWidget(label(way.sentence, "caption", self, wrap=True))
            self._ways.addSpacing(theme.current().px(16))
            self._buttons.append(button)
        for button, way in zip(self._buttons, ways, strict=True):
            button.show_command(way.button, primary=False)

    def first_focus(self) -> QWidget:
        """The text, so that arrows and PageDown go through it."""
        return self.reader


def in_columns(chapters: Sequence[Chapter], most: int) -> list[list[Chapter]]:
    """`chapters` in at most so many columns of about the same length, none torn."""
    share = sum(one.weight for one in chapters) / most
    columns: list[list[Chapter]] = [[]]
    taken = 0.0
    for chapter in chapters:
        if columns[-1] and len(columns) < most and taken + chapter.weight / 2 > share * len(columns):
            columns.append([])
        columns[-1].append(chapter)
        taken += chapter.weight
    return columns


@dataclass(frozen=True)
class Looked:
    """One thing of the machine: what it is, how it is, and what to do where it is not well."""

    name: str
    found: str
    advice: str = ""


class AboutPage(_HelpPage):
    """What is new in this version, and beside it what the look at this machine found: what asks for a hand first."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "show-about")
        self.name_it(self.tr("What is new, and this machine"))
        self.reader = Reader(self.tr("What is new"), self)
        self.again = KeyButton(self)
        self.again.show_command(CommandButton("", self.tr("Look again"), icon="refresh-cw"), primary=False)
        self.again.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.sum = label("", "panel_title", self)
        self._scroll = Scrolled(self)
        self._scroll.setAccessibleName(self.tr("This machine"))
        self._looked: Sequence[Looked] = ()
        head = QHBoxLayout()
        head.addWidget(self.sum, 1)
        head.addWidget(self.again)
        self.stand_beside(((self.reader, 1),), ((head, 0), (self._scroll, 1)), (1, 1))

    def first_focus(self) -> QWidget:
        """What is new."""
        return self.reader

    def set_looking(self) -> None:
        """It takes some seconds."""
        self.sum.setText(self.tr("Looking at this machine…"))
        self.again.setEnabled(False)

    def set_looked(self, looked: Sequence[Looked]) -> None:
        """Show what was found."""
        self._looked = sorted(looked, key=lambda one: not one.advice)
        bad = sum(bool(one.advice) for one in looked)
        told = self.tr("{n} of {all} things ask for a hand").format(n=bad, all=len(looked))
        self.sum.setText(told if bad else self.tr("All is well on this machine"))
        self.again.setEnabled(True)
        look = theme.current()
        page = QWidget(self._scroll)
        grid = QGridLayout(page)
        grid.setContentsMargins(look.px(12), look.px(8), look.px(12), 0)
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(8))
        grid.setColumnStretch(2, 1)
        for row, one in enumerate(self._looked):
            mark = IconMark(parent=page)
            mark.show_icon("circle-alert" if one.advice else "circle-check", "late" if one.advice else "text3")
            name = label(one.name, "strong", page)
            name.setMinimumWidth(look.px(NAME_PX))
            words = "\n".join(part for part in (one.found, one.advice) if part)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(mark, row, 0, top)
            grid.addWidget(name, row, 1, top)
            grid.addWidget(label(words, "text", page, wrap=True), row, 2)
        grid.setRowStretch(len(self._looked), 1)
        self._scroll.setWidget(page)

    def words(self) -> list[str]:
        """What is told of each thing."""
        return [" · ".join(part for part in (one.name, one.found, one.advice) if part) for one in self._looked]

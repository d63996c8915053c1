"""All that is asked for and told between head and foot of the sheet, in the order in which the keyboard walks it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.forms import TextBox
from widgets.base.severity import severity_word
from widgets.opening.ground import MapGround
from widgets.opening.near_list import NearList
from widgets.opening.pictures import PictureList
from widgets.opening.reporter import ReporterFields
from widgets.opening.section import SectionHead
from widgets.opening.severity_choice import SeverityChoice
from widgets.opening.steps import StepsAhead
from widgets.opening.title_line import TitleLine
from widgets.opening.type_ahead import TypeAhead

WORDS_PX = 60
FIELD_GAP, LABEL_GAP = 10, 4


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
        self.earlier = NearList(self, self.tr("This number called before"))
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
        self.steps = StepsAhead(self)
        self.box = QVBoxLayout(self)
        self._lay_out()
        self.measure()

    def _lay_out(self) -> None:
        self._groups: list[QVBoxLayout] = []
        for parts in (
            (self.kind_head, self.kind),
            (self.place_head, self.place, self.ground),
            (self.earlier,),
            (self.near,),
            (self.severity_head, self.severity),
            (self.reporter,),
            (self.title_head, self.title),
            (self.words_head, self.words),
            (self.pictures,),
            (self.steps,),
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
        words = self.tr("proposed by the kind: {severity}")
        said = words.format(severity=severity_word(proposed)) if proposed is not None else ""
        self.severity_head.say(said)
        self.severity.setAccessibleDescription(said)

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        self.box.setSpacing(look.px(FIELD_GAP))
        for group in self._groups:
            group.setSpacing(look.px(LABEL_GAP))
        self.words.setFixedHeight(look.px(WORDS_PX))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """As it says."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_groups"):
            self.measure()

"""What stands between the actions and the history of an incident, and scrolls where there is too little room for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.scrolled import Scrolled
from widgets.base.thing_rows import ThingRows
from widgets.incidents.checklist import ChecklistView
from widgets.incidents.facts import IncidentFacts
from widgets.incidents.near_camera import NearCamera
from widgets.incidents.saved_pictures import PictureRow
from widgets.incidents.state_line import StateLine
from widgets.places.nearby import NearbyList


class MiddleParts(QWidget):
    """State, facts, camera, checklist; then what is joined, saved and near."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = StateLine(self)
        self.facts = IncidentFacts(self)
        self.camera = NearCamera(self)
        self.checklist = ChecklistView(self, asks=True)
        self.checklist.hide()
        self.joined = ThingRows(self)
        self.pictures = PictureRow(self)
        self.nearby = NearbyList(self)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        for part in (
            self.state, self.facts, self.camera, self.checklist, self.joined, self.pictures, self.nearby,
        ):  # fmt: skip
            self.box.addWidget(part)
        self.box.addStretch(1)


class PaneMiddle(Scrolled):
    """As high as its parts need, as long as the rest of the pane leaves so much."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.parts = MiddleParts(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.setWidget(self.parts)
        self.parts.checklist.walked.connect(self.bring)

    def measure(self) -> None:
        """Another scale has other measures."""
        self.parts.box.setSpacing(theme.current().px(4))
        self.parts.state.measure()
        self.parts.facts.measure()

    def bring(self, part: QWidget) -> None:
        """Bring this into view."""
        self.ensureWidgetVisible(part)
        self.horizontalScrollBar().setValue(0)

    def go_to_top(self) -> None:
        """Begin with the state."""
        self.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """All of its parts at the width that they have."""
        return QSize(max(1, self.viewport().width()), self.whole_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """The state, and that there is more."""
        return QSize(1, theme.current().px(96))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width needs another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """A part that comes, goes or grows changes how high all of it is."""
        done = super().eventFilter(watched, event)
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done

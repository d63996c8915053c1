"""What stands over the cameras: which view it is, which cameras, how many of them at once, and how many move."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget

from widgets.base import icons, theme
from widgets.base.icon_button import tip_of
from widgets.base.labels import ElidedLabel, set_tooltip
from widgets.base.marked_fields import DropDown
from widgets.video.timeline import Timeline

SIDES = (2, 3, 4)
GROUP_PX, GROUP_WIDE_PX, COUNT_PX = 184, 230, 76
TIMELINE_LEAST_PX = 250


class Mode(StrEnum):
    """What the middle shows."""

    CAMERAS = "cameras"
    MAP = "map"
    SPLIT = "split"

    @property
    def command(self) -> str:
        """The command that asks for it."""
        return f"middle-{self.value}"


class Segments(QWidget):
    """Buttons of which one is on. `pressed(name)`: one of them was; who listens says what is on."""

    pressed = Signal(str)

    def __init__(self, name: str, parts: Sequence[tuple[str, str, str]], parent: QWidget) -> None:
        """Each part is a name, words, and an icon or none."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (key, text, icon) in enumerate(parts):
            button = QPushButton(text, self)
            button.setCheckable(True)
            button.setProperty("segment", "first" if not place else "last" if place == len(parts) - 1 else "middle")
            if icon:
                icons.wear(button, icon, "text2")
            button.clicked.connect(lambda _on=False, key=key: self.pressed.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)

    def turn_on(self, name: str) -> None:
        """Show this one as the one that is on; none where there is no such one."""
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(key == name)
        self._group.setExclusive(True)

    def say(self, name: str, text: str, key: str) -> None:
        """What a button does in a tooltip, with its key."""
        button = self._buttons.get(name)
        if button is not None:
            set_tooltip(button, tip_of(text, key))
            button.setAccessibleDescription(key)


class CameraBar(QWidget):
    """`command_chosen(name)`: a command's button was pressed. `group_chosen(key)`: other cameras are wanted."""

    command_chosen = Signal(str)
    group_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What the middle shows"))
        views = (
            (Mode.CAMERAS.command, self.tr("Cameras"), "cctv"),
            (Mode.MAP.command, self.tr("Map"), "map"),
            (Mode.SPLIT.command, self.tr("Split"), "columns-2"),
        )
        self.views = Segments(self.tr("What the middle shows"), views, self)
        self._mode, self._moving = Mode.CAMERAS, ""
        self.views.turn_on(self._mode.command)
        sides = [(_grid_command(side), f"{side}×{side}", "") for side in SIDES]
        self.sides = Segments(self.tr("How many cameras at once"), sides, self)
        self.groups = DropDown(self)
        self.groups.setAccessibleName(self.tr("Which cameras"))
        set_tooltip(self.groups, self.tr("Which cameras"))
        self._count = ElidedLabel("", "caption", self)
        self.timeline = Timeline(self)
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what does not fit gives way by itself
        for part in (self.views, self.groups, self.sides):
            self._row.addWidget(part)
        self._row.addWidget(self._count, 1)
        self._row.addWidget(self.timeline)
        self.views.pressed.connect(self._on_view)
        self.sides.pressed.connect(self.command_chosen)
        self.groups.activated.connect(lambda _place: self.group_chosen.emit(str(self.groups.currentData())))
        self._fit()

    def show_mode(self, mode: Mode) -> None:
        """Show this as the view that is on, with what can be chosen in it."""
        self._mode = mode
        self.views.turn_on(mode.command)
        self.sides.setVisible(mode is Mode.CAMERAS)
        self.groups.setVisible(mode is not Mode.MAP)
        self._fit()
        self._fit_timeline()
        self._say_count()

    def set_side(self, side: int | None) -> None:
        """How many cameras stand in a row and in a column; None for another number than can be chosen here."""
        self.sides.turn_on(_grid_command(side) if side is not None else "")

    def set_groups(self, groups: Sequence[tuple[str, str]], chosen: str) -> None:
        """Which cameras can be asked for, each with its key and its words, and which are shown."""
        there = [(str(self.groups.itemData(row)), self.groups.itemText(row)) for row in range(self.groups.count())]
        if there != list(groups):
            self.groups.clear()
            for key, text in groups:
                self.groups.addItem(text, key)
        self.groups.setCurrentIndex(self.groups.findData(chosen))

    def set_count(self, words: str, meaning: str) -> None:
        """How many pictures move, of how many that are shown."""
        self._moving = words
        self._count.setAccessibleDescription(meaning)
        self._say_count()

    def count_words(self) -> str:
        """What is said of that."""
        return self._moving

    def _say_count(self) -> None:
        """Beside a map it stands over the cameras themselves."""
        self._count.setText(self._moving if self._mode is Mode.CAMERAS else "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """The half hour gives way where there is no room for all."""
        super().resizeEvent(event)
        self._fit_timeline()

    def _fit_timeline(self) -> None:
        """As wide as it is drawn, less where there is less room, and none where too little could be told apart."""
        look = theme.current()
        words = self.views.sizeHint().width() + look.px(8)
        if self._mode is Mode.CAMERAS:
            words += self.sides.sizeHint().width() + look.px(8)
        if self._mode is not Mode.MAP:
            words += self.groups.width() + look.px(8)
        room = self.width() - words - look.px(COUNT_PX + 8)
        self.timeline.setVisible(room >= look.px(TIMELINE_LEAST_PX))
        self.timeline.setFixedWidth(max(look.px(TIMELINE_LEAST_PX), min(self.timeline.sizeHint().width(), room)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other measures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._fit()
            self._fit_timeline()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """One row of controls."""
        return QSize(600, theme.current().px(32))

    def _on_view(self, name: str) -> None:
        self.views.turn_on(self._mode.command)  # it is another one when the middle shows that
        self.command_chosen.emit(name)

    def _fit(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(8))
        self.groups.setFixedWidth(look.px(GROUP_PX if self._mode is Mode.CAMERAS else GROUP_WIDE_PX))


def _grid_command(side: int) -> str:
    return f"grid-{side}x{side}"

"""The foot of the pane: how much there is within half a kilometre, and the map that shows all of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from widgets.base import theme
from widgets.base.icon_mark import IconMark
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel

FOOT_PX, MAP_PX, GAP_PX = 40, 104, 8
MAP, LIST = "show-map", "show-related"


def around_words(metres: int, counts: Mapping[str, int]) -> str:
    """How many cameras, indicators and other incidents there are within so many metres; none where there is none."""
    translate = QCoreApplication.translate
    words = {
        "camera": translate("foot", "cameras: {n}"),
        "indicator": translate("foot", "indicators: {n}"),
        "incident": translate("foot", "incidents: {n}"),
    }
    parts = [word.format(n=counts[kind]) for kind, word in words.items() if counts.get(kind)]
    within = translate("foot", "Within {n} m: {what}")
    return within.format(n=metres, what=" · ".join(parts) or translate("foot", "nothing known"))


class PaneFoot(QWidget):
    """`command_chosen(name)`."""

    command_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel("", "caption", self)
        self._map = KeyButton(self)
        self._map.set_high(28)
        self.offer_map(CommandButton(MAP, self.tr("Map"), enabled=False))
        self._map.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._map.clicked.connect(lambda: self.command_chosen.emit(MAP))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._mark = IconMark("crosshair", "text3", parent=self)
        self._row.addWidget(self._mark)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._map)
        self.measure()

    def measure(self) -> None:
        """Another scale has other measures."""
        look = theme.current()
        self._row.setSpacing(look.px(GAP_PX))
        self._map.setFixedWidth(look.px(MAP_PX))
        self.setFixedHeight(look.px(FOOT_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another width has room for other things."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The words come before their icon."""
        look = theme.current()
        room = self.width() - look.px(MAP_PX) - 2 * look.px(GAP_PX) - self._mark.width()
        self._mark.setVisible(self._words.sizeHint().width() <= room)

    def set_around(self, words: str) -> None:
        """What there is around the place; empty where no place is known."""
        self._words.setText(words or self.tr("Its place is not known"))
        self._fit()

    def offer_map(self, command: CommandButton) -> None:
        """Whether there is a map of the place, and why not."""
        short = CommandButton(command.name, self.tr("Map"), command.key, command.enabled, command.reason)
        self._map.show_command(short, primary=False)

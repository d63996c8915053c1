"""A button that is an icon: its name and its key stand in its tooltip and are what is read out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from widgets.base import icons, theme
from widgets.base.labels import set_tooltip

BAR, CONTROL = 28, 32
"""Sides on a desk: within a bar, and on its own."""


def tip_of(text: str, key: str) -> str:
    """What is said of a button in its tooltip: its name, then its key."""
    return f"{text} · {key}" if key else text


class IconButton(QPushButton):
    """`text` names it; `side` is that of the button, whose icon is 16 px, in a rail 20."""

    def __init__(self, name: str, text: str, key: str = "", parent: QWidget | None = None, *, side: int = BAR) -> None:
        super().__init__(parent)
        self._name, self._side = name, side
        self._icon_side, self._role = icons.CONTROL, "text2"
        self.setProperty("iconic", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._draw)
        self.say(text, key)
        self._draw()

    def say(self, text: str, key: str = "", reason: str = "") -> None:
        """Name it anew; a `reason` says why it cannot be pressed now, and lets it not be pressed."""
        self.setEnabled(not reason)
        set_tooltip(self, "\n".join(filter(None, (tip_of(text, key), reason))))
        self.setAccessibleName(f"{text}, {key}" if key else text)
        self.setAccessibleDescription(reason)

    def show_icon(self, name: str, role: str = "", side: int = 0) -> None:
        """Wear another icon, in the colour and the size it has where none is said."""
        self._name, self._role, self._icon_side = name, role or self._role, side or self._icon_side
        self._draw()

    def icon_name(self) -> str:
        """The icon that is worn."""
        return self._name

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """A square."""
        side = theme.current().px(self._side)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt names it
        """Nothing of it can be left out."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme may be of another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _draw(self) -> None:
        icons.wear(self, self._name, "text1" if self.isChecked() else self._role, self._icon_side)

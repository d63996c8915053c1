"""All that can be done besides the six slots, under one button: grouped, with what is dangerous apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from widgets.base import icons
from widgets.base.key_button import CommandButton
from widgets.base.labels import button_text, set_tooltip, tooltip_text

Group = Sequence[CommandButton]


class MoreMenu(QPushButton):
    """Opens the menu. `command_chosen(name)`."""

    command_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("More"), parent)
        self._groups: tuple[tuple[CommandButton, ...], ...] = ()
        self._danger: tuple[CommandButton, ...] = ()
        self._menu: QMenu | None = None
        words = self.tr("All else that can be done with this incident")
        self.setProperty("bar", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(words)
        set_tooltip(self, words)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
        icons.wear(self, "chevron-down")
        self.clicked.connect(self.open)

    def offer(self, groups: Sequence[Group], danger: Group) -> None:
        """What the menu holds when it is opened next: group by group, and last what is dangerous."""
        self._groups = tuple(tuple(group) for group in groups if group)
        self._danger = tuple(danger)

    def offered(self) -> tuple[CommandButton, ...]:
        """All of it, in its order."""
        return (*(one for group in self._groups for one in group), *self._danger)

    def open(self) -> QMenu:
        """Open it below the button."""
        if self._menu is not None:
            self._menu.close()
            self._menu.deleteLater()
        menu = self._menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for group in self._groups:
            for one in group:
                menu.addAction(self._action(one, menu))
            menu.addSeparator()
        for one in self._danger:
            action = self._action(one, menu)
            action.setIcon(icons.icon("octagon-x", "severity1"))
            menu.addAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu

    def _action(self, one: CommandButton, menu: QMenu) -> QAction:
        action = QAction("\t".join(part for part in (button_text(one.text), one.key) if part), menu)
        action.setEnabled(one.enabled)
        action.setToolTip(tooltip_text(one.reason if not one.enabled else one.text))
        action.triggered.connect(lambda _checked=False, name=one.name: self.command_chosen.emit(name))
        return action

"""Commands as entries of a menu: each with its key, and what cannot be done now off, with the reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from views.base.commands import NOTHING, Registry, Said, Start
from views.words.sentences import sentence
from widgets.base.labels import button_text, tooltip_text


class CommandMenu:
    """Fills menus with commands of `registry`; `run` runs one."""

    def __init__(self, registry: Registry, run: Start) -> None:
        self._registry, self._run = registry, run

    def add(
        self, menu: QMenu, name: str, said: Said = NOTHING, *, title: str = "",
        instead: Callable[[], None] | None = None,
    ) -> QAction | None:  # fmt: skip
        """An entry that runs `name`, told `said`, under its own title or this one; `instead` is done in its place.
        None where nobody bound such a command."""
        if name not in self._registry:
            return None
        command, reason = self._registry[name], self._registry.why_off(name, said)
        words = title or command.title
        key = QKeySequence(command.key).toString(QKeySequence.SequenceFormat.NativeText)
        action = menu.addAction(f"{button_text(words)}\t{key}" if key else button_text(words))
        action.setObjectName(name)
        action.setEnabled(reason is None)
        action.setToolTip(tooltip_text(sentence(reason) if reason else words))
        action.triggered.connect(instead or (lambda: self._run(name, said)))
        return action

"""How the program looks: its themes, put on and off by a key, and worn again at the next start."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from views.base.commands import Registry
from views.base.context import Context
from widgets.base import theme

PLAIN = "dark"


class Looks:
    """The light theme and the one of high contrast, each against the usual dark one."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def bind(self, registry: Registry) -> None:
        """Tie both commands."""
        registry.bind("toggle-theme", lambda _args: self._toggle("light"))
        registry.bind("toggle-contrast", lambda _args: self._toggle("high_contrast"))

    def _toggle(self, wanted: str) -> None:
        name = PLAIN if self._context.theme.name == wanted else wanted
        self._context.theme = theme.load(name)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, self._context.theme)
        self._context.remember(theme=name)

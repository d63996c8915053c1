"""How the program looks: its themes, put on and off by a key, and worn again at the next start."""

from __future__ import annotations

from views.base.commands import Registry
from views.base.context import Context
from views.base.desk_scale import wear

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
        wear(self._context, name, self._context.theme.scale)
        self._context.remember(theme=name)

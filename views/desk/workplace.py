"""What a room of the desk is built on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from console.records.models import Incident
from views.base.commands import Registry, Start
from views.base.context import Context
from views.base.overlays import Overlays
from views.base.rekeying import rekey_all
from views.desk.desk import Desk


@dataclass(frozen=True)
class Workplace:
    """The desk, what opens over it, and its commands; `run(command, args)` runs one."""

    context: Context
    desk: Desk
    overlays: Overlays
    registry: Registry
    run: Start

    @classmethod
    def within(cls, window: QWidget, context: Context, run: Start) -> Workplace:
        """A desk in this window, with nothing bound yet."""
        registry = Registry()
        rekey_all(registry, context.arrangement.keys)
        overlays = Overlays(context, window, registry)
        return cls(context, Desk(context, registry, window), overlays, registry, run)

    @property
    def window(self) -> QWidget:
        """What overlays open in."""
        return self.overlays.window

    def shown(self) -> Incident | None:
        """The incident whose details are on the screen."""
        return self.desk.incident.incident

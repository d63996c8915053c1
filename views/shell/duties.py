"""What watches beside the work of a desk: the load of alarms, its sounds, what is put aside, the measures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from views.alarms.alarm_load import AlarmLoad
from views.alarms.board import LoadBoardPresenter
from views.alarms.flood import FloodMode
from views.alarms.shelving import Shelving
from views.alarms.sound import Sounds
from views.base.commands import Registry, Start
from views.base.context import Context
from views.base.drafts import DraftKeeper
from views.desk.desk import Desk
from views.layouts.editor import LayoutEditor
from views.measures.after_action import AfterActionPresenter
from views.measures.measures import MeasuresPresenter
from views.sync.misread import MisreadPresenter
from widgets.base.overlay import Overlay


class Duties(QObject):
    """Builds them, ticks them, and tells the bottom strip what they say."""

    def __init__(self, context: Context, window: QWidget, desk: Desk, run: Start) -> None:
        super().__init__(window)
        self._desk = desk
        self.before_all: Callable[[], str] = lambda: ""
        """What is told before the load of alarms: a response plan that runs."""
        self.load = AlarmLoad(context, self)
        self.flood = FloodMode(context, self.load, desk.queue_panel, run, lambda: desk.incident.incident)
        self.board = LoadBoardPresenter(context, self.load, window, run)
        self._drafts = drafts = DraftKeeper(context, self)
        self.shelving = Shelving(context, window, run, desk.known, drafts)
        self.measures = MeasuresPresenter(context, window, run, drafts)
        self.after_action = AfterActionPresenter(context, window, run, lambda: desk.incident.incident)
        self.layouts = LayoutEditor(context, window, run)
        self.sounds = Sounds(context, self, platform=QGuiApplication.platformName())
        self.misread = MisreadPresenter(context, window, run)
        self.misread.told.connect(self.tell)
        self.load.arrived.connect(self.sounds.hear)
        self.load.told.connect(self._on_told)
        self.sounds.told.connect(self.tell)

    def start(self) -> None:
        """Read what is open."""
        self.load.start()

    def close(self) -> None:
        """Listen no more, and be silent."""
        self.load.close()
        self.misread.close()
        self.layouts.close()
        self.sounds.close()

    def bind(self, registry: Registry) -> None:
        """Tie every command."""
        for part in (
            self.flood, self.board, self.shelving, self.sounds, self.measures, self.after_action, self.layouts,
            self.misread,
        ):  # fmt: skip
            part.bind(registry)

    def tick(self, now: datetime) -> None:
        """Once a second."""
        self.load.tick(now)

    def overlays(self) -> dict[str, Overlay]:
        """What opens over the desk, by name."""
        return {
            "alarm-load": self.board.board, "shelve-incident": self.shelving.form, "measures": self.measures.board,
            "after-action": self.after_action.board, "layouts": self.layouts.board, "misread": self.misread.list,
        }  # fmt: skip

    def state(self) -> dict[str, Any]:
        """What they know, as plain data."""
        forms = (self.shelving.form, self.measures.board)
        return (
            {
                "typed": next((self._drafts.texts(one) for one in forms if one.isVisible()), []),
                "alarm_load": self.load.state() | self.flood.state() | self.board.state(),
                "sounds": self.sounds.state(),
            }
            | self.measures.state()
            | self.after_action.state()
            | self.layouts.state()
            | self.misread.state()
        )

    def _on_told(self) -> None:
        self.sounds.ask_again(self.load.asking)
        self.tell()

    def tell(self) -> None:
        """Say what must be known besides the work at hand."""
        words = (self.before_all(), self.load.words, self.sounds.words, self.misread.words)
        self._desk.bottom.set_alert(" · ".join(part for part in words if part))

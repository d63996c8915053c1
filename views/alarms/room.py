"""What watches the load of alarms at a desk: its flood, what is put aside, its sounds, its board."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from views.alarms.alarm_load import AlarmLoad
from views.alarms.board import LoadBoardPresenter
from views.alarms.flood import FloodMode
from views.alarms.shelving import Shelving
from views.alarms.sound import Sounds
from views.base.parts import Parts
from views.desk.workplace import Workplace
from widgets.base.overlay import Overlay


class AlarmRoom(Parts):
    """Everything about alarms at one desk."""

    def __init__(self, at: Workplace) -> None:
        self.load = AlarmLoad(at.context, at.window)
        at.desk.strips.alarm_rate = self.load.rate
        self.flood = FloodMode(at.context, self.load, at.desk.queue_panel, at.run, at.shown)
        self.board = LoadBoardPresenter(at.context, self.load, at.window, at.run)
        self.shelving = Shelving(at.context, at.window, at.run, at.desk.known, at.overlays.drafts)
        self.sounds = Sounds(at.context, at.window, platform=QGuiApplication.platformName())
        self.load.arrived.connect(self.sounds.hear)
        self.load.told.connect(lambda: self.sounds.ask_again(self.load.asking))
        super().__init__(self.load, self.flood, self.board, self.shelving, self.sounds)

    def overlays(self) -> dict[str, Overlay]:
        """The board, and the form of putting aside."""
        return {"alarm-load": self.board.board, "shelve-incident": self.shelving.form}

    def state(self) -> dict[str, object]:
        """The load of alarms as one, and the sounds."""
        load = self.load.state() | self.flood.state() | self.board.state()
        return {"alarm_load": load, "sounds": self.sounds.state()}

"""The wall: a borderless window on each monitor of this machine, nobody at the keyboard, never a dialog.

What is to be seen is read from the cache (`views.wall_node.wish`), shown by windows (`views.wall_node.screens`) and
reported (`views.wall_node.report`); the network only changes the cache.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from console.analysis.legibility import PANEL_PX, Room
from console.base.beat import Beat
from console.demo import Demo
from console.records.plan import drill_running
from console.walls.tours import alarmed_cameras
from views.arguments.table import Taking
from views.base.commands import Registry
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.desk.state import links_state
from views.shell.windows import Window
from views.tiles.alarm_slots import AlarmSlots
from views.tiles.binding import Stage
from views.tiles.open_incidents import WallIncidents
from views.video.health import HealthPresenter
from views.video.streams import StreamTiles
from views.wall_node.entry import WallEntry
from views.wall_node.frozen import FrozenPictures
from views.wall_node.report import NodeReport
from views.wall_node.screens import Screens
from views.wall_node.signs import WallSigns
from views.wall_node.unattended import Awake, Comfort, Heartbeat
from views.wall_node.wish import Wished, WishReader
from widgets.base import theme

SURE_MS = 5000
READ_AT = frozenset({"layout", "wall", "notice", "activation", "plan"})
READ_S = 0.05
"""A push is painted within half a second: the wish is read again as soon as it is there."""


def text_scale(seat_distance_m: float, pixel_pitch_mm: float, width_px: int = PANEL_PX[0]) -> float:
    """How much larger than on a desk text must be to be read from the farthest seat: what the desk's advice tells, too.

    The pitch is that of a panel of `PANEL_PX`; on one of the same size with fewer pixels each is larger.
    """
    return Room(seat_distance_m, pixel_pitch_mm * PANEL_PX[0] / width_px).scale


class Wall(QObject):
    """One node of the wall `name`, or a layout of that name on every monitor."""

    def __init__(self, context: Context, name: str, end: Callable[[int], None]) -> None:
        super().__init__()
        self._context = context
        self._name = name
        self._end = end
        self.registry = Registry()
        self.registry.bind(Taking.QUIT, lambda _args: end(0))
        self._streams = StreamTiles(context.session.fleet, self._on_live, self)
        self._health = HealthPresenter(context, self._streams, self)
        self._slots = AlarmSlots(context.session, context.now, context.faults.met)
        self._incidents = WallIncidents(context.session, context.faults.met)
        self._stage = Stage(
            context.session,
            self._streams,
            context.now,
            context.faults.met,
            self._health.board,
            self._incidents,
            self._slots,
        )
        self._reader = WishReader(context, name)
        self._wished = Wished()
        self._frozen = FrozenPictures(context.data_dir / "wall-frozen")
        self.screens = Screens(
            self._stage,
            self._frozen,
            escape=self._on_escape,
            moved=lambda: self._refresher.ask(),  # noqa: PLW0108 - there is none yet
            changed=self._on_changed,
        )
        self._report = NodeReport(context, self.screens, lambda: self._wished)
        self._signs = WallSigns(context, self.screens, self._report.reporter)
        self._entry = WallEntry(context)
        self._look: tuple[str, float] = ("", 0.0)
        """Theme and scale that are worn."""
        self._comfort = Comfort(context.session.settings)
        self._leaving = QTimer(self, singleShot=True, interval=SURE_MS)
        self.beat = Beat(context.faults.met)
        for part in (
            self._streams.tick,
            self._health.tick,
            lambda: self._slots.tick(context.now()),
            lambda: self.screens.tick(context.now()),
            lambda: self._comfort.tick(context.now(), self.screens.windows()),
            lambda: self._take_scale(self._wished),
            self._sign,
            self._report.reporter.tick,
        ):
            self.beat.add(part)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        self._refresher = Refresher(self._read, context.faults.met, READ_S)
        self._stops = [
            context.session.changes.subscribe(READ_AT, lambda _change: self._refresher.ask()),
            self._incidents.listen(lambda _cameras: self._take_alarms()),
        ]
        context.faults.show = self._on_fault

    @property
    def health(self) -> Wall:
        """Who saves at the end."""
        return self

    def open(self) -> None:
        """Show a window on every screen, from the cache."""
        self._heartbeat = Heartbeat(self)
        self._awake = Awake(self)
        self._tick.start()
        self._refresher.ask()
        self._report.start()

    async def enter(self, demo: Demo | None) -> None:
        """Sign in with the wall's token, from the demo or from a file."""
        await self._entry.enter(demo)

    async def close(self) -> None:
        """Save what was counted and what could not be told."""
        await self._report.close()
        await self._health.close()

    def close_all(self) -> None:
        """End every window and stream."""
        for stop in self._stops:
            stop()
        self._refresher.close()
        self._incidents.close()
        self._slots.close()
        self._tick.stop()
        self.screens.close()
        self._streams.close()

    def windows(self) -> list[QWidget]:
        """One for each screen."""
        return list(self.screens.windows())

    def raise_up(self) -> None:
        """Bring the windows to the front."""
        for window in self.windows():
            window.raise_()

    def video_figures(self, *, reset: bool) -> dict[str, Any]:
        """What the tiles received and painted since the last reset."""
        return self._streams.figures(reset=reset)

    def row_version(self, _incident_id: str) -> int | None:
        """A wall has no queue of its own."""
        return None

    def state(self) -> dict[str, Any]:
        """What the wall shows, as plain data."""
        seen = self._report.seen()
        return {
            "screen": "wall",
            "name": self._name,
            "node": self._wished.node,
            "revision": self._wished.revision,
            "windows": [
                {"screen": window.screen().name(), "tiles": len(window.content.bindings)}
                for window in self.screens.windows()
            ],
            "screens": [
                one.model_dump(mode="json")
                | {"settled": slot.window.content.is_settled, "corner": slot.window.corner.text()}
                for one, slot in zip(seen.screens if seen is not None else (), self.screens.slots(), strict=False)
            ],
            "identifying": [slot.shown.id for slot in self.screens.slots() if slot.window.identity.isVisible()],
            "cut_off": self._signs.cut_off_since() is not None,
            "drill": self._signs.drill,
            "slots": self._slots.all(),
            "slot_changes": self._slots.changes,
            "tiles": self._streams.report(),
            "links": links_state(self._context),
            "trouble": self._entry.refused or self._signs.trouble(),
        }

    async def _read(self, _ids: Ids) -> None:
        notices = await self._context.session.store.city_notices()
        worst = max(notices, key=lambda notice: notice.level or 0, default=None)
        self._signs.notice = worst.text if worst is not None else ""
        self._signs.drill = drill_running(await self._context.session.plans.activations())
        self._wished = self._signs.wished = wished = await self._reader.read(self.screens.monitors())
        self._entry.node = wished.node
        self._slots.set_places(wished.reserved)
        self._take_scale(wished)
        self.screens.apply(wished.screens, self._signs.calm)
        self._take_alarms()
        self._context.timings.mark("first_window")
        self._on_tick()

    def _take_alarms(self) -> None:
        """Which cameras tours of whole screens stay with."""
        if any(slot.is_on_tour for slot in self.screens.slots()):
            self.screens.alarmed = alarmed_cameras(self._incidents.index.critical(), self._context.now())

    def _take_scale(self, wished: Wished) -> None:
        """Text as large as the farthest seat needs it, in the theme of the hour."""
        width = QGuiApplication.primaryScreen().size().width()
        scale = text_scale(wished.seat_distance_m, wished.pixel_pitch_mm, width)
        name = self._comfort.theme(self._context.now(), self._context.theme.name)
        application = QApplication.instance()
        if (name, scale) != self._look and isinstance(application, QApplication):
            self._look = (name, scale)
            theme.apply(application, theme.load(name, wall_scale=scale))

    def _on_live(self, live: int) -> None:
        self._context.timings.mark(f"live_pictures_{live}")

    def _on_changed(self) -> None:
        self._report.reporter.tick()
        for slot in self.screens.slots():
            write = self._frozen.work(slot.shown, slot.window.frozen_picture(), slot.window.frozen_at)
            if write is not None:
                self._context.start_task(self._context.session.blocking(write))

    def _on_escape(self) -> None:
        if self._leaving.isActive():
            self._end(0)
            return
        self._leaving.start()
        self._on_tick()

    def _on_fault(self, text: str, level: str) -> None:
        if level == "error":
            self._signs.fault = text

    def _on_tick(self) -> None:
        self.beat()

    def _sign(self) -> None:
        self._signs.refused = self._entry.refused
        self._signs.tick(self._context.now(), leaving=self._leaving.isActive())


def make(context: Context, end: Callable[[int], None]) -> Window:
    """The windows of the wall that the command line names, as `views.shell.windows` asks for them."""
    return Wall(context, context.options.wall or "", end)

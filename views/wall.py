"""The wall: a borderless window on each monitor of this machine, nobody at the keyboard, never a dialog.

What is to be seen is read from the cache (`views.wall_wish`), shown by windows (`views.wall_screens`) and reported
(`views.wall_report`); the network only changes the cache.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from math import radians, tan
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from console.demo import Demo, DemoReady
from console.errors import LinkError, SignInError
from console.tours import alarmed_cameras
from console.wall_node import ShownScreen
from views.alarm_slots import AlarmSlots
from views.camera_health import HealthPresenter
from views.commands import Registry
from views.context import Context
from views.desk_state import links_state
from views.refresher import Ids, Refresher
from views.sentences import sentence
from views.standing import outage_since, standing
from views.streams import StreamTiles
from views.tiles import Stage
from views.unattended import Awake, Comfort, Heartbeat
from views.wall_frozen import FrozenPictures
from views.wall_report import NodeReport
from views.wall_screens import Screens, Slot
from views.wall_wish import Wished, WishReader
from widgets import theme
from widgets.formats import age_text, clock_text

DESK_TEXT_PX = 13
PANEL_PX = 1920
ARC_MINUTES = 16
"""Least height of text at the farthest seat (domain.md, the room)."""
SURE_MS = 5000
RETRY_S, REFUSED_RETRY_S = 5.0, 60.0
ALARMS_S = 1.0
FINE = frozenset({"live", "connecting"})
READ_S = 0.05
"""A push is painted within half a second: the wish is read again as soon as it is there."""


def text_scale(seat_distance_m: float, pixel_pitch_mm: float, width_px: int = PANEL_PX) -> float:
    """How much larger than on a desk text must be to be read from the farthest seat.

    The pitch is that of a panel of `PANEL_PX`; on one of the same size with fewer pixels each is larger.
    """
    height_mm = seat_distance_m * 1000 * tan(radians(ARC_MINUTES / 60))
    return max(1.0, height_mm / (pixel_pitch_mm * PANEL_PX / width_px) / DESK_TEXT_PX)


class Wall(QObject):
    """One node of the wall `name`, or a layout of that name on every monitor."""

    def __init__(self, context: Context, name: str, end: Callable[[int], None]) -> None:
        super().__init__()
        self._context = context
        self._name = name
        self._end = end
        self.registry = Registry()
        self.registry.bind("quit", lambda _args: end(0))
        self._streams = StreamTiles(context.session.fleet, self._on_live, self)
        self._health = HealthPresenter(context, self._streams, self)
        self._slots = AlarmSlots(context)
        self._stage = Stage(
            context.session, self._streams, context.now, context.faults.met, self._health.board, self._slots
        )
        self._reader = WishReader(context, name)
        self._wished = Wished()
        self._frozen = FrozenPictures(context.data_dir / "wall-frozen")
        self.screens = Screens(
            self._stage, self._frozen, escape=self._on_escape, moved=self._on_moved, changed=self._on_changed
        )
        self._report = NodeReport(context, self.screens, lambda: self._wished)
        self._look: tuple[str, float] = ("", 0.0)
        """Theme and scale that are worn."""
        self._comfort = Comfort(context.session.settings)
        self._leaving = QTimer(self, singleShot=True, interval=SURE_MS)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        self._notice = ""
        self._fault = ""
        self._refused = ""
        """Why this wall may not come in; no layout hides it."""
        self._refresher = Refresher(self._read, context.faults.met, READ_S)
        self._alarms = Refresher(self._read_alarms, context.faults.met, ALARMS_S)
        self._stops = [
            context.session.changes.subscribe({"layout", "wall", "notice"}, lambda _change: self._refresher.ask()),
            context.session.changes.subscribe({"incident"}, lambda _change: self._alarms.ask()),
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
        path = self._context.options.token_file
        if demo is not None:
            async for step in demo.steps():
                if isinstance(step, DemoReady):
                    path = step.wall_token_file or path
        while path is not None and not await self._come_in(path):  # noqa: ASYNC110 - a server has no event for it
            await asyncio.sleep(REFUSED_RETRY_S if self._refused else RETRY_S)

    async def _come_in(self, path: Path) -> bool:
        """Come in with the token in `path`; whoever is refused tries again, since nobody is here to do it."""
        try:
            token = await self._context.session.blocking(lambda: path.read_text(encoding="ascii").strip())
            await self._context.session.use_token(token)
        except (OSError, UnicodeDecodeError):
            self._refused = sentence("bad_token_file", {"file": str(path)})
        except SignInError:
            self._refused = sentence("wall_token_refused")
        except LinkError:
            pass
        else:
            self._refused = ""
            return True
        return False

    async def close(self) -> None:
        """Save what was counted and what could not be told."""
        await self._report.close()
        await self._health.close()

    def close_all(self) -> None:
        """End every window and stream."""
        for stop in self._stops:
            stop()
        self._refresher.close()
        self._alarms.close()
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
                {"screen": window.screen().name(), "tiles": len(window.bindings)} for window in self.screens.windows()
            ],
            "screens": [
                one.model_dump(mode="json") | {"settled": slot.window.is_settled, "corner": slot.window.corner.text()}
                for one, slot in zip(seen.screens if seen is not None else (), self.screens.slots(), strict=False)
            ],
            "identifying": [slot.shown.id for slot in self.screens.slots() if slot.window.identity.isVisible()],
            "cut_off": self._cut_off_since() is not None,
            "slots": self._slots.all(),
            "slot_changes": self._slots.changes,
            "tiles": self._streams.report(),
            "links": links_state(self._context),
            "trouble": self._refused or self._trouble() or self._fault,
        }

    async def _read(self, _ids: Ids) -> None:
        notices = await self._context.session.store.city_notices()
        worst = max(notices, key=lambda notice: notice.level or 0, default=None)
        self._notice = worst.text if worst is not None else ""
        self._wished = wished = await self._reader.read(self.screens.monitors())
        self._slots.set_places(wished.reserved)
        self._take_scale(wished)
        self.screens.apply(wished.screens, self._calm)
        self._alarms.ask()
        self._context.timings.mark("first_window")
        self._on_tick()

    async def _read_alarms(self, _ids: Ids) -> None:
        """Which cameras tours of whole screens stay with."""
        if any(slot.is_on_tour for slot in self.screens.slots()):
            incidents = await self._context.session.store.incidents(open_only=True)
            self.screens.alarmed = alarmed_cameras(incidents, self._context.now())

    def _take_scale(self, wished: Wished) -> None:
        """Text as large as the farthest seat needs it, in the theme of the hour."""
        width = QGuiApplication.primaryScreen().size().width()
        scale = text_scale(wished.seat_distance_m, wished.pixel_pitch_mm, width)
        name = self._comfort.theme(self._context.now(), self._context.theme.name)
        application = QApplication.instance()
        if (name, scale) != self._look and isinstance(application, QApplication):
            self._look = (name, scale)
            theme.apply(application, theme.load(name, wall_scale=scale))

    def _calm(self, screen: ShownScreen) -> str:
        """What stands on a screen that nothing was ever wished for."""
        if screen.trouble:
            return sentence(screen.trouble, dict(screen.facts))
        if self._wished.trouble:
            return sentence(self._wished.trouble, dict(self._wished.facts))
        if screen.spare:
            return self.tr("{monitor} is no screen of this wall").format(monitor=screen.title)
        return self.tr("{screen}: nothing is wished here yet").format(screen=screen.title or screen.id)

    def _trouble(self) -> str:
        """What is wrong with the wish, in words; the gravest first."""
        if self._wished.trouble:
            return sentence(self._wished.trouble, dict(self._wished.facts))
        wrong = next((slot.shown for slot in self.screens.slots() if slot.shown.trouble), None)
        if wrong is None:
            return ""
        return f"{wrong.title or wrong.id}: {sentence(wrong.trouble, dict(wrong.facts))}"

    def _on_live(self, live: int) -> None:
        self._context.timings.mark(f"live_pictures_{live}")

    def _on_moved(self) -> None:
        self._refresher.ask()

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
            self._fault = text

    def _cut_off_since(self) -> datetime | None:
        """Since when this node is alone; None while it is not."""
        links = outage_since(self._context.session.links.all())
        reports = self._report.reporter.cut_off_since if self._wished.wall else None
        return min((at for at in (links, reports) if at is not None), default=None)

    def _on_tick(self) -> None:
        now = self._context.now()
        self._streams.tick()
        self._health.tick()
        self._slots.tick(now)
        self.screens.tick(now)
        self._comfort.tick(now, self.screens.windows())
        if self._comfort.theme(now, self._context.theme.name) != self._look[0]:
            self._take_scale(self._wished)
        found = standing("ok", self._context.session.links.all())  # nobody acts here, so nothing need be saved
        cut_off = self._cut_off_since()
        corner = self.tr("Cut off since {time}").format(time=clock_text(cut_off)) if cut_off is not None else ""
        hint = self.tr("Esc once more closes the wall") if self._leaving.isActive() else clock_text(now)
        until = self._wished.identify_until
        for slot in self.screens.slots():
            facts = self._facts(slot, now)
            slot.window.strip.set_facts(facts)
            slot.window.strip.set_outage(found[0].text if found else None, " · ".join(facts))
            slot.window.strip.set_hint(hint)
            slot.window.corner.set_text(corner)
            if until is not None and now < until and not slot.shown.spare:
                slot.window.identity.show_id(slot.shown.id, slot.shown.title)
            else:
                slot.window.identity.hide()
        self._report.reporter.tick()

    def _facts(self, slot: Slot, now: datetime) -> list[str]:
        """Whose wall it is, how old the oldest is, what is not live, and what is wrong."""
        bindings = slot.window.bindings
        ages = [(now - one.as_of).total_seconds() for one in bindings if one.as_of is not None]
        cameras = [one for one in bindings if one.is_video]
        dark = sum(one.state() not in FINE for one in cameras)
        actor = self._context.session.actor
        facts = [actor.centre] if actor is not None and actor.centre else []
        if ages:
            facts.append(self.tr("Oldest tile {age}").format(age=age_text(max(ages))))
        if dark:
            facts.append(self.tr("Cameras not live: {count}").format(count=dark))
        elif cameras:
            facts.append(self.tr("All cameras live"))
        wrong: Wished | ShownScreen = slot.shown if slot.shown.trouble else self._wished
        trouble = sentence(wrong.trouble, dict(wrong.facts)) if wrong.trouble else ""
        return [*facts, *(text for text in (self._notice, self._refused, trouble, self._fault) if text)]

"""The windows of a wall, one for each screen, kept in step with what is wished and with the monitors that are there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen

from console.base.beat import Beat
from console.walls import alarm_slots
from console.walls.node import Monitor, ShownScreen, seen_so_far
from console.walls.tours import Tour, alarmed_cameras
from contract.layouts import ScreenSpec
from views.tiles.binding import Stage
from views.wall_node.frozen import FrozenPictures
from views.wall_node.window import WallWindow

SETTLE_MS = 100
"""A monitor comes and goes in several words of the system."""
HOLD_MS = 60_000
"""A monitor that is gone for less than this finds its cameras still open."""


@dataclass
class Slot:
    """A screen of the wall: its window, what it is to show, and how far its tour is."""

    shown: ShownScreen
    window: WallWindow
    turn: int = 0
    tour: Tour | None = None
    hold: QTimer | None = None

    @property
    def is_on_tour(self) -> bool:
        """Whether it shows whole screens in turn."""
        return self.tour is not None

    @property
    def part(self) -> ScreenSpec | None:
        """What is to be seen of it now."""
        parts = self.shown.parts
        return parts[self.turn % len(parts)] if parts else None


def text_spec(text: str) -> ScreenSpec:
    """A screen with nothing but this text."""
    tile = {"type": "text", "row": 0, "col": 0, "text": text}
    return ScreenSpec.model_validate({"rows": 1, "cols": 1, "tiles": [tile]})


class Screens(QObject):
    """All windows. `moved` is called when monitors came or went, `changed` when other content is to be seen."""

    def __init__(
        self,
        stage: Stage,
        frozen: FrozenPictures,
        *,
        escape: Callable[[], None],
        moved: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        super().__init__()
        self._stage, self._frozen = stage, frozen
        self._escape, self._changed = escape, changed
        self._alarmed: frozenset[str] = frozenset()
        """Cameras that tours of whole screens stay with."""
        self._beat = Beat(stage.failed)
        self._slots: dict[str, Slot] = {}
        self._slots_seen: set[str] = set()
        self._monitors: tuple[Monitor, ...] = ()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(moved)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._on_added)
            application.screenRemoved.connect(self._on_removed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._settle.start)

    def monitors(self) -> tuple[Monitor, ...]:
        """Those that are there, and the places of those that were."""
        now = [
            Monitor(one.name(), one.geometry().left(), one.geometry().top())
            for one in QGuiApplication.screens()
            if one.name()
        ]
        self._monitors = seen_so_far(self._monitors, now)
        return self._monitors

    def slots(self) -> list[Slot]:
        """Every screen, in the wall's order."""
        return list(self._slots.values())

    def windows(self) -> list[WallWindow]:
        """Those that are to be seen."""
        return [slot.window for slot in self._slots.values() if slot.window.isVisible()]

    def apply(self, screens: Sequence[ShownScreen], calm: Callable[[ShownScreen], str]) -> None:
        """Show this from now on; `calm` words a screen for which nothing was ever wished."""
        wanted = [one if one.parts or one.blank else replace(one, parts=(text_spec(calm(one)),)) for one in screens]
        gone = [self._slots.pop(key) for key in set(self._slots) - {one.id for one in wanted}]
        for slot in gone:
            slot.window.content.retire()
        ordered: dict[str, Slot] = {}
        for shown in wanted:
            ordered[shown.id] = self._slot(shown)
        self._slots = ordered
        for slot in ordered.values():
            if slot.part is not None and slot.part != slot.window.content.part:
                slot.window.content.retire()
        for slot in ordered.values():
            self._bring_up(slot)
        for slot in gone:
            slot.window.end()

    def _slot(self, shown: ShownScreen) -> Slot:
        slot = self._slots.get(shown.id)
        if slot is None:
            stage = replace(self._stage, screen=shown.id, is_held=lambda: self._is_held(shown.id))
            slot = Slot(shown, WallWindow(stage, self._escape, self._changed))
        elif slot.shown.parts == shown.parts and slot.shown.dwell_s == shown.dwell_s:
            slot.shown = shown
            return slot
        slot.turn, slot.shown = 0, shown
        tours = len(shown.parts) > 1
        slot.tour = Tour([shown.dwell_s] * len(shown.parts), time.monotonic()) if tours else None
        if not tours:
            slot.window.content.prepare(None)
        return slot

    def _is_held(self, screen_id: str) -> bool:
        """Whether a screen is to stand still: its tours wait."""
        slot = self._slots.get(screen_id)
        return slot is not None and (slot.shown.frozen or slot.shown.blank)

    def _bring_up(self, slot: Slot) -> None:
        screen = _screen_named(slot.shown.monitor)
        if screen is not None:
            if slot.hold is not None:
                slot.hold.stop()
                slot.hold = None
                slot.window.content.set_streaming(True)
            slot.window.place_on(screen)
        elif slot.window.isVisible():
            self._put_away(slot)
        slot.window.set_blank(slot.shown.blank)
        self._turn_to(slot)
        fresh = slot.shown.frozen and slot.window.frozen_at is None and slot.shown.id not in self._slots_seen
        slot.window.set_frozen(slot.shown.frozen, self._frozen.load(slot.shown) if fresh else None)
        self._slots_seen.add(slot.shown.id)

    def _turn_to(self, slot: Slot) -> None:
        part, content = slot.part, slot.window.content
        stands = slot.shown.frozen and content.part is not None
        if part is not None and part != content.part and not stands:
            content.show_part(part)

    def _put_away(self, slot: Slot) -> None:
        slot.window.hide()
        slot.hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        slot.hold.timeout.connect(lambda: slot.window.content.set_streaming(False))
        slot.hold.start()

    def tick(self, now: datetime) -> None:
        """Once a second: ages, and tours that move on."""
        for name, slot in self._slots.items():
            with self._beat.part(name):
                slot.window.tick(now)
                if slot.tour is not None and slot.window.content.is_settled:
                    self._go_on(slot, slot.tour)

    def _go_on(self, slot: Slot, tour: Tour) -> None:
        """Let a tour of whole screens turn to what is live, opened ahead."""
        content, parts = slot.window.content, slot.shown.parts

        def live(stop: int) -> bool:
            pane = content.pane if stop == slot.turn else content.ahead
            return pane is not None and pane.spec == parts[stop] and pane.is_live

        alarmed = {slot.turn} if content.pane is not None and self._alarmed & content.pane.cameras() else set()
        alarmed |= self._with_alarms(slot.shown)
        turn = tour.step(time.monotonic(), live, held=self._is_held(slot.shown.id), alarmed=alarmed)
        if turn.shown != slot.turn:
            slot.turn = turn.shown
            content.retire()
            self._turn_to(slot)
        content.prepare(parts[turn.ahead] if turn.ahead is not None else None)

    def _with_alarms(self, shown: ShownScreen) -> set[int]:
        """The turns with a reserved place that has an alarm in it: a tour goes there and stays."""
        slots = self._stage.wall_slots
        filled = slots.all() if slots is not None else {}
        return {
            turn
            for turn, part in enumerate(shown.parts)
            if any(alarm_slots.place(shown.id, one.row, one.col) in filled for one in part.tiles)
        }

    def stay_with_alarms(self) -> None:
        """Which cameras are in alarm now: tours of whole screens stay with them."""
        if any(slot.is_on_tour for slot in self._slots.values()):
            self._alarmed = alarmed_cameras(self._stage.incidents.index.critical(), self._stage.now())

    def unkept(self) -> Iterator[Callable[[], None]]:
        """What brings the kept pictures of screens that stand still up to date, where blocking is allowed."""
        for slot in self._slots.values():
            write = self._frozen.work(slot.shown, slot.window.frozen_picture(), slot.window.frozen_at)
            if write is not None:
                yield write

    def close(self) -> None:
        """End every window."""
        self._settle.stop()
        for slot in self._slots.values():
            slot.window.end()
        self._slots = {}

    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._settle.start)
        self._settle.start()

    def _on_removed(self, screen: QScreen) -> None:
        """What was on it must not cover what is on the others."""
        for slot in self._slots.values():
            if slot.shown.monitor == screen.name() and slot.window.isVisible():
                self._put_away(slot)
        self._settle.start()


def _screen_named(name: str) -> QScreen | None:
    return next((one for one in QGuiApplication.screens() if one.name() == name), None) if name else None

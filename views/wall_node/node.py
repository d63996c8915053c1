"""A node of a wall at work: what is wished is read again and again, shown on the screens, and reported.

What is to be seen is read from the cache (`views.wall_node.wish`), shown by windows (`views.wall_node.screens`) and
reported (`views.wall_node.report`); the network only changes the cache.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from console.base.beat import Beat
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.wall_node.entry import WallEntry
from views.wall_node.frozen import FrozenPictures
from views.wall_node.look import WallLook
from views.wall_node.report import NodeReport
from views.wall_node.screens import Screens
from views.wall_node.signs import WallSigns
from views.wall_node.stage import WallStage
from views.wall_node.wish import Wished, WishReader

SURE_MS = 5000
READ_AT = frozenset({"layout", "wall", "notice", "activation", "plan"})
READ_S = 0.05
"""A push is painted within half a second: the wish is read again as soon as it is there."""


class WallNode(QObject):
    """Of the wall `name`, or of a layout of that name on every monitor. `end(code)` is called when Esc was meant."""

    def __init__(self, context: Context, name: str, end: Callable[[int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._end = end
        self.stage = WallStage(context, self)
        self._reader = WishReader(context, name)
        self._wished = Wished()
        self.screens = Screens(
            self.stage.stage,
            FrozenPictures(context.data_dir / "wall-frozen"),
            escape=self._on_escape,
            moved=lambda: self._refresher.ask(),  # noqa: PLW0108 - there is none yet
            changed=self._on_changed,
        )
        self._report = NodeReport(context, self.screens, lambda: self._wished)
        self._signs = WallSigns(context, self.screens, self._report.reporter)
        self.entry = WallEntry(context)
        self._look = WallLook(context)
        self._leaving = QTimer(self, singleShot=True, interval=SURE_MS)
        self.beat = Beat(context.faults.met)
        for part in (
            *self.stage.ticks(),
            lambda: self.screens.tick(context.now()),
            lambda: self._look.tick(self.screens.windows()),
            lambda: self._look.wear(self._wished),
            self._sign,
            self._report.reporter.tick,
        ):
            self.beat.add(part)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        self._refresher = Refresher(self._read, context.faults.met, READ_S)
        self._stops = [
            context.session.changes.subscribe(READ_AT, lambda _change: self._refresher.ask()),
            self.stage.incidents.listen(lambda _cameras: self.screens.stay_with_alarms()),
        ]
        context.faults.show = self._on_fault

    def start(self) -> None:
        """Show what the cache says, and begin to report."""
        self._tick.start()
        self._refresher.ask()
        self._report.start()

    async def save(self) -> None:
        """Save what was counted and what could not be told."""
        await self._report.close()
        await self.stage.health.close()

    def close(self) -> None:
        """End every window and stream."""
        for stop in self._stops:
            stop()
        self._refresher.close()
        self._tick.stop()
        self.screens.close()
        self.stage.close()

    def state(self) -> dict[str, Any]:
        """What it shows, as plain data."""
        seen = self._report.seen()
        return {
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
            "code": self.entry.code.user_code if self.entry.code is not None else "",
            "trouble": self.entry.refused or self._signs.trouble(),
            **self.stage.state(),
        }

    async def _read(self, _ids: Ids) -> None:
        await self._signs.read()
        self._wished = self._signs.wished = wished = await self._reader.read(self.screens.monitors())
        self.entry.node = wished.node
        self.stage.slots.set_places(wished.reserved)
        self._look.wear(wished)
        self.screens.apply(wished.screens, self._signs.calm)
        self.screens.stay_with_alarms()
        self._context.timings.mark("first_window")
        self._on_tick()

    def _on_changed(self) -> None:
        self._report.reporter.tick()
        for write in self.screens.unkept():
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
        self._signs.refused, self._signs.code = self.entry.refused, self.entry.code
        self._signs.tick(self._context.now(), leaving=self._leaving.isActive())

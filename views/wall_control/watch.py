"""What the desk knows of a wall: the wish, from the cache, and what it really shows, asked for while somebody looks."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from console.analysis.wall_ages import Ages, ages, together
from console.analysis.wall_difference import Difference, differences, reported
from console.base.errors import LinkError, SignInError
from console.layouts.findings import LayoutError
from console.layouts.layout import read_layout
from console.records.models import Layout
from console.records.wall import Actual, Wall
from console.walls.node import resolve
from contract.layouts import ScreenSpec, WallLayout
from contract.records.wall import Wish
from views.base.context import Context
from views.base.refresher import Ids, Refresher

NEAR, FAR = timedelta(seconds=1), timedelta(seconds=20)
"""How often what the wall shows is asked for: with wall control open, and for the strip alone."""
STILLS = timedelta(seconds=3)
"""How often it is asked whether a still is new; the server answers in a few bytes where none is."""
STILL_PX = (960, 540)
KINDS = frozenset({"wall", "layout", "camera", "plan", "outbox", "session"})


class WallWatch(QObject):
    """Reads the cache on changes; asks the server between `look(True)` and `look(False)`, and rarely for the strip.

    `changed`: something that it knows is another; `read`: the walls were read anew from the cache.
    """

    changed = Signal()
    read = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.wall_id = ""
        self.walls: list[Wall] = []
        self.layouts: dict[str, Layout] = {}
        self.names: dict[str, str] = {}
        """Cameras and indicators by id, as people call them."""
        self.shown_by_plans: dict[tuple[str, str], str] = {}
        """The name of a response plan by the wall and the preset that it shows."""
        self.shapes: dict[str, WallLayout] = {}
        """Layouts that can be shown, understood once for each reading."""
        self._parts: dict[str, tuple[ScreenSpec, ...]] = {}
        self.is_read = False
        self.actual: Actual | None = None
        self.trouble = ""
        """Code of why nobody can tell what the wall shows; empty while somebody can."""
        self.stills: dict[str, tuple[QImage, datetime | None]] = {}
        self._etags: dict[str, str] = {}
        self._looking = False
        self._asking = False
        self._asked: datetime | None = None
        self._asked_stills: datetime | None = None
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe(KINDS, lambda _change: self._refresher.ask())

    def start(self) -> None:
        """Read which walls there are."""
        self._refresher.ask()

    def close(self) -> None:
        """Ask for nothing more."""
        self._looking = False
        self._stop()
        self._refresher.close()

    @property
    def wall(self) -> Wall | None:
        """The wall that is looked at; the first one where nobody has chosen."""
        return next((one for one in self.walls if one.id == self.wall_id), self.walls[0] if self.walls else None)

    def choose(self, wall_id: str) -> None:
        """Look at another wall; what was known of the one before is not this one's."""
        if wall_id != self.wall_id:
            self.wall_id = wall_id
            self.actual, self._asked, self._asked_stills = None, None, None
            self.stills, self._etags = {}, {}
            self.changed.emit()

    def look(self, on: bool) -> None:
        """Whether somebody has wall control open."""
        self._looking = on
        if on:
            self._asked = self._asked_stills = None
            self._refresher.ask()
            self.tick(self._context.now())

    def tick(self, now: datetime) -> None:
        """Once a second: ask when it is time."""
        wall = self.wall
        if wall is None or self._asking or self._context.session.actor is None:
            return
        if self._asked is not None and timedelta(0) <= now - self._asked < (NEAR if self._looking else FAR):
            return
        self._asked, self._asking = now, True
        self._context.start_task(self._ask(wall, now))

    # what is known

    def ages(self, now: datetime) -> Ages:
        """The age board of the whole wall."""
        return together(self.ages_of(now).values())

    def ages_of(self, now: datetime) -> dict[str, Ages]:
        """The age board of each screen that was heard of."""
        if self.actual is None:
            return {}
        return {
            screen.id: ages(screen.tiles, now, cut_off=node.cut_off)
            for node in self.actual.nodes
            for screen in node.screens
            if screen.present
        }

    def differences(self, now: datetime) -> dict[str, tuple[Difference, ...]]:
        """What is not as wished, by screen."""
        wall = self.wall
        if wall is None:
            return {}
        return {one.id: differences(wall, self.actual, one.id, now) for one in wall.screens}

    def alive(self) -> tuple[int, int]:
        """How many screens are there and heard of, and how many the wall has."""
        wall = self.wall
        if wall is None:
            return 0, 0
        there = 0
        for one in wall.screens:
            node, report = reported(self.actual, one.id, one.node) if self.actual is not None else (None, None)
            there += node is not None and not node.cut_off and report is not None and report.present
        return there, len(wall.screens)

    @property
    def is_heard(self) -> bool:
        """Whether any node ever said what it shows: a centre may run desks without a wall."""
        return self.actual is not None and any(node.reported_at is not None for node in self.actual.nodes)

    def parts(self, wall: Wall, screen: str, wish: Wish) -> tuple[ScreenSpec, ...]:
        """What a wish comes to on a screen, one after the other where it is a tour; none where it cannot be shown."""
        key = json.dumps(wish.as_data(), sort_keys=True)
        if key not in self._parts:
            one = wall.screen(screen)
            alone = wall.model_copy(update={"screens": (one,) if one is not None else (), "desired": {screen: wish}})
            shown = resolve(alone, self.layouts, one.node if one is not None else "", ())
            self._parts[key] = shown[0].parts if shown else ()
        return self._parts[key]

    def name_of(self, ref: str) -> str:
        """What a camera or an indicator is called."""
        return self.names.get(ref, ref)

    def known(self, now: datetime) -> dict[str, Any]:
        """What is known, as plain data."""
        board = self.ages(now)
        return {
            "trouble": self.trouble,
            "ages": {"oldest_s": board.oldest_s, "oldest": board.oldest, "not_live": board.not_live,
                     "tiles": board.tiles},
            "stills": sorted(self.stills),
            "alive": list(self.alive()),
        }  # fmt: skip

    # reading and asking

    async def _read(self, _ids: Ids) -> None:
        session = self._context.session
        self.walls = await session.walls.walls()
        if self._looking or not self.is_read:
            await self._read_contents()
        self.is_read = True
        self.read.emit()
        self.changed.emit()

    async def _read_contents(self) -> None:
        """What walls may show, for somebody who looks: layouts as they are understood, and names."""
        session = self._context.session
        self.layouts = {one.id: one for one in await session.walls.layouts()}
        records = tuple(self.layouts.values())
        self.shapes = await session.blocking(lambda: _understood(records))
        self._parts = {}
        plans = await session.plans.plans()
        self.shown_by_plans = {(wall, preset): plan.name for plan in plans for wall, preset in plan.preset.items()}
        cameras, indicators = await session.store.cameras(), await session.store.indicators()
        self.names = {one.id: one.name for one in cameras} | {
            one.id: one.short_name or one.name for one in indicators
        }  # fmt: skip

    async def _ask(self, wall: Wall, now: datetime) -> None:
        walls = self._context.session.walls
        try:
            actual = await walls.actual(wall.id, glance=not self._looking)
            if self.wall is None or self.wall.id != wall.id:
                return
            self.actual, self.trouble = actual, ""
            if self._looking and (self._asked_stills is None or now - self._asked_stills >= STILLS):
                self._asked_stills = now
                for screen in wall.screens:
                    await self._ask_still(wall, screen.id)
        except (LinkError, SignInError) as error:
            self.trouble = error.code
        finally:
            self._asking = False
            self.changed.emit()

    async def _ask_still(self, wall: Wall, screen: str) -> None:
        session = self._context.session
        found = await session.walls.still(wall.id, screen)
        if found is None or (found.etag and self._etags.get(screen) == found.etag):
            return
        image = await session.blocking(lambda: decoded(found.jpeg))
        if image is not None and self._looking and self.wall is not None and self.wall.id == wall.id:
            self.stills[screen], self._etags[screen] = (image, found.at), found.etag


def specs(wall: Wall, watch: WallWatch) -> dict[str, tuple[ScreenSpec, ...]]:
    """What each screen is wished to show; none where that cannot be shown."""
    return {one.id: watch.parts(wall, one.id, wall.desired.get(one.id, Wish())) for one in wall.screens}


def _understood(records: Sequence[Layout]) -> dict[str, WallLayout]:
    found = {}
    for record in records:
        with contextlib.suppress(LayoutError):
            found[record.id] = read_layout(record.body, record.name)
    return found


def decoded(jpeg: bytes) -> QImage | None:
    """The picture, no larger than the miniature draws it; None where it is none. For a thread of its own."""
    image = QImage.fromData(jpeg)
    if image.isNull():
        return None
    if image.width() > STILL_PX[0]:
        image = image.scaled(
            *STILL_PX, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )  # fmt: skip
    return image

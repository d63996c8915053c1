"""Finds out what this machine has to show: a node of a wall, or a layout on every monitor; from the cache alone."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from console.layouts.findings import LayoutError
from console.layouts.layout import load_layout, read_layout
from console.records.models import Layout
from console.records.wall import Wall
from console.walls.alarm_slots import reserved
from console.walls.node import LastGood, Monitor, ShownScreen, node_of, of_layout, resolve, spares
from contract.layouts import WallLayout
from views.base.context import Context
from views.words.language import RESOURCES

KEPT = "wall-shown.json"


@dataclass(frozen=True)
class Wished:
    """What is to be seen on this machine's monitors."""

    screens: tuple[ShownScreen, ...] = ()
    seat_distance_m: float = 4.0
    pixel_pitch_mm: float = 0.53
    wall: str = ""
    """Id of the wall that this is a node of; empty where a layout alone is shown."""
    node: str = ""
    revision: int = 0
    identify_until: datetime | None = None
    trouble: str = ""
    """Code of what is wrong with all of it."""
    facts: tuple[tuple[str, object], ...] = ()
    reserved: tuple[str, ...] = ()
    """The places of the whole wall that alarms may fill, those of other nodes as well."""


class WishReader:
    """Reads the wish again whenever it is asked; what was last good stays where there is none that can be shown."""

    def __init__(self, context: Context, name: str) -> None:
        self._context, self._name = context, name
        self._kept = LastGood(context.data_dir / KEPT)
        self._loaded = False
        self._layout: WallLayout | None = None
        self._node = context.options.node

    async def read(self, monitors: Sequence[Monitor]) -> Wished:
        """The wish for these monitors."""
        if not self._loaded:
            await self._context.session.blocking(self._kept.load)
            self._loaded = True
        layouts = {one.id: one for one in await self._context.session.store.layouts()}
        if self._context.options.layout is None:
            wall = await self._wall(layouts)
            if wall is not None:
                wished = self._of_wall(wall, layouts, monitors)
                await self._keep()
                return wished
            kept = self._kept.all(monitors, "wall_missing")
            if self._node is not None or kept:
                return self._without_wall(kept, monitors)
        return self._of_layout(layouts, monitors)

    async def _wall(self, layouts: dict[str, Layout]) -> Wall | None:
        if self._node is None and any(self._name in (one.id, one.name) for one in layouts.values()):
            return None
        walls = await self._context.session.store.records("wall", Wall)
        return next((one for one in walls if self._name in (one.id, one.name)), None)

    def _of_wall(self, wall: Wall, layouts: dict[str, Layout], monitors: Sequence[Monitor]) -> Wished:
        node = node_of(wall, self._node, platform.node())
        self._kept.seat_distance_m, self._kept.pixel_pitch_mm = wall.seat_distance_m, wall.pixel_pitch_mm
        screens = self._kept.complete(resolve(wall, layouts, node, monitors))
        return Wished(
            (*screens, *spares(screens, monitors)),
            wall.seat_distance_m,
            wall.pixel_pitch_mm,
            wall.id,
            node,
            wall.revision,
            wall.identify_until,
            "" if screens else "no_such_node",
            () if screens else (("node", node), ("wall", wall.name or wall.id)),
            reserved(one for other in wall.nodes for one in resolve(wall, layouts, other, ())),
        )

    def _without_wall(self, kept: tuple[ShownScreen, ...], monitors: Sequence[Monitor]) -> Wished:
        return Wished(
            (*kept, *spares(kept, monitors)),
            self._kept.seat_distance_m,
            self._kept.pixel_pitch_mm,
            self._name,
            self._node or "",
            max((one.revision for one in kept), default=0),
            None,
            "wall_missing",
            (("wall", self._name),),
            reserved(kept),
        )

    def _of_layout(self, layouts: dict[str, Layout], monitors: Sequence[Monitor]) -> Wished:
        trouble = ""
        facts: tuple[tuple[str, object], ...] = ()
        try:
            self._layout = self._find_layout(layouts)
        except LayoutError as error:
            trouble = "layout_kept" if self._layout is not None else "bad_layout"
            facts = tuple(error.params.items())
        layout = self._layout
        if layout is None:
            return Wished(spares((), monitors), trouble=trouble, facts=facts)
        screens = of_layout(layout, monitors)
        return Wished(
            screens,
            layout.seat_distance_m,
            layout.pixel_pitch_mm,
            trouble=trouble,
            facts=facts,
            reserved=reserved(screens),
        )

    def _find_layout(self, layouts: dict[str, Layout]) -> WallLayout:
        if self._context.options.layout is not None:
            return load_layout(self._context.options.layout)
        for record in layouts.values():
            if self._name in (record.id, record.name):
                return read_layout(record.body, record.name)
        return load_layout(RESOURCES / "layouts" / "default-wall.toml")

    async def _keep(self) -> None:
        text = self._kept.to_write()
        if text is not None:
            await self._context.session.blocking(lambda: self._kept.write(text))

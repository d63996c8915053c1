"""What one node of a wall has to show: the wish of its screens on the monitors that are there, never less than before.

Pure, but for the small file of what was last good: a layout that cannot be shown, a wish that cannot be understood and
a wall that is not in the cache leave on the screens what was on them, and say why.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from console.base.text_files import read_text
from console.layouts.findings import LayoutError
from console.layouts.layout import read_layout
from console.records.models import Layout
from console.records.wall import Wall
from contract.layouts import ScreenSpec, WallLayout
from contract.records.wall import Wish
from offline_cache.plain_files import json_of
from offline_cache.plain_files import replace as replace_file

FORMAT = 1
DWELL_S = 20.0
"""How long each screen of a tour stays where the wish does not say."""
LEAST_DWELL_S = 3.0


class Monitor(NamedTuple):
    """A monitor as the system has, or had, it: its name and its upper left corner."""

    name: str
    left: int
    top: int
    present: bool = True
    """One that was unplugged keeps its place, so that those beside it keep theirs."""


@dataclass(frozen=True)
class ShownScreen:
    """One screen of this node: where it is, and what it shows."""

    id: str
    title: str = ""
    wanted: str = ""
    """The monitor that the wall names for it."""
    monitor: str = ""
    """The system's name of its monitor; empty while that is not plugged in."""
    parts: tuple[ScreenSpec, ...] = ()
    """What it shows: one screen, or those of a tour in turn; none where nothing was ever wished."""
    dwell_s: float = 0.0
    revision: int = 0
    """The wall's revision that this is of."""
    frozen: bool = False
    blank: bool = False
    trouble: str = ""
    """Code of what is wrong with the wish; `parts` are then the last good ones."""
    facts: tuple[tuple[str, Any], ...] = ()
    """What the sentence of `trouble` names."""
    spare: bool = False
    """A monitor that is no screen of the wall: it is kept calm and not reported."""


def in_order(monitors: Iterable[Monitor]) -> list[Monitor]:
    """From the left to the right, then from the top down."""
    return sorted(monitors, key=lambda one: (one.left, one.top, one.name))


def seen_so_far(before: Sequence[Monitor], now: Sequence[Monitor]) -> tuple[Monitor, ...]:
    """Those that are there `now`, and those that were and whose place nobody has taken."""
    names, corners = {one.name for one in now}, {(one.left, one.top) for one in now}
    gone = [one for one in before if one.name not in names and (one.left, one.top) not in corners]
    return (*now, *(one._replace(present=False) for one in gone))


def find_monitor(wanted: str, monitors: Sequence[Monitor]) -> str:
    """The name of the monitor `wanted`: by name, or by place where it reads `#2`; empty where it is not there."""
    if wanted.startswith("#") and wanted[1:].isdecimal():
        found = in_order(monitors)[int(wanted[1:]) - 1 :][:1] if int(wanted[1:]) else []
    else:
        found = [one for one in monitors if one.name == wanted]
    return next((one.name for one in found if one.present), "")


def resolve(
    wall: Wall, layouts: Mapping[str, Layout], node: str, monitors: Sequence[Monitor]
) -> tuple[ShownScreen, ...]:
    """The screens of `node`, in the wall's order, each on a monitor of its own.

    Where a wish cannot be shown its `parts` are empty and `trouble` says why.
    """
    shown: list[ShownScreen] = []
    read = _Layouts(layouts)
    for screen in wall.screens_of(node):
        one = ShownScreen(screen.id, screen.title, screen.monitor, revision=wall.revision)
        wish = wall.desired.get(screen.id)
        shown.append(one if wish is None else _wished(one, wish, read))
    return placed(shown, monitors)


class _Layouts:
    """Layouts by id, each read once. Raises `LayoutError` bad_layout, layout_missing."""

    def __init__(self, records: Mapping[str, Layout]) -> None:
        self._records = records
        self._read: dict[str, WallLayout] = {}

    def __getitem__(self, key: str) -> WallLayout:
        if key not in self._read:
            record = self._records.get(key)
            if record is None:
                raise LayoutError("layout_missing", layout=key)
            self._read[key] = read_layout(record.body, record.name)
        return self._read[key]


def _wished(screen: ShownScreen, wish: Wish, layouts: _Layouts) -> ShownScreen:
    screen = replace(screen, frozen=wish.frozen, blank=wish.blank)
    try:
        parts = tuple(_parts(wish, layouts))
    except LayoutError as error:
        return replace(screen, trouble=error.code, facts=tuple(error.params.items()))
    dwell_s = max(LEAST_DWELL_S, wish.dwell_s or DWELL_S) if len(parts) > 1 else 0.0
    return replace(screen, parts=parts, dwell_s=dwell_s)


def placed(screens: Iterable[ShownScreen], monitors: Sequence[Monitor]) -> tuple[ShownScreen, ...]:
    """Each screen on the monitor that it wants, as long as it is there and no other screen has it."""
    taken: set[str] = set()
    found = []
    for screen in screens:
        name = find_monitor(screen.wanted, monitors)
        name = "" if name in taken else name
        taken.add(name)
        found.append(replace(screen, monitor=name))
    return tuple(found)


def spares(screens: Iterable[ShownScreen], monitors: Sequence[Monitor]) -> tuple[ShownScreen, ...]:
    """The monitors that no screen of the wall is on."""
    taken = {screen.monitor for screen in screens}
    left = [one.name for one in in_order(monitors) if one.present and one.name not in taken]
    return tuple(ShownScreen(f"~{name}", name, name, name, spare=True) for name in left)


def _parts(wish: Wish, layouts: _Layouts) -> Iterable[ScreenSpec]:
    """What a wish comes to; nothing for one that wishes nothing. Raises `LayoutError`."""
    if wish.layout is not None:
        layout = layouts[wish.layout]
        if not 0 <= wish.index < len(layout.screens):
            raise LayoutError("bad_wish", field="index", hint=f"{wish.index} > {len(layout.screens) - 1}")
        yield layout.screens[wish.index]
    elif wish.screen is not None:
        yield _own(wish.screen)
    for one in wish.tour:
        yield from _parts(one, layouts)


def _own(body: dict[str, Any]) -> ScreenSpec:
    try:
        return ScreenSpec.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "screen"
        raise LayoutError("bad_wish", field=field, hint=first["msg"]) from error


def of_layout(layout: WallLayout, monitors: Sequence[Monitor]) -> tuple[ShownScreen, ...]:
    """A layout on every monitor of this machine, without any wall: by the screens' names, else by place."""
    return tuple(
        ShownScreen(
            f"#{place + 1}",
            "",
            monitor.name,
            monitor.name if monitor.present else "",
            (layout.screen(monitor.name, place),),
        )
        for place, monitor in enumerate(in_order(monitors))
    )


def node_of(wall: Wall, node: str | None, host: str) -> str:
    """Which node of the wall this machine is: as it was told, else by its name, else the only or the first one."""
    if node:
        return node
    nodes = wall.nodes
    return host if host in nodes or not nodes else nodes[0]


class LastGood:
    """What each screen showed last that could be shown, in a file of its own that no pull ever touches."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._screens: dict[str, ShownScreen] = {}
        self._written = ""
        self.seat_distance_m, self.pixel_pitch_mm = 4.0, 0.53
        """How far it is read from, and the size of its pixels."""

    def load(self) -> None:
        """Read what an earlier life left; nothing where that cannot be read. Blocks."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            text = read_text(self._path)
            body = json_of(text)
            if body["format"] != FORMAT:
                return
            self.seat_distance_m, self.pixel_pitch_mm = float(body["seat_distance_m"]), float(body["pixel_pitch_mm"])
            self._screens = {data["id"]: _screen_from(data) for data in body["screens"]}
            self._written = text

    def complete(self, shown: Sequence[ShownScreen]) -> tuple[ShownScreen, ...]:
        """`shown`, with the last good content where a screen has none; what is good is remembered."""
        completed = []
        for screen in shown:
            kept = self._screens.get(screen.id)
            if not screen.parts and kept is not None and (screen.trouble or screen.blank or screen.frozen):
                completed.append(replace(screen, parts=kept.parts, dwell_s=kept.dwell_s))
            else:
                completed.append(screen)
            if not screen.trouble:
                self._screens[screen.id] = completed[-1]
        for gone in set(self._screens) - {screen.id for screen in shown}:
            del self._screens[gone]
        return tuple(completed)

    def all(self, monitors: Sequence[Monitor], trouble: str) -> tuple[ShownScreen, ...]:
        """Every screen as it was, where there is no wall to ask."""
        return placed((replace(one, trouble=trouble) for one in self._screens.values()), monitors)

    def to_write(self) -> str | None:
        """The file's new text; None where it is as it was."""
        body = {
            "format": FORMAT,
            "seat_distance_m": self.seat_distance_m,
            "pixel_pitch_mm": self.pixel_pitch_mm,
            "screens": [_screen_data(one) for one in self._screens.values()],
        }
        text = json.dumps(body, ensure_ascii=False)
        if text == self._written:
            return None
        self._written = text
        return text

    def write(self, text: str) -> None:
        """Replace the file. Blocks; raises `OSError`."""
        replace_file(self._path, text)


def _screen_data(screen: ShownScreen) -> dict[str, Any]:
    return {
        "id": screen.id,
        "title": screen.title,
        "wanted": screen.wanted,
        "parts": [part.model_dump(mode="json") for part in screen.parts],
        "dwell_s": screen.dwell_s,
        "revision": screen.revision,
        "frozen": screen.frozen,
        "blank": screen.blank,
    }


def _screen_from(data: Mapping[str, Any]) -> ShownScreen:
    return ShownScreen(
        id=str(data["id"]),
        title=str(data["title"]),
        wanted=str(data["wanted"]),
        parts=tuple(ScreenSpec.model_validate(part) for part in data["parts"]),
        dwell_s=float(data["dwell_s"]),
        revision=int(data["revision"]),
        frozen=bool(data["frozen"]),
        blank=bool(data["blank"]),
    )

"""What stands beside the wall in small: its state, what may be put on, what was changed, and advice; as rows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication

from console.analysis.legibility import stops_of
from console.analysis.wall_ages import LIVE
from console.analysis.wall_content import bundle, camera_grid, one_camera
from console.records.models import Incident, StreamState
from console.records.wall import Preset, Wall
from contract.layouts import ScreenSpec, TileSpec
from contract.records.wall import Wish
from contract.tiles import TILE_FORMS, Kind
from views.tiles.types import TILE_TYPES
from views.wall_control.watch import WallWatch
from views.wall_control.words import (
    difference_words,
    told_words,
    wish_words,
)
from widgets.base.formats import age_text, clock_text, day_minute_text
from widgets.base.grouped_list import Line
from widgets.video.stream_words import stream_headline

MOST_DARK = 60


@dataclass(frozen=True)
class DeskShows:
    """What the desk shows that could be put on a screen."""

    camera_id: str | None = None
    """The enlarged one, or the one with the keyboard."""
    camera_ids: tuple[str, ...] = ()
    incident: Incident | None = None
    bundle: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Cameras and indicators of the incident."""


def specs(wall: Wall, watch: WallWatch) -> dict[str, tuple[ScreenSpec, ...]]:
    """What each screen is wished to show; none where that cannot be shown."""
    return {one.id: watch.parts(wall, one.id, wall.desired.get(one.id, Wish())) for one in wall.screens}


def tile_words(tile: TileSpec, names: Callable[[str], str]) -> str:
    """What a tile shows, in a few words."""
    for key in ("camera", "indicator"):
        if tile.config.get(key):
            return names(str(tile.config[key]))
    text = str(tile.config.get("title") or tile.config.get("text") or "")
    within = ", ".join(dict.fromkeys(tile_words(one, names) for one in _within(tile)))
    return text or (f"{type_word(tile.type)}: {within}" if within else type_word(tile.type))


def _within(tile: TileSpec) -> Iterator[TileSpec]:
    """What a tour shows in turn, or a reserved place meanwhile."""
    form = TILE_FORMS.get(tile.type)
    held = form.of_kind(Kind.TILE) if form is not None else None
    given = [tile.config.get(held.name)] if held is not None else stops_of(tile)
    for one in given:
        with contextlib.suppress(ValidationError):
            if isinstance(one, Mapping):
                yield TileSpec.model_validate({"row": 0, "col": 0, **one})


def wished_words(wish: Wish, watch: WallWatch) -> str:
    """What a screen is wished to show, with the names of the city."""
    own: tuple[TileSpec, ...] = ()
    if wish.screen is not None:
        with contextlib.suppress(ValidationError):
            own = ScreenSpec.model_validate(wish.screen).tiles
    layouts = {key: one.name for key, one in watch.layouts.items()}
    return wish_words(wish, layouts, [tile_words(tile, watch.name_of) for tile in own])


def type_word(kind: str) -> str:
    """A tile type's name; one that is not known by its own name."""
    known = TILE_TYPES.get(kind)
    return QCoreApplication.translate("wall_control", known.words.brief) if known is not None else kind


def state_lines(wall: Wall, watch: WallWatch, now: datetime) -> list[Line]:
    """Each screen: what it should show and what differs; then whatever is not live."""
    translate = QCoreApplication.translate
    found, boards = watch.differences(now), watch.ages_of(now)
    lines = [Line("", translate("wall_control", "Screens ({n})").format(n=len(wall.screens)))]
    for screen in wall.screens:
        unlike = found[screen.id]
        state = " · ".join(difference_words(one, now) for one in unlike)
        if not unlike:
            state = "" if watch.actual is None else translate("wall_control", "as wished")
        board = boards.get(screen.id)
        age = age_text(board.oldest_s) if board is not None and board.oldest_s is not None else ""
        below = state if unlike else wished_words(wall.desired.get(screen.id, Wish()), watch)
        lines.append(
            Line(
                screen.id, screen_words(wall, screen.id), below, age, "" if unlike else state,
                "late" if unlike else "text2", "≠" if unlike else "•",
            )
        )  # fmt: skip
    dark = _dark(wall, watch, now)
    if dark:
        lines.append(Line("", translate("wall_control", "Not live ({n})").format(n=len(dark))))
        lines += dark[:MOST_DARK]
    return lines


def _dark(wall: Wall, watch: WallWatch, now: datetime) -> list[Line]:
    lines = []
    for node in watch.actual.nodes if watch.actual is not None else ():
        for screen in node.screens if not node.cut_off else ():
            for tile in screen.tiles if screen.present else ():
                if tile.state != LIVE:
                    age = (now - tile.as_of).total_seconds() if tile.as_of is not None else None
                    own = TILE_TYPES[tile.type].state_words if tile.type in TILE_TYPES else None
                    words = own(tile.state) if own is not None else _state_word(tile.state, age)
                    name = tile.name or type_word(tile.type)
                    at = age_text(age) if age is not None else ""
                    where = screen_words(wall, screen.id)
                    lines.append(Line(f"dark:{screen.id}:{tile.place}", name, where, at, words, "late", "–"))
    return lines


def _state_word(state: str, age_s: float | None) -> str:
    if state in frozenset(StreamState):
        return stream_headline(StreamState(state), age_s)
    return QCoreApplication.translate("wall_control", "Not there") if state == "missing" else state


def screen_words(wall: Wall, screen_id: str) -> str:
    """A screen by id and title."""
    screen = wall.screen(screen_id)
    if screen is None or not screen.title or screen.title == screen_id:
        return screen_id
    return f"{screen_id} · {screen.title}"


def show_lines(wall: Wall, watch: WallWatch, desk: DeskShows) -> list[Line]:
    """Presets of the whole wall, what the desk shows, and every screen of every layout."""
    translate = QCoreApplication.translate
    lines = []
    if wall.presets:
        lines.append(Line("", translate("wall_control", "Presets of the whole wall")))
        for preset in wall.presets:
            lines.append(_preset_line(wall, preset))
    mine = _desk_lines(watch, desk)
    if mine:
        lines.append(Line("", translate("wall_control", "From this desk, on the chosen screen")))
        lines += mine
    rows = []
    for key, layout in watch.shapes.items():
        name = watch.layouts[key].name or key
        for place, screen in enumerate(layout.screens):
            words = translate("wall_control", "{name}, screen {n}").format(name=name, n=place + 1)
            below = ", ".join(dict.fromkeys(tile_words(tile, watch.name_of) for tile in screen.tiles))
            rows.append(Line(f"layout:{key}:{place}", words, below, mark="▢"))
    if rows:
        lines.append(Line("", translate("wall_control", "Layouts, on the chosen screen")))
    return lines + rows


def _preset_line(wall: Wall, preset: Preset) -> Line:
    """A preset with the screens that it fills, and who of the room kept it."""
    last = wall.kept_presets.get(preset.id)
    by = [last.actor_name] if last is not None and last.actor_name else []
    state = QCoreApplication.translate("wall_control", "not sent yet") if preset.pending else ""
    where = ", ".join(screen for screen in preset.screens if wall.screen(screen) is not None)
    return Line(f"preset:{preset.id}", preset.name, " · ".join([where, *by]), "", state, "late", "▦")


def _desk_lines(watch: WallWatch, desk: DeskShows) -> list[Line]:
    translate = QCoreApplication.translate
    lines = []
    if desk.incident is not None and any(desk.bundle):
        cameras, indicators = desk.bundle
        what = translate("wall_control", "{n} cameras, {m} indicators").format(n=len(cameras), m=len(indicators))
        words = translate("wall_control", "Around {name}").format(name=desk.incident.title)
        lines.append(Line("desk:bundle", words, f"{desk.incident.code} · {what}", mark="◎"))
    if desk.camera_id:
        words = translate("wall_control", "Camera {name}").format(name=watch.name_of(desk.camera_id))
        lines.append(Line("desk:camera", words, translate("wall_control", "alone on the screen"), mark="▣"))
    if desk.camera_ids:
        words = translate("wall_control", "The cameras of this desk ({n})").format(n=len(desk.camera_ids))
        below = ", ".join(watch.name_of(one) for one in desk.camera_ids)
        lines.append(Line("desk:cameras", words, below, mark="▦"))
    return lines


def wish_of(key: str, desk: DeskShows) -> Wish | None:
    """What a row of `show_lines` would put on a screen; None for a preset, and for a row that is not there."""
    kind, _, rest = key.partition(":")
    if kind == "layout":
        name, _, place = rest.rpartition(":")
        return Wish(layout=name, index=int(place))
    if key == "desk:camera" and desk.camera_id:
        return one_camera(desk.camera_id)
    if key == "desk:cameras" and desk.camera_ids:
        return camera_grid(desk.camera_ids)
    if key == "desk:bundle" and any(desk.bundle):
        return bundle(*desk.bundle)
    return None


def change_lines(wall: Wall, now: datetime) -> list[Line]:
    """The last changes, the newest first; those that can be rolled back have their revision as their key."""
    translate = QCoreApplication.translate
    lines = []
    for told in sorted(wall.told, key=lambda one: one.at, reverse=True):
        state = ""
        if told.result == "superseded":
            state = translate("wall_control", "not made: {name} was first").format(name=told.against)
        elif told.before:
            state = translate("wall_control", "Enter shows what stood before")
        key = f"told:{told.revision}" if told.before and told.result == "applied" else f"said:{told.at.isoformat()}"
        at = day_minute_text(now, told.at) if (now - told.at).total_seconds() > 3600 else clock_text(told.at)
        lines.append(Line(key, told_words(told), told.actor_name, at, state, "text2", "↺" if told.before else "•"))
    return lines

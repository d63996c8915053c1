"""The wall in small: each screen with its still, what differs from the wish, and what a change would do."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.analysis.wall_difference import places
from console.records.wall import Wall
from contract.layouts import ScreenSpec
from contract.records.wall import Wish
from views.wall_control.changes import Change
from views.wall_control.names import screen_words, tile_words, wished_words
from views.wall_control.watch import WallWatch, specs
from views.wall_control.words import short_words
from widgets.base.formats import age_text, day_minute_text
from widgets.walls.paint import MiniScreen, MiniTile


def mini_screens(wall: Wall, watch: WallWatch, change: Change | None, now: datetime) -> tuple[MiniScreen, ...]:
    """Every screen of the wall."""
    where = places(wall)
    after = change.on(wall) if change is not None else {}
    now_shown = specs(wall, watch)
    wished = wall.model_copy(update={"desired": {**wall.desired, **{key: wish for key, (_, wish) in after.items()}}})
    then_shown = specs(wished, watch) if after else now_shown
    found = watch.differences(now)
    screens = []
    for screen in wall.screens:
        still, at = watch.stills.get(screen.id, (None, None))
        spec = next(iter(then_shown.get(screen.id, ())), None)
        middle = _middle(wall, watch, screen.id, now) if screen.id not in after else ("", True)
        marks = tuple((short_words(one, now), "late") for one in found[screen.id])
        screens.append(
            MiniScreen(
                screen.id, *where[screen.id], screen_words(wall, screen.id), still,
                age_text((now - at).total_seconds()) if at is not None else "",
                tuple(one for one in marks if one[0]), *middle,
                (spec.rows, spec.cols) if spec is not None else (1, 1),
                _tiles(spec, watch),
                _would(after.get(screen.id), watch),
            )
        )  # fmt: skip
    return tuple(screens)


def _middle(wall: Wall, watch: WallWatch, screen: str, now: datetime) -> tuple[str, bool]:
    """What stands in place of a picture, and whether that is as wished."""
    translate = QCoreApplication.translate
    for one in watch.differences(now)[screen]:
        if one.code == "cut_off":
            since = day_minute_text(now, one.since) if one.since is not None else "…"
            return translate("wall_control", "Cut off since {since}").format(since=since), False
        if one.code == "absent":
            return translate("wall_control", "Its monitor is not plugged in"), False
        if one.code == "not_heard":
            return translate("wall_control", "Nothing heard of it yet"), False
    wish = wall.desired.get(screen, Wish())
    if wish.blank:
        return translate("wall_control", "Black"), True
    return "", True


def _tiles(spec: ScreenSpec | None, watch: WallWatch) -> tuple[MiniTile, ...]:
    if spec is None:
        return ()
    return tuple(
        MiniTile(tile.row, tile.col, tile.rows, tile.cols, tile_words(tile, watch.name_of)) for tile in spec.tiles
    )


def _would(change: tuple[Wish, Wish] | None, watch: WallWatch) -> str:
    if change is None:
        return ""
    return f"→ {wished_words(change[1], watch)}"

"""The wall's state as rows: each screen with what differs from the wish, then whatever is not live."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.analysis.wall_ages import LIVE
from console.records.models import StreamState
from console.records.wall import Wall
from contract.records.wall import Wish
from views.tiles.types import TILE_TYPES
from views.wall_control.names import screen_words, type_word, wished_words
from views.wall_control.watch import WallWatch
from views.wall_control.words import difference_words
from widgets.base.formats import age_text
from widgets.base.grouped_list import Line
from widgets.video.stream_words import stream_headline

MOST_DARK = 60


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
                "late" if unlike else "text2", icon="circle-alert" if unlike else "",
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
                    lines.append(
                        Line(f"dark:{screen.id}:{tile.place}", name, where, at, words, "late", icon="video-off")
                    )
    return lines


def _state_word(state: str, age_s: float | None) -> str:
    if state in frozenset(StreamState):
        return stream_headline(StreamState(state), age_s)
    return QCoreApplication.translate("wall_control", "Not there") if state == "missing" else state

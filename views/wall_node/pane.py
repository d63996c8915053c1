"""What fills one screen of a wall: a grid of tiles that comes tile by tile over the one before, never over black."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from console.records.wall import TileReport
from console.walls import alarm_slots
from contract.layouts import ScreenSpec, TileSpec
from views.tiles.binding import Binding, Stage
from views.tiles.text_tile import TextTile
from views.tiles.types import MOVING, TILE_TYPES
from views.words.sentences import sentence
from widgets.video.tile import VideoTile

GAP_PX = 6


@dataclass
class Placed:
    """A tile where the layout has it."""

    spec: TileSpec
    tile: QWidget
    binding: Binding | None

    @property
    def is_ready(self) -> bool:
        """Whether there is something to see in it."""
        return self.binding is None or self.binding.is_ready()


def place_of(spec: ScreenSpec, tile: TileSpec, room: QSize) -> QRect:
    """Where a tile stands in a screen of this size: all columns and rows alike, a gap around each tile."""

    def span(first: int, count: int, of: int, length: int) -> tuple[int, int]:
        each = (length - GAP_PX * (of + 1)) / of
        begin = GAP_PX + first * (each + GAP_PX)
        return round(begin), round(begin + count * each + (count - 1) * GAP_PX)

    left, right = span(tile.col, tile.cols, spec.cols, room.width())
    top, bottom = span(tile.row, tile.rows, spec.rows, room.height())
    return QRect(left, top, max(1, right - left), max(1, bottom - top))


class Pane:
    """The tiles of one screen's content on `ground`. They are hidden at first; `reveal` shows what is ready."""

    def __init__(self, stage: Stage, ground: QWidget, spec: ScreenSpec) -> None:
        self.spec = spec
        self._ground = ground
        self._placed = [self._make(stage, tile) for tile in spec.tiles]
        self.fit()

    def _make(self, stage: Stage, spec: TileSpec) -> Placed:
        kind = TILE_TYPES.get(spec.type)
        if kind is None:
            told = TextTile(self._ground)
            told.set_text("", sentence("unknown_tile", {"type": spec.type}))
            return Placed(spec, self._ready_to_show(told, spec), None)
        # Its size has to be known when its camera is opened: a tile is placed before it is bound.
        tile = self._ready_to_show(kind.make(self._ground), spec)
        config = spec.config | {"place": alarm_slots.place(stage.screen, spec.row, spec.col)}
        try:
            return Placed(spec, tile, kind.bind(tile, stage, config))
        except Exception as error:  # noqa: BLE001 - what one tile of a layout is told costs that tile, not the wall
            stage.failed(error)
            tile.hide()
            tile.deleteLater()
            told = TextTile(self._ground)
            told.set_text("", sentence("tile_fault", {"type": spec.type}))
            return Placed(spec, self._ready_to_show(told, spec), None)

    def _ready_to_show(self, tile: QWidget, spec: TileSpec) -> QWidget:
        tile.hide()
        tile.setMinimumSize(1, 1)
        tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tile.setGeometry(place_of(self.spec, spec, self._ground.size()))
        return tile

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Its tiles, in the layout's order."""
        return tuple(self._placed)

    def fit(self) -> None:
        """The ground has another size."""
        for one in self._placed:
            one.tile.setGeometry(place_of(self.spec, one.spec, self._ground.size()))

    def tick(self, now: datetime) -> None:
        """Ages move on."""
        for one in self._placed:
            if one.binding is not None:
                one.binding.tick(now)

    def is_ready(self, *, video: bool) -> bool:
        """Whether every tile has something to see; without `video` those of cameras are not asked."""
        return all(one.is_ready for one in self._placed if video or one.spec.type not in MOVING)

    def cameras(self) -> frozenset[str]:
        """Ids of the cameras that it shows now."""
        bindings = (one.binding for one in self._placed)
        return frozenset(one.ref for one in bindings if one is not None and one.is_video and one.ref)

    @property
    def is_live(self) -> bool:
        """Whether it is worth turning to: everything is there, and of its cameras at least one is live."""
        videos = [one.binding for one in self._placed if one.binding is not None and one.binding.is_video]
        if not self.is_ready(video=False):
            return False
        return not videos or any(one.state() == "live" for one in videos)

    def reveal(self, *, everything: bool = False) -> bool:
        """Show what is ready, over whatever is there; whether all is shown now."""
        for one in self._placed:
            if one.tile.isHidden() and (everything or one.is_ready):
                one.tile.show()
                one.tile.raise_()
        return not any(one.tile.isHidden() for one in self._placed)

    def report(self, now: datetime) -> tuple[TileReport, ...]:
        """What its tiles show now."""
        return tuple(_told(one, one.binding, now) for one in self._placed)

    def retire(self, stage: Stage) -> None:
        """What follows may take its streams over."""
        for tile in self._video_tiles():
            place = stage.streams.place_of(tile)
            if place is not None:
                place.retiring = True

    def set_streaming(self, stage: Stage, streaming: bool) -> None:
        """Open, or close for a while, the cameras of this pane: what nobody can see costs nothing."""
        for tile in self._video_tiles():
            stage.streams.set_visible(tile, streaming)

    def _video_tiles(self) -> list[VideoTile]:
        return [tile for one in self._placed for tile in _videos(one.tile)]

    def end(self) -> None:
        """Its tiles go."""
        for one in self._placed:
            if one.binding is not None:
                one.binding.close()
            one.tile.hide()
            one.tile.deleteLater()
        self._placed = []


def _told(placed: Placed, binding: Binding | None, now: datetime) -> TileReport:
    place = f"{placed.spec.row},{placed.spec.col}"
    if binding is None:
        return TileReport(place=place, type=placed.spec.type, state="unknown")
    return TileReport(
        place=place,
        type=placed.spec.type,
        name=binding.name,
        ref=binding.ref,
        state=binding.state(),
        as_of=binding.seen_at(now),
        incident_id=binding.incident_id or None,
    )


def _videos(tile: QWidget) -> list[VideoTile]:
    """The camera tiles in a tile: itself, or what a tile that changes its content holds."""
    found: list[Any] = [tile] if isinstance(tile, VideoTile) else tile.findChildren(VideoTile)
    return found

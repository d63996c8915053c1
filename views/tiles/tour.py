"""The tile type `tour`: tiles in turn, each opened out of sight and shown only once it is live."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.analysis.legibility import LEAST
from console.walls.tours import DWELL_S, Tour, alarmed_cameras
from views.tiles.binding import Binding, Stage
from views.tiles.inner import Holder, Inner, Types, seen_at, speak_for, specs, state_of
from views.tiles.kind import CAPTION, Config, Line, TileType, TileWords
from views.tiles.named import is_by_place, pick
from widgets.base import theme
from widgets.video.paint import CAPTION_PX
from widgets.words.marked_text import QT_TRANSLATE_NOOP

PAD_PX = 6


class PlaceMark(QWidget):
    """Which stop of how many, in the corner; whether the tour stands still."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = ""

    def text(self) -> str:
        """What it says."""
        return self._text

    def tell(self, stop: int, count: int, *, held: bool) -> None:
        """Say this from now on; nothing for a tour of one."""
        text = f"{stop + 1}/{count}{' ‖' if held else ''}" if count > 1 else ""
        if text == self._text:
            return
        self._text = text
        look = theme.current()
        self.setFont(look.font("caption"))
        self.resize(self.fontMetrics().horizontalAdvance(text) + look.px(12), look.line_height("caption") + look.px(4))
        self.fit()
        self.setVisible(bool(text))
        self.update()

    def fit(self) -> None:
        """Stand above the caption, on the right: alarms are marked on the left, what is slowed down on top."""
        parent, look = self.parentWidget(), theme.current()
        if parent is not None:
            pad = look.px(PAD_PX)
            down = parent.height() - look.px(CAPTION_PX) - self.height() - pad
            self.move(max(0, parent.width() - self.width() - pad), max(0, down))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Small, and readable over any picture."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("video_caption"))
        painter.setPen(look.color("video_text1"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class TourTile(Holder):
    """Holds the tile that is shown, the one that is opened ahead, and says where the tour is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = PlaceMark(self)


class _Rounds:
    """One tour on its way."""

    def __init__(self, types: Types, tile: TourTile, stage: Stage, config: Config, clock: Callable[[], float]) -> None:
        self._types, self._tile, self._stage, self._clock = types, tile, stage, clock
        self._stops = specs(config.get("tiles")) or [{"type": "text", "text": _nothing()}]
        dwell_s = _seconds(config.get("dwell_s"), DWELL_S)
        self._tour = Tour([_seconds(one.pop("dwell_s", None), dwell_s) for one in self._stops], clock())
        self._open: dict[int, Inner] = {0: self._make(0)}
        self._shown = 0
        self.alarmed: tuple[int, ...] = ()
        """Stops that an alarm is about."""
        self._show()
        tile.fitted = self._fit

    def _make(self, stop: int) -> Inner:
        return Inner(self._types, self._stage, self._tile, self._stops[stop], self._tile.rect())

    def _fit(self, room: QRect) -> None:
        for inner in self._open.values():
            inner.fit(room)
        self._tile.mark.fit()

    def _show(self) -> None:
        self._open[self._shown].show()
        self._tile.mark.raise_()

    @property
    def inner(self) -> Inner:
        """What is to be seen."""
        return self._open[self._shown]

    def tick(self, now: datetime) -> None:
        """Once a second: turn on where it is time and the next is live."""
        for inner in self._open.values():
            inner.tick(now)
        turn = self._tour.step(
            self._clock(),
            lambda stop: stop in self._open and self._open[stop].is_live,
            held=self._stage.is_held(),
            alarmed=self.alarmed,
        )
        before = self._shown
        self._shown = turn.shown
        if turn.shown != before:
            self._show()
        for stop in set(self._open) - {turn.shown, turn.ahead}:
            self._open.pop(stop).close()
        if turn.ahead is not None and turn.ahead not in self._open:
            self._open[turn.ahead] = self._make(turn.ahead)
        self._tile.mark.tell(turn.shown, len(self._stops), held=turn.held)

    async def read(self) -> None:
        """Which of its cameras an alarm is about."""
        await self._stage.incidents.ready()
        asking = alarmed_cameras(self._stage.incidents.index.critical(), self._stage.now())
        cameras = await self._stage.session.store.cameras() if self._may_be(asking) else []
        found = [pick(cameras, one["camera"]) if "camera" in one else None for one in self._stops]
        self.alarmed = tuple(stop for stop, one in enumerate(found) if one is not None and one.id in asking)

    def _may_be(self, asking: frozenset[str]) -> bool:
        """Whether one of its stops may be one of these cameras, so that it is worth looking."""
        named = [one["camera"] for one in self._stops if "camera" in one]
        return bool(asking) and any(is_by_place(one) or str(one) in asking for one in named)

    def close(self) -> None:
        """End all that is open."""
        for inner in self._open.values():
            inner.close()


def _bind_tour(types: Types, tile: TourTile, stage: Stage, config: Config) -> Binding:
    """Let `tile` show the tiles of `config["tiles"]` in turn, each for `dwell_s` seconds."""
    rounds = _Rounds(types, tile, stage, config, time.monotonic)

    async def read(_binding: Binding) -> None:
        await rounds.read()

    binding = Binding(stage, set(), read)
    binding.listen(lambda _cameras: binding.ask())

    def tick(now: datetime) -> None:
        rounds.tick(now)
        speak_for(binding, rounds.inner)

    binding.on_tick = tick
    binding.state = lambda: state_of(rounds.inner)
    binding.is_ready = lambda: rounds.inner.is_ready
    binding.seen_at = lambda now: seen_at(rounds.inner, now)
    binding.on_close = rounds.close
    return binding


def _seconds(value: Any, otherwise: float) -> float:
    return float(value) if isinstance(value, (int, float)) and 0 < value <= 86_400 else otherwise


def _nothing() -> str:
    return QCoreApplication.translate("tiles", "This tour has no stops")


def tour_type(types: Types) -> TileType:
    """The type; its stops are of `types`."""
    return TileType(
        "tour",
        TileWords(QT_TRANSLATE_NOOP("layout", "Tour of cameras"), QT_TRANSLATE_NOOP("wall_control", "Tour")),
        TourTile,
        partial(_bind_tour, types),
        legibility=LEAST["tour"],
        moves=True,
        lines=(CAPTION, Line("dwell_s", QT_TRANSLATE_NOOP("layout", "Each stays"))),
        begun=lambda: {"tiles": (), "dwell_s": round(DWELL_S)},
    )

"""The tile types that a layout may name. A new type is one more entry: a name, `make(parent)` and `bind(…)`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from console.camera_health import CameraHealth
from console.models import Camera, LinkChannel, LinkState, Record, StreamState
from console.session import Session
from views.camera_health import rows_of
from views.queue import in_order
from views.refresher import Refresher
from views.streams import ALARM_PRIORITY, StreamTiles
from widgets.formats import clock_text
from widgets.health_board import HealthTable
from widgets.incident_table import IncidentTable
from widgets.indicator_tile import IndicatorTile
from widgets.labels import label
from widgets.stream_words import stream_headline
from widgets.video_tile import VideoTile

HISTORY = timedelta(hours=24)
RecordT = TypeVar("RecordT", bound=Record)
Config = Mapping[str, Any]


@dataclass(frozen=True)
class Stage:
    """What a tile is bound on: the session, the window's streams, the clock, and who hears of failures."""

    session: Session
    streams: StreamTiles
    now: Callable[[], datetime]
    failed: Callable[[BaseException], None]
    board: Callable[[Sequence[Camera]], list[CameraHealth]]
    """Health of these cameras as this program sees them."""
    wall_slots: Any = None
    """Who shares out the places that are reserved for alarms; None where there are none."""

    def is_live(self, camera_id: str) -> bool:
        """Whether a picture of this camera, shown or about to be, is live now."""
        return any(one.camera_id == camera_id and one.state is StreamState.LIVE for one in self.streams.all())


class Binding:
    """A tile that lives: it re-reads on changes of `kinds`, ticks once a second, and ends with its window."""

    def __init__(self, stage: Stage, kinds: set[str], read: Callable[[Binding], Awaitable[None]]) -> None:
        self.stage = stage
        self.name = ""
        self.as_of: datetime | None = None
        """Time of the data shown; None where age means nothing. The wall's strip names the oldest."""
        self.ref = ""
        """What is shown, by its id: a camera, an indicator; empty for what has none."""
        self.incident_id = ""
        """The incident that brought this here; empty where none did."""
        self.state: Callable[[], str] = lambda: "live" if self.has_read else "connecting"
        """How it goes, in the words of `console.models.StreamState`."""
        self.is_ready: Callable[[], bool] = lambda: self.has_read
        """Whether there is something to see: a wall changes its content without a black moment."""
        self.has_read = False
        self.on_tick: Callable[[datetime], None] = lambda _now: None
        self.on_close: Callable[[], None] = lambda: None

        async def reading(_ids: frozenset[str] | None) -> None:
            try:
                await read(self)
            finally:
                self.has_read = True

        self._refresher = Refresher(reading, stage.failed)
        self._stop = stage.session.changes.subscribe(kinds, lambda _change: self._refresher.ask())
        self._refresher.ask()

    def tick(self, now: datetime) -> None:
        """Ages move on."""
        self.on_tick(now)

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()
        self.on_close()


@dataclass(frozen=True)
class TileType:
    """One door: how the tile is made, and how it comes alive with what the layout says about it."""

    name: str
    make: Callable[[QWidget], QWidget]
    bind: Callable[[Any, Stage, Config], Binding]


class TextTile(QFrame):
    """A big text under a caption: counts, clocks, announcements, and why there is nothing else to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._title = label("", "caption", self)
        self._text = label("", "value", self, wrap=True)
        self._foot = label("", "caption", self, wrap=True)
        box = QVBoxLayout(self)
        box.addWidget(self._title)
        box.addWidget(self._text)
        box.addStretch(1)
        box.addWidget(self._foot, 0, Qt.AlignmentFlag.AlignRight)

    def set_text(self, title: str, text: str, foot: str = "") -> None:
        """Show these three, as plain text."""
        self._title.setText(title)
        self._text.setText(text)
        self._foot.setText(foot)


def pick(records: Sequence[RecordT], wanted: object) -> RecordT | None:
    """The record with the id `wanted`, or by place in the city's list where it reads `#3`; None where there is none."""
    text = str(wanted)
    if text.startswith("#") and text[1:].isdecimal():
        place = int(text[1:]) - 1
        return records[place] if 0 <= place < len(records) else None
    return next((record for record in records if record.id == text), None)


def _bind_camera(tile: VideoTile, stage: Stage, config: Config) -> Binding:
    async def read(binding: Binding) -> None:
        camera = pick(await stage.session.store.cameras(), config.get("camera"))
        binding.name, binding.ref = (camera.name, camera.id) if camera is not None else ("", "")
        stage.streams.show(tile, camera, keyframes_only=bool(config.get("keyframes")))
        if camera is None:
            tile.set_title(QCoreApplication.translate("tiles", "No camera {id}").format(id=config.get("camera")))
            return
        alarms = [
            incident.severity
            for incident in await stage.session.store.incidents(open_only=True)
            if camera.id in incident.camera_ids and incident.severity == 1
        ]
        tile.set_alarm(min(alarms, default=None))
        stage.streams.set_priority(tile, ALARM_PRIORITY if alarms else 0)

    binding = Binding(stage, {"camera", "incident"}, read)
    binding.state = lambda: _stream_state(tile, stage)
    binding.is_ready = lambda: binding.has_read and (not binding.ref or _has_picture(tile, stage))
    binding.on_close = lambda: stage.streams.release(tile)
    return binding


def _has_picture(tile: VideoTile, stage: Stage) -> bool:
    place = stage.streams.place_of(tile)
    return place is not None and place.shown


def _stream_state(tile: VideoTile, stage: Stage) -> str:
    place = stage.streams.place_of(tile)
    return str(place.stream.state if place is not None else StreamState.CONNECTING)


def _bind_indicator(tile: IndicatorTile, stage: Stage, config: Config) -> Binding:
    async def read(binding: Binding) -> None:
        indicator = pick(await stage.session.store.indicators(), config.get("indicator"))
        if indicator is None:
            return
        binding.name, binding.as_of = indicator.short_name or indicator.name, indicator.as_of
        binding.ref = indicator.id
        tile.set_points(await stage.session.store.points(indicator.id, stage.now() - HISTORY))

        def tick(now: datetime) -> None:
            link = stage.session.links.all().get(LinkChannel.INDICATORS)
            down = link is not None and link.state == LinkState.DOWN
            tile.set_offline_since(link.since if link is not None and down else None)
            tile.set_indicator(indicator, now)

        binding.on_tick = tick
        tick(stage.now())

    return Binding(stage, {"indicator", "points"}, read)


def _bind_queue(tile: IncidentTable, stage: Stage, config: Config) -> Binding:
    most = int(config.get("most", 12))

    async def read(_binding: Binding) -> None:
        tile.set_incidents(in_order(await stage.session.store.incidents(open_only=True))[:most], stage.now())

    binding = Binding(stage, {"incident"}, read)
    binding.on_tick = tile.tick
    return binding


def _bind_count(tile: TextTile, stage: Stage, _config: Config) -> Binding:
    async def read(_binding: Binding) -> None:
        incidents = await stage.session.store.incidents(open_only=True)
        now = stage.now()
        overdue = sum(incident.deadline is not None and incident.deadline < now for incident in incidents)
        fresh = sum(incident.acknowledged_at is None for incident in incidents)
        foot = QCoreApplication.translate("tiles", "{count} not acknowledged").format(count=fresh)
        tile.set_text(QCoreApplication.translate("tiles", "Open / overdue"), f"{len(incidents)} / {overdue}", foot)

    return Binding(stage, {"incident"}, read)


def _bind_alive(tile: TextTile, stage: Stage, _config: Config) -> Binding:
    async def read(binding: Binding) -> None:
        cameras = await stage.session.store.cameras()

        def tick(_now: datetime) -> None:
            board = [health for health in stage.board(cameras) if health.state is not None]
            live = sum(health.state is StreamState.LIVE for health in board)
            worst = next((health for health in board if health.state is not StreamState.LIVE), None)
            foot = f"{worst.camera.name}: {stream_headline(worst.state, worst.age_s)}" if worst and worst.state else ""
            title = QCoreApplication.translate("tiles", "Cameras truly alive")
            tile.set_text(title, f"{live} / {len(board)}", foot)

        binding.on_tick = tick
        tick(stage.now())

    return Binding(stage, {"camera"}, read)


def _bind_health(tile: HealthTable, stage: Stage, config: Config) -> Binding:
    most = int(config.get("most", 12))

    async def read(binding: Binding) -> None:
        cameras = await stage.session.store.cameras()

        def tick(_now: datetime) -> None:
            watched = [health for health in stage.board(cameras) if health.state is not None]
            tile.set_rows(rows_of(watched[:most]))

        binding.on_tick = tick
        tick(stage.now())

    return Binding(stage, {"camera"}, read)


def _bind_clock(tile: TextTile, stage: Stage, config: Config) -> Binding:
    async def read(_binding: Binding) -> None:
        tick(stage.now())

    def tick(now: datetime) -> None:
        tile.set_text(str(config.get("text", "")), clock_text(now))

    binding = Binding(stage, set(), read)
    binding.on_tick = tick
    return binding


def _bind_text(tile: TextTile, stage: Stage, config: Config) -> Binding:
    async def read(_binding: Binding) -> None:
        tile.set_text(str(config.get("title", "")), str(config.get("text", "")))

    return Binding(stage, set(), read)


_TYPES = (
    TileType("camera", VideoTile, _bind_camera),
    TileType("indicator", IndicatorTile, _bind_indicator),
    TileType("queue", IncidentTable, _bind_queue),
    TileType("count", TextTile, _bind_count),
    TileType("cameras-alive", TextTile, _bind_alive),
    TileType("camera-health", HealthTable, _bind_health),
    TileType("clock", TextTile, _bind_clock),
    TileType("text", TextTile, _bind_text),
)
TILE_TYPES: Mapping[str, TileType] = MappingProxyType({kind.name: kind for kind in _TYPES})

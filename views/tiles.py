"""The tile types that a layout may name. A new type is one more entry: a name, `make(parent)` and `bind(…)`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from console.camera_health import CameraHealth
from console.changes import Change
from console.models import LinkChannel, LinkState, StreamState
from contract.records.incident import Severity
from views.cameras.health import rows_of
from views.cameras.streams import ALARM_PRIORITY
from views.indicators import history_of
from views.queue.queue import in_order
from views.tile_types.kind import Binding, Config, Stage, TextTile, TileType, camera_of, is_by_place, pick
from views.tile_types.map import bind_map
from views.tile_types.picture import PictureTile, bind_picture
from views.tile_types.plan import bind_plan
from views.tile_types.slot import SlotTile, bind_slot
from views.tile_types.tour import TourTile, bind_tour
from widgets.formats import clock_text
from widgets.indicator_tile import IndicatorTile
from widgets.places.map import PlaceMap
from widgets.plans.tile import PlanTile
from widgets.video.stream_words import stream_headline
from widgets.video.tile import VideoTile
from widgets.walls.whole_rows import HealthTile, QueueTile

__all__ = ["TILE_TYPES", "Binding", "Config", "Stage", "TextTile", "TileType", "pick"]

NAME_MOST = 120
"""So much of a text tells which it is."""


def _bind_camera(tile: VideoTile, stage: Stage, config: Config) -> Binding:
    wanted = config.get("camera")

    async def read(binding: Binding) -> None:
        camera = await camera_of(stage.session.store, wanted)
        binding.name, binding.ref = (camera.name, camera.id) if camera is not None else ("", "")
        stage.streams.show(tile, camera, keyframes_only=bool(config.get("keyframes")))
        if camera is None:
            tile.set_title(QCoreApplication.translate("tiles", "No camera {id}").format(id=wanted))
            tile.set_state(StreamState.WRONG_ADDRESS, None, None, None)
            return
        await stage.incidents.ready()
        mark()

    def mark() -> None:
        alarmed = stage.incidents.index.is_alarmed(binding.ref)
        tile.set_alarm(Severity.CRITICAL if alarmed and config.get("marked", True) else None)
        stage.streams.set_priority(tile, ALARM_PRIORITY if alarmed else 0)

    def heard(cameras: frozenset[str]) -> None:
        if binding.ref in cameras:
            mark()

    binding = Binding(stage, {"camera"}, read)
    binding.concerns = lambda change: change.ids is None or is_by_place(wanted) or str(wanted) in change.ids
    binding.listen(heard)
    binding.is_video = True
    binding.state = lambda: _stream_state(tile, stage) if binding.ref or not binding.has_read else "missing"
    binding.seen_at = lambda now: _taken_at(tile, stage, now)
    binding.is_ready = lambda: binding.has_read and (not binding.ref or _is_decided(tile, stage))
    binding.on_close = lambda: stage.streams.release(tile)
    return binding


def _is_decided(tile: VideoTile, stage: Stage) -> bool:
    """Whether a picture has come, or it is known why none does."""
    place = stage.streams.place_of(tile)
    return place is not None and (place.shown or place.stream.state is not StreamState.CONNECTING)


def _stream_state(tile: VideoTile, stage: Stage) -> str:
    place = stage.streams.place_of(tile)
    return str(place.stream.state if place is not None else StreamState.CONNECTING)


def _taken_at(tile: VideoTile, stage: Stage, now: datetime) -> datetime | None:
    place = stage.streams.place_of(tile)
    if place is None:
        return None
    age_s = place.stream.age_s
    return now - timedelta(seconds=age_s) if age_s is not None else place.stream.last_frame_at


def _bind_indicator(tile: IndicatorTile, stage: Stage, config: Config) -> Binding:
    async def read(binding: Binding) -> None:
        indicator = pick(await stage.session.store.indicators(), config.get("indicator"))
        if indicator is None:
            return
        binding.name, binding.as_of = indicator.short_name or indicator.name, indicator.as_of
        binding.ref = indicator.id
        tile.set_points(await stage.session.store.points(indicator.id, stage.now() - history_of(indicator)))

        def tick(now: datetime) -> None:
            link = stage.session.links.all().get(LinkChannel.INDICATORS)
            down = link is not None and link.state == LinkState.DOWN
            tile.set_offline_since(link.since if link is not None and down else None)
            tile.set_indicator(indicator, now)

        binding.on_tick = tick
        tick(stage.now())

    def concerns(change: Change) -> bool:
        moved = change.kind == "indicator" and is_by_place(config.get("indicator"))
        return change.ids is None or moved or not binding.ref or binding.ref in change.ids

    binding = Binding(stage, {"indicator", "points"}, read)
    binding.concerns = concerns
    return binding


def _bind_queue(tile: QueueTile, stage: Stage, config: Config) -> Binding:
    most = int(config.get("most", 12))

    async def read(_binding: Binding) -> None:
        if await stage.incidents.ready():
            tile.set_incidents(in_order(list(stage.incidents.index.known.values())), stage.now(), most)

    binding = Binding(stage, set(), read)
    binding.listen(lambda _cameras: binding.ask())
    binding.on_tick = tile.tick
    return binding


def _bind_count(tile: TextTile, stage: Stage, _config: Config) -> Binding:
    async def read(_binding: Binding) -> None:
        if not await stage.incidents.ready():
            return
        incidents = [one for one in stage.incidents.index.known.values() if not one.drill]
        now = stage.now()
        overdue = sum(incident.deadline is not None and incident.deadline < now for incident in incidents)
        fresh = sum(incident.acknowledged_at is None for incident in incidents)
        foot = QCoreApplication.translate("tiles", "{count} not acknowledged").format(count=fresh)
        tile.set_text(QCoreApplication.translate("tiles", "Open / overdue"), f"{len(incidents)} / {overdue}", foot)

    binding = Binding(stage, set(), read)
    binding.listen(lambda _cameras: binding.ask())
    return binding


def _bind_alive(tile: TextTile, stage: Stage, _config: Config) -> Binding:
    async def read(binding: Binding) -> None:
        cameras = await stage.session.store.cameras()

        def tick(_now: datetime) -> None:
            board = stage.board(cameras)
            watched = [health for health in board if health.state is not None]
            live = sum(health.state is StreamState.LIVE for health in watched)
            worst = next((health for health in watched if health.state is not StreamState.LIVE), None)
            foot = f"{worst.camera.name}: {_trouble(worst)}" if worst is not None else ""
            if not foot and len(board) > len(watched):  # one machine of a wall knows of its own pictures alone
                text = QCoreApplication.translate("tiles", "shown here, of {all} in the city")
                foot = text.format(all=len(board))
            title = QCoreApplication.translate("tiles", "Cameras truly alive")
            tile.set_text(title, f"{live} / {len(watched)}", foot)

        binding.on_tick = tick
        tick(stage.now())

    return Binding(stage, {"camera"}, read)


def _trouble(health: CameraHealth) -> str:
    return stream_headline(health.state, health.age_s, health.reason) if health.state is not None else ""


def _bind_health(tile: HealthTile, stage: Stage, config: Config) -> Binding:
    most = int(config.get("most", 12))

    async def read(binding: Binding) -> None:
        cameras = await stage.session.store.cameras()

        def tick(_now: datetime) -> None:
            watched = [health for health in stage.board(cameras) if health.state is not None]
            tile.set_rows(rows_of(watched), most)

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
    async def read(binding: Binding) -> None:
        title, text = str(config.get("title", "")), str(config.get("text", ""))
        binding.name = (title or text)[:NAME_MOST]
        tile.set_text(title, text)

    return Binding(stage, set(), read)


_TYPES = (
    TileType("camera", VideoTile, _bind_camera),
    TileType("indicator", IndicatorTile, _bind_indicator),
    TileType("queue", QueueTile, _bind_queue),
    TileType("count", TextTile, _bind_count),
    TileType("cameras-alive", TextTile, _bind_alive),
    TileType("camera-health", HealthTile, _bind_health),
    TileType("clock", TextTile, _bind_clock),
    TileType("text", TextTile, _bind_text),
    TileType("picture", PictureTile, bind_picture),
    TileType("plan", PlanTile, bind_plan),
    TileType("map", PlaceMap, bind_map),
    TileType("tour", TourTile, partial(bind_tour, lambda: TILE_TYPES)),
    TileType("slot", SlotTile, partial(bind_slot, lambda: TILE_TYPES)),
)
TILE_TYPES: Mapping[str, TileType] = MappingProxyType({kind.name: kind for kind in _TYPES})

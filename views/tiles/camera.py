"""The tile type `camera`: a camera's live picture, and whether an alarm is about it."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from console.analysis.legibility import LEAST
from console.records.models import StreamState
from contract.records.incident import Severity
from views.tiles.binding import Binding, Stage
from views.tiles.kind import Config, TileType, TileWords
from views.tiles.named import camera_of, is_by_place
from views.video.streams import ALARM_PRIORITY
from widgets.video.tile import VideoTile
from widgets.words.marked_text import QT_TRANSLATE_NOOP


def _bind_camera(tile: VideoTile, stage: Stage, config: Config) -> Binding:
    wanted = config.get("camera")

    async def read(binding: Binding) -> None:
        camera = await camera_of(stage.session.store, wanted)
        binding.name, binding.ref = (camera.name, camera.id) if camera is not None else ("", "")
        stage.streams.show(tile, camera, keyframes_only=bool(config.get("keyframes")))
        if camera is None:
            tile.set_title(QCoreApplication.translate("tiles", "This camera is not there"))
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


CAMERA = TileType(
    "camera",
    TileWords(QT_TRANSLATE_NOOP("layout", "Camera"), QT_TRANSLATE_NOOP("wall_control", "Camera")),
    VideoTile,
    _bind_camera,
    legibility=LEAST["camera"],
    moves=True,
)

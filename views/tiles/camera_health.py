"""The tile types `cameras-alive` and `camera-health`: how many cameras truly live, and how each of them does."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.analysis.legibility import LEAST
from console.records.models import StreamState
from console.video.health import CameraHealth
from views.tiles.binding import Binding, Stage
from views.tiles.kind import Config, Line, TileType, TileWords
from views.tiles.text_tile import TextTile
from views.video.health_words import rows_of
from widgets.video.stream_words import stream_headline
from widgets.walls.whole_rows import HealthTile
from widgets.words.marked_text import QT_TRANSLATE_NOOP


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
    most = int(config.get("most", HEALTH.form.field("most").default))

    async def read(binding: Binding) -> None:
        cameras = await stage.session.store.cameras()

        def tick(_now: datetime) -> None:
            watched = [health for health in stage.board(cameras) if health.state is not None]
            tile.set_rows(rows_of(watched), most)

        binding.on_tick = tick
        tick(stage.now())

    return Binding(stage, {"camera"}, read)


ALIVE = TileType(
    "cameras-alive",
    TileWords(QT_TRANSLATE_NOOP("layout", "Cameras truly alive"), QT_TRANSLATE_NOOP("wall_control", "Cameras alive")),
    TextTile,
    _bind_alive,
    legibility=LEAST["cameras-alive"],
)

HEALTH = TileType(
    "camera-health",
    TileWords(
        QT_TRANSLATE_NOOP("layout", "Health of the cameras"), QT_TRANSLATE_NOOP("wall_control", "Health of the cameras")
    ),
    HealthTile,
    _bind_health,
    legibility=LEAST["camera-health"],
    lines=(Line("most", QT_TRANSLATE_NOOP("layout", "Lines at most")),),
)

"""Keeps the health log fed and its board, tile and sum in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject

from console.camera_health import CameraHealth, HealthLog
from console.models import Camera, StreamState
from views.cameras.streams import StreamTiles
from views.context import Context
from widgets.formats import age_text, clock_text, number_text
from widgets.video.health_board import Row
from widgets.video.reason_words import advice
from widgets.video.stream_words import stream_headline

_WELL = frozenset({StreamState.LIVE, StreamState.CONNECTING, None})


class HealthPresenter(QObject):
    """Looks once a second; saves once a minute and at the end."""

    def __init__(self, context: Context, streams: StreamTiles, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._streams = context, streams
        self._log = HealthLog(context.session.caches[0])
        self._ready = False
        context.start_task(self._load())

    async def _load(self) -> None:
        await self._log.load(self._context.now())
        self._ready = True

    def tick(self) -> None:
        """Count this second."""
        if self._ready and self._log.look(self._streams.all(), self._context.now()):
            self._context.start_task(self._log.save())

    async def close(self) -> None:
        """Save what was counted."""
        if self._ready:
            await self._log.save()

    def board(self, cameras: Sequence[Camera]) -> list[CameraHealth]:
        """Every camera as it stands."""
        streams = self._streams.all()
        why = {stream.camera_id: stream.reason for stream in streams if stream.visible and not stream.spec.replay_of}
        return [replace(row, reason=why.get(row.camera.id, "")) for row in self._log.board(cameras, streams)]


def rows_of(board: Sequence[CameraHealth]) -> list[Row]:
    """The board's rows in words."""
    return [
        (
            health.camera.name,
            _state_word(health),
            clock_text(health.since) if health.since is not None else "–",
            "–" if health.uptime is None else f"{number_text(health.uptime * 100, 1)} %",
            str(health.reconnects),
            health.state not in _WELL or health.clock_is_off,
            advice(health.reason),
        )
        for health in board
    ]


def summary_of(board: Sequence[CameraHealth]) -> str:
    """How many cameras are truly alive, of how many that anybody watches here."""
    watched = [health for health in board if health.state is not None]
    live = sum(health.state is StreamState.LIVE for health in watched)
    text = QCoreApplication.translate("health", "{live} of {watched} cameras on screen truly alive · {all} in the city")
    return text.format(live=live, watched=len(watched), all=len(board))


def _state_word(health: CameraHealth) -> str:
    if health.state is None:
        return QCoreApplication.translate("health", "not on screen")
    if health.state is StreamState.LIVE and health.clock_is_off:
        text = QCoreApplication.translate("health", "live, its clock is {seconds} s off")
        return text.format(seconds=number_text(health.clock_offset_s or 0.0))
    if health.state is StreamState.LIVE:
        return QCoreApplication.translate("health", "live, {age}").format(age=age_text(health.age_s or 0.0))
    return stream_headline(health.state, health.age_s, health.reason)

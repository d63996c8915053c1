"""Keeps the health log of the cameras fed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from console.records.models import Camera
from console.video.health import CameraHealth, HealthLog
from views.base.context import Context
from views.video.streams import StreamTiles


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

"""What the windows of a wall show, as its node reports it, and how they look in small."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage

from console.records.wall import ScreenReport, TileReport
from console.session import Session
from console.walls.report import Reporter, Seen
from console.walls.spool import Spool
from views.base.context import Context
from views.wall_node.screens import Screens, Slot
from views.wall_node.wish import Wished

SPOOL = "wall-spool.jsonl"
STILL_PX, STILL_HIGH_PX = 480, 1920
QUALITY = 70


class NodeReport:
    """Reads the windows when the reporter asks."""

    def __init__(self, context: Context, screens: Screens, wished: Callable[[], Wished]) -> None:
        self._session: Session = context.session
        self._now = context.now
        self._screens, self._wished = screens, wished
        self.reporter = Reporter(context.session, Spool(context.data_dir / SPOOL), self.seen, self.still)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to report."""
        self._task = asyncio.get_event_loop().create_task(self.reporter.run(), name="wall-report")

    async def close(self) -> None:
        """Report no more; what could not be told is kept."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait((self._task,))
        await self.reporter.close()

    def seen(self) -> Seen | None:
        """What is to be seen now; None where this is no node of a wall."""
        wished = self._wished()
        if not wished.wall or not wished.node:
            return None
        now = self._now()
        reports = tuple(_screen(slot, wished, now) for slot in self._screens.slots() if not slot.shown.spare)
        return Seen(wished.wall, wished.node, wished.revision, reports)

    async def still(self, screen_id: str) -> bytes | None:
        """A small picture of a screen as it is painted; None while its content is changing."""
        slot = next((one for one in self._screens.slots() if one.shown.id == screen_id), None)
        if slot is None or not slot.window.isVisible() or not slot.window.content.is_settled:
            return None
        image = slot.window.grab().toImage()
        return await self._session.blocking(lambda: _jpeg(image))


def _screen(slot: Slot, wished: Wished, now: datetime) -> ScreenReport:
    window, shown = slot.window, slot.shown
    tiles: tuple[TileReport, ...] = ()
    if window.stands_for is not None:
        tiles = window.stands_for
    elif not shown.blank and window.content.pane is not None and shown.parts:
        tiles = window.content.pane.report(now)
    return ScreenReport(
        id=shown.id,
        monitor=shown.monitor,
        present=bool(shown.monitor) and window.isVisible(),
        wish_revision=shown.revision,
        frozen=window.frozen_at is not None,
        blank=window.is_blank,
        trouble=shown.trouble or wished.trouble or ("" if shown.monitor else "monitor_missing"),
        tiles=tiles,
    )


def _jpeg(image: QImage) -> bytes:
    small = image.scaledToWidth(min(STILL_PX, image.width()), Qt.TransformationMode.SmoothTransformation)
    if small.height() > STILL_HIGH_PX:
        small = small.scaledToHeight(STILL_HIGH_PX, Qt.TransformationMode.SmoothTransformation)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    small.save(buffer, "JPEG", QUALITY)  # type: ignore[call-overload]
    return bytes(data.data())

"""Who turns the cameras that are shown: asked of the server while they can be seen, and named in their captions."""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from console.base.errors import IocError
from console.net.api import Api
from console.records.models import LinkChannel, LinkState
from contract.roles import Right, rights_of
from views.base.context import Context
from views.video.grid import CameraPresenter
from views.video.streams import StreamTiles
from views.video.words import turns_words
from widgets.video.marked_tile import Mark

EVERY_S = 4.0
"""A lease lasts half a minute and is renewed while a hand is at the keys: who has it is known soon, at little cost."""


class PtzHolders(QObject):
    """Asks for one camera after the other, all that are shown and can be turned, again some seconds after the last."""

    def __init__(self, context: Context, cameras: CameraPresenter, streams: StreamTiles) -> None:
        super().__init__(cameras)
        self._context, self._cameras, self._streams = context, cameras, streams
        self._task: asyncio.Task[object] | None = None
        self._asked_at: datetime | None = None
        self._named: dict[str, str] = {}

    def close(self) -> None:
        """Ask no more."""
        if self._task is not None:
            self._task.cancel()

    def tick(self, now: datetime) -> None:
        """Once a second: ask, where it is time for that; what was heard is said again of tiles that are new."""
        for key, name in self._named.items():
            self._name(key, name)
        waits = self._asked_at is not None and 0 <= (now - self._asked_at).total_seconds() < EVERY_S
        if waits or (self._task is not None and not self._task.done()):
            return
        self._asked_at = now
        wanted = self._wanted()
        for gone in self._named.keys() - set(wanted):
            del self._named[gone]
            self._name(gone, "")
        if wanted:
            self._task = self._context.start_task(self._ask(wanted))

    def state(self) -> dict[str, Any]:
        """Who turns what, as plain data."""
        return {"ptz_holders": dict(self._named)}

    def _wanted(self) -> list[str]:
        """None while nobody answers, or where who sits here may not turn cameras and is not told."""
        session = self._context.session
        link, actor = session.links.all().get(LinkChannel.ORDERS), session.actor
        if actor is None or link is None or link.state != LinkState.LIVE:
            return []
        if Right.STEER not in rights_of(actor.role).may:
            return []
        found = (self._cameras.camera(key) for key in self._cameras.page_ids)
        return [one.id for one in found if one is not None and one.ptz]

    async def _ask(self, wanted: list[str]) -> None:
        for key in wanted:
            try:
                lease = await self._context.session.call(partial(_lease, key))
            except IocError:
                lease = {}  # nobody asked for this: what is not known is not said
            name = "" if lease.get("mine") else str(lease.get("holder_name") or "")
            if name:
                self._named[key] = name
            elif self._named.pop(key, ""):
                self._name(key, "")

    def _name(self, key: str, name: str) -> None:
        """Beside the mark of a camera that can be turned; that of the one that we lead says so itself."""
        tile = self._streams.tile_of(key)
        if tile is None or tile.has_hint():
            return
        words = QCoreApplication.translate("ptz", "{name} turns it now").format(name=name) if name else turns_words()
        tile.set_mark(Mark.PTZ, words, name)


def _lease(camera_id: str, api: Api) -> dict[str, Any]:
    return api.steer("GET", camera_id, "lease")

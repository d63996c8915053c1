"""What comes and goes beside the records: layouts' pictures, evidence, who told of incidents, and calls."""

from __future__ import annotations

from typing import Protocol

from console.calls.room import CallRoom
from console.calls.room import Host as CallHost
from console.evidence.sending import EvidenceSender
from console.evidence.sending import Host as EvidenceHost
from console.incidents.opening import Act, Opening
from console.incidents.reporters import Host as ReporterHost
from console.incidents.reporters import Reporters
from console.walls.picture_files import Call, LayoutPictures
from console.walls.picture_files import Host as PictureHost


class Host(CallHost, EvidenceHost, PictureHost, ReporterHost, Protocol):
    """What is needed of a session."""

    @property
    def act(self) -> Act:
        """Saves what somebody did."""


class Parcels:
    """One console's."""

    def __init__(self, host: Host, call: Call) -> None:
        self.pictures = LayoutPictures(host, call)
        self.evidence = EvidenceSender(host, call)
        self._reporters = Reporters(host, call)
        self.opening = Opening(host.act, self._reporters)
        self._call_room = CallRoom(host)
        self.calls = self._call_room.calls

    async def start(self) -> None:
        """Begin to look after them."""
        for one in (self.pictures, self.evidence, self._reporters):
            one.start()
        await self._call_room.start()

    async def stop(self) -> None:
        """End; what is under way goes another time."""
        await self._call_room.stop()
        for one in (self.pictures, self.evidence, self._reporters):
            await one.stop()

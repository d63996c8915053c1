"""What goes to the server beside the records, or comes so: layouts' pictures, evidence, who told of incidents."""

from __future__ import annotations

from typing import Protocol

from console.evidence.sending import EvidenceSender
from console.evidence.sending import Host as EvidenceHost
from console.incidents.opening import Act, Opening
from console.incidents.reporters import Host as ReporterHost
from console.incidents.reporters import Reporters
from console.walls.picture_files import Call, LayoutPictures
from console.walls.picture_files import Host as PictureHost


class Host(EvidenceHost, PictureHost, ReporterHost, Protocol):
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

    def start(self) -> None:
        """Begin to look after them."""
        for one in (self.pictures, self.evidence, self._reporters):
            one.start()

    async def stop(self) -> None:
        """End; what is under way goes another time."""
        for one in (self.pictures, self.evidence, self._reporters):
            await one.stop()

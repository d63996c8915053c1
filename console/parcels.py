"""Files that go to the server and come from it beside the records: layouts' pictures, and evidence."""

from __future__ import annotations

from typing import Protocol

from console.evidence.sending import EvidenceSender
from console.evidence.sending import Host as EvidenceHost
from console.walls.picture_files import Call, LayoutPictures
from console.walls.picture_files import Host as PictureHost


class Host(EvidenceHost, PictureHost, Protocol):
    """What is needed of a session."""


class Parcels:
    """One console's."""

    def __init__(self, host: Host, call: Call) -> None:
        self.pictures = LayoutPictures(host, call)
        self.evidence = EvidenceSender(host, call)

    def start(self) -> None:
        """Begin to look after them."""
        self.pictures.start()
        self.evidence.start()

    async def stop(self) -> None:
        """End; what is under way goes another time."""
        await self.pictures.stop()
        await self.evidence.stop()

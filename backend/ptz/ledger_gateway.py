"""The gateway over a ledger, where cameras are listed and where it is noted which of them turn."""

from __future__ import annotations

from concurrent.futures import Future

from backend.ledger.ledger import Ledger
from backend.ptz.camera_access import CameraAccess, streams_of
from backend.ptz.gateway import Gateway
from backend.ptz.leases import SharedLeases
from backend.ptz.unfinished import Unfinished

__all__ = ["CameraAccess", "LedgerGateway"]


class LedgerGateway(Gateway):
    """Knows a camera's own addresses from its record, and shares its leases with every server over the ledger."""

    def __init__(self, ledger: Ledger, access: CameraAccess) -> None:
        def streams(camera_id: str) -> tuple[str, ...]:
            found = ledger.current("camera", camera_id)
            return () if found is None else streams_of(found[1])

        self._unfinished = Unfinished(ledger)
        super().__init__(access, SharedLeases(ledger), streams=streams, mark=self._unfinished.mark)

    def take_up(self) -> None:
        """Stop what was turning when a server before this one was killed. What another turns stops for a moment."""
        self.resume(self._unfinished.cameras())

    def look(self) -> None:
        """Stop what turns without a lease: the server that turned it was killed. To be asked now and then."""
        self.resume(camera for camera in self._unfinished.cameras() if self.leases.of(camera) is None)

    def _halt(self, camera_id: str) -> Future[None] | None:
        told = super()._halt(camera_id)
        if told is None and camera_id in self._unfinished.cameras():
            self.resume([camera_id])  # another server turns it
        return told

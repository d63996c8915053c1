"""The gateway over a ledger, where cameras are listed and where it is noted which of them turn."""

from __future__ import annotations

from backend.ledger.ledger import Ledger
from backend.ptz.camera_access import CameraAccess, streams_of
from backend.ptz.gateway import Gateway
from backend.ptz.unfinished import Unfinished


class LedgerGateway(Gateway):
    """Knows a camera's own addresses from its record."""

    def __init__(self, ledger: Ledger, access: CameraAccess) -> None:
        def streams(camera_id: str) -> tuple[str, ...]:
            found = ledger.current("camera", camera_id)
            return () if found is None else streams_of(found[1])

        self._unfinished = Unfinished(ledger)
        super().__init__(access, streams=streams, mark=self._unfinished.mark)

    def take_up(self) -> None:
        """Stop what was turning when the server before this one was killed."""
        self.resume(self._unfinished.cameras())

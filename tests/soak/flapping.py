"""The demo city with a proxy before its cameras, so that all of them can be cut at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.harness.fault_proxy import FaultProxy
from tests.journeys.city import City


class FlappingCity(City):
    """Cameras that come and go by `proxy`."""

    proxy: FaultProxy | None = None

    def start_cameras(self) -> None:
        """Serve the cameras, and put the proxy's address in their records."""
        super().start_cameras()
        far = urlsplit(self.camera_base)
        self.proxy = FaultProxy((far.hostname or "", far.port or 0)).__enter__()
        self.camera_base = f"rtsp://127.0.0.1:{self.proxy.port}"

    def __exit__(self, *args: Any) -> None:
        super().__exit__(*args)
        if self.proxy is not None:
            self.proxy.__exit__(*args)

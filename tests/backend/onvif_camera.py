"""`python -m tests.backend.onvif_camera FILE`: ipycam's own ONVIF service and pan/tilt/zoom, without its streams.

FILE is ipycam's configuration with the sign-in. Left out are discovery and RTSP, whose fixed ports the demo city's
cameras need. Prints its port as one JSON line and ends with its standard input.
"""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from ipycam import CameraConfig, IPCameraHTTPHandler, ONVIFService, PTZController  # type: ignore[import-untyped]
from ipycam.camera import ReusableThreadingTCPServer  # type: ignore[import-untyped]


@dataclass(frozen=True)
class Parts:
    """What ipycam's request handler asks of a camera for ONVIF and for `/api/ptz`."""

    config: CameraConfig
    ptz: PTZController
    onvif: ONVIFService


def main(path: Path) -> None:
    """Serve until standard input ends."""
    config = CameraConfig(local_ip="127.0.0.1", onvif_port=0, **json.loads(path.read_text(encoding="utf-8")))
    server = ReusableThreadingTCPServer(("127.0.0.1", 0), IPCameraHTTPHandler)
    config.onvif_port = server.server_address[1]
    ptz = PTZController()
    IPCameraHTTPHandler.camera = Parts(config, ptz, ONVIFService(config, ptz))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"ready": True, "port": config.onvif_port}), flush=True)
    sys.stdin.read()
    server.shutdown()
    ptz.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

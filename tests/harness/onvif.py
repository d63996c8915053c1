"""A camera that turns: ipycam with its real ONVIF service, as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import requests

from tests.harness.end_with_us import end_with_us
from tests.harness.waiting import until
from tests.journeys.city import ROOT

CANARY = "canary &<5521>"


class Camera:
    """ipycam as a process of its own, and what it says of itself."""

    def __init__(self, folder: Path) -> None:
        config = folder / "ipycam.json"
        config.write_text(json.dumps({"username": "tram", "password": CANARY}), encoding="utf-8")
        end_with_us()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.backend.onvif_camera", str(config)],
            cwd=folder,  # it keeps its presets where it is started
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._process.stdout is not None
        port = json.loads(self._process.stdout.readline())["port"]
        self.address = f"http://127.0.0.1:{port}/onvif/device_service"
        self._status = f"http://127.0.0.1:{port}/api/ptz"

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()

    def state(self) -> dict[str, Any]:
        """pan, tilt, zoom, moving."""
        answer = requests.get(self._status, auth=("tram", CANARY), timeout=5)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told

    def still(self, within_s: float) -> None:
        """Wait until it does not move. Raises AssertionError where it still does."""
        until(lambda: not self.state()["moving"], "a camera that stands still", within_s)

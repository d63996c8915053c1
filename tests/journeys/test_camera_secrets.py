"""A camera that asks for a password: it plays, and the password is nowhere that it need not be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import requests

from backend.demo.cameras import serving
from tests.console.video.cameras import draw, mounts
from tests.journeys.city import City
from tests.journeys.driver import Driver

USER, CANARY = "giam-sat", "KHONG-AI-DUOC-THAY-9f3a"


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[serving.CameraServer]:
    draw(tmp_path)
    server = serving.CameraServer(mounts(tmp_path, 1), auth={"/c0/sub": (USER, CANARY), "/c0/main": (USER, CANARY)})
    yield server
    server.stop()


def camera(base: str, name: str, path: str) -> dict[str, Any]:
    """A record as a connector writes it: an address, no sign-in."""
    data = {"name": name, "main_url": f"{base}/{path}/main", "sub_url": f"{base}/{path}/sub", "needs_sign_in": True}
    return {"type": "camera", "id": name, "data": data}


def state_of(state: dict[str, Any], camera_id: str) -> str:
    """What the camera's tile admits."""
    return next((tile["state"] for tile in state["tiles"] if tile["camera_id"] == camera_id), "")


def test_a_password_opens_the_camera_and_stands_nowhere_else(tmp_path: Path, locked: serving.CameraServer) -> None:
    access = {"hosts": ["127.0.0.1"], "cameras": {"with": {"user": USER, "password": CANARY}}}
    (tmp_path / "city").mkdir()
    with City(tmp_path / "city", cameras=False, access=access) as town:
        post = town.feed()
        post(removes=[{"type": "camera", "id": f"cam-{number:02d}", "reason": "deleted"} for number in range(1, 25)])
        post(records=[camera(locked.base, name, "c0") for name in ("with", "without")])
        desk = tmp_path / "desk"
        with Driver(desk, "--backend", town.url, sign_in=("ha.le", town.password)) as console:
            console.until(
                lambda s: state_of(s, "with") == "live" and state_of(s, "without") == "sign_in_failed", 25, "one of two"
            )
            console.do("save-still", camera="with")
            console.do("save-clip", camera="with")
            tree = [
                console.process.pid,
                *(one.pid for one in psutil.Process(console.process.pid).children(recursive=True)),
            ]
            _nowhere_in_processes(tree)
            console.kill()
        town.kill_backend()
        # The next start has no server to ask, and still has its camera: the sign-in is kept with the desk's own.
        with Driver(desk, "--backend", town.url) as console:
            console.until(lambda s: state_of(s, "with") == "live", 25, "the camera without the server")
    _nowhere_in_files(desk, tmp_path)


def test_an_address_with_a_password_in_it_is_not_taken(tmp_path: Path, locked: serving.CameraServer) -> None:
    (tmp_path / "city").mkdir()
    with City(tmp_path / "city", cameras=False) as town:
        record = camera(locked.base.replace("://", f"://{USER}:{CANARY}@"), "with", "c0")
        post = town.feed()
        with pytest.raises(requests.HTTPError, match="422"):
            post(records=[record])


def _nowhere_in_processes(pids: list[int]) -> None:
    for pid in pids:
        for name in ("cmdline", "environ", "maps"):
            assert CANARY.encode() not in Path(f"/proc/{pid}/{name}").read_bytes(), name


def _nowhere_in_files(desk: Path, folder: Path) -> None:
    found = [path for path in (*desk.rglob("*"), *folder.glob("*.log")) if path.is_file()]
    kept = desk / "sign-in.json"
    assert kept.stat().st_mode & 0o077 == 0
    assert json.loads(kept.read_text(encoding="utf-8"))["cameras"]["with"] == [USER, CANARY]
    names = {path.name for path in found if CANARY.encode() in path.read_bytes()}
    assert names == {kept.name}, "the one file that only its owner can read"
    assert {"cache.db", "outbox.db"} < {path.name for path in found}

"""The part of the tour that shows cameras that are not well, beside those that are: lost, frozen, refused, too slow,
and one that is being turned."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import av

from tests.faults.room import read_only
from tests.harness.onvif import CANARY, Camera
from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.rtsp_camera import RtspCamera
from tests.harness.quirky.sign_in import Lock
from tests.harness.quirky.units import Unit
from tests.journeys.driver import Driver, RefusedError
from tests.tour.stage import Stage, live

TURNING = "cam-01"
PICTURES = 75
STATES: Mapping[str, str] = MappingProxyType(
    {"cam-02": "lost", "cam-03": "frozen", "cam-04": "refused", "cam-05": "locked", "cam-06": "slow"}
)
"""Which camera of the sample city becomes what."""


def walk(stage: Stage) -> None:
    """All are well; then each has its own trouble, on the desk, enlarged, in the list of their health, by day too."""
    with contextlib.ExitStack() as stack:
        (stage.root / "onvif").mkdir()
        seen = {name: _recorded(_records(stage)[camera]["sub_url"]) for camera, name in STATES.items()}
        bad = stack.enter_context(RtspCamera({f"/{name}": _quirks(name, units) for name, units in seen.items()}))
        there = stack.enter_context(contextlib.ExitStack())
        gone = there.enter_context(RtspCamera({"/lost": _quirks("well", seen["lost"])}))
        with stage.desk("desk", "an.nguyen") as console:
            console.until(live, 60, "every camera of the grid live")
            _point(stage, {one: f"{bad.base}/{name}" for one, name in STATES.items() if name != "lost"})
            _point(stage, {"cam-02": f"{gone.base}/lost"})
            console.until(lambda s: _state(s, "cam-02") == "live", 40, "the camera that will be lost")
            there.close()
            console.until(_ill, 60, "cameras in trouble")
            stage.take(console, "ill", 3.0)
            for camera, name in STATES.items():
                _enlarged(stage, console, camera, name)
            stage.show(console, "ill-health", "show-camera-health")
            console.do("go-back")
            stage.show(console, "ill-light", "toggle-theme")
            console.do("toggle-theme")
        _turned(stage)


def _enlarged(stage: Stage, console: Driver, camera: str, name: str) -> None:
    stage.show(console, f"enlarged-{name}", "focus-camera", camera=camera)
    console.do("go-back")


def _turned(stage: Stage) -> None:
    """One camera is led by keys; a colleague sees who has it."""
    camera = Camera(stage.root / "onvif")
    try:
        entry = {"onvif": camera.address, "onvif_user": "tram", "onvif_password": CANARY}
        stage.town.kill_backend()
        stage.town.give_access({"cameras": {TURNING: entry}})
        stage.town.start_backend()
        with stage.desk("hand") as console:
            console.until(lambda s: len(s.get("tiles", [])) >= 4, 60, "tiles")
            if stage.show(console, "turned", "control-camera", camera=TURNING):
                console.do("move-camera", pan=1.0)
                stage.take(console, "turning", 1.0)
                with stage.desk("eye", "tuan.pham") as colleague:
                    colleague.until(lambda s: len(s.get("tiles", [])) >= 4, 60, "tiles")
                    with contextlib.suppress(RefusedError):
                        colleague.do("control-camera", camera=TURNING)
                    stage.take(colleague, "turned-by-a-colleague", 1.5)
    finally:
        camera.close()


def _records(stage: Stage) -> dict[str, dict[str, Any]]:
    """What the city says of its cameras, by their ids."""
    rows = read_only(stage.town.database, "SELECT id, data FROM records WHERE type = 'camera' AND NOT removed")
    return {key: json.loads(text) for key, text in rows}


def _point(stage: Stage, addresses: Mapping[str, str]) -> None:
    """From now on these cameras are elsewhere."""
    known = _records(stage)
    records = [
        {"type": "camera", "id": key, "data": {**known[key], "sub_url": url, "main_url": url}}
        for key, url in addresses.items()
    ]
    stage.town.feed()(records=records)


def _recorded(url: str) -> tuple[Unit, ...]:
    """Some seconds of a camera, from its first keyframe: what the bad ones send is what one sees in this city."""
    units: list[Unit] = []
    with av.open(url, options={"rtsp_transport": "tcp"}) as source:
        stream = source.streams.video[0]
        sets = bytes(stream.codec_context.extradata or b"")
        for packet in source.demux(stream):
            if packet.is_keyframe or units:
                data = (sets if packet.is_keyframe else b"") + bytes(packet)
                units.append(Unit(data, packet.is_keyframe, len(units), len(units)))
            if len(units) >= PICTURES:
                return tuple(units)
    return tuple(units)


def _quirks(name: str, units: tuple[Unit, ...]) -> Quirks:
    if name == "frozen":  # its encoder hangs: the same keyframe for ever
        return Quirks(units=tuple(units[0]._replace(pts=number, dts=number) for number in range(PICTURES)))
    if name == "refused":
        return Quirks(fails="453 Not Enough Bandwidth")
    if name == "locked":
        return Quirks(units=units, sign_in=Lock())
    if name == "slow":
        return Quirks(units=units, fps=0.4, declared_fps=0.4)
    return Quirks(units=units)


def _state(state: dict[str, Any], camera: str) -> str:
    return next((tile["state"] for tile in state.get("tiles", []) if tile["camera_id"] == camera), "")


def _ill(state: dict[str, Any]) -> bool:
    return _state(state, "cam-03") == "frozen" and _state(state, "cam-02") not in ("live", "late", "")

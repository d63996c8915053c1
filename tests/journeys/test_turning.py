"""An operator turns a camera by keys, a colleague sees who has it, and a hand that lets go stops it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.onvif import CANARY, Camera
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError


@pytest.fixture
def turning(tmp_path: Path) -> Iterator[Camera]:
    (tmp_path / "ipycam").mkdir()
    camera = Camera(tmp_path / "ipycam")
    yield camera
    camera.close()


def test_turning_a_camera(tmp_path: Path, turning: Camera) -> None:
    entry = {"onvif": turning.address, "onvif_user": "tram", "onvif_password": CANARY}
    (tmp_path / "city").mkdir()
    with (
        City(tmp_path / "city", cameras=False, access={"cameras": {"cam-01": entry}}) as town,
        Driver(tmp_path / "one", "--backend", town.url, sign_in=("ha.le", town.password)) as console,
        Driver(tmp_path / "two", "--backend", town.url, sign_in=("tuan.pham", town.password)) as colleague,
    ):
        for desk in (console, colleague):
            desk.until(lambda s: len(s["tiles"]) == 9, 20, "nine tiles")
        lease = console.do("control-camera", camera="cam-01")
        assert lease["mine"]
        assert lease["holder_name"]
        colleague.until(lambda s: s["ptz_holders"].get("cam-01") == lease["holder_name"], 20, "who leads it is named")
        with pytest.raises(RefusedError) as refused:
            colleague.do("control-camera", camera="cam-01")
        assert refused.value.code == "leased"
        assert lease["holder_name"] in str(refused.value)

        before = turning.state()["pan"]
        console.do("move-camera", pan=1.0)
        time.sleep(0.3)
        assert turning.state()["moving"]
        turning.still(1.5)  # nobody told it to go on for a second
        assert turning.state()["pan"] > before

        console.do("go-back")
        colleague.until(lambda _s: _may_take(colleague), 3, "the camera is free again")
        console.kill()


def _may_take(desk: Driver) -> bool:
    try:
        return bool(desk.do("control-camera", camera="cam-01")["mine"])
    except RefusedError:
        return False

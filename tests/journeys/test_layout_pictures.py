"""Journey: a picture chosen on a desk that is cut off, and then dies, is on its way and then on the wall, also without
any server."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.harness.patience import Patience
from tests.journeys.city import city
from tests.journeys.driver import Driver
from tests.journeys.test_layout_editor import KEPT_S, editor, keys
from tests.journeys.wall_room import Leader, node, screen_of

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
SOON_S = 60.0
GREEN = (20, 180, 60)


def _choose(desk: Driver, file: Path) -> None:
    """A new layout of one picture, by keys alone."""
    keys(desk, "Ctrl+E")
    desk.until(lambda s: editor(s).get("rows"), 30, "the list of layouts")
    keys(desk, "Ins")
    desk.until(lambda s: editor(s).get("grid") == [3, 3], 20, "a new layout")
    assert desk.do("type-text", text="Sơ đồ đê")
    keys(desk, "Return", "/")
    assert desk.do("type-text", text="anh")
    keys(desk, "Return")
    desk.until(lambda s: [tile["type"] for tile in editor(s)["tiles"]] == ["picture"], 20, "a tile for it")
    keys(desk, "Ctrl+A")
    assert desk.do("type-text", text=str(file))
    keys(desk, "Return")


def _picture(state: dict[str, Any]) -> dict[str, Any]:
    """The one tile of the wall's screen; empty while it has another content."""
    tiles = screen_of(state, "t1").get("tiles") or []
    return tiles[0] if len(tiles) == 1 and tiles[0]["type"] == "picture" else {}


def _is_saved(leader: Leader, layout: str) -> None:
    """The server has the layout."""
    patience = Patience(SOON_S)
    while leader.device.call("GET", f"/v1/layouts/{layout}/versions").status_code != 200:
        assert not patience.is_over, "the layout never came"
        time.sleep(0.2)


def test_a_picture_travels_from_a_desk_that_was_cut_off_and_killed(tmp_path: Path) -> None:
    file = tmp_path / "de.jpg"
    Image.new("RGB", (5000, 2000), GREEN).save(file)
    with city(cameras=False) as town, node(tmp_path, town, "trai") as place:
        url = ("--backend", town.url)
        with Driver(tmp_path / "ha", *url, sign_in=("ha.le", town.password)) as desk:
            desk.until(lambda s: len(s["rows"]) > 10, 30, "a queue")
            town.kill_backend()
            desk.until(lambda s: s["links"]["incidents"]["state"] == "down", 30, "cut off")
            _choose(desk, file)
            state = desk.until(lambda s: editor(s)["tiles"][0].get("sha256"), 30, "the picture is in the tile")
            layout, digest = editor(state)["layout"], editor(state)["tiles"][0]["sha256"]
            keys(desk, "Ctrl+S")
            desk.until(lambda s: s["outbox"]["waiting"] == 1, 20, "the save waits here")
            time.sleep(KEPT_S)
            desk.kill()
        kept = list((tmp_path / "ha" / "attachments").iterdir())
        assert [path.stem for path in kept] == [digest]
        assert Image.open(kept[0]).size == (3840, 1536), "no larger than a screen"
        town.start_backend()
        leader = Leader(town, "tuan.pham")
        with place.start() as wall:
            wall.until(lambda s: len(s["screens"]) == 2 and not s["cut_off"], 60, "the node")
            tile = {"type": "picture", "row": 0, "col": 0, "sha256": digest, "title": "Đê"}
            leader.push({"t1": {"screen": {"rows": 1, "cols": 1, "tiles": [tile]}}})
            wall.until(lambda s: _picture(s).get("state") == "connecting", SOON_S, "on its way, says the tile")
            with Driver(tmp_path / "ha", *url) as desk:
                wall.until(
                    lambda s: _picture(s).get("state") == "live", SOON_S, "it came, and nobody restarted anything"
                )
                _is_saved(leader, layout)
                leader.push({"t1": {"layout": layout, "index": 0}})
                wall.until(
                    lambda s: _picture(s).get("state") == "live" and _picture(s)["name"] == "de", SOON_S, "the layout"
                )
                desk.until(lambda s: not s["outbox"]["rows"], 30, "nothing waits on the desk")
            assert _is_green(place), "it is painted"
            there = tmp_path / "trai" / "attachments"
            assert [hashlib.sha256(one.read_bytes()).hexdigest() for one in there.iterdir()] == [digest]
            town.kill_backend()
            wall.kill()
        with place.start() as wall:
            wall.until(lambda s: _picture(s).get("state") == "live", SOON_S, "the picture without any server")
            assert wall.state()["cut_off"]


def _is_green(place: Any) -> bool:
    """Whether the middle of the first tile (a third of the screen) is as the picture."""
    patience = Patience(15)
    while not patience.is_over:
        red, green, blue = (int(one) for one in place.monitors.pixels("ONE")[90, 160][:3])
        if green > 120 and max(red, blue) < 100:
            return True
        time.sleep(0.3)
    return False

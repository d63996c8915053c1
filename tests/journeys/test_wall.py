"""Journey: a wall node shows its layout with a token that can only read, and an outage leaves its cameras alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.journeys.city import City, city
from tests.journeys.driver import Driver, RefusedError

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    """A city whose walls are only looked at, by tests that ask for no cameras."""
    with city(cameras=False) as running:
        yield running


def _all_live(state: dict[str, Any]) -> bool:
    return bool(state["tiles"]) and all(tile["state"] == "live" for tile in state["tiles"])


def _reconnects(state: dict[str, Any], streams: set[int]) -> dict[int, int]:
    return {tile["stream"]: tile["reconnects"] for tile in state["tiles"] if tile["stream"] in streams}


def test_a_wall_shows_and_cannot_act(tmp_path: Path) -> None:
    with city() as town:
        token = tmp_path / "token"
        token.write_text(town.wall_token("man-hinh", "main"), encoding="utf-8")
        token.chmod(0o600)
        options = ("--backend", town.url, "--wall", "main", "--token-file", str(token))
        with Driver(tmp_path / "wall", *options) as wall:
            shown = wall.until(_all_live, 30, "every camera of the layout live")
            assert shown["screen"] == "wall"
            with pytest.raises(RefusedError):
                wall.do("acknowledge-incident", incident="any")
            town.kill_backend()
            wall.until(lambda s: s["links"]["incidents"]["state"] == "down", 30, "the wall knows that it is cut off")
            after = wall.until(_all_live, 3, "cameras do not need the backend")
            # An alarm's slot may have come or gone meanwhile; what is on both pictures was not let go.
            both = {tile["stream"] for tile in shown["tiles"]} & {tile["stream"] for tile in after["tiles"]}
            assert len(both) >= len(shown["tiles"]) - 1
            assert _reconnects(after, both) == _reconnects(shown, both), "no camera was let go"
        with Driver(tmp_path / "wall", *options) as wall:
            wall.until(_all_live, 30, "a restart without any backend shows the same wall")


def test_a_wrong_token_is_told_on_the_wall(town: City, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("nobody-gave-this", encoding="utf-8")
    token.chmod(0o600)
    options = ("--backend", town.url, "--wall", "main", "--token-file", str(token))
    with Driver(tmp_path / "wall", *options) as wall:
        state = wall.until(lambda s: bool(s["trouble"]), 15, "a sentence")
        assert "mã truy cập" in state["trouble"]


def test_a_token_of_another_wall_is_told_on_the_wall_until_it_has_its_own(town: City, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("", encoding="utf-8")
    token.chmod(0o600)
    hall = {"type": "wall", "id": "sanh-chinh", "data": {"name": "Sảnh chính", "screens": []}}
    town.feed()(records=[hall])
    token.write_text(town.wall_token("sanh", "sanh-chinh"), encoding="utf-8")
    options = ("--backend", town.url, "--wall", "phong-truc", "--node", "trai", "--token-file", str(token))
    with Driver(tmp_path / "wall", *options) as wall:
        state = wall.until(lambda s: "sanh-chinh" in s["trouble"], 20, "a sentence")
        assert "phong-truc/trai" in state["trouble"], "whose it is, and what this is"
        wall.until(lambda s: s["cut_off"], 40, "and that nobody hears it")
        assert _heard(town) == {"trai": False, "phai": False}
    token.write_text(town.wall_token("trai", "phong-truc", "trai"), encoding="utf-8")
    with Driver(tmp_path / "wall", *options) as wall:
        wall.until(lambda s: not s["trouble"] and _heard(town)["trai"], 40, "with its own it is heard")


def _heard(town: City) -> dict[str, bool]:
    proven = town.proven(town.token("ha.le"))
    answer = requests.get(f"{town.url}/v1/walls/phong-truc/actual?glance=true", auth=proven, timeout=60).json()
    return {one["node"]: one["reported_at"] is not None for one in answer["nodes"]}


def test_the_server_refuses_a_wall_that_acts(town: City) -> None:
    answer = requests.post(
        f"{town.url}/v1/actions:batch",
        json={"device_id": "wall.phong-truc", "actions": []},
        auth=town.proven(town.wall_token("phong-truc")),
        timeout=10,
    )
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("application/problem+json")
    page = requests.get(
        f"{town.url}/v1/sync/snapshot",
        auth=town.proven(town.wall_token("phong-truc")),
        timeout=10,
    ).json()
    incidents = [item["data"] for item in page["items"] if item["type"] == "incident"]
    assert incidents
    assert not any(key.startswith("reporter") for data in incidents for key in data)
    assert not any(line["text"] or line["actor_name"] for data in incidents for line in data["history"])

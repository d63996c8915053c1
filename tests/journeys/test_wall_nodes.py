"""Journey: two nodes of one wall, each with a cache and two monitors of its own, led from desks, cut off and back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import numpy as np
import pytest

from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from tests.harness.fault_proxy import FaultProxy
from tests.harness.patience import Patience
from tests.harness.waiting import until
from tests.journeys.city import City
from tests.journeys.driver import Driver
from tests.journeys.wall_room import Leader, NodePlace, node, screen_of, shows, text

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
SOON_S = 15.0
"""For waiting on a busy machine; what is promised is measured by `tests.bench.wall`."""
PLUGGED_S = 2.0


@dataclass
class Room:
    """A wall of four screens on two PCs; the left one reaches the server through a proxy."""

    town: City
    proxy: FaultProxy
    left: NodePlace
    right: NodePlace
    trai: Driver
    phai: Driver
    leader: Leader

    def on(self, screen: str) -> Driver:
        """The node that has this screen."""
        return self.trai if screen.startswith("t") else self.phai


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Both nodes running and reporting."""
    folder = tmp_path_factory.mktemp("wall")
    with (
        City(folder, cameras=False) as town,
        FaultProxy(("127.0.0.1", town.port)) as proxy,
        node(folder, town, "trai", url=f"http://127.0.0.1:{proxy.port}") as left,
        node(folder, town, "phai") as right,
    ):
        both = (left.start(), right.start())  # side by side: each is busy with itself at first
        leader = Leader(town, "ha.le")
        with both[0] as trai, both[1] as phai:
            yield from _ready(Room(town, proxy, left, right, trai, phai, leader))


def _ready(room: Room) -> Iterator[Room]:
    for one in (room.trai, room.phai):
        one.until(lambda s: len(s["screens"]) == 2 and not s["cut_off"], 30, "both screens, and reports that arrive")
    yield room


def _arrives(room: Room, driver: Driver, screen: str, wish: dict[str, Any]) -> None:
    driver.until(shows(screen, wish), SOON_S, f"{screen} as wished")
    names = [one["text"] for one in wish["screen"]["tiles"]]

    def told() -> bool:
        tiles = room.leader.actual().get(screen, {}).get("tiles", ())
        return [tile["name"] for tile in tiles] == names

    _until(told, f"the desk hears what {screen} shows")


def _until(test: Callable[[], bool], what: str, within_s: float = SOON_S) -> None:
    patience = Patience(within_s)
    while not test():
        assert not patience.is_over, f"not within {within_s} s: {what}"
        time.sleep(0.1)


def test_a_push_is_painted_on_its_node_and_the_desk_hears_and_sees_it(room: Room) -> None:
    still = text("Đứng yên")
    room.leader.push({"t2": still})
    _arrives(room, room.trai, "t2", still)
    before = room.left.monitors.pixels("ONE")
    beside = room.left.monitors.pixels("TWO")[:450]
    wishes = {"t1": text("Lũ về"), "p2": text("Đê an toàn", cols=2)}
    assert room.leader.push(wishes)["result"] == "applied"
    _arrives(room, room.trai, "t1", wishes["t1"])
    _arrives(room, room.phai, "p2", wishes["p2"])
    painted = room.left.monitors.pixels("ONE")
    assert np.any(painted[:450] != before[:450]), "nothing was painted"
    assert np.array_equal(room.left.monitors.pixels("TWO")[:450], beside), "the other screen is as it was"
    first = room.leader.still("t1")
    assert first.startswith(b"\xff\xd8")
    told = room.leader.actual()
    assert {one: told[one]["wish_revision"] for one in ("t1", "p2")} == dict.fromkeys(("t1", "p2"), _revision(room))


def test_two_screens_are_swapped(room: Room) -> None:
    one, other = text("Bên này"), text("Bên kia")
    room.leader.push({"t1": one, "p1": other})
    _arrives(room, room.trai, "t1", one)
    _arrives(room, room.phai, "p1", other)
    room.leader.push({"t1": other, "p1": one})
    _arrives(room, room.trai, "t1", other)
    _arrives(room, room.phai, "p1", one)


def test_a_preset_fills_all_four_screens_and_is_rolled_back(room: Room) -> None:
    before = {screen: text(f"Riêng {screen}") for screen in ("t1", "t2", "p1", "p2")}
    room.leader.push(before)
    for screen, wish in before.items():
        room.on(screen).until(shows(screen, wish), SOON_S, f"{screen} before")
    assert room.leader.do("wall_preset", preset="dem")["result"] == "applied"
    revision = _revision(room)
    for screen in before:
        state = room.on(screen).until(partial(_is_settled, screen, revision), SOON_S, f"{screen} by night")
        assert len(screen_of(state, screen)["tiles"]) > 1
    assert room.leader.do("wall_roll_back", to=revision)["result"] == "applied"
    for screen, wish in before.items():
        room.on(screen).until(shows(screen, wish), SOON_S, f"{screen} as before")


def test_every_screen_shows_its_id_while_it_is_asked_for(room: Room) -> None:
    room.leader.do("wall_identify", seconds=2)
    room.trai.until(lambda s: set(s["identifying"]) == {"t1", "t2"}, SOON_S, "ids on the left")
    room.phai.until(lambda s: set(s["identifying"]) == {"p1", "p2"}, SOON_S, "ids on the right")
    room.trai.until(lambda s: not s["identifying"], SOON_S, "their end")


def test_who_does_not_lead_changes_nothing_and_is_told_who_does(room: Room) -> None:
    assert room.leader.do("wall_take", minutes=5)["result"] == "applied"
    other = Leader(room.town, "tuan.pham")
    refused = other.push({"t1": text("Không phải lượt")})
    assert refused["result"] == "rejected"
    assert refused["problem"]["code"] == "wall-held"
    assert refused["problem"]["holder_name"]
    mine = text("Của người giữ")
    room.leader.push({"t1": mine})
    _arrives(room, room.trai, "t1", mine)
    room.leader.do("wall_release")
    assert other.push({"t1": text("Đến lượt")})["result"] == "applied"
    other.do("wall_release")


def test_a_black_and_a_frozen_screen_and_back(room: Room) -> None:
    shown = text("Trước khi dừng")
    room.leader.push({"t1": shown, "t2": shown})
    _arrives(room, room.trai, "t1", shown)
    room.leader.push({"t1": shown | {"blank": True}, "t2": text("Ở dưới") | {"frozen": True}})
    state = room.trai.until(
        lambda s: screen_of(s, "t1")["blank"] and screen_of(s, "t2")["frozen"], SOON_S, "black and frozen"
    )
    assert screen_of(state, "t1")["tiles"] == []
    assert [tile["name"] for tile in screen_of(state, "t2")["tiles"]] == ["Trước khi dừng"]
    room.leader.push({"t1": shown, "t2": text("Chạy tiếp")})
    room.trai.until(shows("t1", shown), SOON_S, "no longer black")
    room.trai.until(shows("t2", text("Chạy tiếp")), SOON_S, "no longer frozen")


def test_a_layout_that_is_wrong_leaves_what_was_there_and_the_desk_is_told(room: Room) -> None:
    good = text("Cái tốt cuối cùng")
    room.leader.push({"t2": good})
    _arrives(room, room.trai, "t2", good)
    wall = room.leader.wall()
    broken = wall["data"]["desired"] | {"t2": {"screen": {"rows": 0, "cols": 1, "tiles": "?"}}}
    # No door lets that in, so it is written past them; the report after it is what the server hears of.
    data = wall["data"] | {"desired": broken, "revision": wall["data"]["revision"] + 1}
    ledger = Ledger(open_engine(f"sqlite:///{room.town.database}"))
    ledger.publish([("wall", "phong-truc", data)])
    ledger.engine.dispose()
    room.town.feed()(records=[{"type": "source", "id": "x", "data": {"name": "X"}}])
    state = room.trai.until(lambda s: bool(screen_of(s, "t2")["trouble"]), SOON_S, "trouble")
    assert [tile["name"] for tile in screen_of(state, "t2")["tiles"]] == ["Cái tốt cuối cùng"]
    assert screen_of(state, "t1")["trouble"] == "", "the others go on"
    _until(lambda: room.leader.actual()["t2"]["trouble"] == "bad_wish", "the desk is told")
    room.leader.push({"t2": good})
    room.trai.until(lambda s: not screen_of(s, "t2")["trouble"], SOON_S, "all well")


def test_a_monitor_that_was_unplugged_has_its_content_back_within_two_seconds(room: Room) -> None:
    shown = text("Trên màn hình hai")
    room.leader.push({"p2": shown})
    _arrives(room, room.phai, "p2", shown)
    before = room.right.monitors.pixels("TWO")[:450]
    room.right.monitors.unplug("TWO")
    room.phai.until(lambda s: not screen_of(s, "p2")["present"], SOON_S, "a monitor that is gone")
    assert screen_of(room.phai.state(), "p1")["present"], "its neighbour stays where it is"
    room.right.monitors.plug("TWO")
    until(lambda: np.array_equal(room.right.monitors.pixels("TWO")[:450], before), "its wall again", PLUGGED_S)
    assert (
        screen_of(room.phai.until(lambda s: screen_of(s, "p2")["present"], SOON_S, "present"), "p2")["monitor"] == "TWO"
    )


def test_a_node_that_is_cut_off_goes_on_also_after_a_kill_and_returns_to_the_wish(room: Room) -> None:
    before, after = text("Trước khi mất mạng"), text("Điều muốn bây giờ")
    room.leader.push({"t1": before})
    _arrives(room, room.trai, "t1", before)
    room.proxy.mode = "refuse"
    room.proxy.cut()
    room.leader.push({"t1": after, "p1": after})
    room.phai.until(shows("p1", after), SOON_S, "the other node follows")
    state = room.trai.until(lambda s: s["cut_off"] and bool(screen_of(s, "t1")["corner"]), 40, "the corner mark")
    assert shows("t1", before)(state), "what was shown stays"
    room.trai.kill()
    with room.left.start() as again:
        again.until(shows("t1", before), SOON_S, "the same after a kill, without any server")
        _until(lambda: room.leader.actual()["t1"]["cut_off"], "the desk knows that nobody hears of it", 30)
        room.proxy.mode = "clear"
        again.until(shows("t1", after), 30, "the wish, once the server is there")
        again.until(lambda s: not s["cut_off"], SOON_S, "no mark any more")
        _until(lambda: _told_while_cut_off(room) > 5, "what was on the screen meanwhile is in the recording")


def _told_while_cut_off(room: Room) -> float:
    """How long (s) the recording says that it was on the screen, most of it while nobody could be told."""
    found = [
        one
        for one in room.leader.recording("t1")
        if "Trước khi mất mạng" in {tile.get("name") for tile in one["tiles"]}
    ]
    spans = [datetime.fromisoformat(one["to"]) - datetime.fromisoformat(one["from"]) for one in found]
    return sum(span.total_seconds() for span in spans)


def _is_settled(screen: str, revision: int, state: dict[str, Any]) -> bool:
    return bool(state["revision"] == revision and screen_of(state, screen)["settled"])


def _revision(room: Room) -> int:
    revision: int = room.leader.wall()["data"]["revision"]
    return revision

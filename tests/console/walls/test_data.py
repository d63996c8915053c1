"""The wall as the console knows it: wishes as the contract writes them, our pushes before they are answered, and two
headless consoles against the real backend."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from console.base.errors import SignInError
from console.base.settings import Settings
from console.records.models import Layout, OutboxState, PendingAction
from console.records.wall import Actual, ScreenReport, TileReport, Wall
from console.session import Session
from console.verbs import VALID_FOR
from console.verbs.actions import Action
from console.walls import actions as wall_actions
from console.walls.actions import WISHING, blanked, held_still, layouts_with, overlay, swapped
from contract.records.wall import Wish
from contract.walls import NodeReport
from tests.journeys.city import City, city

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
NAME = "phong-truc"
WAIT_S, LOOK_S = 30, 0.03


def a_wall(**fields: Any) -> Wall:
    return Wall.model_validate({
        "id": "w", "version": 3, "revision": 7, "screens": [{"id": "a", "node": "n"}, {"id": "b", "node": "m"}],
        "desired": {"a": {"layout": "day"}, "b": {"layout": "night", "index": 1}},
        "presets": [{"id": "p", "name": "P", "screens": {"a": {"blank": True}, "gone": {"layout": "x"}}}],
        "told": [{"revision": 7, "at": NOW, "before": {"a": {"layout": "old"}}}, {"revision": 7, "at": NOW}],
        **fields,
    })  # fmt: skip


def pending(action: Action, state: OutboxState = OutboxState.WAITING, who: str = "me") -> PendingAction:
    return PendingAction(
        action_id=f"{action.type}-{state}", type=action.type, target_type=action.target_type,
        target_id=action.target_id, actor_name=who, actor_id=who, payload=action.payload, occurred_at=NOW, state=state,
        base_version=action.base_version,
    )  # fmt: skip


def test_what_a_node_says_is_taken_by_the_contract_and_read_again() -> None:
    tile = TileReport(place="0,0", type="camera", name="x" * 5000, ref="cam\0" + "1" * 500, state="live", as_of=NOW)
    screen = ScreenReport(id="a", wish_revision=7, tiles=(tile, TileReport()))
    said = {"revision": 7, "screens": [screen.model_dump(mode="json")], "at": NOW.isoformat()}
    taken = NodeReport.model_validate(said).model_dump()
    told = taken["screens"][0]["tiles"][0]
    assert (told["ref"][:5], len(told["name"])) == ("cam11", 400), "one text too long would cost the whole report"
    newer = {**taken, "node": "n", "reported_at": NOW.isoformat(), "cut_off": False, "newer": 1}
    read = Actual.model_validate({"nodes": [newer], "server_time": NOW.isoformat()})
    assert read.screens["a"][1] == screen


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"blank": True},
        {"layout": "day", "index": 2, "frozen": True},
        {"screen": {"rows": 1, "cols": 1, "newer": [1]}},
        {"tour": [{"layout": "day", "index": 0}, {"screen": {"rows": 1, "cols": 1}}], "dwell_s": 15.0},
    ],
)
def test_a_wish_is_written_as_it_was_read(data: dict[str, Any]) -> None:
    assert Wish.model_validate(data).as_data() == data


def test_a_newer_servers_wall_is_still_a_wall() -> None:
    newer = a_wall(colour="red", lease={"holder_id": "x", "until": NOW, "mood": "good"})
    assert newer.lease_at(NOW - timedelta(seconds=1)) is not None
    assert newer.lease_at(NOW) is None
    assert newer.nodes == ("n", "m")


@pytest.mark.parametrize(
    ("make", "desired"),
    [
        (lambda wall: wall_actions.show(wall, {"a": Wish(layout="x", index=1)}), {"a": {"layout": "x", "index": 1}}),
        (lambda wall: wall_actions.show(wall, {"z": Wish(layout="x")}), {}),
        (lambda wall: wall_actions.preset(wall, "p"), {"a": {"blank": True}}),
        (lambda wall: wall_actions.preset(wall, "none"), {}),
        (lambda wall: wall_actions.roll_back(wall, 7), {"a": {"layout": "old", "index": 0}}),
        (lambda wall: wall_actions.roll_back(wall, 6), {}),
        (lambda wall: wall_actions.show(wall, swapped(wall, "a", "b")),
         {"a": {"layout": "night", "index": 1}, "b": {"layout": "day", "index": 0}}),
        (lambda wall: wall_actions.show(wall, blanked(wall, ["a"])),
         {"a": {"layout": "day", "index": 0, "blank": True}}),
        (lambda wall: wall_actions.show(wall, held_still(wall, ["b"])),
         {"b": {"layout": "night", "index": 1, "frozen": True}}),
    ],
)  # fmt: skip
def test_what_is_pushed_is_seen_at_once_and_what_failed_is_not(
    make: Callable[[Wall], Action], desired: dict[str, Any]
) -> None:
    wall = a_wall()
    action = make(wall)
    before = {screen: wish.as_data() for screen, wish in wall.desired.items()}
    seen = overlay(wall, [pending(action)])
    assert {screen: wish.as_data() for screen, wish in seen.desired.items()} == before | desired
    assert seen.pending == (action.type,)
    assert seen.revision == 7, "the revision is the server's, so that the next push says what was really seen"
    for state in (OutboxState.REJECTED, OutboxState.EXPIRED):
        failed = overlay(wall, [pending(action, state)])
        assert (failed.desired, failed.pending, len(failed.refused)) == (wall.desired, (), 1)
    assert overlay(wall, [pending(action, OutboxState.SETTLED)]) == wall
    assert overlay(wall, [pending(action).model_copy(update={"target_id": "other"})]) == wall


def test_a_lease_is_ours_before_the_answer_only_where_nobody_else_has_it() -> None:
    taking = pending(wall_actions.take(a_wall(), 10))
    mine = overlay(a_wall(), [taking]).lease
    assert mine is not None
    assert (mine.holder_id, mine.until) == ("me", NOW + timedelta(minutes=10))
    held = a_wall(lease={"holder_id": "other", "until": NOW + timedelta(minutes=1)})
    assert overlay(held, [taking]).lease == held.lease
    letting_go = pending(wall_actions.release(a_wall()))
    assert overlay(a_wall(lease=mine), [letting_go]).lease is None


def test_pushes_outlive_a_minute_and_layouts_do_not() -> None:
    wall = a_wall()
    pushes = (
        wall_actions.take(wall), wall_actions.release(wall), wall_actions.show(wall, {}), wall_actions.identify(wall),
        wall_actions.preset(wall, "p"), wall_actions.roll_back(wall, 1),
    )  # fmt: skip
    assert {VALID_FOR[one.type] for one in pushes} == {timedelta(seconds=60)}
    assert {one.type for one in pushes} > WISHING
    assert wall_actions.save_layout("x", "X", {}).type not in VALID_FOR


def test_a_preset_is_kept_as_the_wall_is_now_and_seen_at_once() -> None:
    kept = {"p": {"revision": 3}, "dem-khuya": {"revision": 2}}
    wall = a_wall(desired={"a": {"layout": "day", "frozen": True}}, kept_presets=kept)
    action = wall_actions.save_preset(wall, " Đêm khuya ")
    day = {"layout": "day", "index": 0}
    assert action.payload == {"id": "dem-khuya", "name": "Đêm khuya", "screens": {"a": day, "b": {}}, "base": 2}
    assert action.type not in VALID_FOR, "it is no order for now: it waits as long as the network does"
    seen = overlay(wall, [pending(action)])
    assert [(one.id, one.name, one.pending) for one in seen.presets] == [
        ("p", "P", False), ("dem-khuya", "Đêm khuya", True),
    ]  # fmt: skip
    shown = overlay(wall, [pending(action), pending(wall_actions.preset(seen, "dem-khuya"))])
    assert shown.desired["a"] == Wish(layout="day"), "what was kept a moment ago can be put up"
    over = wall_actions.save_preset(wall, "p", {"b": Wish(blank=True)})
    assert (over.payload["id"], over.payload["base"], over.payload["screens"]) == ("p", 3, {"b": {"blank": True}})
    assert [one.screens for one in overlay(wall, [pending(over)]).presets] == [{"b": Wish(blank=True)}]
    other = wall_actions.save_preset(wall, "P!", {"b": Wish()})
    assert other.payload["id"] == "p-2", "another name is another preset"
    gone = wall_actions.remove_preset(wall, "p")
    assert (gone.payload, overlay(wall, [pending(gone)]).presets) == ({"id": "p", "name": "P", "base": 3}, ())
    assert overlay(wall, [pending(gone, OutboxState.REJECTED)]).presets == wall.presets


def test_our_layouts_are_here_before_the_answer_unless_somebody_else_was_first() -> None:
    known = [Layout(id="b", version=4, name="B", body={"screens": []}), Layout(id="c", version=1, name="C")]
    ours = [
        pending(wall_actions.save_layout("a", "A", {"format": 2})),
        pending(wall_actions.save_layout("b", "Bê", {"format": 2}, base_version=4)),
        pending(wall_actions.save_layout("c", "Xê", {}, base_version=7)),
    ]
    assert [(one.id, one.name, one.version) for one in layouts_with(known, ours)] == [
        ("a", "A", 0), ("b", "Bê", 4), ("c", "C", 1),
    ]  # fmt: skip
    gone = [pending(wall_actions.remove_layout(known[0]))]
    assert [one.id for one in layouts_with(known, gone)] == ["c"]


# against the real backend


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


async def _console(stack: AsyncExitStack, town: City, folder: Path) -> Session:
    session = Session(Settings(credentials="file", backend_url=town.url), folder, with_video=False)
    await session.start()
    stack.push_async_callback(session.stop)
    return session


async def _until(condition: Callable[[], Awaitable[bool]], what: str) -> None:
    for _turn in range(round(WAIT_S / LOOK_S)):
        if await condition():
            return
        await asyncio.sleep(LOOK_S)
    raise AssertionError(f"never came: {what}")


def test_a_push_is_seen_at_once_here_and_then_on_the_node(town: City, tmp_path: Path) -> None:
    async def run() -> None:
        async with AsyncExitStack() as stack:
            desk = await _console(stack, town, tmp_path / "desk")
            node = await _console(stack, town, tmp_path / "node")
            heard: list[str] = []
            await desk.sign_in("ha.le", town.password)
            await node.use_token(town.wall_token(NAME, NAME))
            node.changes.subscribe({"wall", "alarm_rule", "plan"}, lambda change: heard.append(change.kind))

            async def both() -> bool:
                return bool(await desk.walls.wall(NAME) and await node.walls.wall(NAME))

            await _until(both, "the wall on both")
            wall = await desk.walls.wall(NAME)
            assert wall is not None
            await desk.act(wall_actions.preset(wall, "dem"))
            seen = await desk.walls.wall(NAME)
            assert seen is not None
            assert seen.desired["t1"].layout == "truc-dem", "seen at once on the desk that pushed"

            async def there() -> bool:
                found = await node.walls.wall(NAME)
                return found is not None and found.revision == wall.revision + 1

            await _until(there, "the push on the node")
            shown = await node.walls.wall(NAME)
            assert shown is not None
            assert (shown.desired["p2"].layout, shown.lease, shown.told) == ("truc-dem", None, ())
            assert {"wall", "alarm_rule", "plan"} <= set(heard)
            assert await node.walls.alarm_rules()

    asyncio.run(run())


def test_what_a_node_shows_reaches_the_desk(town: City, tmp_path: Path) -> None:
    async def run() -> None:
        async with AsyncExitStack() as stack:
            desk = await _console(stack, town, tmp_path / "desk")
            node = await _console(stack, town, tmp_path / "node")
            await desk.sign_in("ha.le", town.password)
            await node.use_token(town.wall_token(NAME))
            said = {"revision": 1, "screens": [{"id": "p1", "tiles": [{"type": "clock"}]}]}
            assert (await node.walls.report(NAME, "phai", said)).stills is False
            actual = await desk.walls.actual(NAME)
            assert [(one.node, one.cut_off) for one in actual.nodes] == [("trai", True), ("phai", False)]
            assert (await node.walls.report(NAME, "phai", said)).stills is True
            assert await desk.walls.still(NAME, "p1") is None
            jpeg = b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03" + bytes(20) + b"\xff\xd9"
            await node.walls.send_still(NAME, "phai", "p1", jpeg=jpeg, at=node.time.now())
            first, again = await desk.walls.still(NAME, "p1"), await desk.walls.still(NAME, "p1")
            assert first is not None
            assert first.jpeg == jpeg
            assert again is first, "what is the same does not travel again"
            start = node.time.now() - timedelta(minutes=3)
            entry = {"screen": "p1", "from": start.isoformat(), "to": start.isoformat(),
                     "tiles": [{"type": "camera", "ref": "cam-07"}]}  # fmt: skip
            await node.walls.send_recording(NAME, [entry])
            found = await desk.walls.recording(NAME, camera="cam-07")
            assert [one.screen for one in found.entries] == ["p1"]
            newest = (await desk.walls.recording(NAME, screen="p1")).entries[0]
            assert newest.still is not None
            picture = await desk.walls.recorded_still(NAME, newest.still)
            assert picture is not None
            assert picture.jpeg == jpeg
            with pytest.raises(SignInError, match="forbidden"):
                await node.walls.actual(NAME)
            with pytest.raises(SignInError, match="forbidden"):
                await desk.walls.report(NAME, "phai", said)

    asyncio.run(run())


def test_a_layout_is_saved_here_and_read_there_with_its_versions(town: City, tmp_path: Path) -> None:
    async def run() -> None:
        async with AsyncExitStack() as stack:
            desk = await _console(stack, town, tmp_path / "desk")
            await desk.sign_in("ha.le", town.password)

            async def pulled() -> bool:
                return bool(await desk.walls.layouts())

            await _until(pulled, "the layouts")
            body = {"format": 2, "screens": [{"rows": 1, "cols": 1, "tiles": []}], "from_a_newer_console": {"x": 1}}
            await desk.act(wall_actions.save_layout("rieng", "Riêng", body))

            async def saved() -> bool:
                return any(one.id == "rieng" and one.version == 1 for one in await desk.walls.layouts())

            await _until(saved, "the layout from the server")
            mine = next(one for one in await desk.walls.layouts() if one.id == "rieng")
            assert mine.body == body, "what a server does not know it keeps"
            versions = await desk.walls.versions("rieng")
            assert [(one.version, one.actor_name, one.body) for one in versions] == [(1, "Lê Thu Hà", body)]

    asyncio.run(run())

"""Wall control on the desk: what its keys do, what it advises of tours, and what it tells of the lease, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from console.base.changes import Changes
from console.base.notices import Notices
from console.records.models import Actor
from console.records.wall import Wall
from contract.layouts import ScreenSpec
from contract.records.wall import Lease, Wish
from tests.views.wall_control.wall_room import WALL, WallRoom, at_wall, heard
from views.base.commands import CommandRefusedError
from views.base.context import Context
from views.wall_control.advice import advice_lines, judged_screens
from views.wall_control.control import WallControl
from views.wall_control.desk_shows import DeskShows, shown_at
from views.wall_control.names import wished_words
from views.wall_control.outcomes import WallOutcomes
from views.wall_control.show_list import show_lines
from views.wall_control.watch import WallWatch
from views.wall_control.words import control_words, ending_words
from views.words.sentences import sentence

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
NAMES = {"cam-01": "Ngã tư Sông Mây", "cam-02": "Cầu Bến Đá"}
ME = Actor(id="me", name="Lê Thu Hà", role="operator")


def camera(ref: str) -> dict[str, Any]:
    return {"type": "camera", "camera": ref, "row": 0, "col": 0}


def screen(*tiles: dict[str, Any], side: int = 1) -> ScreenSpec:
    return ScreenSpec.model_validate({"rows": side, "cols": side, "tiles": list(tiles)})


class Watch(QObject):
    """What wall control knows, without a session: each screen's parts are given."""

    read = Signal()

    def __init__(self, wall: Wall, **parts: tuple[ScreenSpec, ...]) -> None:
        super().__init__()
        self.wall, self.walls, self._parts = wall, [wall], parts
        self.layouts: dict[str, Any] = {}
        self.shapes: dict[str, Any] = {}

    def parts(self, _wall: Wall, name: str, _wish: Wish) -> tuple[ScreenSpec, ...]:
        return self._parts.get(name, ())

    def name_of(self, ref: str) -> str:
        return NAMES.get(ref, ref)


def wall(**fields: Any) -> Wall:
    return Wall.model_validate({
        "id": "w", "version": 1, "name": "Phòng trực", "seats": 2, "seat_distance_m": 3.0,
        "screens": [{"id": "t1", "node": "n"}, {"id": "t2", "node": "n"}], **fields,
    })  # fmt: skip


def as_watch(given: Watch) -> WallWatch:
    return cast("WallWatch", given)


def test_the_stop_that_cannot_be_read_is_named(qapp: QApplication) -> None:
    assert qapp is not None
    tour = {"type": "tour", "row": 0, "col": 0, "dwell_s": 9, "tiles": [
        {"type": "camera", "camera": "cam-01"}, {"type": "queue"}, {"type": "camera", "camera": "cam-02"},
    ]}  # fmt: skip
    large, small = screen(camera("cam-01")), screen({"type": "queue", "row": 3, "col": 3}, side=4)
    given = as_watch(Watch(wall(), t1=(screen(tour, side=4),), t2=(large, small)))
    found = {one.key: (one.one.is_legible, one.name) for one in judged_screens(given.walls[0], given)}
    assert {key: legible for key, (legible, _name) in found.items()} == {
        "t1:0.0.2": True, "t1:0.1": False, "t2:0/0": True, "t2:1/0": False,
    }  # fmt: skip
    assert "Ngã tư Sông Mây, Cầu Bến Đá" in found["t1:0.0.2"][1]
    lines = {line.key: line.words for line in advice_lines(given.walls[0], given)}
    assert "stop 2" in lines["small:t1:0.1"]
    assert "screen 2 of its tour" in lines["small:t2:1/0"]
    assert "legible" not in lines
    four = {"rows": 2, "cols": 2, "tiles": [{**camera("cam-01"), "row": n // 2, "col": n % 2} for n in range(4)]}
    turning = as_watch(Watch(wall(), t1=(large, ScreenSpec.model_validate(four), small)))
    asked = next(line.words for line in advice_lines(turning.walls[0], turning) if line.key == "attention")
    assert asked.startswith("4 "), "of screens in turn the busiest counts"


@pytest.fixture
def told() -> Iterator[tuple[WallOutcomes, Watch, Notices]]:
    notices = Notices()
    watch = Watch(wall())
    session = SimpleNamespace(changes=Changes(), notices=notices, actor=ME)
    outcomes = WallOutcomes(cast("Context", SimpleNamespace(session=session)), as_watch(watch))
    yield outcomes, watch, notices
    outcomes.close()


def test_the_end_of_ones_own_control_is_told_once_with_the_key_that_lengthens_it(
    qapp: QApplication, told: tuple[WallOutcomes, Watch, Notices]
) -> None:
    assert qapp is not None
    outcomes, watch, notices = told
    until = NOW + timedelta(minutes=5)
    watch.walls = [wall(lease=Lease(holder_id="me", until=until))]
    seen = []
    for second in range(320):
        outcomes.tick(NOW + timedelta(seconds=second))
        seen.append(len(notices.recent))
    assert [one.code for one in notices.recent] == ["wall_lease_soon", "wall_lease_ended"]
    assert {one.level for one in notices.recent} == {"info"}
    assert (seen.index(1), seen.index(2)) == (240, 300)
    watch.walls = [wall(lease=Lease(holder_id="me", until=until + timedelta(hours=1)))]
    for second in range(3600, 3920):
        outcomes.tick(NOW + timedelta(seconds=second), is_seen=True)
    assert len(notices.recent) == 2, "wall control is open, and its own line says it"
    mine = wall(lease=Lease(holder_id="me", until=until))
    assert ending_words(mine, ME, until - timedelta(seconds=90)) == ""
    assert "E keeps" in ending_words(mine, ME, until - timedelta(seconds=30))
    assert "E keeps" in control_words(mine, ME, until - timedelta(seconds=30))[0]
    assert "ended" in control_words(mine, ME, until + timedelta(seconds=1))[0]
    other = ME.model_copy(update={"id": "other"})
    assert "ended" not in control_words(mine, other, until + timedelta(seconds=1))[0], "it was not theirs"
    assert ending_words(mine, other, until - timedelta(seconds=30)) == ""


def test_whatever_is_previewed_is_called_by_its_name(qapp: QApplication) -> None:
    assert qapp is not None
    given = Watch(wall(presets=[{"id": "p", "name": "Đêm", "screens": {"t1": {}, "gone": {}}, "pending": True}]))
    watch = as_watch(given)
    stops = [{"type": "camera", "camera": "cam-01"}, {"type": "clock"}]
    tour = {"type": "tour", "row": 0, "col": 0, "tiles": stops, "dwell_s": 9}
    slot = {"type": "slot", "row": 0, "col": 1, "idle": {"type": "camera", "camera": "cam-02"}}
    own = {"rows": 1, "cols": 2, "tiles": [tour, slot]}
    words = wished_words(Wish(screen=own, blank=True), watch)
    assert all(name in words for name in NAMES.values())
    assert "cam-" not in words
    many = {"rows": 2, "cols": 4, "tiles": [{"type": "clock", "row": 0, "col": 0}, *(
        {"type": "text", "text": f"T{n}", "row": 1, "col": n} for n in range(4)
    )]}  # fmt: skip
    assert "+1" in wished_words(Wish(screen=many), watch)
    odd = {"rows": "?", "tiles": [1, 2, 3]}
    assert "3" in wished_words(Wish(screen=odd), watch), "what no node understands is counted"
    line = next(one for one in show_lines(given.wall, watch, DeskShows()) if one.key == "preset:p")
    assert (line.words, line.below) == ("Đêm", "t1")
    assert line.state, "that it is not sent yet"


# the panel under hands, over a real cache

KEYS, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_enter_tries_a_row_out_enter_again_sends_it_and_esc_leaves_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: WallRoom) -> None:
        await room.open(mode="show", screen="t2")
        room.panel.choose_row("layout:day:0")
        await room.press(KEYS.Key_Return)
        assert "Not sent: “Put on t2”" in room.says()
        await room.press(KEYS.Key_Escape)
        assert "Not sent" not in room.says()
        assert room.panel.isVisible(), "the first Esc leaves what is tried out"
        assert await room.orders() == []
        await room.press(KEYS.Key_Return)
        await room.press(KEYS.Key_Return)
        assert await room.orders() == [
            ("wall_show", {"screens": {"t2": {"layout": "day", "index": 0}}, "revision": 7})
        ]  # fmt: skip
        await room.press(KEYS.Key_Escape)
        await room.press(KEYS.Key_Escape)
        assert not room.panel.isVisible()

    at_wall(qapp, tmp_path, story)


def test_ctrl_enter_sends_at_once_and_what_is_tried_out_follows_the_chosen_screen(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(room: WallRoom) -> None:
        await room.open(mode="show", screen="t1")
        room.panel.choose_row("layout:day:1")
        await room.press(KEYS.Key_Return)
        await room.press(KEYS.Key_Right)
        assert room.verbs.change is not None
        assert set(room.verbs.change.wishes) == {"t2"}
        await room.press(KEYS.Key_Escape)
        room.panel.choose_row("preset:night")
        await room.press(KEYS.Key_Return, CTRL)
        assert await room.orders() == [("wall_preset", {"preset": "night", "revision": 7})]

    at_wall(qapp, tmp_path, story)


def test_black_and_swapping_are_tried_out_first_too(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: WallRoom) -> None:
        await room.open(screen="t1")
        await room.press(KEYS.Key_B)
        assert "Make t1 · Trái black" in room.says()
        await room.press(KEYS.Key_Right, SHIFT)
        assert room.verbs.change is not None
        assert room.verbs.change.wishes == {
            one: Wish.model_validate(WALL["desired"][other]) for one, other in (("t1", "t2"), ("t2", "t1"))
        }  # fmt: skip
        assert await room.orders() == []
        room.panel.close()
        assert room.verbs.change is None, "closing wall control is leaving it"

    at_wall(qapp, tmp_path, story)


def test_why_a_change_cannot_be_sent_is_said_in_the_panel(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: WallRoom) -> None:
        await room.open(mode="show")
        await room.change(lease=room.lease("an", "An"))
        room.panel.choose_row("layout:day:1")
        await room.press(KEYS.Key_Return, CTRL)
        assert sentence("wall_held") in room.says()
        assert await room.orders() == []
        assert room.room.told == []

    at_wall(qapp, tmp_path, story)


def test_another_wall_forgets_what_was_known_of_the_one_before(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: WallRoom) -> None:
        room.answers = heard(room)
        await room.open()
        await room.room.until(lambda: room.control.watch.actual, "the answer")
        assert room.room.registry.why_off("next-wall") == "one_wall"
        await room.room.write("wall", "x", name="Phòng họp", screens=[{"id": "h1", "node": "m"}])
        await room.room.run("blank-wall-screen", screen="t1", dry=True)
        room.answers = heard(room, t1={"present": False}, t2={"present": False})
        await room.press(KEYS.Key_N)
        assert "Wall control: Phòng họp" in room.says()
        assert room.control.watch.actual is None
        assert "Not sent" not in room.says()
        await room.press(KEYS.Key_N)
        assert "Wall control: Phòng trực" in room.says()
        with pytest.raises(CommandRefusedError, match="no_wall"):
            await room.room.run("show-wall", wall="gone")

    at_wall(qapp, tmp_path, story)


def test_the_server_is_asked_each_second_while_somebody_looks_and_rarely_for_the_strip(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def seconds(room: WallRoom, count: int) -> list[bool]:
        room.asked.clear()
        for _second in range(count):
            room.room.now += timedelta(seconds=1)
            room.parts.tick(room.room.now)
            await room.room.settle()
        return room.asked

    async def story(room: WallRoom) -> None:
        control: WallControl = room.control
        room.answers = heard(room)
        await room.wall()
        assert len(await seconds(room, 21)) == 2
        assert room.asked == [True, True], "at a glance"
        await room.open()
        assert await seconds(room, 3) == [False] * 3
        control.panel.close()
        assert len(await seconds(room, 3)) == 0
        control.panel.open()
        await room.room.settle()
        room.room.window.setProperty("locked", True)
        assert await seconds(room, 3) == [], "behind the lock nobody looks"

    at_wall(qapp, tmp_path, story)


def test_what_the_desk_shows_may_be_put_on(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: WallRoom) -> None:
        await room.wall()
        shows = shown_at(room.desk, room.gathered)
        assert (shows.camera_id, shows.camera_ids, shows.bundle) == ("c1", ("c1",), ((), ()))
        room.incident, room.bundle = cast("Any", SimpleNamespace(title="Ngập", code="SC-1")), (["c2"], ["i1"])
        await room.room.run("push-to-wall", what="bundle", screen="t1")
        [(_verb, said)] = await room.orders()
        tiles = said["screens"]["t1"]["screen"]["tiles"]
        assert {tile.get("camera") or tile.get("indicator") for tile in tiles} == {"c2", "i1"}

    at_wall(qapp, tmp_path, story)

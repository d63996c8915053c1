"""What this machine has to show: a node of a wall or a layout; and what was last good where neither can be shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.walls.node import Monitor
from tests.views.cache_room import CacheRoom, at_cache
from views.program.command_line import Options
from views.wall_node.wish import WishReader

MONITORS = (Monitor("HDMI-1", 0, 0), Monitor("HDMI-2", 1920, 0))
DAY = {"screens": [{"rows": 1, "cols": 1, "tiles": [{"type": "text", "text": "Ngày", "row": 0, "col": 0}]}]}
SLOT = {"screens": [{"rows": 1, "cols": 1, "tiles": [{"type": "slot", "row": 0, "col": 0}]}]}
WALL = {
    "name": "Phòng trực", "revision": 7, "seat_distance_m": 6.0, "desired": {"t1": {"layout": "day"}},
    "screens": [{"id": "t1", "node": "n", "monitor": "#1"}, {"id": "t2", "node": "m", "monitor": "#1"}],
}  # fmt: skip


def texts(wished: object) -> list[str]:
    """What stands on each screen."""
    screens = getattr(wished, "screens", ())
    return [str(one.parts[0].tiles[0].config.get("text")) if one.parts else "" for one in screens]


async def city(room: CacheRoom) -> None:
    await room.write("layout", "day", name="Ban ngày", body=DAY)
    await room.write("wall", "w", **WALL)


def test_a_node_shows_its_screens_and_leaves_the_other_monitors_calm(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        await city(room)
        for name in ("w", "Phòng trực"):
            wished = await WishReader(room.context, name).read(MONITORS)
            assert (wished.wall, wished.node, wished.revision, wished.seat_distance_m) == ("w", "n", 7, 6.0)
            assert [(one.id, one.monitor, one.spare) for one in wished.screens] == [
                ("t1", "HDMI-1", False), ("~HDMI-2", "HDMI-2", True),
            ]  # fmt: skip
            assert texts(wished)[0] == "Ngày"
            assert wished.trouble == ""

    at_cache(qapp, tmp_path, story, Options(node="n"))


def test_a_node_that_the_wall_does_not_know_says_so(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        await city(room)
        wished = await WishReader(room.context, "w").read(MONITORS)
        assert wished.trouble == "no_such_node"
        assert dict(wished.facts) == {"node": "gone", "wall": "Phòng trực"}
        assert all(one.spare for one in wished.screens)

    at_cache(qapp, tmp_path, story, Options(node="gone"))


def test_what_was_last_good_stays_where_the_layout_or_the_wall_is_gone(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        await city(room)
        reader = WishReader(room.context, "w")
        await reader.read(MONITORS)
        await room.write("layout", "day")
        wished = await reader.read(MONITORS)
        assert texts(wished)[0] == "Ngày"
        assert wished.screens[0].trouble == "layout_missing"
        await room.write("wall", "w")
        for one in (reader, WishReader(room.context, "w")):  # the second is after a restart
            wished = await one.read(MONITORS)
            assert wished.trouble == "wall_missing"
            assert texts(wished)[0] == "Ngày"
            assert (wished.seat_distance_m, wished.revision) == (6.0, 7)

    at_cache(qapp, tmp_path, story, Options(node="n"))


def test_the_places_for_alarms_are_those_of_the_whole_wall(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        await room.write("layout", "alarms", name="Báo động", body=SLOT)
        await room.write("wall", "w", **{**WALL, "desired": {"t1": {"layout": "alarms"}, "t2": {"layout": "alarms"}}})
        wished = await WishReader(room.context, "w").read(MONITORS)
        assert wished.reserved == ("t1/0,0", "t2/0,0"), "another node's as well"

    at_cache(qapp, tmp_path, story, Options(node="n"))


def test_a_layout_alone_is_shown_on_every_monitor_and_a_broken_one_leaves_the_last(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(room: CacheRoom) -> None:
        await city(room)
        reader = WishReader(room.context, "Ban ngày")
        wished = await reader.read(MONITORS)
        assert (wished.wall, texts(wished)) == ("", ["Ngày", "Ngày"])
        await room.write("layout", "day", name="Ban ngày", body={"screens": "none"})
        wished = await reader.read(MONITORS)
        assert (wished.trouble, texts(wished)) == ("layout_kept", ["Ngày", "Ngày"])
        fresh = await WishReader(room.context, "Ban ngày").read(MONITORS)
        assert fresh.trouble == "bad_layout"
        assert all(one.spare for one in fresh.screens)

    at_cache(qapp, tmp_path, story)


def test_a_layout_from_a_file_goes_before_every_wall(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "hall.toml"
    path.write_text(
        '[[screens]]\nrows = 1\ncols = 1\n[[screens.tiles]]\ntype = "text"\ntext = "Tệp"\nrow = 0\ncol = 0\n'
    )

    async def story(room: CacheRoom) -> None:
        await city(room)
        assert texts(await WishReader(room.context, "w").read(MONITORS)) == ["Tệp", "Tệp"]

    at_cache(qapp, tmp_path / "desk", story, Options(layout=path))


def test_a_name_that_nobody_knows_shows_the_packaged_layout(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        wished = await WishReader(room.context, "nobody").read(MONITORS)
        assert wished.trouble == ""
        assert len(wished.screens) == 2
        assert all(one.parts for one in wished.screens)

    at_cache(qapp, tmp_path, story)

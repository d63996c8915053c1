"""What a node says that its screens show, and how they look in small."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.records.models import StreamState
from tests.views.wall_node.wall_screens import MONITOR, WallScreens, on_wall, spec, text
from views.wall_node.report import STILL_PX, NodeReport
from views.wall_node.wish import Wished

WISHED = Wished(wall="w", node="n", revision=7)


def report(wall: WallScreens, wished: Wished = WISHED) -> NodeReport:
    made = NodeReport(wall.room.context, wall.screens, lambda: wished)
    wall.room.ends.append(made.close)
    return made


def test_a_layout_on_a_machine_of_no_wall_is_not_reported(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        wall.show(wall.shown(text("Trực ca")))
        assert report(wall, Wished()).seen() is None
        assert report(wall, Wished(wall="w")).seen() is None

    on_wall(qapp, tmp_path, story)


def test_each_screen_says_what_is_really_to_be_seen_of_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        await wall.stage.camera("k1", "Cầu Bến Đá")
        made = report(wall)
        wall.show(
            wall.shown(spec({"type": "camera", "camera": "k1"}, {"type": "hologram"}), revision=7),
            wall.shown(text("Hai"), id="t2", monitor=""),
            wall.shown(text("Rỗi"), id="~x", monitor="", spare=True),
        )
        await wall.room.until(wall.stage.streams.all, "the camera")
        seen = made.seen()
        assert seen is not None
        assert (seen.wall, seen.node, seen.revision) == ("w", "n", 7)
        first, second = seen.screens
        assert (first.id, first.monitor, first.present, first.wish_revision) == ("t1", MONITOR, True, 7)
        assert [(one.type, one.ref, one.name, one.state) for one in first.tiles] == [
            ("camera", "k1", "Cầu Bến Đá", "connecting"), ("hologram", "", "", "unknown"),
        ]  # fmt: skip
        assert (second.present, second.trouble) == (False, "monitor_missing")
        wall.show(wall.shown(text("Một"), blank=True))
        [black] = (made.seen() or seen).screens
        assert (black.blank, black.tiles) == (True, ())

    on_wall(qapp, tmp_path, story)


def test_of_a_frozen_screen_what_stands_there_is_reported_not_what_goes_on_behind(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(wall: WallScreens) -> None:
        made = report(wall)
        await wall.stage.camera("k1", "Cầu Bến Đá")
        part = spec({"type": "camera", "camera": "k1"})
        wall.show(wall.shown(part))
        await wall.room.until(wall.stage.streams.all, "the camera")
        wall.stage.stream("k1", StreamState.LIVE)
        wall.show(wall.shown(part, frozen=True))
        wall.stage.stream("k1", StreamState.SIGN_IN_FAILED)
        seen = made.seen()
        assert seen is not None
        assert seen.screens[0].frozen
        assert [(one.name, one.state) for one in seen.screens[0].tiles] == [("Cầu Bến Đá", "live")]

    on_wall(qapp, tmp_path, story)


def test_a_still_is_a_small_picture_and_none_while_the_content_changes(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallScreens) -> None:
        made = report(wall)
        assert await made.still("t1") is None
        wall.show(wall.shown(text("Cũ")))
        jpeg = await made.still("t1")
        assert jpeg is not None
        image = QImage.fromData(jpeg)
        assert image.width() == min(STILL_PX, wall.window().width())
        wall.show(wall.shown(text("Mới")))
        assert not wall.window().content.is_settled
        assert await made.still("t1") is None
        assert await made.still("t9") is None

    on_wall(qapp, tmp_path, story)

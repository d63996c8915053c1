"""How a window changes what it shows: the new comes over the old, all of it, and never over black."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from tests.views.cache_room import words
from tests.views.stage_room import StageRoom, on_stage
from tests.views.wall_node.wall_screens import spec, text
from views.wall_node.content import Content


class Ground:
    """A ground with content, seen unless told otherwise."""

    def __init__(self, stage: StageRoom) -> None:
        self.stage, self.seen, self.changes = stage, True, 0
        self.ground = QWidget(stage.ground)
        self.ground.resize(800, 600)
        self.ground.show()
        self.content = Content(stage.stage, self.ground, lambda: self.seen, self._changed)
        stage.room.ends.append(self.content.end)

    def _changed(self) -> None:
        self.changes += 1


def test_the_first_content_is_there_at_once_and_the_next_comes_over_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        made = Ground(stage)
        content = made.content
        assert (content.pane, content.part, content.bindings) == (None, None, [])
        content.show_part(text("Cũ"))
        assert content.is_settled
        assert made.changes == 1
        await stage.room.until(lambda: "Cũ" in words(made.ground), "the first")
        content.show_part(text("Mới"))
        assert content.part == text("Mới")
        assert not content.is_settled
        assert "Cũ" in words(made.ground), "until the new is there"
        await stage.room.until(lambda: content.is_settled, "it has come")
        assert words(made.ground) == "Mới"
        assert made.changes == 2

    on_stage(qapp, tmp_path, story)


def test_where_nobody_can_see_it_nothing_is_waited_for(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await stage.camera("k1", "Cầu Bến Đá")
        made = Ground(stage)
        made.content.show_part(text("Cũ"))
        made.seen = False
        made.content.show_part(spec({"type": "camera", "camera": "k1"}))
        assert made.content.is_settled
        assert [one.is_video for one in made.content.bindings] == [True]

    on_stage(qapp, tmp_path, story)


def test_what_a_tour_shows_next_is_opened_out_of_sight_once(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        made = Ground(stage)
        content = made.content
        content.show_part(text("Một"))
        content.prepare(text("Hai"))
        ahead = content.ahead
        content.prepare(text("Hai"))
        assert content.ahead is ahead
        await stage.room.until(lambda: ahead is not None and ahead.is_ready(video=True), "it has read")
        assert "Hai" not in words(made.ground)
        content.show_part(text("Hai"))
        assert content.pane is ahead, "what was opened ahead is what comes"
        assert content.ahead is None
        await stage.room.until(lambda: words(made.ground) == "Hai", "it is shown")
        content.prepare(text("Ba"))
        content.prepare(None)
        assert content.ahead is None

    on_stage(qapp, tmp_path, story)


def test_its_end_closes_every_camera(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await stage.camera("k1", "Cầu Bến Đá")
        made = Ground(stage)
        made.content.show_part(spec({"type": "camera", "camera": "k1"}))
        await stage.room.until(stage.streams.all, "the camera")
        made.content.set_streaming(False)
        assert not stage.stream("k1").visible
        made.content.set_streaming(True)
        assert stage.stream("k1").visible
        made.content.end()
        assert stage.streams.all() == []

    on_stage(qapp, tmp_path, story)

"""A tile within a tile: out of sight until there is something to see, and its holder speaks for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from console.records.models import StreamState
from tests.views.stage_room import StageRoom, on_stage
from views.tiles.binding import Binding
from views.tiles.inner import Holder, Inner, seen_at, speak_for, specs, state_of
from views.tiles.types import TILE_TYPES


def within(stage: StageRoom, holder: Holder, **config: object) -> Inner:
    made = Inner(lambda: TILE_TYPES, stage.stage, holder, config, QRect(10, 20, 300, 200))
    stage.room.ends.append(made.close)
    return made


def test_a_camera_within_is_shown_where_and_when_its_holder_wants(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await stage.camera("k1", "Cầu Bến Đá")
        holder = Holder(stage.ground)
        holder.show()
        one = within(stage, holder, type="camera", camera="k1")
        assert one.widget.isHidden()
        assert one.widget.geometry() == QRect(10, 20, 300, 200)
        assert not one.is_ready
        assert one.binding is not None
        await stage.room.until(lambda: one.binding is not None and one.binding.ref == "k1", "the camera")
        stage.stream("k1", StreamState.LIVE)
        assert one.is_ready
        assert one.is_live
        stage.stream("k1", StreamState.SIGN_IN_FAILED)
        assert one.is_ready
        assert not one.is_live
        one.show()
        assert one.widget.isVisible()
        one.close()
        assert stage.streams.all() == [], "its stream goes with it"

    on_stage(qapp, tmp_path, story)


def test_the_holder_says_what_is_within_and_nothing_once_that_is_gone(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await stage.camera("k1", "Cầu Bến Đá")
        one = within(stage, Holder(stage.ground), type="camera", camera="k1")
        await stage.room.until(lambda: one.binding is not None and one.binding.ref, "the camera")

        async def nothing(_binding: Binding) -> None: ...

        outer = Binding(stage.stage, set(), nothing)
        stage.room.ends.append(outer.close)
        speak_for(outer, one)
        assert (outer.name, outer.ref, outer.is_video) == ("Cầu Bến Đá", "k1", True)
        stage.stream("k1", StreamState.SIGN_IN_FAILED)
        assert state_of(one) == str(StreamState.SIGN_IN_FAILED)
        speak_for(outer, None)
        assert (outer.name, outer.ref, outer.is_video) == ("", "", False)
        assert (state_of(None), seen_at(None, stage.room.now)) == ("connecting", None)

    on_stage(qapp, tmp_path, story)


def test_a_type_that_nobody_knows_is_a_tile_that_is_there_and_not_live(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        one = within(stage, Holder(stage.ground), type="hologram")
        assert one.is_ready, "nothing more is to be waited for"
        assert not one.is_live
        one.tick(stage.room.now)

    on_stage(qapp, tmp_path, story)


def test_the_room_is_told_whenever_the_holder_has_another(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        rooms: list[QRect] = []
        holder = Holder(stage.ground)
        holder.fitted = rooms.append
        holder.show()
        holder.resize(640, 360)
        assert rooms[-1] == QRect(0, 0, 640, 360)

    on_stage(qapp, tmp_path, story)


def test_what_is_no_tile_is_left_out_of_a_list() -> None:
    assert specs([{"type": "clock"}, 7, None, "x", {"type": "text"}]) == [{"type": "clock"}, {"type": "text"}]
    assert specs("clock") == specs(None) == specs({"type": "clock"}) == []

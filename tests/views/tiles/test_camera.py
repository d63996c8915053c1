"""A camera's tile: what it says before there is a picture, of a camera that is not there, and of one in alarm."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.records.models import StreamState
from tests.views.stage_room import StageRoom, on_stage
from views.tiles.camera import CAMERA
from widgets.base.severity import severity_word


def test_it_is_ready_once_it_is_known_how_the_picture_goes(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await stage.camera("k1", "Cầu Bến Đá")
        tile, binding = await stage.bind(CAMERA.name, camera="k1")
        assert "Cầu Bến Đá" in tile.accessibleName()
        assert (binding.name, binding.ref, binding.is_video) == ("Cầu Bến Đá", "k1", True)
        stream = stage.stream("k1", StreamState.CONNECTING)
        assert (binding.state(), binding.is_ready(), binding.seen_at(stage.room.now)) == ("connecting", False, None)
        stage.stream("k1", StreamState.SIGN_IN_FAILED)
        assert (binding.state(), binding.is_ready()) == (str(StreamState.SIGN_IN_FAILED), True), (
            "why none comes is known"
        )
        stream.age_s = 4.0
        assert binding.seen_at(stage.room.now) == stage.room.now - timedelta(seconds=4)

    on_stage(qapp, tmp_path, story)


def test_a_camera_that_is_not_there_is_named_and_comes_when_the_city_has_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        tile, binding = await stage.bind(CAMERA.name, camera="k9")
        assert "This camera is not there" in tile.accessibleName()
        assert (binding.state(), binding.is_ready()) == ("missing", True), "a wall does not wait for it"
        assert stage.streams.all() == []
        await stage.camera("k9", "Hầm chui")
        await stage.room.until(lambda: binding.ref == "k9", "the camera")
        assert "Hầm chui" in tile.accessibleName()
        assert [one.camera_id for one in stage.streams.all()] == ["k9"]
        await stage.room.write("camera", "k9")
        await stage.room.until(lambda: binding.ref == "", "it goes")
        assert "This camera is not there" in tile.accessibleName()

    on_stage(qapp, tmp_path, story)


def test_an_alarm_is_marked_unless_the_layout_says_not_to(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await stage.camera("k1", "Cầu Bến Đá")
        tile, _binding = await stage.bind(CAMERA.name, camera="k1")
        plain, _plain = await stage.bind(CAMERA.name, camera="k1", marked=False)
        await stage.incident("fire", camera_ids=["k1"])
        await stage.room.until(lambda: severity_word(1) in tile.accessibleName(), "the mark")
        assert severity_word(1) not in plain.accessibleName()

    on_stage(qapp, tmp_path, story)


def test_its_end_lets_the_stream_go(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await stage.camera("k1", "Cầu Bến Đá")
        _tile, binding = await stage.bind(CAMERA.name, camera="k1", keyframes=True)
        stream = stage.stream("k1")
        assert stream.spec.keyframes_only
        binding.close()
        assert stage.streams.all() == []
        assert stream.closed

    on_stage(qapp, tmp_path, story)

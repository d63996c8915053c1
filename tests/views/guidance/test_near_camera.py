"""The picture beside an incident: its own cameras first, then those near it, and never a stream more than is needed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.records.models import Camera, StreamState
from tests.views.guidance.flooded_street import flooded
from tests.views.played_city import PlayedCity, PlayedRoom, chosen, play
from tests.views.played_session import incident
from views.desk.workplace import Workplace
from views.guidance.nearby import NearbyPresenter
from views.guidance.pane import Pane
from widgets.base.icon_button import IconButton

ADDRESS = "rtsp://127.0.0.1:9/x"


def _camera(key: str, lat: float) -> Camera:
    return Camera(id=key, name=f"Cầu {key}", main_url=ADDRESS, sub_url=ADDRESS, lat=lat, lon=106.70)


def _city(folder: Path) -> PlayedCity:
    """`far` is the incident's own; `near` stands closer; five are elsewhere, so that a grid of four lacks some."""
    cameras = [_camera(f"c{number}", 11.5) for number in range(5)]
    cameras += [_camera("near", 10.7805), _camera("far", 10.783)]
    return PlayedCity(folder, [flooded(camera_ids=("far",)), incident("nowhere")], cameras)


async def _at(room: PlayedRoom) -> tuple[Workplace, Pane]:
    at = room.workplace()
    pane = Pane(at, NearbyPresenter(at))
    pane.bind(room.registry)
    room.later(pane.close)
    at.desk.cameras.start(2)
    await room.settle()
    await chosen(room, at.desk, "one")
    return at, pane


def _streams(at: Workplace) -> list[tuple[str, bool]]:
    """Every camera that the fleet plays now, and whether of keyframes alone."""
    return [
        (one.camera_id, one.spec.keyframes_only) for one in at.context.session.fleet._streams.values() if one.visible
    ]


def test_its_own_cameras_come_first_and_keys_go_through_them(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        at, pane = await _at(room)
        part = at.desk.incident_panel.camera
        assert (pane.state()["near_camera"], part.place_words()) == ("far", "1/2")
        await room.do("next-near-camera")
        assert (pane.state()["near_camera"], part.place_words()) == ("near", "2/2")
        await room.do("next-near-camera")
        await room.do("previous-near-camera")
        assert pane.state()["near_camera"] == "near"
        before, after = part.findChildren(IconButton)
        assert before.accessibleName() == "Previous camera nearby, Shift+PgUp"
        assert after.accessibleName() == "Next camera nearby, Shift+PgDown"
        assert "Shift+PgDown" in after.toolTip()
        after.click()
        assert (pane.state()["near_camera"], part.place_words()) == ("far", "1/2"), "round and round"
        before.click()
        assert pane.state()["near_camera"] == "near"
        part.opened.emit("near")
        assert room.ran[-1] == ("focus-camera", {"camera": "near"})
        at.desk.queue.select("nowhere")
        await room.settle()
        assert pane.state()["near_camera"] is None
        assert not part.isVisible()
        assert room.registry.why_off("next-near-camera") == "no_other_camera"

    play(qapp, _city(tmp_path), story)


def test_a_camera_without_a_stream_is_asked_for_keyframes_and_counted_nowhere(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        at, _pane = await _at(room)
        streams = at.desk.streams
        assert _streams(at)[4:] == [("far", True)]
        assert [one["camera_id"] for one in streams.report()] == at.desk.cameras.page_ids
        assert "far" not in [one["camera_id"] for one in streams.figures(reset=False)["tiles"]]
        assert streams.of("far") is None
        assert streams.tile_of("far") is None
        at.desk.incident_panel.hide()
        assert len(_streams(at)) == 4, "a pane that nobody sees has no stream"
        at.desk.incident_panel.show()
        assert _streams(at)[4:] == [("far", True)]

    play(qapp, _city(tmp_path), story)


def test_a_camera_that_the_grid_shows_is_not_opened_twice(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        at, pane = await _at(room)
        at.desk.cameras.bring(("far",))
        for part in pane.ticking():
            part.tick(room.now)
        assert [key for key, _slow in _streams(at)].count("far") == 1
        assert ("far", False) in _streams(at), "at the pace of the grid"
        tile, stream = at.desk.incident_panel.camera.tile, at.desk.streams.of("far")
        assert stream is not None
        stream.state, stream.reason = StreamState.REFUSED, "no_such_path"
        at.desk.streams.tick()
        assert tile.headline() == at.desk.streams.tile_of("far").headline(), "and says the same"  # type: ignore[union-attr]
        at.desk.cameras.bring(())
        for part in pane.ticking():
            part.tick(room.now)
        assert [one for one in _streams(at) if one[0] == "far"] == [("far", True)]

    play(qapp, _city(tmp_path), story)


def test_a_camera_that_is_hidden_behind_an_enlarged_one_is_looked_at_slowly(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        at, pane = await _at(room)
        at.desk.cameras.bring(("far",))
        at.desk.cameras.toggle_focus(at.desk.cameras.page_ids[1])
        for part in pane.ticking():
            part.tick(room.now)
        assert ("far", True) in _streams(at)
        assert ("far", False) not in _streams(at), "the hidden one costs nothing"

    play(qapp, _city(tmp_path), story)

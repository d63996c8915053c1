"""The middle of a desk: cameras, the map, or both side by side; nobody loses a connection on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from console.records.models import Camera
from tests.views.desk_room import Room, at_desk
from tests.views.played_session import incident
from views.places.nearest import nearest
from widgets.video.tile import VideoTile
from widgets.video.toolbar import Mode


def _seen(desk: Room) -> dict[str, bool]:
    middle = desk.window.desk.middle
    parts = {"cameras": middle.grid, "map": middle.ground, "numbers": middle.board, "head": middle.head}
    return {name: part.isVisible() for name, part in parts.items()}


def _streams(desk: Room) -> dict[str, int]:
    """All that are open and played, seen or not, by their camera."""
    fleet = desk.window.desk.streams._fleet
    return {one.camera_id: one.number for one in fleet._streams.values() if one.visible and not one.closed}


def test_each_view_has_a_key_and_shows_its_parts(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        at = desk.window.desk
        assert _seen(desk) == {"cameras": True, "map": False, "numbers": True, "head": False}
        await desk.strike("Alt+D")
        assert _seen(desk) == {"cameras": True, "map": True, "numbers": True, "head": True}
        assert at.middle.ground.geometry().right() < at.grid.geometry().left()
        assert 0.55 < at.middle.ground.width() / at.middle.width() < 0.62
        assert at.camera_bar.sides.isHidden(), "so many in a row belongs to the grid"
        await desk.strike("Alt+M")
        assert _seen(desk) == {"cameras": False, "map": True, "numbers": False, "head": False}
        await desk.strike("Alt+C")
        assert _seen(desk) == {"cameras": True, "map": False, "numbers": True, "head": False}
        assert not at.camera_bar.sides.isHidden()

    at_desk(qapp, tmp_path, story)


def test_on_the_way_through_all_views_every_camera_keeps_its_stream(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        at = desk.window.desk
        await desk.run("grid-3x3")
        before, ids = _streams(desk), list(at.cameras.page_ids)
        assert len(before) == 9
        for view in ("middle-split", "middle-map", "middle-split", "middle-cameras"):
            await desk.run(view)
            now = _streams(desk)
            assert {key: now[key] for key in before} == before, view
        assert at.cameras.page_ids == ids
        assert [tile.isVisible() for tile in at.cameras._tiles] == [True] * 9
        assert len(at.streams.all()) == 9, "who waits unseen counts for none of those that are watched"

    at_desk(qapp, tmp_path, story)


def test_who_waits_unseen_is_not_counted_and_goes_with_the_next_grid(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        at = desk.window.desk
        await desk.run("middle-split")
        assert len(at.streams.all()) == 7
        assert at.camera_bar.count_words().endswith("/7")
        assert at.middle.head.words()[1] == at.camera_bar.count_words()
        assert desk.session.fleet.census().of == 7
        await desk.run("grid-2x2")
        assert at.middle.mode is Mode.CAMERAS, "a grid was asked for"
        assert len(_streams(desk)) == 4
        assert desk.session.fleet.census().of == 4

    at_desk(qapp, tmp_path, story)


def test_what_was_chosen_is_there_after_a_restart(qapp: QApplication, tmp_path: Path) -> None:
    async def before(desk: Room) -> None:
        await desk.run("middle-split")
        await desk.run("next-cameras")
        desk.window.desk.tick()
        await desk.settle()

    async def after(desk: Room) -> None:
        assert desk.window.desk.middle.mode is Mode.SPLIT
        assert desk.window.state()["middle"] == "split"
        await desk.run("middle-cameras")
        assert desk.window.desk.cameras.page == 0, "the page of the usual grid is its own"
        assert desk.window.desk.cameras.page_ids[0] == "cam-1"

    at_desk(qapp, tmp_path, before)
    at_desk(qapp, tmp_path, after)


def test_a_wide_desk_shows_both_until_somebody_chooses(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        at = desk.window.desk
        desk.window.resize(2560, 1440)
        await desk.until(lambda: at.middle.mode is Mode.SPLIT, "both")
        desk.window.resize(1920, 1080)
        await desk.until(lambda: at.middle.mode is Mode.CAMERAS, "cameras alone")
        await desk.run("middle-cameras")
        desk.window.resize(2560, 1440)
        await desk.until(lambda: at.width() == 2560, "it is wide again")
        assert at.middle.mode is Mode.CAMERAS

    at_desk(qapp, tmp_path, story)


def test_an_enlarged_camera_has_all_of_the_middle(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        at = desk.window.desk
        for view in ("middle-split", "middle-map"):
            await desk.run(view)
            before = _seen(desk)
            at.cameras.toggle_focus(at.cameras.page_ids[1])
            assert _seen(desk) == {"cameras": True, "map": False, "numbers": False, "head": False}
            assert at.grid.width() > 1000
            at.cameras.toggle_focus(None)
            assert _seen(desk) == before

    at_desk(qapp, tmp_path, story)


def test_the_map_follows_the_incident_until_a_hand_moves_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        at, shown = desk.window.desk, desk.window.rooms.workspace.middle.map.map
        await desk.run("middle-split")
        await desk.until(lambda: shown.middle == pytest.approx((10.78, 106.70)), "the place of the incident")
        shown.move_by(1.0, 0.0)
        moved = shown.middle
        assert moved is not None
        assert moved[1] > 106.70
        at.tick()
        desk.window.rooms.workspace.middle.tick(desk.window._context.now())
        assert shown.middle == moved
        shown.homed.emit()
        assert shown.middle == pytest.approx((10.78, 106.70))
        shown.chosen.emit("incident", "two")
        await desk.until(lambda: at.queue.selected_id == "two", "the one whose mark was pressed")
        shown.chosen.emit("camera", "cam-2")
        await desk.until(lambda: at.cameras.focus_id == "cam-2", "the camera whose mark was pressed")

    at_desk(qapp, tmp_path, story)


def test_an_area_can_be_asked_for_beside_the_map_and_the_incident_again(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        at = desk.window.desk
        await desk.run("middle-split")
        assert at.bar.chosen == "near"
        at.camera_bar.group_chosen.emit("")
        assert (at.bar.chosen, at.cameras.is_following) == ("", False)
        at.cameras.follow(["cam-12", "cam-5"])
        assert at.cameras.page_ids[0] != "cam-12", "it was not asked for"
        at.camera_bar.group_chosen.emit("near")
        assert at.cameras.page_ids[:2] == ["cam-12", "cam-5"]
        await desk.run("middle-cameras")
        assert at.bar.chosen == "", "the grid has the order that it was given"
        assert at.cameras.page_ids[0] != "cam-12"

    at_desk(qapp, tmp_path, story)


def test_where_the_pointer_rests_on_a_camera_its_picture_is_seen_and_goes_with_it(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(desk: Room) -> None:
        shown = desk.window.rooms.workspace.middle.map.map
        tile = next(iter(shown.findChildren(VideoTile)))
        await desk.run("middle-map")
        before = _streams(desk)
        away = next(one.id for one in desk.window.desk.cameras.cameras if one.id not in before)
        shown.rested.emit("camera", away, QPointF(40, 40))
        assert tile.isVisible()
        assert away in _streams(desk)
        assert shown.rect().contains(tile.geometry())
        assert desk.window.state()["middle_map"]["glance"] == away
        shown.rested.emit("incident", "two", QPointF(40, 40))
        assert not tile.isVisible()
        assert _streams(desk) == before, "nobody looks at it any more"
        shown.rested.emit("camera", away, QPointF(shown.width() - 10, shown.height() - 10))
        assert shown.rect().contains(tile.geometry())
        await desk.run("middle-cameras")
        shown.rested.emit("", "", QPointF())
        assert away not in _streams(desk)

    at_desk(qapp, tmp_path, story)


def _camera(key: str, lat: float | None) -> Camera:
    url = f"rtsp://127.0.0.1:9/{key}"
    return Camera(id=key, name=key, main_url=url, sub_url=url, lat=lat, lon=106.7)


def test_its_own_cameras_come_first_then_the_nearest() -> None:
    cameras = [_camera("far", 10.9), _camera("near", 10.781), _camera("nowhere", None), _camera("own", 11.0)]
    here = incident("one").model_copy(update={"lat": 10.78, "lon": 106.7, "camera_ids": ("own", "gone")})
    assert nearest(cameras, here) == ["own", "near", "far"]
    assert nearest(cameras, here.model_copy(update={"lat": None})) == ["own"]

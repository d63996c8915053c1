"""What is joined and near: listed in the panel, found by typing, and opened each in its own way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from console.records.models import Camera, Incident, Indicator
from tests.views.played_city import PlayedCity, PlayedRoom, chosen, play
from tests.views.played_session import incident
from views.base.commands import CommandRefusedError
from views.desk.desk import Desk
from views.guidance.related import RelatedPresenter
from widgets.queue.view_forms import PickList


def _one(key: str, **facts: Any) -> Incident:
    return incident(key).model_copy(update={"ward": "Hòa An", **facts})


def _city(folder: Path) -> PlayedCity:
    camera = Camera(id="cam", name="Cầu Đá", sub_url="rtsp://127.0.0.1:9/x")
    numbers = [Indicator(id=key, name=key, domain=key) for key in ("a", "b", "c", "d", "e", "f", "g")]
    known = [_one("head"), _one("part", joined_into="head"), _one("lost", joined_into="gone"), _one("alone")]
    return PlayedCity(folder, known, [camera, *numbers])


async def _related(room: PlayedRoom, key: str) -> tuple[Desk, RelatedPresenter]:
    at = room.workplace()
    desk, related = at.desk, RelatedPresenter(at)
    related.bind(room.registry)
    desk.cameras.start(2)
    desk.indicators.fit(1400)
    desk.indicators.start()
    await chosen(room, desk, key)
    return desk, related


async def _desk(room: PlayedRoom, key: str) -> Desk:
    desk, _presenter = await _related(room, key)
    return desk


def _rows(desk: Desk) -> list[tuple[str, str, str]]:
    return [(row.id, row.before, row.name) for row in desk.incident_panel.joined.rows()]


def test_a_head_lists_its_parts_and_a_part_its_head(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, related = await _related(room, "head")
        assert _rows(desk) == [("part", "SC-part", "Ngập part")]
        room.city.known["two"] = _one("two", joined_into="head")
        await room.hear("incident", "two")
        assert related.state()["joined"] == ["part", "two"], "one that is joined now is listed at once"
        desk.queue.select("part")
        await room.settle()
        assert _rows(desk) == [("head", "into", "SC-head · Ngập head")]
        desk.queue.select("lost")
        await room.settle()
        assert _rows(desk) == [("gone", "into", "gone")], "one that is not here is still told"
        desk.queue.select("alone")
        await room.settle()
        assert _rows(desk) == []
        assert room.registry.why_off("show-related") == "nothing_related"

    play(qapp, _city(tmp_path), story)


def test_what_is_chosen_by_hand_or_by_typing_is_opened(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _desk(room, "head")
        desk.incident_panel.joined.chosen.emit("incident", "part")
        desk.incident_panel.nearby.chosen.emit("camera", "cam")
        opened = [("open-thing", {"kind": "incident", "id": "part"}), ("open-thing", {"kind": "camera", "id": "cam"})]
        assert room.ran == opened
        await room.do("show-related")
        [pick] = [one for one in room.window.findChildren(PickList) if one.isVisible()]
        [line] = pick.findChildren(QLineEdit)
        QTest.keyClicks(line, "ngap part")
        QTest.keyClick(line, Qt.Key.Key_Return)
        await room.settle()
        assert room.ran[2:] == opened[:1]

    play(qapp, _city(tmp_path), story)


def test_each_thing_opens_in_its_own_way(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _desk(room, "head")
        await room.do("open-thing", kind="camera", id="cam")
        await room.do("open-thing", kind="map")
        assert room.ran == [("focus-camera", {"camera": "cam"}), ("show-map", {})]
        await room.do("open-thing", kind="indicator", id="g")
        assert desk.indicators.shown[0].id == "g", "it comes to the first place of its row"
        await room.do("open-thing", kind="incident", id="alone")
        assert desk.incident.incident is not None
        assert desk.incident.incident.id == "alone"
        for kind, key, code in (
            ("camera", "none", "no_camera"),
            ("incident", "none", "unknown_incident"),
            ("indicator", "none", "bad_arguments"),
        ):
            with pytest.raises(CommandRefusedError) as refused:
                await room.do("open-thing", kind=kind, id=key)
            assert refused.value.code == code

    play(qapp, _city(tmp_path), story)

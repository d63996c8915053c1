"""The tour of the desk: it points at what is there, is left at once, comes once, and never lies over an alarm."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from contract.records.incident import IncidentState
from tests.views.desk_room import HA, Room, at_desk
from views.base.commands import CommandRefusedError
from views.workspace.tour import OFFERED, TourPresenter
from widgets.workspace.tour_card import beside, within

QUIET = ("one", "two", "three")


async def _acknowledge_all(desk: Room) -> None:
    for incident in QUIET:
        await desk.run("acknowledge-incident", incident=incident)
    await desk.until(lambda: not _waiting(desk), "every alarm acknowledged")


def _waiting(desk: Room) -> bool:
    return any(one.state == IncidentState.NEW for one in desk.window.desk.queue.incidents())


def _tour(desk: Room) -> TourPresenter:
    return desk.window.rooms.workspace.tour


def _tick(desk: Room, later: timedelta = timedelta()) -> None:
    _tour(desk).tick(desk.window._context.now() + later)


def test_it_does_not_begin_over_an_alarm(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        with pytest.raises(CommandRefusedError, match="alarm_first"):
            await desk.run("show-tour")
        desk.window._context.remember(toured=())
        _tick(desk)
        assert _tour(desk).state() == {"tour": None}

    at_desk(qapp, tmp_path, story)


def test_six_marks_each_at_a_part_that_is_seen_and_beside_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _acknowledge_all(desk)
        for width, height in ((1920, 1080), (1366, 768)):
            desk.window.resize(width, height)
            await desk.settle()
            await desk.run("show-tour")
            card, said = _tour(desk).card, []
            for number in range(1, 7):
                assert _tour(desk).state() == {"tour": number}
                frames = card.frames()
                assert frames, f"mark {number} points at nothing at {width}"
                assert all(desk.window.rect().contains(frame) for frame in frames), (number, frames)
                assert not any(frame.intersects(card.geometry()) for frame in frames), f"{number} lies over its part"
                assert desk.window.rect().contains(card.geometry())
                said.append(card.accessibleDescription())
                await desk.strike("Right")
            assert len(set(said)) == 6
            assert not card.isVisible(), "the last mark ends it"
            assert desk.window.desk.is_incident_over is False

    at_desk(qapp, tmp_path, story)


def test_on_back_and_leave_by_keys_and_by_mouse(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _acknowledge_all(desk)
        card = _tour(desk).card
        await desk.strike("Shift+F1", "Right", "Return", "Left")
        assert _tour(desk).state() == {"tour": 2}
        for button, shown in ((card.on, 3), (card.back, 2), (card.leave, None)):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            assert _tour(desk).state() == {"tour": shown}
        await desk.strike("Shift+F1", "Escape")
        assert _tour(desk).state() == {"tour": None}
        assert desk.window.desk.incident.incident is not None, "what lay below is untouched"

    at_desk(qapp, tmp_path, story)


def test_the_desk_below_is_not_shut_off(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _acknowledge_all(desk)
        await desk.strike("Shift+F1")
        rows = desk.window.desk.queue_panel.table.viewport()
        QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(60, 80))
        assert desk.at_queue()
        desk.window.rooms.workspace.turning.press("show-notices")
        await desk.settle()
        assert _tour(desk).state() == {"tour": None}, "a page that is turned to ends it"
        assert desk.window._context.arrangement.toured == (HA.id,)

    at_desk(qapp, tmp_path, story)


def test_it_goes_by_itself_when_an_alarm_comes(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _acknowledge_all(desk)
        desk.window._context.remember(toured=())
        _tick(desk)
        assert _tour(desk).state() == {"tour": 1}, "somebody is new here"
        known = desk.window.desk.queue.open.known
        fresh = known["one"].model_copy(update={"state": IncidentState.NEW, "acknowledged_at": None})
        desk.window.desk.queue.open.change([fresh], (), desk.window._context.now())
        _tick(desk)
        assert _tour(desk).state() == {"tour": None}
        assert desk.session.notices.recent[-1].code == "tour_left"
        assert desk.window._context.arrangement.toured == (), "it was not seen to its end"

    at_desk(qapp, tmp_path, story)


def test_it_comes_once_for_each_person_and_never_late(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _acknowledge_all(desk)
        context = desk.window._context
        context.remember(toured=())
        _tick(desk)
        await desk.strike("Escape")
        assert list(context.arrangement.toured) == [HA.id]
        _tick(desk)
        assert _tour(desk).state() == {"tour": None}
        desk.session.people.actor = HA.model_copy(update={"id": "tuan.pham"})
        desk.window.rooms.workspace.turning.press("show-notices")
        await desk.settle()
        _tick(desk)
        assert _tour(desk).state() == {"tour": None}, "not over what somebody opened"
        await desk.run("go-back")
        _tick(desk, OFFERED + timedelta(seconds=1))
        assert _tour(desk).state() == {"tour": None}
        assert list(context.arrangement.toured) == [HA.id, "tuan.pham"]
        assert desk.session.notices.recent[-1].code == "tour_waits"

    at_desk(qapp, tmp_path, story)


def test_nobody_is_shown_around_where_the_desk_is_led(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _acknowledge_all(desk)
        context = desk.window._context
        context.remember(toured=())
        context.options = dataclasses.replace(context.options, control=tmp_path / "control")
        _tick(desk)
        assert _tour(desk).state() == {"tour": None}

    at_desk(qapp, tmp_path, story)


def test_the_card_lies_where_there_is_room() -> None:
    room = QRect(0, 0, 1000, 600)
    for meant in (QRect(50, 0, 400, 600), QRect(600, 0, 400, 600), QRect(0, 570, 1000, 30), QRect(300, 0, 200, 40)):
        place = beside([meant], meant, QRect(0, 0, 300, 120).size(), room, 28)
        assert room.contains(place)
        assert not place.intersects(meant)
    assert within(QRect(-50, 700, 100, 100), room) == QRect(0, 500, 100, 100)

"""Opening an incident at a desk over the sample city: by keys alone, from a camera, from a draft, and told apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.records.models import Incident
from contract.records.incident import Severity
from tests.views.desk_room import Room
from tests.views.played_city import texts
from tests.views.seen_desk import at_city
from views.base.commands import CommandRefusedError
from widgets.opening.sheet import OpenSheet

SIZE = (1920, 1080)


def _sheet(desk: Room) -> OpenSheet:
    shown = desk.window.desk.incident_panel.instead()
    assert isinstance(shown, OpenSheet), "the sheet stands in the pane"
    return shown


def _is_open(desk: Room) -> bool:
    return desk.window.desk.incident_panel.instead() is not None


def _opening(desk: Room) -> dict[str, Any]:
    found: dict[str, Any] = desk.window.state()["opening"]
    return found


async def _opened(desk: Room) -> list[Incident]:
    """Those that were opened here."""
    return [one for one in await desk.session.store.incidents() if "open" in one.pending]


async def _type(desk: Room, text: str) -> None:
    """Letters as a keyboard sends them, marks and all."""
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, text)
    await desk.settle()


def test_three_letters_enter_four_letters_enter_enter(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        keys = 1
        await desk.strike("Ctrl+N")
        await desk.until(lambda: _is_open(desk), "the sheet")
        for text in ("tai", "ham "):
            await _type(desk, text)
            await desk.strike("Return")
            keys += len(text) + 1
        await desk.strike("Return")
        keys += 1
        assert keys <= 12, "from nothing to saved"
        [made] = await _opened(desk)
        assert made.title == "Tai nạn giao thông"
        assert made.kind == "tai-nan"
        assert made.channel == "emergency"
        assert made.place == "Hầm chui Trần Phú"
        assert made.ward.startswith("Phường")
        assert made.lat is not None
        await desk.until(lambda: desk.window.desk.incident.incident is not None, "shown")
        shown = desk.window.desk.incident.incident
        assert shown is not None
        assert shown.id == made.id, "what was opened is what one works on next"
        assert not _is_open(desk)
        table = desk.window.desk.queue_panel.table
        await desk.until(lambda: table.selected_id() == made.id, "it is marked in the queue")
        assert desk.session.drafts.get("new", "open") is None

    at_city(qapp, tmp_path, SIZE, story)


def test_what_may_be_the_same_is_shown_and_can_be_joined(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        other = next(one for one in desk.window.desk.queue.incidents() if one.lat is not None and one.kind)
        await desk.run("new-incident", kind=other.kind, lat=other.lat, lon=other.lon, place="Ở đó")
        assert other.id in _opening(desk)["near"]
        _sheet(desk).join_into.emit(other.id)
        await desk.settle()
        known = {one.id: one for one in await desk.session.store.incidents()}
        [made] = [one for one in known.values() if "open" in one.pending]
        assert made.joined_into == other.id
        assert desk.window.desk.queue.selected_id == other.id

    at_city(qapp, tmp_path, SIZE, story)


def test_a_look_at_another_keeps_what_was_typed(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        other = desk.window.desk.queue.shown[1]
        await desk.run("new-incident", kind="chay", place="Chợ Hòa An")
        sheet = _sheet(desk)
        sheet.body.words.setPlainText("Khói đen ở dãy hàng vải")
        sheet.body.reporter.give("Bác Tư", "0900 000 417")
        sheet.changed.emit()
        sheet.look_at.emit(other.id)
        await desk.settle()
        assert not _is_open(desk)
        await desk.until(lambda: desk.window.desk.queue.selected_id == other.id, "the other one")
        await desk.strike("Ctrl+N")
        await desk.until(lambda: _is_open(desk), "the sheet again")
        said = _sheet(desk).said()
        assert (said["kind"], said["place"]) == ("chay", "Chợ Hòa An")
        assert said["description"] == "Khói đen ở dãy hàng vải"
        assert said["reporter"] == {"name": "Bác Tư", "phone": "0900 000 417"}
        assert _opening(desk)["ward"] == "Phường Hòa An"

    at_city(qapp, tmp_path, SIZE, story)


def test_another_place_is_not_where_the_one_was_that_was_chosen_before(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.strike("Ctrl+N")
        await desk.until(lambda: _is_open(desk), "the sheet")
        line = _sheet(desk).body.place.line
        line.setFocus()
        await _type(desk, "le thanh")
        await desk.strike("Return")
        at = _opening(desk)["at"]
        assert at is not None
        line.setCursorPosition(0)
        await _type(desk, "Hem 12 ")
        assert _opening(desk)["at"] == at, "a number before its name leaves it there"
        line.selectAll()
        await _type(desk, "Nha van hoa khu pho 9")
        assert _opening(desk)["at"] is None

    at_city(qapp, tmp_path, SIZE, story)


def test_a_camera_brings_its_place(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        camera = desk.window.desk.cameras.cameras[0]
        await desk.run("new-incident", camera=camera.id)
        assert _opening(desk)["at"] == (pytest.approx(camera.lat, abs=1e-5), pytest.approx(camera.lon, abs=1e-5))
        assert _sheet(desk).said()["place"] == camera.name
        await _type(desk, "chay")
        await desk.strike("Return", "Return")
        [made] = await _opened(desk)
        assert made.camera_ids == (camera.id,)

    at_city(qapp, tmp_path, SIZE, story)


def test_the_city_proposes_a_severity_for_a_kind_alone(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.run("new-incident")
        words = "đề xuất theo loại việc"
        said = _sheet(desk).body
        assert not [one for one in texts(said) if words in one]
        assert _sheet(desk).said()["severity"] == Severity.MEDIUM, "one is chosen all the same"
        await desk.run("new-incident", kind="tai-nan")
        assert [one for one in texts(said) if words in one and "Cao" in one]

    at_city(qapp, tmp_path, SIZE, story)


def test_what_is_missing_is_said_and_nothing_is_lost(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.run("new-incident")
        sheet = _sheet(desk)
        sheet.body.words.setPlainText("Ngập tới gối")
        await desk.strike("Ctrl+Return")
        assert await _opened(desk) == []
        assert "loại việc" in sheet.foot.trouble()
        assert sheet.said()["description"] == "Ngập tới gối"

    at_city(qapp, tmp_path, SIZE, story)


def test_all_that_is_needed_can_be_said_at_once(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.run(
            "new-incident", kind="Cháy", place="Chợ Hòa An", severity=1, text="Khói", phone="0900 000 417", save=True
        )
        [made] = await _opened(desk)
        assert (made.kind, int(made.severity), made.description) == ("chay", 1, "Khói")
        assert not _is_open(desk)
        with pytest.raises(CommandRefusedError) as refused:
            await desk.run("new-incident", kind="chay", save=True)
        assert refused.value.code == "open_without_place"

    at_city(qapp, tmp_path, SIZE, story)


def test_escape_leaves_it_for_later_from_whatever_field(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.strike("Ctrl+N")
        await desk.until(lambda: _is_open(desk), "the sheet")
        await _type(desk, "chay")
        await desk.strike("Escape")
        assert _is_open(desk), "the list goes first"
        await desk.strike("Escape")
        assert not _is_open(desk)
        assert desk.at_queue()

    at_city(qapp, tmp_path, SIZE, story)


def test_on_a_narrow_desk_it_takes_the_room_of_the_queue(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.strike("Ctrl+N")
        await desk.until(lambda: _is_open(desk), "the sheet")
        assert _sheet(desk).isVisible()
        assert desk.window.desk.grid.isVisible(), "cameras stay in sight"
        await desk.run("go-back")
        assert not _is_open(desk)
        assert desk.window.desk.queue_panel.isVisible()

    at_city(qapp, tmp_path, (1366, 768), story)


def test_what_has_the_keyboard_or_the_pointer_is_where_it_is(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        at = desk.window.desk
        tile = at.grid.tile(1)
        tile.setFocus()
        await desk.strike("Ctrl+N")
        await desk.until(lambda: _is_open(desk), "the sheet")
        assert _sheet(desk).said()["place"] == at.cameras.camera(at.cameras.page_ids[1]).name  # type: ignore[union-attr]
        await desk.run("go-back")
        desk.session.drafts.drop("new", "open")
        number = next(one for one in at.indicators.shown if one.lat is not None)
        await desk.run("new-incident", indicator=number.id)
        assert _sheet(desk).said()["place"] == number.name
        assert _opening(desk)["at"] is not None
        await desk.run("go-back")

    at_city(qapp, tmp_path, SIZE, story)


def test_the_map_opens_one_where_the_pointer_is(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.run("middle-map")
        shown = desk.window.rooms.workspace.middle.map.map
        await desk.until(lambda: shown.middle is not None, "the map")
        wanted: list[tuple[float, float]] = []
        shown.menu_wanted.connect(lambda lat, lon, _at: wanted.append((lat, lon)))
        corner = QPoint(shown.width() // 4, shown.height() // 4)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, corner, shown.mapToGlobal(corner))
        QApplication.sendEvent(shown, event)
        [(lat, lon)] = wanted
        assert shown.middle is not None
        assert (lat > shown.middle[0], lon < shown.middle[1]) == (True, True), "north and west of the middle"
        [menu] = shown.findChildren(QMenu)
        [action] = menu.actions()
        action.trigger()
        await desk.settle()
        assert _opening(desk)["at"] == (pytest.approx(lat, abs=1e-5), pytest.approx(lon, abs=1e-5))
        assert _sheet(desk).said()["place"], "what is near has a name"

    at_city(qapp, tmp_path, SIZE, story)


def test_a_row_that_is_pressed_is_seen_and_the_sheet_comes_back_as_it_was(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.run("new-incident", kind="chay", place="Chợ Hòa An")
        table = desk.window.desk.queue_panel.table
        below = table.visualRect(table.model().index(2, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=below)
        await desk.settle()
        assert not _is_open(desk)
        await desk.strike("Ctrl+N")
        await desk.until(lambda: _is_open(desk), "the sheet")
        assert _sheet(desk).said()["kind"] == "chay"

    at_city(qapp, tmp_path, SIZE, story)


def test_nobody_sees_what_somebody_else_has_typed(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        people, ha = desk.session.people, desk.session.actor
        assert ha is not None
        await desk.run("new-incident", kind="chay", place="Chợ Hòa An", reporter="Bác Tư", phone="0900 000 417")
        people.actor = ha.model_copy(update={"id": "tuan.pham"})
        desk.session.changes.emit("session")
        await desk.until(lambda: not _is_open(desk), "the sheet is taken away")
        await desk.run("new-incident")
        said = _sheet(desk).said()
        assert (said["kind"], said["place"], said["reporter"]) == ("", "", {"name": "", "phone": ""})
        await desk.run("go-back")
        people.actor = ha
        desk.session.changes.emit("session")
        await desk.run("new-incident")
        assert _sheet(desk).said()["reporter"]["name"] == "Bác Tư", "it is still there for whoever wrote it"

    at_city(qapp, tmp_path, SIZE, story)

"""The menu of a row: it is about the incident of that row, wherever the rows go, and says why something is off."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.storage.store import search_text
from offline_cache import feeds
from offline_cache.feeds import Item
from tests.views.desk_room import Room, at_desk
from tests.views.played_city import texts
from views.desk.row_menu import COPY
from views.words.sentences import sentence
from widgets.base.forms import Form


def _right_button(room: Room, incident_id: str) -> QMenu:
    table = room.window.desk.queue_panel.table
    row = table.ids().index(incident_id)
    at = table.visualRect(table.model().index(row, 0)).center()
    QTest.mousePress(table.viewport(), Qt.MouseButton.RightButton, pos=at)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, table.viewport().mapToGlobal(at))
    QApplication.sendEvent(table.viewport(), asked)
    return _open(room)


def _open(room: Room) -> QMenu:
    menu = room.window.rooms.hands.row_menu.menu
    assert menu is not None
    assert menu.isVisible()
    return menu


def _entry(menu: QMenu, name: str) -> QAction:
    return next(one for one in menu.actions() if one.objectName() == name)


async def _change(room: Room, *items: Item) -> None:
    cache, _box = room.session.caches
    changed = await cache.write(partial(feeds.apply_page, items=items, cursor="d", search_text=search_text))
    room.session.changes.emit("incident", changed["incident"])
    await room.settle()


def test_it_acts_on_the_incident_of_its_row_though_the_queue_is_in_another_order_by_then(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(room: Room) -> None:
        desk = room.window.desk
        menu = _right_button(room, "two")
        await room.until(lambda: desk.incident.incident is not None and desk.incident.incident.id == "two", "its row")
        assert desk.queue.selected_id == "two"
        at = datetime.now(UTC).isoformat()
        gone = {"code": "SC-two", "title": "Ngập", "created_at": at, "state": "new", "severity": 4}
        await _change(room, Item("incident", "two", 2, gone))
        await room.until(lambda: desk.queue.shown[-1].id == "two", "it stands elsewhere")
        desk.queue.select("one")
        await room.settle()
        entry = _entry(menu, "acknowledge-incident")
        assert entry.text().endswith("\tA")
        entry.trigger()
        await room.settle()
        assert [(row.type, row.target_id) for row in await room.session.store.outbox()] == [("acknowledge", "two")]
        menu.close()

    at_desk(qapp, tmp_path, story)


def test_a_form_that_it_opens_is_about_its_incident_and_closing_one_is_always_asked(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(room: Room) -> None:
        menu = _right_button(room, "three")
        await room.settle()
        room.window.desk.queue.select("one")
        await room.settle()
        _entry(menu, "add-note").trigger()
        await room.settle()
        form = next(one for one in room.window.findChildren(Form) if one.isVisible())
        assert "SC-three" in form.accessibleName() + " ".join(texts(form))
        room.window.overlays.go_back()
        row_menu, three = room.window.rooms.hands.row_menu, room.window.desk.queue.open.known["three"]
        row_menu._add(menu, "close-incident", "", three, {"incident": "three"})
        closing = menu.actions()[-1]
        closing.setEnabled(True)  # here no life cycle has such a step
        closing.trigger()
        await room.settle()
        assert room.window.overlays.open_name() == "close-incident"
        assert await room.acted() == [], "nothing is closed before somebody has said so"

    at_desk(qapp, tmp_path, story)


def test_what_cannot_be_done_is_off_and_says_why_and_the_code_is_copied(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        menu = _right_button(room, "one")
        off = _entry(menu, "unshelve-incident")
        reason = room.window.registry.why_off("unshelve-incident", {"incident": "one"})
        assert reason is not None
        assert not off.isEnabled()
        assert sentence(reason) in off.toolTip()
        assert not [one for one in menu.actions() if one.objectName() == "undo-action"], "it means no incident"
        opened = _entry(menu, "open-incident")
        assert opened.isEnabled()
        _entry(menu, COPY).trigger()
        assert QGuiApplication.clipboard().text() == "SC-one"
        menu.close()

    at_desk(qapp, tmp_path, story)


def test_the_key_for_menus_opens_that_of_the_marked_row_and_the_folded_queue_has_it_too(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(room: Room) -> None:
        desk = room.window.desk
        desk.queue.select("two")
        desk.queue_panel.rows.take_keyboard()
        for key, held in (
            (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
            (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
        ):
            await room.press(key, held)
            assert _open(room).actions()[0].text().startswith("SC-two")
            _open(room).close()
        desk.fold_queue(folded=True)
        at = QPoint(20, 20)
        desk.folded_queue._rows.customContextMenuRequested.emit(at)
        first = desk.queue.shown[0]
        assert _open(room).actions()[0].text().startswith(first.code)
        _open(room).close()

    at_desk(qapp, tmp_path, story)

"""The incident's panel: it follows what is selected and what changes, and its buttons say why they are off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from console.records.models import HistoryEntry, Incident
from console.verbs.life_cycle import LifeCycle
from offline_cache.errors import StorageError
from tests.views.played_city import PlayedCity, PlayedRoom, chosen, play, texts
from tests.views.played_session import NOW, incident
from views.desk.desk import Desk
from views.incidents.panel import IncidentPresenter
from views.words.sentences import sentence
from widgets.base.key_button import KeyButton

CYCLE = LifeCycle.model_validate(
    {
        "id": "c", "name": "c", "channels": ["field_report"],
        "stages": [{"id": "in", "name": "Tiếp nhận", "state": "new"}, {"id": "ok", "name": "Xác minh", "state": "new"}],
        "transitions": [
            {"verb": "verify", "name": "Xác minh tại chỗ", "from": ["in"], "to": "ok"},
            {"verb": "acknowledge", "from": ["ok"], "to": "ok"},
        ],
    }
)  # fmt: skip


def _buttons(room: PlayedRoom) -> dict[str, KeyButton]:
    """By what they are called and their keys, as they stand."""
    return {
        one.accessibleName(): one
        for one in room.window.findChildren(KeyButton)
        if one.isVisible() and not one.property("bar")
    }


def _presenter(desk: Desk) -> IncidentPresenter:
    return desk.incident


def _one(key: str, **facts: Any) -> Incident:
    return incident(key).model_copy(update=facts)


def test_it_shows_what_is_selected_and_follows_what_becomes_of_it(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _overlays = room.desk()
        panel = desk.incident_panel
        assert "No incident chosen" in texts(panel)
        await chosen(room, desk, "one")
        assert "Ngập one" in texts(panel)
        shown: list[str] = []
        _presenter(desk).shown.connect(lambda: shown.append("again"))
        room.city.known["two"] = _one("two", title="Khác")
        await room.hear("incident", "two")
        assert shown == [], "another one's news are nothing to it"
        said = HistoryEntry(at=NOW, verb="note", actor_name="Trần Gia Bảo", text="Đã tới nơi")
        room.city.known["one"] = _one("one", title="Ngập sâu", history=(said,), pending=("note",))
        await room.hear("incident", "one")
        assert "Ngập sâu" in texts(panel)
        assert any("waiting to send" in text for text in texts(panel))
        assert shown == ["again"], "whoever stands beside it is told"
        desk.queue.select("two")
        await room.settle()
        assert "Khác" in texts(panel)

    play(qapp, PlayedCity(tmp_path, [incident("one"), incident("two")]), story)


def test_what_is_gone_leaves_an_empty_panel_that_says_what_comes_here(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _overlays = room.desk()
        await chosen(room, desk, "one")
        del room.city.known["one"]
        await room.hear("incident", "one")
        assert "No incident chosen" in texts(desk.incident_panel)
        assert "Ngập one" not in texts(desk.incident_panel)

    play(qapp, PlayedCity(tmp_path, [incident("one")]), story)


def test_deadlines_move_on_with_the_clock(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _overlays = room.desk()
        await chosen(room, desk, "one")
        before = texts(desk.incident_panel)
        desk.incident.tick(room.now + timedelta(minutes=40))
        gone = [text for text in before if text not in texts(desk.incident_panel)]
        assert gone, "the time that is left is told anew"

    play(qapp, PlayedCity(tmp_path, [_one("one", deadline=NOW + timedelta(minutes=30))]), story)


def _slots(desk: Desk) -> list[str]:
    """What the six slots are called, in their places, row by row."""
    found = [one for one in desk.incident_panel.deeds.findChildren(KeyButton) if one.isVisible()]
    return [one.accessibleName() for one in sorted(found, key=lambda one: (one.y(), one.x()))]


def test_slots_stand_still_whatever_becomes_of_the_incident_and_say_why_they_are_off(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        room.context.life_cycles = (CYCLE,)
        desk, _overlays = room.desk()
        room.registry.bind("add-note", lambda _args: None, lambda _args: "closed")
        await chosen(room, desk, "one")
        slots = ["Acknowledge, A", "Assign, G", "Dispatch, F", "Report up, E", "Add note, N", "Resolve, R"]
        assert _slots(desk) == slots
        places = [one.geometry() for one in desk.incident_panel.deeds.findChildren(KeyButton)]
        found = _buttons(room)
        assert found["Acknowledge, A"].isEnabled()
        assert not found["Add note, N"].isEnabled()
        assert found["Add note, N"].accessibleDescription() == sentence("closed")
        assert sentence("closed") in found["Add note, N"].toolTip()
        for facts in ({"state": "resolved"}, {"conflicts": ("a1",)}, {"stage": "in"}, {"state": "closed"}):
            room.city.known["one"] = _one("one", **facts)
            await room.hear("incident", "one")
            assert _slots(desk) == slots
            assert [one.geometry() for one in desk.incident_panel.deeds.findChildren(KeyButton)] == places

    play(qapp, PlayedCity(tmp_path, [incident("one")]), story)


def test_what_no_slot_has_is_asked_for_below_the_state_trouble_before_the_citys_next_step(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        room.context.life_cycles = (CYCLE,)
        desk, _overlays = room.desk()
        await chosen(room, desk, "one")
        panel = desk.incident_panel
        asked = [one.accessibleName() for one in panel.state.findChildren(KeyButton) if one.isVisible()]
        assert asked == ["Xác minh tại chỗ, Shift+V"], "the city's next step, in its words"
        more = {one.name: one for one in panel.state.more.offered()}
        assert more["bundle"].key == "B"
        assert more["verify-incident"].text == "Xác minh tại chỗ"
        assert "add-note" not in more, "a slot has it"
        assert panel.state.more.offered()[-1].name == "refuse-incident", "what is dangerous stands last"
        assert any("Tiếp nhận" in text for text in texts(panel))
        room.city.known["one"] = _one("one", conflicts=("a1",))
        await room.hear("outbox")
        assert [one.accessibleName() for one in panel.state.findChildren(KeyButton) if one.isVisible()] == [
            "Decide a conflict, Ctrl+D"
        ]
        room.city.known["one"] = _one("one", refused=("note",))
        await room.hear("outbox")
        [trouble] = [one for one in panel.state.findChildren(KeyButton) if one.isVisible()]
        assert trouble.accessibleName().startswith(room.registry["show-outbox"].title)
        chosen_names: list[str] = []
        panel.command_chosen.connect(chosen_names.append)
        trouble.click()
        assert chosen_names == ["show-outbox"]

    play(qapp, PlayedCity(tmp_path, [incident("one")]), story)


def test_the_menu_runs_what_is_chosen_and_says_why_something_is_off(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _overlays = room.desk()
        room.registry.bind("shelve-incident", lambda _args: None, lambda _args: "critical_not_shelved")
        await chosen(room, desk, "one")
        names: list[str] = []
        desk.incident_panel.command_chosen.connect(names.append)
        menu = desk.incident_panel.state.more.open()
        actions = {action.text().partition("\t")[0]: action for action in menu.actions()}
        off = actions[room.registry["shelve-incident"].title]
        assert not off.isEnabled()
        assert sentence("critical_not_shelved") in off.toolTip()
        actions[room.registry["bundle"].title].trigger()
        menu.close()
        assert names == ["bundle"]

    play(qapp, PlayedCity(tmp_path, [incident("one")]), story)


def test_when_reading_fails_the_incident_stays_and_comes_anew_afterwards(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk, _overlays = room.desk()
        await chosen(room, desk, "one")
        room.city.trouble = StorageError("io_error")
        room.city.known["one"] = _one("one", title="Ngập sâu")
        await room.hear("incident", "one")
        assert "Ngập one" in texts(desk.incident_panel)
        assert {level for level, _text in room.notices} == {"warning"}
        room.city.trouble = None
        await room.hear("session")
        assert "Ngập sâu" in texts(desk.incident_panel)

    play(qapp, PlayedCity(tmp_path, [incident("one")]), story)

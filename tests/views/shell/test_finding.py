"""The palette at a whole city: each kind of thing is found by its name without marks, and opens where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.places.named import Named
from console.records.models import Incident
from tests.views.desk_room import Room
from tests.views.played_session import incident
from tests.views.seen_desk import at_city
from views.settings.settings import SettingsPresenter
from views.shell.finding import Known, things
from widgets.incidents.contact_list import ContactList
from widgets.shell.command_palette import CommandPalette

SIZE = (1366, 768)


async def _found(desk: Room, query: str) -> tuple[CommandPalette, list[str]]:
    palette = desk.window.around.sheets.palette
    await desk.run("open-palette")
    await desk.settle()
    palette._line.setText(query)
    return palette, palette.names()


async def _choose(desk: Room, query: str, name: str) -> None:
    palette, names = await _found(desk, query)
    assert name in names, names
    palette.close()
    palette.chosen.emit(name)
    await desk.settle()


def _open(desk: Room) -> str | None:
    return desk.window.overlays.open_name()


def test_people_and_numbers_open_the_list_of_whom_to_call_at_their_line(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        shown = desk.window.findChild(ContactList)
        assert shown is not None
        shift = await desk.session.store.shift()
        assert shift is not None
        here, coming = shift.people[0], shift.next_people[0]
        people = [(one.name, f"person:{one.id}") for one in (here, coming)]
        for query, name in (*people, ("cap cuu", "contact:115"), ("114", "contact:114")):
            await _choose(desk, query, name)
            assert _open(desk) == "contacts"
            assert shown.meant() == name
            desk.window.overlays.go_back()

    at_city(qapp, tmp_path, SIZE, story)


def test_places_open_the_map_there(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        for query, name in (
            ("phuong ben da", "Phường Bến Đá"),
            ("duong bien", "Đường Biển"),
            ("cong rach", "Cống Rạch Lá"),
        ):
            await _choose(desk, query, f"place:{name}")
            assert _open(desk) == "map"
            told = desk.window.rooms.guidance.state()["map"]
            assert told["incident"] is None
            assert told["words"].startswith(name)
        assert desk.window.registry.why_off("show-map", {"place": "nowhere"}) == "unknown_place"

    at_city(qapp, tmp_path, SIZE, story)


def test_a_setting_opens_its_page_with_the_keyboard_in_its_field(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await _choose(desk, "co chu", "setting:text_percent")
        part = desk.window.rooms.on_demand.part("settings")
        assert isinstance(part, SettingsPresenter)
        assert _open(desk) == "settings"
        assert part.board._fields["text_percent"].hasFocus()

    at_city(qapp, tmp_path, SIZE, story)


def test_a_page_is_found_by_what_the_rail_calls_it_and_a_thing_of_the_desk_leaves_the_page(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(desk: Room) -> None:
        await _choose(desk, "phuong an", "show-plans")
        assert _open(desk) == "plans"
        camera = desk.window.desk.cameras.cameras[0]
        await _choose(desk, camera.name, f"camera:{camera.id}")
        assert _open(desk) is None, "what was chosen is seen"
        assert desk.window.desk.cameras.focus_id == camera.id
        _palette, names = await _found(desk, "")
        assert names[:2] == [f"camera:{camera.id}", "show-plans"], "the last used first"

    at_city(qapp, tmp_path, SIZE, story)


@pytest.mark.parametrize("drawn", [True, False])
def test_a_ward_that_no_map_shows_is_found_as_what_is_open_in_it(*, drawn: bool) -> None:
    one: Incident = incident("one").model_copy(update={"ward": "Phường Mới"})
    places = (Named("Phường Mới", "ward", 9.6, 106.4, 800.0),) if drawn else ()
    found = {thing.name for thing in things(Known(incidents=(one,), places=places))}
    assert ("place:Phường Mới" in found, "ward:Phường Mới" in found) == (drawn, not drawn)

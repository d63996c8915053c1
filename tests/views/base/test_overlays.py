"""What opens over the desk: Esc closes the uppermost, and forms keep what was typed until it is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from console.records.models import Incident
from tests.views.cache_room import CacheRoom, at_cache
from tests.views.played_session import incident
from views.arguments.incident import AddNote
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError
from views.base.overlays import Overlays
from views.words.sentences import sentence
from widgets.base.forms import NoteForm
from widgets.shell.keys_sheet import KeysSheet


async def opened(room: CacheRoom) -> tuple[Overlays, Incident, NoteForm]:
    """The form of a note about an incident is open."""
    room.window.show()
    one = incident("one")
    room.overlays.ask("add-note", one)
    await room.settle()
    form = room.window.findChild(NoteForm)
    assert form is not None
    assert form.isVisible()
    return room.overlays, one, form


def test_what_a_form_says_goes_to_its_command_with_its_incident(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        heard: list[AddNote] = []
        room.registry.bind(Taking.ADD_NOTE, heard.append)
        overlays, one, form = await opened(room)
        assert overlays.open_name() == "add-note"
        form.text.setPlainText("Đã gọi")
        assert overlays.state()["form"]["texts"] == ["Đã gọi"]
        form.send()
        await room.settle()
        assert [(note.incident, note.text) for note in heard] == [(one.id, "Đã gọi")]
        overlays.ask("add-note", one)
        await room.settle()
        assert form.text.toPlainText() == "", "what is saved is no draft any more"

    at_cache(qapp, tmp_path, story)


def test_what_is_refused_comes_back_with_the_form(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        def refuse(_note: AddNote) -> None:
            raise CommandRefusedError("forbidden")

        room.registry.bind(Taking.ADD_NOTE, refuse)
        overlays, one, form = await opened(room)
        form.text.setPlainText("Đã gọi")
        form.send()
        await room.settle()
        assert room.told == [(sentence("forbidden"), "warning")]
        overlays.ask("add-note", one)
        await room.settle()
        assert form.text.toPlainText() == "Đã gọi"

    at_cache(qapp, tmp_path, story)


def test_esc_closes_the_uppermost_and_says_whether_there_was_any(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        overlays, _one, form = await opened(room)
        above = KeysSheet(room.window)
        overlays.add("keys", above)
        above.open()
        assert above.isVisible()
        while form.isVisible() or above.isVisible():
            assert overlays.go_back()
        assert not overlays.go_back()
        assert overlays.open_name() is None
        assert overlays.state()["form"] is None

    at_cache(qapp, tmp_path, story)


def test_the_form_of_assigning_offers_who_is_on_duty(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        room.window.show()
        people = [{"id": "tuan.pham", "name": "Phạm Quốc Tuấn"}]
        at = room.now.isoformat()
        await room.write("shift", "current", name="Ca ngày", starts_at=at, ends_at=at, people=people)
        given: list[list[str]] = []
        form: Any = room.overlays.forms["assign-incident"]()
        form.set_people = lambda found: given.append([one.id for one in found])
        room.overlays.ask("assign-incident", incident("one"))
        await room.until(form.isVisible, "the form")
        assert given == [["tuan.pham"]]

    at_cache(qapp, tmp_path, story)

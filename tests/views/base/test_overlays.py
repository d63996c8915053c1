"""What opens over the desk: Esc closes the uppermost, the palette says why a command is off, and forms keep what was
typed until it is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from console.records.models import Incident
from tests.views.cache_room import CacheRoom, at_cache
from tests.views.played_session import incident
from views.arguments.incident import AddNote
from views.base.commands import CommandRefusedError
from views.base.overlays import Overlays
from views.words.sentences import sentence
from widgets.base.forms import NoteForm


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
        room.registry.bind("add-note", heard.append)
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

        room.registry.bind("add-note", refuse)
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
        await room.run("show-keys")
        assert overlays.keys.isVisible()
        while form.isVisible() or overlays.keys.isVisible():
            assert overlays.go_back()
        assert not overlays.go_back()
        assert overlays.open_name() is None
        assert overlays.state()["form"] is None

    at_cache(qapp, tmp_path, story)


def test_the_palette_lists_every_command_and_runs_the_chosen_one(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        room.window.show()
        ran: list[object] = []
        room.registry.bind("bundle", ran.append, lambda _args: "no_incident")
        room.registry.bind("overview", ran.append)
        rows: list[tuple[str, str, str, str]] = []
        palette: Any = room.overlays.palette
        palette.set_entries = rows.extend
        await room.run("open-palette")
        said = {name: why for name, _title, _key, why in rows}
        assert said["bundle"] == sentence("no_incident")
        assert said["overview"] == ""
        assert room.overlays.open_name() == "palette"
        room.overlays.palette.chosen.emit("overview")
        await room.settle()
        assert len(ran) == 1

    at_cache(qapp, tmp_path, story)


def test_the_form_of_assigning_offers_who_is_on_duty(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        room.window.show()
        people = [{"id": "tuan.pham", "name": "Phạm Quốc Tuấn"}]
        at = room.now.isoformat()
        await room.write("shift", "current", name="Ca ngày", starts_at=at, ends_at=at, people=people)
        given: list[list[str]] = []
        form = room.overlays._forms["assign-incident"]
        form.set_people = lambda found: given.append([one.id for one in found])
        room.overlays.ask("assign-incident", incident("one"))
        await room.until(form.isVisible, "the form")
        assert given == [["tuan.pham"]]

    at_cache(qapp, tmp_path, story)

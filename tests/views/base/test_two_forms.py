"""Two forms at once, since a hand can press a button beside an open one: each goes to its own command and incident."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.views.played_city import PlayedCity, PlayedRoom, chosen, play
from tests.views.played_session import incident
from views.base.commands import Said
from views.base.overlays import Overlays
from widgets.base.forms import EscalateForm, NoteForm


async def _forms(room: PlayedRoom) -> tuple[Overlays, NoteForm, EscalateForm, list[tuple[str, Any]]]:
    """Both forms of a desk that shows `one`, and what they ran."""
    ran: list[tuple[str, Any]] = []
    desk, overlays = room.desk()

    def run(name: str, args: Said) -> None:
        ran.append((name, args))

    for name in ("add-note", "escalate-incident"):
        room.registry.bind(name, partial(run, name))
    await chosen(room, desk, "one")
    note, escalate = overlays.forms["add-note"](), overlays.forms["escalate-incident"]()
    assert isinstance(note, NoteForm)
    assert isinstance(escalate, EscalateForm)
    return overlays, note, escalate, ran


def test_the_one_below_is_not_sent_as_what_was_opened_over_it(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        overlays, note, escalate, ran = await _forms(room)
        overlays.ask("add-note", room.city.known["one"])
        await room.settle()
        note.text.setPlainText("Đã gọi")
        overlays.ask("escalate-incident", room.city.known["two"])
        await room.settle()
        overlays.go_back()
        assert (note.isVisible(), escalate.isVisible()) == (True, False)
        note.send()
        await room.settle()
        [(name, args)] = ran
        assert (name, args.incident, args.text) == ("add-note", "one", "Đã gọi")
        assert room.notices == []

    play(qapp, PlayedCity(tmp_path, [incident("one"), incident("two")]), story)


def test_words_for_one_incident_never_stand_in_the_form_of_another(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        overlays, note, _escalate, _ran = await _forms(room)
        overlays.ask("add-note", room.city.known["one"])
        await room.settle()
        note.text.insertPlainText("Đã gọi")
        overlays.ask("add-note", room.city.known["two"])
        await room.settle()
        assert note.isVisible()
        assert note.text.toPlainText() == ""
        overlays.ask("add-note", room.city.known["one"])
        await room.settle()
        assert note.text.toPlainText() == "Đã gọi", "they are kept with their own"

    play(qapp, PlayedCity(tmp_path, [incident("one"), incident("two")]), story)

"""Forms about an incident stand in its pane and act on it alone; the pane says where the queue has something else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.records.models import Incident
from tests.views.played_city import PlayedCity, PlayedRoom, chosen, play, texts
from tests.views.played_session import incident
from views.desk.workplace import Workplace
from views.guidance.nearby import NearbyPresenter
from views.guidance.pane import Pane
from widgets.base.forms import NoteForm


def _city(folder: Path, *more: Incident) -> PlayedCity:
    return PlayedCity(folder, [incident("one"), incident("two"), *more])


async def _at(room: PlayedRoom) -> tuple[Workplace, Pane]:
    """A pane that shows `one`."""
    at = room.workplace()
    pane = Pane(at, NearbyPresenter(at))
    room.later(pane.close)
    await chosen(room, at.desk, "one")
    return at, pane


async def _note(room: PlayedRoom, at: Workplace) -> NoteForm:
    await room.do("add-note")
    form = at.overlays.forms["add-note"]()
    assert isinstance(form, NoteForm)
    assert form.isVisible()
    return form


def _shown(at: Workplace) -> str | None:
    shown = at.shown()
    return shown.id if shown is not None else None


def test_a_form_stands_below_the_head_and_says_what_it_acts_on(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        at, _pane = await _at(room)
        form, panel = await _note(room, at), at.desk.incident_panel
        assert form.is_docked
        assert "Add note · SC-one" in texts(form)
        assert "Ngập one" in texts(form)
        top = panel.deeds.mapTo(room.window, QPoint(0, 0)).y()
        assert (form.y(), form.width()) == (top, panel.width()), "in the place of the actions"
        assert form.y() >= panel.head.mapTo(room.window, panel.head.rect().bottomLeft()).y()
        QTest.keyClick(form.text, Qt.Key.Key_Escape)
        assert not form.isVisible()

    play(qapp, _city(tmp_path), story)


def test_a_form_acts_on_what_its_title_says_whatever_is_chosen_meanwhile(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        at, pane = await _at(room)
        form = await _note(room, at)
        form.text.setPlainText("Đã gọi")
        at.desk.queue.select("two")
        await room.settle()
        assert _shown(at) == "one", "the pane stays with its form"
        assert pane.state()["pane_apart"] == "not the marked one"
        assert "not the marked one" in texts(at.desk.incident_panel.head)
        form.send()
        await room.settle()
        assert [(one.target_id, one.payload["text"]) for one in room.city.acted] == [("one", "Đã gọi")]
        assert _shown(at) == "two", "then it goes to what was chosen"
        assert pane.state()["pane_apart"] == ""

    play(qapp, _city(tmp_path), story)


def test_a_closed_form_lets_the_pane_follow_and_keeps_its_draft(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        at, _pane = await _at(room)
        form = await _note(room, at)
        form.text.insertPlainText("Đã g")
        at.desk.queue.select("two")
        await room.settle()
        at.overlays.go_back()
        await room.settle()
        assert _shown(at) == "two"
        await room.do("add-note")
        assert form.text.toPlainText() == "", "words for one incident never stand in the form of another"
        assert "Add note · SC-two" in texts(form)
        at.overlays.go_back()
        at.desk.queue.select("one")
        await room.settle()
        await room.do("add-note")
        assert form.text.toPlainText() == "Đã g"

    play(qapp, _city(tmp_path), story)


def test_a_form_about_another_one_than_the_shown_stands_in_the_middle(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        at, _pane = await _at(room)
        at.overlays.ask("add-note", room.city.known["two"])
        await room.settle()
        form = at.overlays.forms["add-note"]()
        assert form.isVisible()
        assert not form.is_docked
        assert "Add note · SC-two" in texts(form)
        at.desk.queue.select("two")
        await room.settle()
        assert _shown(at) == "two", "nothing holds the pane"

    play(qapp, _city(tmp_path), story)


def test_one_that_the_filter_leaves_out_says_so(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        at, pane = await _at(room)
        assert pane.state()["pane_apart"] == ""
        at.desk.queue.search("khong co gi nhu the")
        await room.settle()
        assert pane.state()["pane_apart"] == "outside the filter"
        assert "outside the filter" in texts(at.desk.incident_panel.head)
        at.desk.queue.search("")
        await room.settle()
        assert pane.state()["pane_apart"] == ""
        room.city.known["one"] = incident("one").model_copy(update={"state": "resolved"})
        await room.hear("incident", "one")
        assert pane.state()["pane_apart"] == "no longer in the queue"

    play(qapp, _city(tmp_path), story)


def test_a_pane_that_is_put_away_is_empty_until_one_is_opened(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        at, _pane = await _at(room)
        at.desk.incident_panel.put_away.emit()
        await room.settle()
        assert _shown(at) is None
        at.desk.queue.activated.emit("one")
        await room.settle()
        assert _shown(at) == "one"

    play(qapp, _city(tmp_path), story)

"""What of the server's records could not be read: counted in the strip, listed with the reason, gone when mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.records.models import Source
from console.records.reading import Oddity, Reading
from contract.records.city import LastRefused
from tests.views.played_city import PlayedCity, PlayedRoom, lines, play, words
from tests.views.played_session import NOW, incident
from views.base.commands import CommandRefusedError
from views.sync.misread import MisreadPresenter


def _presenter(room: PlayedRoom) -> tuple[MisreadPresenter, list[str]]:
    presenter, told = MisreadPresenter(room.context, room.window, room.run), list[str]()
    presenter.told.connect(lambda: told.append(presenter.words))
    presenter.bind(room.registry)
    room.later(presenter.close)
    return presenter, told


def test_it_is_told_for_as_long_as_it_stands_so(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        presenter, told = _presenter(room)
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("show-misread")
        assert refused.value.code == "nothing_misread"
        odd = (Oddity("severity", "no_number", "cao"),)
        room.city.misreads.heard("incident", "one", 1, Reading(incident("one"), odd, "Trạm bơm"))
        await room.settle()
        room.city.misreads.heard("camera", "cam", 1, Reading(None, (Oddity("", "no_record", ""),)))
        await room.settle()
        assert told == ["1 records not fully readable", "2 records not fully readable"]
        await room.do("show-misread")
        found = lines(presenter.list)
        assert words(found) == [
            "Not shown at all (1)", "Camera cam", "Shown as far as it could be (1)", "Incident one",
        ]  # fmt: skip
        assert (found[3].below, found[3].at) == ("severity is no number: cao", "Trạm bơm")
        room.city.misreads.heard("incident", "one", 2, Reading(incident("one"), ()))
        await room.settle()
        assert words(lines(presenter.list)) == ["Not shown at all (1)", "Camera cam"], "an open list follows"
        assert told[-1] == "1 records not fully readable"
        room.city.misreads.gone("camera", ["cam"])
        await room.settle()
        assert told[-1] == ""
        assert presenter.state() == {"misread": [], "not_taken": {}}

    play(qapp, PlayedCity(tmp_path), story)


def test_what_the_server_could_not_take_from_a_source_is_told_with_the_last_reason(
    tmp_path: Path, qapp: QApplication
) -> None:
    last = LastRefused(at=NOW, type="incident", id="SC-1", field="lat", expected="a finite number")

    async def story(room: PlayedRoom) -> None:
        presenter, told = _presenter(room)
        room.city.put(Source(id="rain", name="Trạm mưa", refused=3, last_refused=last), Source(id="x", name="X"))
        await room.hear("source")
        assert told == ["3 records of sources not taken in"]
        await room.do("show-misread")
        found = lines(presenter.list)
        assert words(found) == ["Not taken in from its source (1)", "Trạm mưa"]
        assert found[1].below == "3 records · the last: Incident SC-1 – latitude"
        assert presenter.state()["not_taken"] == {"rain": 3}
        room.city.put(Source(id="rain", name="Trạm mưa"))
        await room.hear("source")
        assert (told[-1], presenter.state()["not_taken"]) == ("", {})

    play(qapp, PlayedCity(tmp_path), story)


def test_enter_opens_an_incident_and_nothing_else(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        presenter, _told = _presenter(room)
        for kind in ("camera", "incident"):
            room.city.misreads.heard(kind, "one", 1, Reading(incident("one"), (Oddity("title", "no_text", "7"),)))
        await room.do("show-misread")
        QTest.keyClick(presenter.list, Qt.Key.Key_Return)
        assert room.ran == []
        assert presenter.list.isVisible()
        QTest.keyClick(presenter.list, Qt.Key.Key_Down)
        QTest.keyClick(presenter.list, Qt.Key.Key_Return)
        assert room.ran == [("open-incident", {"incident": "one"})]
        assert not presenter.list.isVisible()

    play(qapp, PlayedCity(tmp_path), story)

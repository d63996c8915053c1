"""Signing on and off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.records.models import Actor
from tests.views.played_city import PlayedRoom, lines, play, texts
from tests.views.played_session import NOW
from tests.views.shifts.day_shift import PEOPLE, Watch, city, day_shift


def test_signing_on_shows_what_was_pinned_and_signing_off_is_said(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        room.city.actor = Actor(id="ha.le", name="Lê Thu Hà", role="operator", desk="Bàn 1")
        await room.do("sign-on")
        assert lines(watch.log)[1].key == "pin:pinned"
        await room.do("sign-off")
        assert watch.acted() == [("sign_on", {"desk": "Bàn 1"}), ("sign_off", {})]
        here = PEOPLE[0].model_copy(update={"present_since": NOW})
        room.city.put(day_shift().model_copy(update={"people": (here, PEOPLE[1])}))
        await room.hear("shift", "current")
        assert watch.shift.state()["shift"]["here"] == ["ha.le"]
        assert any(text.startswith("Here: Lê Thu Hà · Bàn 1") for text in texts(watch.log))

    play(qapp, city(tmp_path), story)

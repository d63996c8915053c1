"""The shift that runs: who may act at it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.records.models import Actor
from tests.views.played_city import PlayedRoom, lines, play, texts
from tests.views.shifts.day_shift import Watch, city


def test_who_may_not_or_where_no_watch_runs_is_told_why(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        room.city.actor = Actor(id="x", name="x", role="viewer")
        assert room.registry.why_off("sign-on") == "forbidden"
        room.city.actor = None
        assert room.registry.why_off("add-log-entry") == "sign_in_first"
        room.city.records_here = []
        await room.hear("shift")
        room.city.actor = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
        assert room.registry.why_off("add-log-entry") == "no_shift"
        await room.do("show-shift-log")
        assert lines(watch.log) == []
        assert "Nothing to show" in texts(watch.log)

    play(qapp, city(tmp_path), story)

"""The numbers to call."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.views.guidance.flooded_street import Beside, city
from tests.views.played_city import PlayedRoom, play, texts
from widgets.incidents.checklist import ContactList


def test_numbers_to_call_are_listed_the_emergency_ones_first(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        await room.do("show-contacts")
        [shown] = [one for one in room.window.findChildren(ContactList) if one.isVisible()]
        assert texts(shown)[1:] == ["114", "Cứu hoả", "1900 0001", "Điện lực", "EVN"]

    play(qapp, city(tmp_path), story)

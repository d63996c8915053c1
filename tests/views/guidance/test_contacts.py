"""The numbers to call."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.records.models import Shift
from tests.views.guidance.flooded_street import Beside, city
from tests.views.played_city import PlayedRoom, play, texts
from tests.views.played_session import NOW
from widgets.incidents.contact_list import ContactList


def test_numbers_to_call_are_listed_the_emergency_ones_first(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        await room.do("show-contacts")
        [shown] = [one for one in room.window.findChildren(ContactList) if one.isVisible()]
        assert texts(shown)[1:] == ["114", "Cứu hoả", "1900 0001", "Điện lực", "EVN"]

    play(qapp, city(tmp_path), story)


def test_below_them_stands_who_works_in_this_watch_and_the_line_that_was_meant_stands_out(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        people = [{"id": "ha.le", "name": "Lê Thu Hà", "desk": "Bàn 2", "role": "duty_officer"}]
        told = {"name": "Ca ngày", "starts_at": NOW, "ends_at": NOW + timedelta(hours=12), "people": people}
        room.city.put(Shift.model_validate({"id": "current", **told}))
        await room.hear("shift")
        await room.do("show-contacts", contact="person:ha.le")
        [shown] = [one for one in room.window.findChildren(ContactList) if one.isVisible()]
        assert texts(shown)[-4:] == ["In this watch", "Bàn 2", "Lê Thu Hà", "Duty officer"]
        assert shown.meant() == "person:ha.le"
        shown.close()
        await room.do("show-contacts")
        assert shown.meant() == "", "nobody was meant this time"

    play(qapp, city(tmp_path), story)

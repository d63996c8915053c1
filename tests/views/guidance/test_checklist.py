"""The checklist beside an incident: which one it is, how far it is, what comes next and whom to call."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from offline_cache.errors import StorageError
from tests.views.guidance.flooded_street import FLOOD, Beside, city, flooded, marked
from tests.views.played_city import PlayedRoom, play, texts


def test_the_checklist_of_its_kind_stands_beside_it_with_the_next_step(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        said = beside.said()
        assert "Checklist: Ngập" in said
        assert "0 of 3" in said, "a step that an answer brings into play is none before"
        assert "Next, 1 of 3: Gọi điện lực" in said
        assert "Call (T for all): 1900 0001 Điện lực" in said
        room.now += timedelta(minutes=7)
        beside.guidance.checklist.tick(room.now)
        assert "overdue by 2" in beside.said()
        room.city.known["one"] = flooded(steps=marked("call", "see") + marked("deep", answer="y"))
        await room.hear("incident", "one")
        assert "Next, 4 of 4: Gọi xuồng" in beside.said()
        room.city.known["one"] = flooded(steps=marked("call", "see", "deep", "boat"), state="resolved")
        await room.hear("incident", "one")
        assert not any(text.startswith(("Next,", "Checklist done")) for text in texts(beside.panel))

    play(qapp, city(tmp_path), story)


def test_an_incident_of_a_kind_without_a_checklist_has_none_and_says_so(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        assert "Checklist" not in beside.said()
        assert room.registry.why_off("mark-step") == "no_checklist"
        room.city.put(FLOOD.model_copy(update={"kinds": ("chay",), "name": "Cháy"}))
        await room.hear("checklist")
        assert "Checklist: Cháy" in beside.said(), "a list that comes is there at once"

    play(qapp, city(tmp_path, flooded(kind="chay")), story)


def test_when_the_lists_cannot_be_read_what_is_known_stays(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        room.city.trouble = StorageError("io_error")
        await room.hear("checklist")
        assert [level for level, _text in room.notices] == ["warning"]
        assert "Checklist: Ngập" in beside.said()

    play(qapp, city(tmp_path), story)

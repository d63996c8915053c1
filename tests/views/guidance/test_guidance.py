"""Guidance beside an incident: its checklist and next step, texts to begin from, numbers to call, evidence."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.records.checklist import Checklist, Contact, Template
from console.records.models import Camera, Incident, StepDone
from offline_cache.errors import StorageError
from tests.views.played_city import PlayedCity, PlayedRoom, chosen, play, texts
from tests.views.played_session import NOW, incident
from views.base.commands import CommandRefusedError
from views.guidance.room import GuidanceRoom
from widgets.incidents.checklist import ContactList

FLOOD = Checklist.model_validate(
    {
        "id": "ngap", "name": "Ngập", "kinds": ["ngap"], "contacts": ["power"],
        "steps": [
            {"id": "call", "text": "Gọi điện lực", "minutes": 5},
            {"id": "see", "text": "Chụp lại", "evidence": "picture"},
            {"id": "deep", "text": "Sâu không?", "answers": [{"id": "y", "text": "Sâu", "next": ["boat"]}]},
            {"id": "boat", "text": "Gọi xuồng"},
        ],
    }
)  # fmt: skip
POWER = Contact(id="power", name="Điện lực", number="1900 0001", agency="EVN")
FIRE = Contact(id="fire", name="Cứu hoả", number="114", emergency=True, place=9)


def _one(key: str = "one", **facts: Any) -> Incident:
    told = {"kind": "ngap", "camera_ids": ("cam",), "lat": 10.78, "lon": 106.70, "place": "Cầu Đá"}
    return incident(key).model_copy(update={**told, **facts})


def _done(*steps: str, **facts: Any) -> tuple[StepDone, ...]:
    return tuple(StepDone(checklist="ngap", step=one, at=NOW, actor_name="Bảo", **facts) for one in steps)


def _city(folder: Path, *incidents: Incident) -> PlayedCity:
    camera = Camera(id="cam", name="Cầu Đá", sub_url="rtsp://127.0.0.1:9/x", lat=10.781, lon=106.70)
    return PlayedCity(folder, incidents or (_one(),), [FLOOD, POWER, FIRE, camera])


class Beside:
    """The room of guidance over a whole desk with `one` shown."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        self.stills: list[object] = []
        self.still: object = {"path": "/x/cam.png", "sha256": "ab" * 32}
        at = room.workplace()
        self.desk, self.overlays = at.desk, at.overlays
        room.registry.bind("save-still", self._save)
        self.guidance = GuidanceRoom(at)
        self.guidance.bind(room.registry)
        room.later(self.guidance.close)
        self.panel = self.desk.incident_panel

    def _save(self, args: Any) -> object:
        self.stills.append(args.camera)
        if isinstance(self.still, Exception):
            raise self.still
        return self.still

    async def start(self) -> None:
        self.desk.cameras.start(2)
        await chosen(self.room, self.desk, "one")

    def said(self) -> str:
        return "\n".join(texts(self.panel))

    def acted(self) -> list[dict[str, Any]]:
        return [one.payload for one in self.room.city.acted if one.type == "step"]


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
        room.city.known["one"] = _one(steps=_done("call", "see") + _done("deep", answer="y"))
        await room.hear("incident", "one")
        assert "Next, 4 of 4: Gọi xuồng" in beside.said()
        room.city.known["one"] = _one(steps=_done("call", "see", "deep", "boat"), state="resolved")
        await room.hear("incident", "one")
        assert not any(text.startswith(("Next,", "Checklist done")) for text in texts(beside.panel))

    play(qapp, _city(tmp_path), story)


def test_the_next_step_is_marked_by_a_key_and_a_numbered_one_by_its_number(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        assert await room.do("mark-step") == {"action_id": "a1", "step": "call"}
        beside.panel.checklist.step_chosen.emit(1)
        await room.settle()
        assert [one["step"] for one in beside.acted()] == ["call", "call"]
        await room.do("mark-step", step="deep", answer="y", text=" Một mét ")
        assert beside.acted()[2]["answer"] == "y"
        assert beside.acted()[2]["text"] == "Một mét"

    play(qapp, _city(tmp_path), story)


def test_a_picture_is_saved_as_evidence_and_where_there_is_none_one_says_what_there_is_to_see(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        await room.do("mark-step", step="see")
        form = beside.guidance.marking.form()
        assert "A picture of Cầu Đá is saved with it. Note, if any:" in texts(form)
        form.send()
        await room.settle()
        assert beside.stills == ["cam"]
        assert beside.acted()[0]["picture"] == {"name": "cam.png", "sha256": "ab" * 32}
        beside.still = CommandRefusedError("no_camera")
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("mark-step", step="see", text="")
        assert refused.value.code == "needs_picture"
        await room.do("mark-step", step="see", text="Nước ngập nửa bánh xe")
        assert "picture" not in beside.acted()[1]

    play(qapp, _city(tmp_path), story)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"step": 9}, "no_step"),
        ({"step": "deep", "answer": "maybe"}, "needs_answer"),
        ({"incident": "gone"}, "unknown_incident"),
        ({"incident": "other"}, "no_checklist"),
    ],
)
def test_a_step_that_cannot_be_marked_is_refused(
    tmp_path: Path, qapp: QApplication, args: dict[str, Any], code: str
) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("mark-step", **args)
        assert refused.value.code == code
        assert beside.acted() == []

    play(qapp, _city(tmp_path, _one(), _one("other", kind="chay")), story)


def test_an_incident_of_a_kind_without_a_checklist_has_none_and_says_so(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        assert "Checklist" not in beside.said()
        assert room.registry.why_off("mark-step") == "no_checklist"
        room.city.put(FLOOD.model_copy(update={"kinds": ("chay",), "name": "Cháy"}))
        await room.hear("checklist")
        assert "Checklist: Cháy" in beside.said(), "a list that comes is there at once"

    play(qapp, _city(tmp_path, _one(kind="chay")), story)


def test_numbers_to_call_are_listed_the_emergency_ones_first(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        await room.do("show-contacts")
        [shown] = [one for one in room.window.findChildren(ContactList) if one.isVisible()]
        assert texts(shown)[1:] == ["114", "Cứu hoả", "1900 0001", "Điện lực", "EVN"]

    play(qapp, _city(tmp_path), story)


def test_a_form_begins_from_the_citys_texts_with_what_is_known_filled_in(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        room.city.put(
            Template(id="t1", name="Điện", use="note", text="Đã gọi về {code} tại {place}, {nobody}"),
            Template(id="t2", name="Cảm biến", use="note", channels=("sensor",), text="x"),
            Template(id="t3", name="Trả lời", use="reply", text="y"),
        )
        beside = Beside(room)
        await beside.start()
        assert beside.overlays.templates.texts(("note",), _one()) == [("Điện", "Đã gọi về SC-one tại Cầu Đá, …")]
        assert [name for name, _text in beside.overlays.templates.texts(("note", "reply"), _one())] == [
            "Điện",
            "Trả lời",
        ]

    play(qapp, _city(tmp_path), story)


def test_what_is_near_is_listed_with_the_map_first_and_gathered_by_a_key(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        rows = [(row.kind, row.id, row.after) for row in beside.panel.nearby.rows()]
        assert rows == [("map", "", "M"), ("camera", "cam", "110 m")]
        await room.do("bundle")
        assert beside.desk.cameras.page_ids[0] == "cam"
        assert beside.guidance.state()["bundle"] == "one"
        assert beside.panel.checklist.hasFocus(), "and the checklist has the keyboard"
        QTest.keyClick(beside.panel.checklist, Qt.Key.Key_1)
        await room.settle()
        assert [one["step"] for one in beside.acted()] == ["call"]

    play(qapp, _city(tmp_path), story)


def test_when_the_lists_cannot_be_read_what_is_known_stays(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        room.city.trouble = StorageError("io_error")
        await room.hear("checklist")
        assert [level for level, _text in room.notices] == ["warning"]
        assert "Checklist: Ngập" in beside.said()

    play(qapp, _city(tmp_path), story)

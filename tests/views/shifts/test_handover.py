"""A handover at a desk: what is signed and by whom, what is taken or returned, and what changed since."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from console.records.models import (
    Actor,
    Camera,
    HistoryEntry,
    Incident,
    Indicator,
    Shift,
    Source,
    StreamState,
)
from console.records.shift import Handover
from contract.records.shift import Person
from offline_cache.errors import StorageError
from tests.views.played_city import PlayedCity, PlayedRoom, lines, play, texts
from tests.views.played_session import NOW, incident
from views.base.commands import CommandRefusedError
from views.shifts.handing_over import DRAFT, expected_words
from views.shifts.room import ShiftRoom

HA, BAO = Person(id="ha.le", name="Lê Thu Hà"), Person(id="bao.tran", name="Trần Gia Bảo")


def _mine(key: str, **facts: Any) -> Incident:
    return incident(key, "acknowledged").model_copy(update={"assignee_id": "ha.le", **facts})


def _handover(key: str, *items: str, **facts: Any) -> Handover:
    told = [{"incident_id": one, "code": f"SC-{one}", "title": f"Ngập {one}", "state": "new"} for one in items]
    signed = {"side": "giver", "actor_id": "bao.tran", "actor_name": "Trần Gia Bảo", "at": NOW - timedelta(hours=1)}
    given = {"from_id": "bao.tran", "from_name": "Trần Gia Bảo", "to_id": "ha.le", "to_name": "Lê Thu Hà"}
    whole = {"id": key, "version": 1, "items": told, "signatures": [signed], **given, **facts}
    return Handover.model_validate(whole)


def _city(folder: Path, *records: Handover, incidents: tuple[Incident, ...] = ()) -> PlayedCity:
    ends = NOW + timedelta(hours=6)
    shift = Shift(id="current", version=3, name="Ca ngày", starts_at=NOW, ends_at=ends, people=(HA, BAO))
    known = incidents or (_mine("one"), _mine("two", severity=1), incident("other"))
    return PlayedCity(folder, known, [shift, *records])


class Desk:
    """The room of the shift with its two panels."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        at = room.workplace()
        self.desk, self.streams = at.desk, at.desk.streams
        self.shift = ShiftRoom(at)
        room.later(self.shift.close)
        self.shift.bind(room.registry)
        self.give, self.take = self.shift.giving.panel, self.shift.taking.panel

    def acted(self) -> list[tuple[str, dict[str, Any]]]:
        return [(one.type, one.payload) for one in self.room.city.acted]


async def _at(room: PlayedRoom) -> Desk:
    desk = Desk(room)
    await room.settle()
    return desk


def test_what_is_mine_is_listed_with_what_usually_comes_next(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        room.city.put(Source(id="s", name="Trạm bơm"), Indicator(id="i", name="x", source="s", period="hour"))
        room.city.put(Camera(id="cam", name="Cầu Đá", sub_url="rtsp://127.0.0.1:9/x"))
        desk = await _at(room)
        desk.desk.cameras.start(2)
        await room.settle()
        [place] = desk.desk.streams._places.values()
        place.stream.state = StreamState.REFUSED
        await room.do("hand-over")
        assert [line.key for line in lines(desk.give)] == ["", "one", "two"], "what others hold is theirs to give"
        assert lines(desk.give)[1].below == f"Next: {expected_words('assign')}"
        said = "\n".join(texts(desk.give))
        assert "Sources down (1): Trạm bơm" in said
        assert "Cameras without a picture (1): Cầu Đá" in said
        [choice] = desk.give.findChildren(QComboBox)
        assert [choice.itemData(row) for row in range(choice.count())] == ["bao.tran"], "nobody takes over from herself"

    play(qapp, _city(tmp_path), story)


def test_a_signature_is_given_twice_and_says_first_what_it_means(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _at(room)
        await room.do("hand-over")
        desk.give.sign()
        assert desk.give.said() == "Choose who takes over."
        desk.give.choose_person("bao.tran")
        desk.give.expect("one", "Chờ điện lực")
        desk.give.sign()
        assert "You hand 2 items over to Trần Gia Bảo; 1 of them critical" in desk.give.said()
        assert room.ran == []
        desk.give.sign()
        [(name, args)] = room.ran
        assert (name, args["to"], args["items"]) == ("hand-over", "bao.tran", ["one", "two"])
        await room.do(name, **args)
        [(verb, payload)] = desk.acted()
        assert (verb, payload["to"], payload["to_name"]) == ("handover_offer", "bao.tran", "Trần Gia Bảo")
        assert [(item["incident_id"], item["expected_next"]) for item in payload["items"]] == [
            ("one", "Chờ điện lực"),
            ("two", expected_words("assign")),
        ]
        assert room.notices == [("info", "Signed: 2 items for Trần Gia Bảo.")]
        assert room.city.drafts.get(*DRAFT) is None

    play(qapp, _city(tmp_path), story)


def test_what_was_said_is_kept_when_the_panel_is_left(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _at(room)
        await room.do("hand-over")
        desk.give.expect("one", "Chờ điện lực")
        desk.give.notes.setPlainText("Đêm yên")
        desk.give.close()
        await room.do("hand-over")
        assert lines(desk.give)[1].below == "Next: Chờ điện lực"
        assert desk.give.values()["notes"] == "Đêm yên"

    play(qapp, _city(tmp_path), story)


def test_nobody_signs_for_an_item_that_they_have_not_seen(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _at(room)
        room.city.known["three"] = _mine("three")
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("hand-over", to="bao.tran", items=["one", "two"], expected={"one": "Chờ"}, notes="n")
        assert refused.value.code == "items_changed"
        await room.settle()
        assert [line.key for line in lines(desk.give)] == ["", "one", "two", "three"]
        assert desk.give.values()["to"] == "bao.tran"
        assert desk.give.values()["expected"]["one"] == "Chờ", "what was said is not lost over it"
        assert desk.acted() == []
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("hand-over", to="nobody")
        assert refused.value.code == "unknown_person"

    play(qapp, _city(tmp_path), story)


def test_an_offer_that_nobody_has_answered_is_said_again_in_its_place(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _at(room)
        await room.do("hand-over", to="bao.tran")
        [(_verb, payload)] = desk.acted()
        assert payload["handover_id"] == "h1"

    mine = {"from_id": "ha.le", "from_name": "Lê Thu Hà", "to_id": "bao.tran", "to_name": "Trần Gia Bảo"}
    play(qapp, _city(tmp_path, _handover("h1", "one", **mine)), story)


def test_what_was_handed_to_me_is_told_once_and_opened_first(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _at(room)
        await room.hear("handover", "h1")
        assert room.notices == [("info", "Trần Gia Bảo hands 2 items over to you; Ctrl+Shift+H shows them.")]
        await room.do("show-handovers")
        assert any(text.startswith("Trần Gia Bảo → Lê Thu Hà · 2 items, 2 not decided") for text in texts(desk.take))
        assert [line.key for line in lines(desk.take)] == ["", "two", "", "one"], "what changed since comes first"
        assert lines(desk.take)[1].below.endswith("Nước lên")
        said = HistoryEntry(at=NOW, verb="note", actor_name="Ai", text="Đã rút")
        room.city.known["one"] = incident("one").model_copy(update={"history": (said,)})
        await room.hear("incident", "one")
        assert desk.shift.taking.state()["handover_changes"] == {"one": 1, "two": 1}

    later = HistoryEntry(at=NOW - timedelta(minutes=5), verb="note", actor_name="Ai", text="Nước lên")
    two = incident("two").model_copy(update={"history": (later,)})
    play(qapp, _city(tmp_path, _handover("h1", "one", "two"), incidents=(incident("one"), two)), story)


def test_items_are_taken_one_by_one_or_all_and_returned_with_a_reason(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _at(room)
        await room.do("show-handovers")
        desk.take.take_one()
        desk.take.take_all()
        assert "You take 3 items over from Trần Gia Bảo" in desk.take.said()
        desk.take.take_all()
        taken = [("take-over", {"handover": "h1", "items": ("one",)})]
        assert room.ran == [*taken, ("take-over", {"handover": "h1", "items": ("one", "two", "three")})]
        await room.do("take-over", items=["one"])
        await room.do("take-over")
        room.city.drafts.keep("h1", "return-items:two", {"0": "Không"})
        await room.do("return-items", items=["two", "gone"], reason=" Không đủ người ")
        told = [(verb, payload["items"], payload.get("reason")) for verb, payload in desk.acted()]
        assert told == [
            ("handover_take", ["one"], None),
            ("handover_take", ["one", "two", "three"], None),
            ("handover_return", ["two"], "Không đủ người"),
        ]
        assert room.city.drafts.get("h1", "return-items:two") is None
        for name, args, code in (
            ("take-over", {"items": ["gone"]}, "nothing_to_take"),
            ("return-items", {"items": ["gone"], "reason": "x"}, "nothing_to_take"),
            ("return-items", {"items": ["two"], "reason": " "}, "empty_text"),
            ("take-over", {"handover": "h9"}, "unknown_handover"),
        ):
            with pytest.raises(CommandRefusedError) as refused:
                await room.do(name, **args)
            assert refused.value.code == code

    play(qapp, _city(tmp_path, _handover("h1", "one", "two", "three")), story)


def test_one_turns_through_ones_own_handovers_and_sees_no_others(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _at(room)
        await room.do("show-handovers")
        first = desk.take.handover
        assert first is not None
        assert first.id == "waits"
        for by, wanted in ((1, "old"), (1, "old"), (-1, "waits"), (-1, "waits")):
            desk.take.turned.emit(by)
            await room.settle()
            assert desk.take.handover is not None
            assert desk.take.handover.id == wanted
        desk.take.open_chosen.emit("one")
        assert room.ran == [("open-incident", {"incident": "one"})]

    theirs = {"from_id": "x", "to_id": "y"}
    old = {"state": "taken", "signatures": [{"side": "giver", "at": NOW - timedelta(days=1), "actor_name": "x"}]}
    city = _city(tmp_path, _handover("waits", "one"), _handover("old", "two", **old), _handover("theirs", **theirs))
    play(qapp, city, story)


def test_where_there_is_none_the_panel_says_how_one_comes_to_be(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _at(room)
        await room.do("show-handovers")
        assert "No handover yet" in texts(desk.take)
        room.city.actor = Actor(id="ha.le", name="Lê Thu Hà", role="viewer")
        assert room.registry.why_off("hand-over") == "forbidden"

    play(qapp, _city(tmp_path), story)


def test_what_the_disk_refuses_is_not_signed_and_not_lost(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await _at(room)
        await room.do("hand-over")
        desk.give.expect("one", "Chờ điện lực")
        room.city.told_in_vain = StorageError("full")
        with pytest.raises(StorageError):
            await room.do("hand-over", to="bao.tran")
        assert room.notices == []
        assert room.city.drafts.get(*DRAFT) is not None

    play(qapp, _city(tmp_path), story)

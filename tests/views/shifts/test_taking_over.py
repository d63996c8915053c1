"""Taking over: what is taken or returned, and what changed since."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.records.models import (
    Actor,
    HistoryEntry,
)
from tests.views.played_city import PlayedRoom, lines, play, texts
from tests.views.played_session import NOW, incident
from tests.views.shifts.handed_over import city, handover, handover_desk
from views.base.commands import CommandRefusedError


def test_what_was_handed_to_me_is_told_once_and_opened_first(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await handover_desk(room)
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
    play(qapp, city(tmp_path, handover("h1", "one", "two"), incidents=(incident("one"), two)), story)


def test_items_are_taken_one_by_one_or_all_and_returned_with_a_reason(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await handover_desk(room)
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

    play(qapp, city(tmp_path, handover("h1", "one", "two", "three")), story)


def test_one_turns_through_ones_own_handovers_and_sees_no_others(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await handover_desk(room)
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
    told = city(tmp_path, handover("waits", "one"), handover("old", "two", **old), handover("theirs", **theirs))
    play(qapp, told, story)


def test_where_there_is_none_the_panel_says_how_one_comes_to_be(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await handover_desk(room)
        await room.do("show-handovers")
        assert "No handover yet" in texts(desk.take)
        room.city.actor = Actor(id="ha.le", name="Lê Thu Hà", role="viewer")
        assert room.registry.why_off("hand-over") == "forbidden"

    play(qapp, city(tmp_path), story)

"""Handing over: what is signed, by whom and for what."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from console.records.models import (
    Camera,
    Indicator,
    Source,
    StreamState,
)
from offline_cache.errors import StorageError
from tests.views.played_city import PlayedRoom, lines, play, texts
from tests.views.shifts.handed_over import city, handover, handover_desk, held
from views.base.commands import CommandRefusedError
from views.shifts.handing_over import DRAFT, expected_words


def test_what_is_mine_is_listed_with_what_usually_comes_next(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        room.city.put(Source(id="s", name="Trạm bơm"), Indicator(id="i", name="x", source="s", period="hour"))
        room.city.put(Camera(id="cam", name="Cầu Đá", sub_url="rtsp://127.0.0.1:9/x"))
        desk = await handover_desk(room)
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

    play(qapp, city(tmp_path), story)


def test_a_signature_is_given_twice_and_says_first_what_it_means(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await handover_desk(room)
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

    play(qapp, city(tmp_path), story)


def test_what_was_said_is_kept_when_the_panel_is_left(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await handover_desk(room)
        await room.do("hand-over")
        desk.give.expect("one", "Chờ điện lực")
        desk.give.notes.setPlainText("Đêm yên")
        desk.give.close()
        await room.do("hand-over")
        assert lines(desk.give)[1].below == "Next: Chờ điện lực"
        assert desk.give.values()["notes"] == "Đêm yên"

    play(qapp, city(tmp_path), story)


def test_nobody_signs_for_an_item_that_they_have_not_seen(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await handover_desk(room)
        room.city.known["three"] = held("three")
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

    play(qapp, city(tmp_path), story)


def test_an_offer_that_nobody_has_answered_is_said_again_in_its_place(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await handover_desk(room)
        await room.do("hand-over", to="bao.tran")
        [(_verb, payload)] = desk.acted()
        assert payload["handover_id"] == "h1"

    mine = {"from_id": "ha.le", "from_name": "Lê Thu Hà", "to_id": "bao.tran", "to_name": "Trần Gia Bảo"}
    play(qapp, city(tmp_path, handover("h1", "one", **mine)), story)


def test_what_the_disk_refuses_is_not_signed_and_not_lost(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await handover_desk(room)
        await room.do("hand-over")
        desk.give.expect("one", "Chờ điện lực")
        room.city.told_in_vain = StorageError("full")
        with pytest.raises(StorageError):
            await room.do("hand-over", to="bao.tran")
        assert room.notices == []
        assert room.city.drafts.get(*DRAFT) is not None

    play(qapp, city(tmp_path), story)

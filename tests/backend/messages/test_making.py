"""Deeds make messages: one for each receiver, in the same transaction, whatever crashes; drills say that they are."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.actions.deed import Act, Deed, Outcome
from backend.base.clock import iso, now_ms
from backend.city.loading import DEFAULT_CITY, load
from backend.ledger.schema import messages
from backend.people.roles import Limits, Role, Scope
from backend.people.scopes import in_reach
from tests.backend.messages.post_room import PostRoom
from tests.backend.plan_room import FLOOD, Room


@pytest.fixture
def room(tmp_path: Path) -> Iterator[PostRoom]:
    (tmp_path / "out").mkdir()
    agencies = {one: {"file": one} for one in ("thoat-nuoc", "cong-an", "pccc", "dien-luc")}
    file = {"folder": str(tmp_path / "out")}
    cap = {"sender": "canhbao@song-may.test", "sender_name": "Sông Mây", "area": "Sông Mây", "folder": str(tmp_path)}
    made = PostRoom(tmp_path, {"file": file, "agencies": agencies, "cap": cap})
    made.open()
    yield made
    made.close()


@pytest.mark.parametrize("called", ["thoat-nuoc", "Thoát nước", "  công ty thoát nước  Sông Mây "])
def test_an_agency_is_found_however_it_is_called(room: PostRoom, called: str) -> None:
    record = room.record(room.forward(called))
    assert (record["to"], record["to_kind"], record["channel"], record["state"]) == (
        "Thoát nước", "agency", "file", "waiting",
    )  # fmt: skip
    assert (record["about"], record["kind"]) == ("i1", "forwarding")


def test_the_text_is_the_packs_with_what_the_incident_says_and_the_record_has_none_of_it(room: PostRoom) -> None:
    key = room.forward()
    row, record = room.row(key), room.record(key)
    assert row.subject == "[Sông Mây] Chuyển xử lý PA-0001: Ngập hẻm 12 Trần Phú"
    for said in ("Mã: PA-0001", "Địa điểm: Hẻm 12 Trần Phú, Rạch Lá", "Mức độ: Cao", "Người chuyển: Lê Thu Hà, lúc "):
        assert said in row.body
    assert "Trần Phú" not in str(record)
    assert row.receiver == "agency:thoat-nuoc"


def test_one_deed_makes_one_message_however_often_it_is_done(room: PostRoom) -> None:
    action = str(uuid.uuid4())
    assert len(room.do("forward", action_id=action, agency="Thoát nước")) == 1
    assert room.do("forward", action_id=action, agency="Thoát nước") == []
    assert len(room.do("forward", agency="Thoát nước")) == 1


def test_a_deed_that_is_not_written_sends_nothing(room: PostRoom) -> None:
    found = room.ledger.current("incident", "i1")
    assert found is not None
    at = iso(now_ms())
    act = Act("a", "forward", 1, {"agency": "Thoát nước"}, "ha.le", "Hà", "operator", at, at)
    deed = Deed(act, "incident", "i1", *found)

    def broken() -> None:
        with room.ledger.write() as connection:
            assert room.post.making(connection, deed, Outcome("applied", found[1]))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    with room.ledger.engine.connect() as connection:
        assert connection.execute(messages.select()).all() == []


@pytest.mark.parametrize("result", ["superseded", "conflict", "rejected"])
def test_what_was_not_applied_sends_nothing(room: PostRoom, result: str) -> None:
    at = iso(now_ms())
    act = Act("a", "forward", 1, {"agency": "Thoát nước"}, "ha.le", "Hà", "operator", at, at)
    with room.ledger.write() as connection:
        deed = Deed(act, "incident", "i1", 1, {"code": "X"})
        assert room.post.making(connection, deed, Outcome(result, {"code": "X"})) == []


def test_nobody_by_that_name_is_told_at_once_and_once(room: PostRoom) -> None:
    key = room.forward("Sở Không Có")
    room.step()
    record = room.record(key)
    assert (record["state"], record["reason"], record["to"]) == ("failed", "no-receiver", "Sở Không Có")
    assert "không có người nhận nào" in record["reason_text"]
    room.step()
    (line,) = room.log()
    assert (line["params"]["to"], line["incident_id"]) == ("Sở Không Có", "i1")


def test_what_somebody_wrote_is_no_template_and_breaks_no_line(room: PostRoom) -> None:
    room.open(title="{actor} {centre.zone}\r\nBcc: x@y.vn", place="{text}")
    row = room.row(room.forward())
    assert row.subject == "[Sông Mây] Chuyển xử lý PA-0001: {actor} {centre.zone} Bcc: x@y.vn"
    assert "Địa điểm: {text}, Rạch Lá" in row.body


def test_a_drill_says_so_before_everything_and_warns_nobody_in_earnest(room: PostRoom) -> None:
    room.open(drill=True)
    row = room.row(room.forward())
    assert row.subject.startswith("DIỄN TẬP: [Sông Mây]")
    assert row.body.startswith("*** DIỄN TẬP ***\n")
    assert row.drill
    assert room.do("reply", text="Đã xong") == [], "no citizen hears of an exercise"


class Plans:
    """Plans carried out by the rules, and what they send."""

    def __init__(self, room: PostRoom) -> None:
        self.room, self.rules = room, Room()

    def do(self, verb: str, **payload: Any) -> list[dict[str, Any]]:
        before = self.rules.records["plan", FLOOD]
        done = self.rules.do(verb, **payload)
        act = Act(str(uuid.uuid4()), verb, 1, payload, "an.nguyen", "An", "duty_officer", iso(now_ms()), iso(now_ms()))
        deed = Deed(act, "plan", FLOOD, 1, before)
        outcome = Outcome(done.result, done.records[-1][2], beside=done.records[:-1])
        with self.room.ledger.write() as connection:
            made = self.room.post.making(connection, deed, outcome)
            self.room.ledger.put(connection, made)
        return [self.room.row(key)._asdict() for _kind, key, _data in made]


def test_a_plan_tells_each_of_its_agencies_and_warns_the_public(room: PostRoom) -> None:
    plans = Plans(room)
    begun = plans.do("plan_activate", activation_id="a1", level=2, reason="Mưa lớn")
    assert {one["receiver"] for one in begun} == {
        "agency:thoat-nuoc", "agency:cong-an", "agency:pccc", "agency:dien-luc", "agency:cap-nuoc", "agency:y-te",
        "public",
    }  # fmt: skip
    assert all("Ứng phó lũ, ngập lụt, cấp 2" in one["body"] for one in begun)
    (warning,) = [one for one in begun if one["receiver"] == "public"]
    assert (warning["kind"], warning["channel"], warning["about_id"]) == ("warning", "cap", "a1")
    assert (warning["facts"]["hazard"], warning["facts"]["scale"], warning["facts"]["level"]) == (
        "flood", "disaster_risk", 2,
    )  # fmt: skip
    (asked, *_others) = plans.do("plan_poll", activation_id="a1", question="Bơm đã sẵn sàng chưa?")
    assert "Bơm đã sẵn sàng chưa?" in asked["body"]
    reports = plans.do("plan_report", activation_id="a1", text="Nước lên 12 cm")
    assert len(reports) == 6
    (over,) = plans.do("plan_stand_down", activation_id="a1", reason="Nước rút")
    assert [one["key"] for one in over["facts"]["earlier"]] == [warning["id"]]


def test_an_exercise_of_a_plan_warns_no_public(room: PostRoom) -> None:
    begun = Plans(room).do("plan_activate", activation_id="d1", level=2, reason="Tập", drill=True)
    assert begun
    assert all(one["receiver"] != "public" and one["subject"].startswith("DIỄN TẬP") for one in begun)


def test_a_message_is_seen_by_who_sees_its_incident_and_moves_with_it(room: PostRoom) -> None:
    key = room.forward()
    waters, police = (Scope(Role.AGENCY, Limits(agencies=frozenset({one}))) for one in ("Thoát nước", "Công an TP"))
    assert in_reach(waters, "message", room.record(key))
    assert not in_reach(police, "message", room.record(key))
    room.open(agency="Công an TP", assignee_name="Công an TP")
    assert not in_reach(waters, "message", room.record(key))
    assert in_reach(police, "message", room.record(key))
    assert not in_reach(Scope(Role.WALL), "message", room.record(key))
    about_plan = {**room.record(key), "about_type": "activation"}
    assert not in_reach(police, "message", about_plan), "an agency sees no activation"
    assert in_reach(Scope(Role.OPERATOR), "message", about_plan)


def test_every_rule_of_the_pack_fits_its_deed() -> None:
    rules = load(DEFAULT_CITY).messages
    assert {rule.deed for rule in rules} >= {"forward", "reply", "plan_report", "plan_poll", "plan_activate"}

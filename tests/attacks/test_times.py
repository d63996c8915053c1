"""Times that people see as fact are the server's: no clock of a device or of a source makes one."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from backend.actions.deed import CREDIBLE_MS, Act, Deed, Outcome
from backend.actions.engine import fold
from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError
from backend.city.loading import DEFAULT_CITY, load
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.rules import RULES
from backend.walls.recorder import KEPT, Query, Recorder, Shown
from contract import door
from contract.instants import instant, parse_ms
from contract.records.life_cycle import Stage
from contract.verbs import VERBS, Verb
from contract.wire import ActionIn, Batch
from tests.backend.feeds.door_room import DoorRoom, incident, record
from tests.backend.past.desk import Desk
from tests.backend.plan_room import FLOOD, Room

NOW = "2026-11-21T14:00:00.000Z"
SEEN = "2026-11-21T13:00:00.000Z"
"""What every action here came after."""
NEW = "d-00000000-0000-4000-8000-000000000001"
"""An incident that is not there yet."""
LIES = ("2099-01-01T00:00:00+07:00", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")
SAID: Mapping[str, Any] = {
    "activation_id": "a1", "handover_id": "h1", "checklist": "main", "step": "x", "level": 2, "agency": "dien-luc",
    "items": "all", "until": "2026-11-21T15:00:00Z", "deadline": "2026-12-21T15:00:00Z", "to": "ha.le", "poll": "p1",
    "minutes": 5, "seconds": 5, "preset": "ngap", "assignee_version": 0, "severity": 3, "go": True, "sha256": "a" * 64,
    "into": "y", "revision": 0, "count": 3, "screens": {}, "id": "moi", "base": 0, "kind": "ngap", "corrects": None,
    "reason": "Cần gọi lại người báo tin",
}  # fmt: skip
"""What a verb's fields are told, by name; of all others a word."""
LATER: Mapping[str, Any] = {"plan_activate": {"activation_id": "a2"}, "plan_inject": {"activation_id": "d1"}}


@functools.cache
def _city() -> tuple[dict[tuple[str, str], dict[str, Any]], Any]:
    room = Room()
    assert room.activate("a1").result == "applied"
    assert room.do("plan_poll", activation_id="a1", question="Sẵn sàng?").result == "applied"
    assert room.activate("d1", "pa-chay-lon", drill=True).result == "applied"
    at = {"created_at": SEEN, "updated_at": SEEN}
    of_incident = {"severity": 3, "state": "in_progress", "channel": "field_report", "assignee_id": "ha.le", **at}
    handover = {
        "from_id": "ha.le", "from_name": "Lê Hà", "to_id": "an.nguyen", "to_name": "Nguyễn Hữu An", "state": "offered",
        "items": [{"incident_id": "x", "outcome": ""}], "signatures": [],
    }  # fmt: skip
    records = {**room.records, ("handover", "h1"): handover, ("incident", "x"): of_incident}
    poll = records["activation", "a1"]["polls"][0]["id"]
    records["activation", "a1"]["polls"][0] |= {"id": "p1"} if poll else {}
    return records, LifeCycles(load(DEFAULT_CITY)).over(RULES)


@functools.cache
def _stages(verb: Verb) -> tuple[Stage, ...]:
    """Where an incident may stand; for all else one that plays no part."""
    cycle = max(load(DEFAULT_CITY).life_cycles, key=lambda one: len({way.verb for way in one.transitions}))
    return tuple(cycle.stages) if verb.target == "incident" else tuple(cycle.stages[:1])


def _payload(verb: Verb) -> dict[str, Any]:
    told = {
        name: SAID.get(name, "chữ")
        for name, field in verb.payload.model_fields.items()
        if field.is_required() or name in {"checklist", "step"}
    }
    wall = next(data for (kind, _key), data in _city()[0].items() if kind == "wall")
    if verb.name == "agency_step":
        told |= {"step": "accept"}
    if verb.name == "classify":
        told |= {"level": "binh-thuong"}
    if verb.name == "wall_preset":
        told |= {"preset": wall["presets"][0]["id"]}
    if verb.name == "wall_show":
        told |= {"screens": dict(list(wall["presets"][0]["screens"].items())[:1])}
    if verb.name == "handover_offer":
        told |= {"items": [], "shift_starts_at": LIES[0], "shift_name": "Ca ma"}
    if verb.name in {"log_entry", "sign_on"}:
        told |= {"shift_starts_at": LIES[1], "shift_name": "Ca ma"}
    return {**told, **LATER.get(verb.name, {})}


def _outcome(verb: Verb, occurred_at: str, not_before: str | None, stage: Stage) -> Outcome:
    """What a duty officer is answered in a city with something of everything."""
    records, rules = _city()
    key = {"plan": FLOOD, "incident": "x", "layout": "x", "export": "measures"}.get(verb.target)
    key = key or next(name for kind, name in records if kind == verb.target)
    key = "pa-chay-lon" if verb.name == "plan_inject" else NEW if verb.makes else key
    act = Act(
        "a-1", verb.name, 1, _payload(verb), "an.nguyen", "Nguyễn Hữu An", "duty_officer", occurred_at, NOW,
        not_before_ms=parse_ms(not_before) if not_before else None,
    )  # fmt: skip
    data = records.get((verb.target, key), {})
    if verb.name == "agency_step":
        data = {**data, "assignee_id": "agency:Sở Xây dựng", "assignee_name": "Sở Xây dựng"}
    if verb.target == "incident" and not verb.makes:
        data = {**data, "state": stage.state, "stage": stage.id, "replied_at": SEEN, "stage_before": "dang-xu-ly"}

    def look(kind: str, name: str) -> tuple[int, dict[str, Any]] | None:
        return (1, records[kind, name]) if (kind, name) in records else None

    def every(kind: str) -> dict[str, dict[str, Any]]:
        return {name: found for (one, name), found in records.items() if one == kind}

    return fold(rules, Deed(act, verb.target, key, 1 if data else 0, data, look, every))


def _times(value: Any, way: str = "") -> Iterator[tuple[str, datetime]]:
    """Every instant anywhere in what was written, with its path."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _times(one, f"{way}.{name}")
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            yield from _times(one, f"{way}.{place}")
    else:
        at = instant(value)
        if at is not None:
            yield way, at


@pytest.mark.parametrize("occurred_at", LIES)
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: str(verb.name))
def test_no_verb_makes_a_fact_of_a_devices_clock(verb: Verb, occurred_at: str) -> None:
    """Every verb is said with a device's clock in 2099, 1970, 1 and 9999: no record has that as a fact."""
    for not_before in (None, SEEN):
        for stage in _stages(verb):
            outcome = _outcome(verb, occurred_at, not_before, stage)
            written = [outcome.data, *(data for _kind, _key, data in outcome.beside)]
            lies = [
                (way, at) for way, at in _times(written)
                if abs(at - _told(occurred_at)) < timedelta(days=300) and not way.endswith(".said_at")
            ]  # fmt: skip
            assert lies == []


def test_every_verb_was_really_said() -> None:
    """The attack above is none where all is refused before a time is written: every verb is taken somewhere."""
    untaken = {
        verb.name
        for verb in VERBS
        if all(_outcome(verb, NOW, SEEN, stage).result == "rejected" for stage in _stages(verb))
    }
    assert untaken == {"wall_roll_back", "layout_save", "layout_remove"}, "they write no time but that of arrival"


def _told(text: str) -> datetime:
    at = instant(text)
    assert at is not None
    return at


@pytest.mark.parametrize(
    ("occurred_at", "skew_s", "not_before", "at", "beside"),
    [
        ("2026-11-21T13:59:58.000Z", 0.0, SEEN, "2026-11-21T13:59:58.000Z", set()),
        ("2026-11-21T13:30:00.000Z", 0.0, SEEN, "2026-11-21T13:30:00.000Z", set()),
        ("2026-11-21T13:30:00.000Z", 4.0, SEEN, "2026-11-21T13:30:00.000Z", set()),
        ("2026-11-21T14:30:00.000Z", 3600.0, SEEN, "2026-11-21T13:30:00.000Z", {"skew_s", "said_at"}),
        ("2026-11-21T12:30:00.000Z", -3600.0, SEEN, "2026-11-21T13:30:00.000Z", {"skew_s", "said_at"}),
        ("2026-11-21T14:00:03.000Z", 0.0, SEEN, NOW, set()),
        ("2099-01-01T00:00:00Z", 0.0, SEEN, NOW, {"said_at"}),
        ("1970-01-01T00:00:00Z", 0.0, SEEN, SEEN, {"said_at"}),
        ("1970-01-01T00:00:00Z", 0.0, None, NOW, {"said_at"}),
        ("2026-11-18T13:30:00.000Z", 0.0, None, "2026-11-18T13:30:00.000Z", set()),
        ("0001-01-01T00:00:00Z", -9e9, None, NOW, {"skew_s", "said_at"}),
    ],
)
def test_what_the_server_vouches_for(
    occurred_at: str, skew_s: float, not_before: str | None, at: str, beside: set[str]
) -> None:
    """A device's clock that is right, off by a measured hour, ahead, or absurd: the fact, and what stands beside it."""
    bound = parse_ms(not_before) if not_before else None
    act = Act("a", "note", 1, {}, "an", "An", "operator", occurred_at, NOW, skew_s, not_before_ms=bound)
    assert (act.at, set(act.own_clock)) == (at, beside)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    found = Ledger(open_engine(f"sqlite:///{tmp_path / 'city.db'}"))
    yield found
    found.engine.dispose()


class LyingDesk(Desk):
    """A desk whose clock says what it likes."""

    said_at = ""

    def action(self, verb: str, incident: str, **payload: Any) -> ActionIn:
        """The next of the chain, with the time that the desk says; the version is what it has seen."""
        before = self._head
        fields = super().action(verb, incident, **payload).model_dump()
        fields |= {"occurred_at": self.said_at or fields["occurred_at"], "prev_hash": before}
        sealed = self.sealed(fields)
        self._head = sealed.hash
        return sealed


def _desk(ledger: Ledger) -> tuple[LyingDesk, DoorRoom]:
    room = DoorRoom(ledger)
    at = iso(now_ms() - 3_600_000)
    room.feed(record("x", **incident(created_at=at, updated_at=at)))
    return LyingDesk(ledger), room


@pytest.mark.parametrize("said_at", LIES)
def test_an_acknowledgement_of_2099_is_one_of_now(ledger: Ledger, said_at: str) -> None:
    """The finding: `acknowledged_at` of 2099 was what the device had said, for good."""
    desk, room = _desk(ledger)
    desk.said_at, came_ms = said_at, parse_ms(room.data("x")["created_at"])
    assert desk.does("acknowledge", "x").result == "applied"
    data = room.data("x")
    assert came_ms <= parse_ms(data["acknowledged_at"]) <= now_ms()
    line = data["history"][-1]
    assert line["at"] == data["acknowledged_at"]
    assert line["said_at"], "what the device said stands beside it"


def test_what_was_done_in_an_outage_keeps_its_earlier_time_and_its_order(ledger: Ledger) -> None:
    """A desk that was away for half an hour; one of its actions claims to be older than the one before it."""
    desk, room = _desk(ledger)
    half_past = iso(now_ms() - 1_800_000)
    desk.said_at = half_past
    assert desk.does("note", "x", text="đã gọi").result == "applied"
    desk.said_at = iso(now_ms() - 3_500_000)
    assert desk.does("note", "x", text="sớm hơn?").result == "applied"
    first, second = room.data("x")["history"][-2:]
    assert (first["at"], first["offline"], "said_at" in first) == (half_past, True, False)
    assert second["at"] >= first["at"], "the chain says which came first"
    assert "said_at" in second


def test_a_skipped_or_refused_link_does_not_free_from_the_order(ledger: Ledger) -> None:
    """Between two actions one is withdrawn and one refused, to get behind the time of the first."""
    desk, room = _desk(ledger)
    assert desk.does("note", "x", text="một").result == "applied"
    first = room.data("x")["history"][-1]["at"]
    assert desk.does("note", "nobody", text="?").result == "rejected"
    gone = desk.action("note", "x", text="bỏ")
    desk._seq -= 1
    desk.said_at = iso(now_ms() - 3_500_000)
    then = desk.action("note", "x", text="hai")
    link = {name: getattr(gone, name) for name in ("action_id", "prev_hash", "hash")} | {"reason": "withdrawn"}
    batch = Batch.model_validate({"device_id": "desk-1", "actions": [then.model_dump()], "skipped": [link]})
    assert desk.log.take(desk._caller, batch).results[0].result == "applied"
    assert room.data("x")["history"][-1]["at"] >= first


def test_what_somebody_had_seen_was_there_before_they_acted_on_it(ledger: Ledger) -> None:
    """A device without a past says that it acted before the record came to be what it had seen."""
    desk, room = _desk(ledger)
    at = parse_ms(room.data("x")["updated_at"])
    desk.said_at = iso(at - CREDIBLE_MS // 2)
    assert desk.does("note", "x", text="trước khi có").result == "applied"
    assert parse_ms(room.data("x")["history"][-1]["at"]) == at


@pytest.mark.parametrize(
    ("kind", "key", "data", "field"),
    [
        ("incident", "z", incident(created_at=LIES[0]), "created_at"),
        ("incident", "z", incident(updated_at=LIES[0]), "updated_at"),
        ("incident", "z", incident(state="acknowledged", acknowledged_at=LIES[0]), "acknowledged_at"),
        ("incident", "z", incident(state="resolved", resolved_at=LIES[0]), "resolved_at"),
        ("incident", "x", {"updated_at": LIES[0]}, "updated_at"),
        ("source", "tram", {"name": "Trạm", "last_report_at": LIES[0]}, "last_report_at"),
    ],
)
def test_a_source_from_the_future_is_told_so(
    ledger: Ledger, kind: str, key: str, data: dict[str, Any], field: str
) -> None:
    """A source whose clock stands in 2099 opens and changes records: refused with the field, and kept as its fault."""
    _own, room = _desk(ledger)
    with pytest.raises(ProblemError) as refused:
        room.feed(record(key, kind, **data))
    assert refused.value.code == "bad-records"
    assert {"field": field, "expected": door.IN_TIME} in refused.value.more["records"][0]["faults"]  # type: ignore[index]
    assert [letter.id for letter in room.door.letters.newest(None, 9)] == [key]


def test_a_clock_that_is_a_little_ahead_is_no_fault(ledger: Ledger) -> None:
    """A source a minute ahead is taken, one ten minutes ahead is not; a deadline is no event and lies ahead."""
    _own, room = _desk(ledger)
    soon, later = iso(now_ms() + 60_000), iso(now_ms() + 600_000)
    assert room.feed(record("s", **incident(created_at=soon, deadline=LIES[0]))).results[0].status == "applied"
    with pytest.raises(ProblemError):
        room.feed(record("t", **incident(created_at=later)))


def test_values_measured_in_the_future_are_their_sources_fault(ledger: Ledger) -> None:
    """A value of 2099 among good ones: nothing of it is kept, and the indicator's letter says why."""
    _own, room = _desk(ledger)
    points = [{"at": iso(now_ms() - 1000), "value": 1.0}, {"at": LIES[0], "value": 2.0}]
    with pytest.raises(ProblemError) as refused:
        room.feed(points=[{"id": "muc-nuoc", "points": points}])
    assert refused.value.code == "future-instant"
    [letter] = room.door.letters.newest(None, 9)
    assert (letter.type, letter.id, letter.faults[0].expected) == ("indicator", "muc-nuoc", door.IN_TIME)


def test_no_wall_recorded_the_future_or_half_a_century(ledger: Ledger) -> None:
    """A node reports afterwards that a screen showed something from 1970, until 2099, and until half a minute ahead."""
    recorder, now = Recorder(ledger), now_ms()
    tiles = [{"type": "camera", "ref": "c1"}]
    entries = [
        Shown("a", 0, now - 1, tiles), Shown("a", now - 9000, parse_ms(LIES[0]), tiles),
        Shown("a", now - 5000, now + 30_000, tiles), Shown("a", now + 10_000, now + 30_000, tiles),
    ]  # fmt: skip
    assert recorder.add("w", entries, now) == 1
    [(entry, _still)] = recorder.find("w", Query())[0]
    assert (entry.from_ms, entry.to_ms) == (now - 5000, now)
    assert recorder.add("w", [Shown("b", now - round(KEPT.total_seconds() * 1000) - 1, now, tiles)], now) == 0

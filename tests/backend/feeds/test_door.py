"""The connectors' door: what people did stays, what comes late is told so, a request counts once, nothing is lost."""

from __future__ import annotations

import itertools
import json
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.city.loading import DEFAULT_CITY, load
from backend.feeds import letters
from backend.feeds.keys import KEPT
from backend.feeds.reports import SLICE, Reports
from backend.incidents.reported import HISTORY_KEPT, LINES_KEPT
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.rules import RULES
from contract.ownership import owners
from contract.records import RECORDS
from contract.records.incident import Channel, IncidentState
from tests.backend.feeds.door_room import AT, DoorRoom, incident, record
from tests.backend.incident_alone import LifeCycles

NOTES = 40
RAIN = {"name": "Mưa Cầu Mây", "source": "rain", "value": 4.0, "as_of": "2026-11-21T03:10:00Z"}


@pytest.fixture
def room() -> DoorRoom:
    return DoorRoom(Ledger(open_engine("sqlite://")))


@pytest.fixture(scope="module")
def town() -> DoorRoom:
    """With the demo city's life cycles."""
    ledger = Ledger(open_engine("sqlite://"))
    cycles = LifeCycles(load(DEFAULT_CITY))
    ledger.shape = cycles.shaped
    return DoorRoom(ledger, cycles.over(RULES))


def _worked_on(room: DoorRoom, key: str, **more: Any) -> dict[str, Any]:
    """An incident with everything that people do at one."""
    room.feed(record(key, **incident(**more)))
    for verb, payload in (
        ("acknowledge", {}), ("note", {"text": "Đã gọi 114"}), ("tag", {"tag": "mưa"}),
        ("attach", {"name": "anh.jpg", "sha256": "0" * 64}), ("escalate", {"level": 1, "reason": "Đông người"}),
        ("assign", {"assignee_id": "ha.le", "assignee_name": "Hà", "assignee_version": 0}),
        ("shelve", {"until": "2026-11-21T09:00:00Z", "reason": "Chờ ảnh"}),
    ):  # fmt: skip
        room.act(key, verb, **payload)
    return room.data(key)


def test_a_report_again_takes_nothing_of_the_peoples_away(room: DoorRoom) -> None:
    before = _worked_on(room, "a")
    [told] = room.feed(record("a", **incident(title="Ngập nặng", history=[], tags=[], assignee_id=None))).results
    after = room.data("a")
    assert (told.status, after["title"]) == ("applied", "Ngập nặng")
    assert set(told.kept) == {"state", "history", "tags", "assignee_id"}
    assert {name for name in before if after[name] != before[name]} == {"title"}


def test_it_goes_on_its_way_through_the_citys_life_cycle(town: DoorRoom) -> None:
    town.feed(record("lc", **incident(channel="field_report")))
    for verb in ("acknowledge", "verify"):
        town.act("lc", verb)
    before = town.data("lc")
    town.feed(record("lc", state="resolved"))
    after = town.data("lc")
    assert {name for name in after if after[name] != before.get(name)} == {"reported", "history"}
    town.feed(record("untouched", **incident(channel="field_report")))
    town.feed(record("untouched", state="resolved"))
    assert (town.data("untouched")["state"], town.data("untouched")["stage"]) == ("resolved", "da-xu-ly")


def test_what_a_duty_officer_gave_time_to_keeps_its_deadline(town: DoorRoom, room: DoorRoom) -> None:
    due, later, other = "2026-12-01T09:00:00Z", "2027-05-05T10:00:00Z", "2026-11-30T09:00:00Z"
    for place in (town, room):
        place.feed(record("due", **incident(channel="field_report", deadline=due)))
        place.act("due", "acknowledge")
        place.act("due", "extend_deadline", reason="Chờ vật tư", deadline=later)
        extended = place.data("due")["deadline"]
        place.feed(record("due", deadline=other))
        assert place.data("due")["deadline"] == extended


def test_a_source_that_cannot_make_up_its_mind_pushes_nothing_out(room: DoorRoom) -> None:
    _worked_on(room, "a")
    for number in range(HISTORY_KEPT - len(room.data("a")["history"])):
        room.act("a", "note", text=f"{number}")
    theirs = room.data("a")["history"]
    assert len(theirs) == HISTORY_KEPT
    for state in ("resolved", "new") * 3:
        room.feed(record("a", state=state))
    assert room.data("a")["history"] == theirs, "no room is made for a source among what people wrote"
    _worked_on(room, "b")
    for state in ("resolved", "new") * LINES_KEPT:
        room.feed(record("b", state=state))
    lines = [line["verb"] for line in room.data("b")["history"]]
    assert sum(verb.startswith("source_") for verb in lines) == LINES_KEPT
    assert lines[-2:] == ["source_ended", "source_again"]


def test_no_report_makes_an_exercise_of_what_people_work_on_to_take_it_back(room: DoorRoom) -> None:
    _worked_on(room, "a")
    room.feed(record("a", drill=True), removes=[{"type": "incident", "id": "a"}])
    assert room.data("a")["history"][-1]["verb"] == "source_withdrew"
    room.feed(record("b", **incident(drill=True)))
    room.act("b", "note", text="x")
    assert room.feed(removes=[{"type": "incident", "id": "b"}]).removed[0].status == "applied", "it is cleared away"


def test_what_people_wrote_into_the_shifts_log_is_no_sources_to_change_or_remove(room: DoorRoom) -> None:
    line = {"at": AT, "actor_id": "ha.le", "actor_name": "Hà", "text": "Đã nhận ca"}
    room.ledger.publish([("log_entry", "l", line)])
    answer = room.feed(record("l", "log_entry", text="khác"), removes=[{"type": "log_entry", "id": "l"}])
    assert (answer.results[0].status, answer.removed[0].status) == ("unchanged", "refused")
    assert room.data("l", "log_entry") == line


_words = st.text(max_size=12) | st.sampled_from(["new", "resolved", "closed", "refused", "in_progress"])
_moments = st.sampled_from(["2026-11-21T08:00:00Z", "2026-11-22T08:00:00+07:00", "2031-01-01T00:00:00Z", None])
_values = st.none() | st.booleans() | st.integers(-9, 9) | _words | _moments | st.lists(_words, max_size=2)
_odd = st.dictionaries(st.sampled_from(sorted(RECORDS["incident"].model_fields)), _values, max_size=6)
_sound = st.fixed_dictionaries(
    {},
    optional={
        "title": st.text(max_size=12), "severity": st.integers(1, 4), "state": st.sampled_from([*IncidentState]),
        "drill": st.booleans(), "channel": st.sampled_from([*Channel]), "kind": _words,
        "updated_at": _moments, "deadline": _moments,
        "assignee_id": _words, "assignee_version": st.integers(0, 9), "acknowledged_at": _moments,
        "history": st.just([]), "tags": st.lists(_words, max_size=2), "attachments": st.just([]),
        "joined_into": st.none() | _words, "shelved_until": _moments, "stage": _words, "level": _words,
        "life_cycle": _words, "deadlines": st.just([]), "reported": st.just({"state": "new"}),
        "concern_version": st.integers(0, 9), "replies": st.just([]), "resolution": _words,
    },
)  # fmt: skip
_numbers = itertools.count()


@settings(max_examples=60, deadline=None)
@given(
    reports=st.lists(_odd | _sound | st.just(None), min_size=1, max_size=4),
    channel=st.sampled_from(["field_report", "sensor", "of no life cycle"]),
)
def test_whatever_a_source_sends_what_people_did_is_never_changed(
    town: DoorRoom, reports: list[dict[str, Any] | None], channel: str
) -> None:
    key = f"p-{next(_numbers)}"
    town.feed(record(key, **incident(channel=channel)))
    town.act(key, "acknowledge")
    town.act(key, "note", text="Đã gọi 114")
    town.act(key, "escalate", level=1, reason="Đông người")
    before = town.data(key)
    for said in reports:
        if said is None:
            town.feed(removes=[{"type": "incident", "id": key}], partial=True)
        else:
            town.feed(record(key, **said), partial=True)
    after = town.data(key)
    whose = owners("incident")
    theirs = [name for name in before if whose[name] == "person" and name != "history"]
    way = ["stage", "level", "life_cycle"] if before.get("life_cycle") else []
    for name in (*theirs, *way, "state", "concern_version"):
        assert after.get(name) == before.get(name), name
    assert [line for line in after["history"] if line.get("action_id")] == before["history"]


def test_a_measurement_of_10_00_never_replaces_10_10(room: DoorRoom) -> None:
    room.feed(record("rain", "indicator", **RAIN))
    late = {**RAIN, "value": 3.0, "as_of": "2026-11-21T10:00:00+07:00"}
    answer = room.feed(record("rain", "indicator", **late), record("rain", "indicator", value=5.0))
    assert [one.status for one in answer.results] == ["stale", "refused"]
    assert room.data("rain", "indicator")["value"] == 4.0


def test_some_fields_are_enough_for_what_exists_even_since_the_line_before(room: DoorRoom) -> None:
    answer = room.feed(record("n", **incident()), record("n", severity=1), record("n", title="Ngập nặng"))
    assert [one.status for one in answer.results] == ["applied"] * 3
    assert (room.data("n")["severity"], room.data("n")["title"]) == (1, "Ngập nặng")
    with pytest.raises(ProblemError) as caught:
        room.feed(record("other", severity=1))
    assert caught.value.code == "bad-records"


def test_each_record_has_its_answer_and_good_ones_are_taken(room: DoorRoom) -> None:
    bad, good = record("bad", **incident(lat=500)), record("good", **incident())
    with pytest.raises(ProblemError):
        room.feed(good, bad)
    assert room.ledger.current("incident", "good") is None, "all or nothing where nobody says otherwise"
    answer = room.feed(good, bad, good, partial=True)
    assert [(one.index, one.id, one.status) for one in answer.results] == [
        (0, "good", "applied"), (1, "bad", "refused"), (2, "good", "applied"),
    ]  # fmt: skip
    assert [fault.field for fault in answer.results[1].faults] == ["lat"]
    assert [one.status for one in room.feed(good).results] == ["unchanged"]


def test_the_same_request_again_is_answered_as_before_at_any_server(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    room, other = DoorRoom(Ledger(open_engine(url))), DoorRoom(Ledger(open_engine(url)))
    first = room.feed(record("a", **incident()), key="k1")
    room.act("a", "note", text="x")
    version = room.ledger.current("incident", "a")
    assert other.feed(record("a", **incident()), key="k1") == first
    assert room.ledger.current("incident", "a") == version
    with pytest.raises(ProblemError) as caught:
        other.feed(record("b", **incident()), key="k1")
    assert (caught.value.status, caught.value.code) == (422, "key-reused")
    for place in (room, other):
        with pytest.raises(ProblemError) as caught:
            place.feed(record("c", severity=1), key="k2")
        assert (caught.value.status, caught.value.code, len(caught.value.more["records"])) == (422, "bad-records", 1)  # type: ignore[arg-type]


def test_no_note_is_lost_while_another_server_reports_the_incident_again_and_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    here, there = DoorRoom(Ledger(open_engine(url))), DoorRoom(Ledger(open_engine(url)))
    here.feed(record("a", **incident()))
    met: list[BaseException] = []

    def report() -> None:
        try:
            for number in range(NOTES):
                there.feed(record("a", **incident(title=f"Ngập {number}", history=[])))
        except BaseException as error:  # noqa: BLE001 - told by the test
            met.append(error)

    source = threading.Thread(target=report)
    source.start()
    for number in range(NOTES):
        here.act("a", "note", text=f"{number}")
    source.join()
    assert not met
    data = here.data("a")
    assert [line["text"] for line in data["history"]] == [f"{number}" for number in range(NOTES)]
    assert data["title"] == f"Ngập {NOTES - 1}"
    for place in (here, there):
        place.ledger.engine.dispose()


def test_a_request_that_another_server_works_on_is_not_done_twice(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    room, other = DoorRoom(Ledger(open_engine(url))), DoorRoom(Ledger(open_engine(url)))
    met: list[str] = []

    class Meanwhile(Reports):
        def take(self, *args: Any, **more: Any) -> Any:
            with pytest.raises(ProblemError) as caught:
                other.feed(record("a", **incident()), key="k")
            met.append(caught.value.code)
            assert caught.value.headers["Retry-After"]
            return super().take(*args, **more)

    room.door.reports = Meanwhile(room.ledger)
    room.feed(record("a", **incident()), key="k")
    assert met == ["in-progress"]


def test_a_request_that_failed_can_be_asked_again(room: DoorRoom) -> None:
    class Broken(Reports):
        def take(self, *_args: Any, **_more: Any) -> Any:
            raise OSError("no disk")

    working, room.door.reports = room.door.reports, Broken(room.ledger)
    with pytest.raises(OSError, match="no disk"):
        room.feed(record("a", **incident()), key="k")
    room.door.reports = working
    assert room.feed(record("a", **incident()), key="k").results[0].status == "applied"


def test_answers_are_kept_for_a_day_and_forgotten(room: DoorRoom) -> None:
    room.feed(record("a", **incident()), key="k")
    keys = room.door._keys
    assert keys.forget(now_ms() + 24 * 3600 * 1000) == 0
    assert keys.forget(now_ms() + round(KEPT.total_seconds() * 1000) + 1000) == 1


def test_what_could_not_be_taken_is_kept_until_it_comes_well(room: DoorRoom) -> None:
    room.feed(record("rain", "source", name="Trạm mưa", last_report_at="2026-11-21T03:00:00Z"))
    bad = record(
        "a", **incident(lat=500, source_name="Trạm mưa", reporter={"name": "Chị Lan", "phone": "0200 4000 123"})
    )
    for _again in range(3):
        room.feed(bad, record("m", "indicator", name="Mưa", source="rain", muc=1), partial=True)
    source = room.data("rain", "source")
    assert source["refused"] == 2, "the same record again is no other one"
    assert {source["last_refused"][name] for name in ("id", "field")} in ({"a", "lat"}, {"m", "muc"})
    told = {one.id: one for one in room.door.letters.newest("rain", 10)}
    assert told["a"].faults[0].field == "lat"
    assert json.loads(told["a"].raw)["title"] == "Ngập"
    assert "Lan" not in told["a"].raw
    assert "4000" not in told["a"].raw
    room.feed(record("rain", "source", name="Trạm mưa", last_report_at="2026-11-21T03:05:00Z"))
    assert room.data("rain", "source")["refused"] == 2, "the source's own report takes it not away"
    room.feed(record("a", **incident(source_name="Trạm mưa")), record("m", "indicator", name="Mưa", source="rain"))
    assert room.door.letters.newest(None, 10) == []
    assert (room.data("rain", "source")["refused"], room.data("rain", "source")["last_refused"]) == (0, None)


def test_dead_letters_of_a_source_are_so_many_and_so_long(room: DoorRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "MOST", 5)
    room.feed(record("s", "source", name="S"))
    for number in range(9):
        room.feed(record(f"i{number}", severity=2, description="x" * 9000), partial=True, source="s")
    found = room.door.letters.newest("s", 100)
    assert len(found) == room.data("s", "source")["refused"] == 5
    assert all(len(one.raw.encode()) <= letters.RAW_MOST for one in found)
    assert room.door.letters.forget(now_ms() + 31 * 24 * 3600 * 1000) == 5
    assert room.data("s", "source")["refused"] == 0


def test_a_sign_in_within_an_address_is_not_kept(room: DoorRoom) -> None:
    room.feed(record("cam", "camera", name="Cầu", main_url="rtsp://ai:mat-khau@10.0.0.5/main"), partial=True)
    [letter] = room.door.letters.newest(None, 10)
    assert letter.source == "quan.tri", "whoever sent it stands for a source that nobody knows"
    assert "mat-khau" not in letter.raw


def test_a_large_report_is_written_in_slices(room: DoorRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each slice is a transaction of its own, and between two of them whoever acts gets in."""
    plain, sizes = room.ledger.write, list[int]()

    @contextmanager
    def counted() -> Any:
        before = len(_all(room))
        with plain() as connection:
            yield connection
        sizes.append(len(_all(room)) - before)

    monkeypatch.setattr(room.ledger, "write", counted)
    answer = room.feed(*(record(f"i{number}", **incident()) for number in range(3 * SLICE + 1)))
    assert [one.status for one in answer.results] == ["applied"] * (3 * SLICE + 1)
    assert sizes == [SLICE, SLICE, SLICE, 1]


def _all(room: DoorRoom) -> list[Any]:
    return room.ledger.changes_since(0, 100_000)[0]

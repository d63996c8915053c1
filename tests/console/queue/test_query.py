"""The queue's line: what it means, in both languages; what it says of a mistake; and that it never fails or lies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.queue.query import Mistake, Query, Term, incident_text, parse, searchable
from console.records.models import Incident

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
ME = "ha.le"


def incident(**facts: object) -> Incident:
    """One incident; `due_min` and `age_min` are minutes from now."""
    due, age = facts.pop("due_min", 60), facts.pop("age_min", 10)
    plain = {
        "id": "i1",
        "code": "SC-2026-000123",
        "title": "Ngập sâu tại hầm chui Trần Phú",
        "ward": "Phường Sông Mây",
        "kind": "ngap-ham-chui",
        "channel": "sensor",
        "source_name": "Cảm biến mực nước",
        "severity": 2,
        "created_at": NOW - timedelta(minutes=float(str(age))),
        "deadline": None if due is None else NOW + timedelta(minutes=float(str(due))),
    }
    return Incident.model_validate({**plain, **facts})


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("sev:high", "md:cao"),
        ("severity:1,2", "mức độ:khẩn,cao"),
        ('ward:"Sông Mây"', 'phường:"song may"'),
        ("due<2h", "hạn<2g"),
        ("due>1d", "hạn xử lý>1ngày"),
        ("age>30m", "đã chờ>30phút"),
        ("overdue", "quá hạn"),
        ("-mine", "-của tôi"),
        ("unassigned", "chưa giao"),
        ("state:new", "trạng thái:mới"),
        ('state:"in progress"', 'tt:"đang xử lý"'),
        ("channel:security", "kênh:attt"),
        ("agency:1022", "cơ quan:1022"),
        ("kind:ngap", "loại:ngập"),
        ("joined shelved", "đã gộp tạm gác"),
    ],
)
def test_both_languages_mean_the_same(english: str, vietnamese: str) -> None:
    one, other = parse(english), parse(vietnamese)
    assert one.terms == other.terms
    assert one.terms
    assert not one.mistakes
    assert not other.mistakes
    assert not one.words
    assert not other.words
    assert parse(vietnamese.upper()).terms == other.terms


@pytest.mark.parametrize(
    ("line", "facts", "passes"),
    [
        ("sev:high", {}, True),
        ("sev:1,3", {}, False),
        ("due<2h", {"due_min": 119}, True),
        ("due<2h", {"due_min": 121}, False),
        ("due<2h", {"due_min": -5}, True),
        ("due<2h -overdue", {"due_min": -5}, False),
        ("due>1d", {"due_min": 1441}, True),
        ("due<2h", {"due_min": None}, False),
        ("-due<2h", {"due_min": None}, True),
        ("age>1h", {"age_min": 61}, True),
        ("overdue", {"due_min": -1}, True),
        ("mine", {"assignee_id": ME}, True),
        ("mine", {"assignee_id": "bao.tran"}, False),
        ("unassigned", {}, True),
        ("agency:thoat", {"assignee_id": "agency:Thoát nước", "assignee_name": "Thoát nước"}, True),
        ("agency:thoat", {"assignee_id": "thoat", "assignee_name": "Thoát"}, False),
        ("agency:cảm", {}, True),
        ("ward:may", {}, True),
        ("ward:ay", {}, False),
        ('ward:"lê lợi",may', {}, True),
        ("kind:chui", {}, True),
        ("state:acknowledged", {"state": "acknowledged"}, True),
        ("", {}, True),
    ],
)
def test_terms_pass_what_they_say(line: str, facts: dict[str, object], passes: bool) -> None:
    query = parse(line)
    assert not query.mistakes
    assert query.passes(incident(**facts), NOW, ME) is passes


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ngap", True),
        ("ngập", True),
        ("NGAP SAU", True),
        ("ngâp", True),
        ('"tran phu"', True),
        ('"phu tran"', False),
        ("sc-2026-0001", True),
        ("000123", True),
        ("00123", False),
        ("-ngap", False),
        ("-cháy", True),
        ("hầm -trần", False),
    ],
)
def test_words_are_found_without_their_marks(line: str, found: bool) -> None:
    assert parse(line).finds(searchable(incident_text(incident()))) is found


def test_the_exact_spelling_ranks_before_another() -> None:
    query = parse("ngập")
    assert query.finds_exactly(searchable("Ngập sâu", marks=True))
    assert not query.finds_exactly(searchable("Ngáp dài", marks=True))
    assert query.finds(searchable("Ngáp dài"))
    assert not parse("ngap").spelt, "who types no marks ranks nothing"


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("sev:hgih", Mistake("bad_value", "sev", "hgih", "high")),
        ("md:cáo,cao,kao", Mistake("bad_value", "md", "kao", "cao")),
        ("ssev:1", Mistake("unknown_key", "ssev:", "", "sev:")),
        ("phuong2:x", Mistake("unknown_key", "phuong2:", "", "phường:")),
        ("zzzzqq:x", Mistake("unknown_key", "zzzzqq:")),
        ("duee<2h", Mistake("unknown_key", "duee<", "", "due<")),
        ("due<2", Mistake("bad_duration", "due", "2", "due<2h")),
        ("due:2h", Mistake("bad_duration", "due", "2h", "due<2h")),
        ("due<99999999999d", Mistake("bad_duration", "due", "99999999999d", "due<9999h")),
        ("sev:", Mistake("no_value", "sev", "", "1")),
        ("tt:moii", Mistake("bad_value", "tt", "moii", "mới")),
    ],
)
def test_a_mistake_is_named_with_the_nearest_and_hides_nothing(line: str, mistake: Mistake) -> None:
    query = parse(f"{line} overdue")
    assert query.mistakes[0] == mistake
    alone = [term for term in query.terms if term.key != "overdue" and "cao" not in line]
    assert not alone, "what is not understood filters nothing"
    assert query.terms[-1] == Term("overdue")


def test_stations_of_the_city_are_known_when_they_are_told() -> None:
    assert parse("state:verifying").mistakes
    query = parse("state:verifying", {"verifying"})
    assert query.passes(incident(state="verifying"), NOW, ME)
    assert not query.mistakes


@pytest.mark.parametrize("line", ["21:30", "http://10.0.0.1", "a:", "-", '"', '""', "- -", ": < >", "-sev", "sev"])
def test_what_is_no_term_is_a_word_or_nothing(line: str) -> None:
    assert not parse(line).terms


PIECES = st.sampled_from(
    ["sev:high", "-sev:1,2", 'ward:"Sông Mây"', "due<2h", "-due>1d", "age>1h", "overdue", "quá hạn", "-của tôi", "ngap",
     "-cháy", '"hầm chui"', "state:new", "-channel:sensor", "unassigned", "kind:ngap"]
)  # fmt: skip
ANY = st.builds(
    incident,
    severity=st.integers(1, 4),
    due_min=st.none() | st.integers(-3_000, 3_000),
    age_min=st.integers(0, 3_000),
    state=st.sampled_from(["new", "acknowledged", "in_progress"]),
    channel=st.sampled_from(["sensor", "security", "new_channel"]),
    assignee_id=st.sampled_from([None, ME, "bao.tran"]),
    ward=st.sampled_from(["Phường Sông Mây", "Phường Hòa An", ""]),
)


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=60) | st.lists(PIECES | st.text(max_size=6), max_size=6).map(" ".join), one=ANY)
def test_no_line_fails_and_no_line_lies(text: str, one: Incident) -> None:
    query = parse(text)
    assert isinstance(query.passes(one, NOW, ME), bool)
    query.finds(searchable(incident_text(one)))
    assert query.passes(one, NOW, ME) == all(term.passes(one, NOW, ME) for term in query.terms)


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(PIECES, max_size=5), one=ANY)
def test_terms_are_independent_and_a_minus_turns_each_round(pieces: list[str], one: Incident) -> None:
    whole = parse(" ".join(pieces))
    assert not whole.mistakes
    assert _holds(whole, one) == all(_holds(parse(piece), one) for piece in pieces)
    for piece in pieces:
        turned = piece.removeprefix("-") if piece.startswith("-") else f"-{piece}"
        assert _holds(parse(turned), one) is not _holds(parse(piece), one)


def _holds(query: Query, one: Incident) -> bool:
    return query.passes(one, NOW, ME) and query.finds(searchable(incident_text(one)))


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(PIECES, min_size=1, max_size=4), one=ANY, ahead=st.integers(1, 200_000))
def test_time_alone_changes_an_answer_only_at_its_edges(pieces: list[str], one: Incident, ahead: int) -> None:
    query = parse(" ".join(pieces))
    later = NOW + timedelta(seconds=ahead)
    crossed = [
        at
        for field, distance in query.edges()
        if (at := getattr(one, field)) is not None and NOW <= at + distance < later
    ]
    if query.passes(one, NOW, ME) != query.passes(one, later, ME):
        assert crossed

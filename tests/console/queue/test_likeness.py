"""What is alike is found at once and by any order; what is joined stands under one, whatever people do."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.queue.likeness import METRES_PER_DEGREE, Families, Likeness, alike, main_of, metres
from console.records.models import Incident
from tests.backend.incident_alone import Act, fold

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
LAT, LON = 9.62, 106.48


def incident(key: str, north_m: float = 0.0, east_m: float = 0.0, minutes: float = 0.0, **facts: object) -> Incident:
    """An incident so far north and east of a corner, so many minutes later."""
    return Incident.model_validate(
        {
            "id": key,
            "code": key,
            "title": key,
            "kind": "ngap",
            "lat": LAT + north_m / METRES_PER_DEGREE,
            "lon": LON + east_m / (METRES_PER_DEGREE * math.cos(math.radians(LAT))),
            "created_at": NOW + timedelta(minutes=minutes),
            **facts,
        }
    )


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({"north_m": 199}, True),
        ({"north_m": 202}, False),
        ({"east_m": -199}, True),
        ({"north_m": 150, "east_m": 150}, False),
        ({"minutes": 30}, True),
        ({"minutes": -30.1}, False),
        ({"kind": "chay"}, False),
        ({"kind": ""}, False),
        ({"lat": None}, False),
        ({"lat": None, "kind": "chay", "source_name": "1022", "source_code": "PA-7"}, True),
        ({"lat": None, "source_name": "113", "source_code": "PA-7"}, False),
    ],
)
def test_what_counts_as_the_same(other: dict[str, object], same: bool) -> None:
    one = incident("a", source_name="1022", source_code="PA-7")
    two = incident("b", **other)  # type: ignore[arg-type]
    assert alike(one, two) is same
    assert alike(two, one) is same
    kept = Likeness()
    kept.put(one)
    kept.put(two)
    assert kept.like("a") == (("b",) if same else ())


PLACES = st.builds(
    lambda number, north, east, minutes, kind, code: incident(
        f"i{number}", north, east, minutes, kind=kind, source_code=code
    ),
    st.integers(0, 30),
    st.floats(-900, 900),
    st.floats(-900, 900),
    st.floats(-90, 90),
    st.sampled_from(["ngap", "chay"]),
    st.sampled_from(["", "", "", "x", "y"]),
)


@settings(max_examples=120, deadline=None)
@given(many=st.lists(PLACES, max_size=40), gone=st.sets(st.integers(0, 30)))
def test_the_grid_finds_what_comparing_all_finds_in_any_order(many: list[Incident], gone: set[int]) -> None:
    kept = Likeness()
    known: dict[str, Incident] = {}
    for one in many:  # later ones replace earlier ones of the same id
        kept.put(one)
        known[one.id] = one
        kept.like(one.id)
    for number in gone:
        kept.remove(f"i{number}")
        known.pop(f"i{number}", None)
    for one in known.values():
        assert kept.like(one.id) == tuple(sorted(other.id for other in known.values() if alike(one, other)))


@settings(max_examples=100)
@given(lat=st.floats(-84, 84), lon=st.floats(-180, 180), turn=st.floats(0, 2 * math.pi), far=st.floats(0, 199.9))
def test_neighbours_are_found_wherever_on_earth(lat: float, lon: float, turn: float, far: float) -> None:
    one = incident("a", lat=lat, lon=lon)
    north = far * math.sin(turn) / METRES_PER_DEGREE
    east = far * math.cos(turn) / (METRES_PER_DEGREE * math.cos(math.radians(lat)))
    two = incident("b", lat=lat + north, lon=lon + east)
    kept = Likeness()
    kept.put(one)
    kept.put(two)
    assert (kept.like("a") == ("b",)) is alike(one, two)
    assert metres(one, two) == pytest.approx(far, rel=0.01, abs=0.5)


@settings(max_examples=100, deadline=None)
@given(links=st.dictionaries(st.integers(0, 7), st.integers(0, 9), max_size=8))
def test_joined_ones_stand_under_one_that_is_there_and_none_is_lost(links: dict[int, int]) -> None:
    known = {
        f"i{number}": incident(f"i{number}", joined_into=f"i{links[number]}" if number in links else None)
        for number in range(8)
    }
    families = Families()
    for one in known.values():
        families.put(one.id, one.joined_into)
    mains = {key: main_of(one, known) for key, one in known.items()}
    for key, main in mains.items():
        assert main in known
        assert mains[main] == main, "who answers for others answers for itself"
        assert key in families.of(main)
    for key, one in known.items():
        if one.joined_into is None or one.joined_into not in known:
            assert mains[key] == key


def _act(kind: str, **payload: object) -> Act:
    at = "2026-11-21T14:00:00.000Z"
    return Act(
        action_id="a1", type=kind, base_version=1, payload=payload, actor_id="ha.le", actor_name="Lê Thu Hà",
        role="operator", occurred_at=at, received_at=at,
    )  # fmt: skip


def test_joining_is_accepted_and_undone_unless_it_has_ended() -> None:
    stored = {"_id": "b", "_version": 3, "state": "new", "history": []}
    joined = fold(stored, _act("join", into="a"))
    assert joined.result == "applied"
    assert joined.data is not None
    assert joined.data["joined_into"] == "a"
    assert joined.data["history"][-1]["verb"] == "join"
    again = fold(joined.data, _act("join", into="a"))
    assert again.result == "superseded"
    parted = fold(joined.data, _act("part"))
    assert parted.result == "applied"
    assert parted.data is not None
    assert parted.data["joined_into"] is None
    assert fold(stored, _act("part")).result == "superseded"
    assert fold({**stored, "state": "closed"}, _act("join", into="a")).result == "rejected"
    for wrong in ({}, {"into": ""}, {"into": 7}, {"into": "b"}, {"into": "x" * 200}):
        assert fold(stored, _act("join", **wrong)).result == "rejected"

"""The open queue by ids equals the queue made anew from everything, whatever comes in whatever order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from console.queue.census import census
from console.queue.likeness import main_of
from console.queue.open_queue import ALL, STATE, WARD, OpenQueue, urgency
from console.queue.query import Query, incident_text, parse, searchable
from console.records.models import Incident

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
ME = "ha.le"
VIEWS = {
    "all": parse(""),
    "mine": parse("mine"),
    "soon": parse("due<30m -overdue"),
    "overdue": parse("overdue"),
    "own": parse("ngập age>1h"),
}
LINES = ("", "sev:1,2", "ngập", "ngap -cháy", "due<1h", "joined", "shelved", "ward:may overdue", "sev:nonsense")

ROWS = st.builds(
    lambda number, title, severity, due, age, facts: Incident(
        id=f"i{number}",
        code=f"SC-{number}",
        title=title,
        severity=severity,
        created_at=NOW - timedelta(minutes=age),
        deadline=None if due is None else NOW + timedelta(minutes=due),
        ward="Phường Sông Mây" if number % 2 else "Phường Hòa An",
        **facts,
    ),
    st.integers(0, 12),
    st.sampled_from(["Ngập sâu", "Ngáp dài", "Cháy rác", "ngap va chay"]),
    st.integers(1, 4),
    st.none() | st.integers(-90, 90),
    st.integers(0, 120),
    st.fixed_dictionaries(
        {
            "assignee_id": st.sampled_from([None, ME, "x"]),
            "state": st.sampled_from(["new", "in_progress"]),
            "drill": st.sampled_from([False, False, False, True]),
            "joined_into": st.sampled_from([None, None, "i1", "i2", "i3", "i99"]),
            "shelved_until": st.sampled_from([None, None, NOW + timedelta(minutes=20)]),
        }
    ),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("change"), st.lists(ROWS, max_size=5), st.sets(st.integers(0, 12), max_size=3)),
        st.tuples(st.just("time"), st.integers(1, 3_000), st.none()),
        st.tuples(st.just("line"), st.sampled_from(LINES), st.none()),
    ),
    max_size=8,
)


def _naive_passes(query: Query, one: Incident, now: datetime) -> bool:
    return query.passes(one, now, ME) and query.finds(searchable(incident_text(one)))


def _naive_stands(one: Incident, known: dict[str, Incident], now: datetime, *queries: Query) -> bool:
    asked = {term.key for query in queries for term in query.terms}
    joined = main_of(one, known) != one.id and "joined" not in asked
    put_aside = one.shelved_until is not None and now < one.shelved_until and one.severity > 1
    return not joined and ("shelved" in asked or not put_aside)


def _naive(known: dict[str, Incident], line: Query, now: datetime) -> list[str]:
    found = [one for one in known.values() if _naive_passes(line, one, now) and _naive_stands(one, known, now, line)]

    def place(one: Incident) -> tuple[object, ...]:
        exact = line.finds_exactly(searchable(incident_text(one), marks=True))
        return (not exact if line.spelt else False, *urgency(one))

    return [one.id for one in sorted(found, key=place)]


@settings(max_examples=250, deadline=None)
@given(steps=STEPS)
def test_by_ids_equals_anew(steps: list[tuple[str, object, object]]) -> None:
    queue = OpenQueue(VIEWS)
    queue.set_me(ME, NOW)
    now, line = NOW, ALL
    known: dict[str, Incident] = {}
    shown: set[str] = set()
    for kind, what, ended in steps:
        if kind == "change":
            gone = {f"i{number}" for number in ended}  # type: ignore[attr-defined]
            fresh = {one.id: one for one in what}  # type: ignore[attr-defined]
            known = {key: one for key, one in known.items() if key not in gone} | fresh
            delta = queue.change(what, gone, now)  # type: ignore[arg-type]
        elif kind == "time":
            now += timedelta(seconds=what)  # type: ignore[arg-type]
            delta = queue.pass_time(now)
        else:
            line = parse(str(what))
            queue.choose(ALL, line, now)
            shown = set(queue.rows(now))
            delta = None
        if delta is not None:
            shown = (shown - delta.gone) | {one.id for one in delta.shown}
            assert all(known[one.id] is one for one in delta.shown)
        expected = _naive(known, line, now)
        assert queue.rows(now) == expected
        assert shown == set(expected), "what was told by id is what there is"
        keys = queue.keys(expected)
        assert sorted(expected, key=keys.__getitem__) == expected
        real = [one for one in known.values() if not one.drill]
        assert queue.counts() == {
            name: sum(_naive_passes(q, one, now) and _naive_stands(one, known, now, q) for one in real)
            for name, q in VIEWS.items()
        }
        stand = [one for one in known.values() if _naive_stands(one, known, now)]
        assert queue.tally.group(WARD) == {
            ward: count
            for ward in ("Phường Hòa An", "Phường Sông Mây")
            if (count := sum(one.ward == ward and not one.drill for one in stand))
        }
        assert queue.drills() == sum(one.drill for one in stand)
        told = census(known, now)
        counts = queue.counts()
        assert (told.open, told.overdue, told.drills) == (counts["all"], counts["overdue"], queue.drills())
        assert set(queue.tally.group(STATE)) == {str(one.state) for one in stand}


def test_at_the_very_instant_a_shelf_ends_its_incident_is_back() -> None:
    queue = OpenQueue(VIEWS)
    one = Incident(
        id="i0", code="SC-0", title="", severity=2, created_at=NOW, shelved_until=NOW + timedelta(minutes=20)
    )
    assert queue.change([one], (), NOW).shown == ()
    assert queue.pass_time(NOW + timedelta(minutes=20)).shown == (one,)


def test_a_view_that_is_added_counts_and_one_that_goes_is_forgotten() -> None:
    queue = OpenQueue({"all": ALL})
    one = Incident(id="a", code="a", title="Ngập", created_at=NOW, severity=1)
    queue.change([one], (), NOW)
    queue.set_views({"all": ALL, "own:x": parse("ngap sev:1")}, NOW)
    assert queue.counts() == {"all": 1, "own:x": 1}
    queue.set_views({"all": ALL, "own:x": parse("sev:2")}, NOW)
    assert queue.counts() == {"all": 1, "own:x": 0}
    queue.set_views({"all": ALL}, NOW)
    assert queue.counts() == {"all": 1}


def test_the_search_follows_a_title_that_changes() -> None:
    queue = OpenQueue({})
    queue.choose(ALL, parse("cháy"), NOW)
    one = Incident(id="a", code="a", title="Ngập", created_at=NOW)
    queue.change([one], (), NOW)
    assert queue.rows(NOW) == []
    delta = queue.change([one.model_copy(update={"title": "Cháy chợ"})], (), NOW)
    assert [row.id for row in delta.shown] == ["a"]
    assert queue.rows(NOW) == ["a"]

"""Tours: whatever comes and goes live, never a gap, nobody left out, nothing moves while it is held."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from console.records.models import Incident
from console.walls.tours import ALARM_STAYS, GRACE_S, PATIENCE_S, Tour, alarmed_cameras

NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)


def _walk(tour: Tour, seconds: int, live: set[int], **asked: object) -> list[int]:
    began = tour._last_s
    shown = []
    for second in range(1, seconds + 1):
        shown.append(tour.step(began + second, lambda stop: stop in live, **asked).shown)  # type: ignore[arg-type]
    return shown


def test_each_has_its_turn() -> None:
    shown = _walk(Tour([10, 10, 5], 0.0), 50, {0, 1, 2})
    assert shown[:9] == [0] * 9
    assert shown[9:19] == [1] * 10
    assert shown[19:24] == [2] * 5
    assert shown[24:34] == [0] * 10


def test_the_next_is_opened_ahead_and_a_dead_one_is_passed_over() -> None:
    tour = Tour([20, 20, 20], 0.0)
    opened = set()
    for second in range(1, 60):
        turn = tour.step(float(second), lambda stop: stop != 1)
        opened.add(turn.ahead)
        assert turn.shown != 1
        assert second > 20 - PATIENCE_S - 1 or turn.ahead is None, "what is far off costs nothing"
    assert 1 in opened
    assert tour.step(60.0, lambda _stop: True).shown in (0, 2)


def test_what_dies_while_it_is_shown_gives_way_as_soon_as_another_is_live() -> None:
    tour = Tour([300, 300], 0.0)
    assert _walk(tour, 10, {0, 1})[-1] == 0
    shown = _walk(tour, 6, {1})
    assert shown[: int(GRACE_S)] == [0] * int(GRACE_S), "a stutter is no death"
    assert shown[-1] == 1


def test_nothing_live_leaves_the_last_one_there_and_says_so() -> None:
    tour = Tour([5, 5, 5], 0.0)
    assert set(_walk(tour, 60, set())) == {0}
    assert tour.step(61.0, lambda _stop: False).alone
    assert _walk(tour, 30, {2})[-1] == 2


def test_a_person_or_an_alarm_holds_it() -> None:
    tour = Tour([5, 5, 5], 0.0)
    assert set(_walk(tour, 60, {0, 1, 2}, held=True)) == {0}
    shown = _walk(tour, 60, {0, 1, 2}, alarmed=(2,))
    assert shown[-50:] == [2] * 50
    assert set(_walk(tour, 20, {0, 1, 2})) == {0, 1, 2}, "goes on when it is over"
    assert set(_walk(tour, 60, {0, 1, 2}, alarmed=(0, 1))[10:]) == {0, 1}, "two alarms take turns"
    assert set(_walk(tour, 90, {0, 1}, alarmed=(2,))[10:]) == {0, 1}, "an alarm whose camera is dead holds nothing"


def test_an_alarm_that_is_acknowledged_or_old_holds_no_tour() -> None:
    one = Incident(id="1", code="SC-1", title="", severity=1, camera_ids=("a",), created_at=NOON)
    assert alarmed_cameras([one], NOON + timedelta(minutes=1)) == {"a"}
    assert not alarmed_cameras([one], NOON + ALARM_STAYS)
    assert not alarmed_cameras([one.model_copy(update={"acknowledged_at": NOON})], NOON)
    assert not alarmed_cameras([one.model_copy(update={"severity": 2})], NOON)
    assert not alarmed_cameras([one.model_copy(update={"state": "resolved"})], NOON)


STEPS = st.lists(
    st.tuples(
        st.floats(0.0, 8.0),
        st.sets(st.integers(0, 3)),
        st.booleans() | st.just(False),
        st.sets(st.integers(0, 5), max_size=2) | st.just(set()),
    ),
    max_size=120,
)


@settings(deadline=None, max_examples=150)
@given(dwell=st.lists(st.floats(0.5, 40), min_size=1, max_size=4), steps=STEPS)
def test_it_turns_only_to_what_is_live_and_never_while_held(
    dwell: list[float], steps: list[tuple[float, set[int], bool, set[int]]]
) -> None:
    tour = Tour(dwell, 0.0)
    now, before, since = 0.0, 0, 0.0
    gone_since: float | None = None
    for passed, live, held, alarmed in steps:
        now += passed
        turn = tour.step(now, live.__contains__, held=held, alarmed=alarmed)
        assert 0 <= turn.shown < len(dwell)
        assert turn.ahead != turn.shown
        assert turn.ahead is None or 0 <= turn.ahead < len(dwell)
        if turn.shown != before:
            assert turn.shown in live, "a gap"
            assert not held
            stayed = now - since
            died = gone_since is not None or before not in live
            assert stayed >= min(dwell[before], 40) - 1e-6 or died or alarmed, "torn away"
            before, since = turn.shown, now
        gone_since = None if turn.shown in live else (gone_since if gone_since is not None else now)


@settings(deadline=None, max_examples=100)
@given(dwell=st.lists(st.floats(1, 20), min_size=2, max_size=6), dead=st.sets(st.integers(0, 5)))
def test_whoever_is_live_has_a_turn_in_bounded_time(dwell: list[float], dead: set[int]) -> None:
    live = set(range(len(dwell))) - dead
    bound = int(sum(max(2.0, one) for one in dwell) * 2 + len(dwell) * (PATIENCE_S + 2) * 2 + 10)
    assert set(_walk(Tour(dwell, 0.0), bound, live)) >= live

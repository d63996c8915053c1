"""What a trend draws of measured points: gaps stay gaps, peaks stay peaks, and bad points cost themselves."""

from __future__ import annotations

import itertools
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.analysis.trend import (
    MISSED,
    PERIOD_S,
    Floats,
    Trend,
    frame,
    in_order,
    levels,
    reduced,
    trend,
    window_s,
    within,
)

HOUR = 3600.0
finite = st.floats(allow_nan=False, allow_infinity=False)
moments = st.lists(st.integers(0, 40_000), min_size=0, max_size=120, unique=True).map(sorted)


def _regular(count: int, period_s: float = 300.0, begin: float = 0.0) -> Floats:
    return np.asarray(begin + np.arange(count) * period_s, dtype=np.float64)


def _breaks(found: Trend) -> int:
    return int(np.isnan(found.at).sum())


def _longest_stroke(found: Trend) -> float:
    return max((float(step) for step in np.diff(found.at) if np.isfinite(step)), default=0.0)


def test_twelve_hours_without_a_report_are_a_gap() -> None:
    at = np.concatenate((_regular(72), _regular(72, begin=18 * HOUR)))
    found = trend(at, np.ones(len(at)), 300, 60)
    assert _breaks(found) == 1
    assert _longest_stroke(found) == 300
    assert not len(found.lone_at)


@pytest.mark.parametrize("period_s", [None, 300.0])
def test_one_lost_report_is_no_gap_and_two_are(period_s: float | None) -> None:
    at = _regular(40)
    assert _breaks(trend(np.delete(at, 20), np.ones(39), period_s, 1)) == 0
    assert _breaks(trend(np.delete(at, [20, 21]), np.ones(38), period_s, 1)) == 1


def test_the_promise_decides_and_not_the_habit() -> None:
    found = trend(np.array([0, 12 * HOUR, 24 * HOUR]), np.ones(3), 300, 60)
    assert list(found.lone_at) == [0, 12 * HOUR, 24 * HOUR]
    assert not len(found.at)


def test_a_gap_and_a_peak_outlive_the_reduction() -> None:
    at = np.delete(_regular(43200, 60), slice(30000, 30720))  # half a day of 30
    values = np.sin(at)
    values[20001], values[20011] = 99, -99
    found = trend(at, values, 60, 30 * 24 * HOUR / 200)
    assert len(found.at) <= 410
    assert [np.nanmin(found.values), np.nanmax(found.values)] == [-99.0, 99.0]
    gap = np.flatnonzero(np.isnan(found.at))
    assert len(gap) == 1
    assert found.at[gap[0] + 1] - found.at[gap[0] - 1] == 721 * 60


def test_a_dense_part_takes_no_columns_from_a_sparse_one() -> None:
    at = np.concatenate((_regular(100, 600), _regular(5000, 1, begin=60_000)))
    less_at, _less = reduced(at, np.arange(len(at), dtype=float), 65)
    assert (less_at < 60_000).sum() >= 100


@given(moments, st.integers(1, 2000), st.integers(1, 500))
def test_every_point_is_seen_and_no_gap_is_crossed(at_s: list[int], period_s: int, pixel_s: int) -> None:
    at = np.array(at_s, dtype=float)
    found = trend(at, np.arange(len(at), dtype=float), period_s, pixel_s)
    shown = np.concatenate((found.at[np.isfinite(found.at)], found.lone_at))
    assert set(shown) <= set(at)
    assert np.isnan(found.at).sum() == np.isnan(found.values).sum()
    for left, right in itertools.pairwise(at):
        if right - left > max(MISSED * period_s, pixel_s):
            crossing = [(a, b) for a, b in itertools.pairwise(found.at) if a <= left and b >= right]
            assert not crossing
            assert {left, right} <= set(shown), "both shores of a gap are seen"
    if len(at):
        assert found.all_values.min() == 0
        assert found.all_values.max() == len(at) - 1


@given(st.lists(st.tuples(st.floats(0, 1e10) | st.just(np.nan), st.floats()), max_size=60))
def test_points_come_in_order_once_and_finite(points: list[tuple[float, float]]) -> None:
    at, values = in_order(np.array([one for one, _ in points]), np.array([one for _, one in points]))
    assert np.isfinite(at).all()
    assert np.isfinite(values).all()
    assert (np.diff(at) > 0).all()
    good = {moment: value for moment, value in points if np.isfinite(moment) and np.isfinite(value)}
    assert dict(zip(at, values, strict=True)) == good


@given(st.lists(finite, min_size=1, max_size=30), finite | st.none() | st.just(np.inf))
def test_every_size_of_number_has_its_place_on_the_axis(values: list[float], limit: float | None) -> None:
    numbers = np.array(values)
    low, high = frame(numbers, limit)
    assert np.isfinite([low, high]).all()
    assert low <= numbers.min() <= numbers.max() <= high
    placed = levels(numbers, low, high)
    assert (placed >= -1e-9).all()
    assert (placed <= 1 + 1e-9).all()


@pytest.mark.parametrize("value", [0.0, 1e15, 1e-12, -1e300])
def test_a_constant_lies_in_the_middle(value: float) -> None:
    numbers = np.full(5, value)
    assert levels(numbers, *frame(numbers, None)) == pytest.approx(np.full(5, 0.5))


@pytest.mark.parametrize("size", [1e15, 1e-12, -1e15, 1e300, 1e-300])
def test_a_curve_has_its_shape_at_every_size(size: float) -> None:
    numbers = np.array([1.0, 3.0, 2.0])
    placed = levels(numbers * size, *frame(numbers * size, None))
    wanted = levels(numbers * np.sign(size), *frame(numbers * np.sign(size), None))
    assert placed == pytest.approx(wanted)


def test_a_limit_far_outside_leaves_the_curve_its_shape() -> None:
    numbers = np.array([18.0, 20.0, 22.0])
    assert frame(numbers, 5000.0) == frame(numbers, None)
    assert frame(numbers, 25.0)[1] > 25.0


def test_the_future_has_no_place() -> None:
    at, values = within(np.array([0.0, 10.0, 4e9]), np.array([1.0, 2.0, 3.0]), 5.0, 20.0)
    assert (list(at), list(values)) == ([10.0], [2.0])


def test_what_reports_daily_is_shown_over_a_month() -> None:
    assert timedelta(seconds=window_s(PERIOD_S["day"])) == timedelta(days=30)
    assert timedelta(seconds=window_s(PERIOD_S["minute"])) == timedelta(hours=24)
    assert window_s(None) == window_s(PERIOD_S["hour"])

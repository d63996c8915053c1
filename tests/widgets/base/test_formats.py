"""Ages, numbers, times and deadlines as the room reads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.widgets.samples import NOW
from widgets.base import formats

pytestmark = pytest.mark.usefixtures("vietnamese")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-3, "0,0 giây"),
        (0.1, "0,1 giây"),
        (0.94, "0,9 giây"),
        (2, "2 giây"),
        (59.9, "59 giây"),
        (60, "1 phút"),
        (3599, "59 phút"),
        (3600, "1 giờ"),
        (86399, "23 giờ"),
        (86400, "1 ngày"),
        (1200 * 86400, "1.200 ngày"),
    ],
)
def test_age(seconds: float, text: str) -> None:
    assert formats.age_text(seconds) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(8412, 0, "8.412"), (0.62, 2, "0,62"), (-1234.5, 1, "−1.234,5"), (-0.001, 1, "0,0"), (1e6, 0, "1.000.000")],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert formats.number_text(value, decimals) == text


def test_a_limit_has_no_idle_zeros() -> None:
    assert formats.threshold_text(0.5, 2) == "0,5"
    assert formats.threshold_text(100, 0) == "100"
    assert formats.threshold_text(24, 1) == "24"


def test_times_are_the_citys() -> None:
    assert formats.clock_text(NOW) == "21:47:12"
    assert formats.date_time_text(NOW) == "21/11/2026 21:47"
    assert formats.weekday_text(NOW) == "T7"
    assert formats.weekday_text(NOW + timedelta(days=1)) == "CN"
    assert formats.clock_text(datetime(2026, 11, 21, 18, 0, tzinfo=UTC)) == "01:00:00"  # the next day there


@pytest.mark.parametrize(
    ("left", "text", "level"),
    [
        (timedelta(minutes=12, seconds=48), "còn 12 phút", "soon"),
        (timedelta(minutes=30), "còn 30 phút", "normal"),
        (timedelta(hours=5, minutes=30), "còn 5 giờ", "normal"),
        (timedelta(hours=12, minutes=13), "mai 10:00", "normal"),
        (timedelta(days=2), "T2 21:47", "normal"),
        (timedelta(days=9), "30/11 21:47", "normal"),
        (timedelta(minutes=-7), "quá hạn 7 phút", "overdue"),
    ],
)
def test_deadline(left: timedelta, text: str, level: str) -> None:
    assert formats.deadline_text(NOW, NOW + left) == (text, level)


def test_no_deadline_says_nothing() -> None:
    assert formats.deadline_text(NOW, None) == ("", "none")

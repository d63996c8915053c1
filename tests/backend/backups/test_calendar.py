"""Which backups stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backend.backups.calendar import Keep, keep_of, kept

NOW = datetime(2026, 11, 30, 3, 15, tzinfo=UTC)
EVERY_DAY = [NOW - timedelta(days=number) for number in range(500)]


def test_the_newest_of_each_day_week_and_month_stays() -> None:
    stays = kept(EVERY_DAY, Keep(daily=7, weekly=4, monthly=12))
    assert {NOW - timedelta(days=number) for number in range(7)} <= stays
    months = {(at.year, at.month) for at in stays}
    assert months == {(2026, month) for month in range(1, 12)} | {(2025, 12)}
    assert datetime(2026, 10, 31, 3, 15, tzinfo=UTC) in stays
    assert len(stays) <= 7 + 4 + 12
    assert datetime(2026, 11, 22, 3, 15, tzinfo=UTC) in stays, "a Sunday ends an ISO week"


def test_several_of_one_day_leave_the_last_and_a_server_that_was_off_loses_none() -> None:
    rare = [NOW - timedelta(days=number * 40, hours=hour) for number in range(5) for hour in range(3)]
    stays = kept(rare, Keep(daily=3))
    assert stays == {NOW, NOW - timedelta(days=40), NOW - timedelta(days=80)}


def test_the_newest_stays_whatever_was_wished() -> None:
    assert kept(EVERY_DAY, Keep()) == {NOW}
    assert kept([], Keep(daily=7)) == set()


def test_the_wish_is_read() -> None:
    assert keep_of("daily=7,weekly=4,monthly=12") == Keep(7, 4, 12)
    assert keep_of("monthly=3") == Keep(monthly=3)


@pytest.mark.parametrize(
    "text", ["", "daily", "daily=-1", "daily=7;weekly=4", "hourly=3", "daily=1,daily=2", "daily=0"]
)
def test_what_is_no_wish_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"N|stay"):
        keep_of(text)

"""A notice is news, and goes as soon as what it told is no longer so."""

from __future__ import annotations

from console.base.notices import Notice, Notices


def test_what_is_over_is_told_once_and_stays_as_history() -> None:
    notices = Notices()
    over: list[Notice] = []
    stop = notices.on_over(over.append)
    notices.post("clock_skew", "warning", seconds=30)
    notices.post("misread", "warning", count=1)
    (skew, misread) = notices.recent
    assert notices.holds(skew)
    notices.take_back("clock_skew", "never_told")
    assert over == [skew]
    assert not notices.holds(skew)
    assert notices.holds(misread)
    assert list(notices.recent) == [skew, misread], "it was told: that stays"
    notices.take_back("clock_skew")
    assert over == [skew]
    stop()
    notices.take_back("misread")
    assert over == [skew]


def test_each_telling_of_the_same_thing_is_taken_back() -> None:
    notices = Notices()
    over: list[Notice] = []
    notices.on_over(over.append)
    for seconds in (30, 60):
        notices.post("clock_skew", "warning", seconds=seconds)
    notices.take_back("clock_skew")
    assert [one.params["seconds"] for one in over] == [30, 60]

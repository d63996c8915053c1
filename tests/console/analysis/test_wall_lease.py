"""The end of one's own control of a wall is told a minute before and when it comes, each once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.analysis.wall_lease import LeaseEnds
from console.records.wall import Wall
from contract.records.wall import Lease

START = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def wall(until: float | None, holder: str = "me", key: str = "w") -> Wall:
    lease = Lease(holder_id=holder, until=at(until)) if until is not None else None
    return Wall(id=key, version=1, name="Tường", lease=lease)


def told(ends: LeaseEnds, shown: Wall, *seconds: float, who: str = "me") -> list[tuple[str, float]]:
    return [(one.what, second) for second in seconds for one in ends.look([shown], who, at(second))]


def test_a_minute_before_and_at_the_end_each_once() -> None:
    assert told(LeaseEnds(), wall(300), *range(320)) == [("soon", 240), ("ended", 300)]


def test_who_lengthens_it_is_told_of_the_new_end_alone() -> None:
    ends = LeaseEnds()
    assert told(ends, wall(300), *range(250)) == [("soon", 240)]
    assert told(ends, wall(900), *range(250, 950)) == [("soon", 840), ("ended", 900)]


def test_a_short_one_is_not_told_of_as_it_begins() -> None:
    assert told(LeaseEnds(), wall(60), *range(70)) == [("soon", 40), ("ended", 60)]


def test_what_is_released_or_taken_over_has_not_ended() -> None:
    for after in (wall(None), wall(600, "other"), wall(290, "other")):
        ends = LeaseEnds()
        assert told(ends, wall(300), *range(200)) == []
        assert told(ends, after, *range(200, 400)) == []


def test_what_was_over_before_anybody_looked_is_no_news() -> None:
    ends = LeaseEnds()
    assert told(ends, wall(10), *range(20, 60)) == []
    assert told(ends, wall(300, "other"), *range(320)) == [], "another's is theirs to know"
    assert told(ends, wall(300), *range(250)) == [("soon", 240)]
    assert told(ends, wall(300), 251, who="") == [], "who signed out is told nothing"
    assert told(ends, wall(300), 301) == []


def test_each_wall_has_its_own() -> None:
    ends, walls = LeaseEnds(), [wall(300, key="a"), wall(400, key="b")]
    found = [(one.what, one.wall.id) for second in range(500) for one in ends.look(walls, "me", at(second))]
    assert found == [("soon", "a"), ("ended", "a"), ("soon", "b"), ("ended", "b")]

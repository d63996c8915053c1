"""How many cameras have a picture, and which were lost together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.records.models import Camera, StreamState
from console.video.census import LastSeen, count
from console.video.lost_together import Lost, lost_together

NOW = datetime(2026, 11, 21, 14, 36, tzinfo=UTC)


def _camera(number: int, area: str = "Khu Cảng") -> Camera:
    return Camera(id=f"c{number}", name=f"Cầu {number}", area=area)


def _lost(number: int, seconds: float, area: str = "Khu Cảng") -> Lost:
    return Lost(f"c{number}", area, NOW + timedelta(seconds=seconds))


def test_a_late_picture_is_one_and_what_stands_still_is_none() -> None:
    assert count(StreamState) == (2, len(StreamState))
    assert count([StreamState.LIVE, StreamState.LATE, StreamState.FROZEN, StreamState.CONNECTING]) == (2, 4)
    assert count([]) == (0, 0)


def test_of_the_city_those_are_taken_off_that_were_last_seen_without_a_picture() -> None:
    seen, city = LastSeen(), [f"c{number}" for number in range(24)]
    assert seen.of_city(city) == (24, 24), "nothing is known against any"
    seen.note(_camera(1), StreamState.NO_FRAMES, NOW, NOW)
    seen.note(_camera(2), StreamState.LATE, NOW, NOW)
    assert seen.of_city(city) == (23, 24)
    seen.note(_camera(1), StreamState.CONNECTING, None, NOW)
    assert seen.of_city(city) == (23, 24), "a new try is no picture yet"
    seen.note(_camera(1), StreamState.LIVE, None, NOW)
    assert seen.of_city(city) == (24, 24)
    seen.note(_camera(99), StreamState.REFUSED, None, NOW)
    assert seen.of_city(city) == (24, 24), "one that is no longer in the city counts on neither side"


def test_since_when_one_is_lost_is_its_first_loss() -> None:
    seen = LastSeen()
    seen.note(_camera(1), StreamState.NO_FRAMES, NOW, NOW)
    seen.note(_camera(1), StreamState.REFUSED, NOW + timedelta(minutes=5), NOW)
    assert [one.since for one in seen.lost()] == [NOW]


def test_cameras_of_one_area_that_go_within_a_minute_are_one_loss() -> None:
    [group] = lost_together([_lost(3, 40), _lost(1, 0), _lost(2, 60)])
    assert group == ("Khu Cảng", ("c1", "c3", "c2"), NOW)


def test_neither_another_area_nor_a_later_one_nor_one_of_no_area_belongs_to_it() -> None:
    lost = [_lost(1, 0), _lost(2, 10), _lost(3, 61), _lost(4, 5, "Trung tâm"), _lost(5, 0, ""), _lost(6, 0, "")]
    [group] = lost_together(lost)
    assert group.camera_ids == ("c1", "c2")


def test_the_largest_loss_comes_first() -> None:
    few = [_lost(1, 0), _lost(2, 0)]
    many = [_lost(number, 300, "Trung tâm") for number in range(10, 15)]
    assert [len(group.camera_ids) for group in lost_together([*few, *many])] == [5, 2]

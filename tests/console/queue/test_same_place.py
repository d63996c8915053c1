"""What may be the incident that somebody is about to open: near and of late, the same kind first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from console.queue.same_place import there_before
from console.records.models import Incident

NOW = datetime(2026, 11, 21, 21, 47, tzinfo=UTC)
HERE = (10.7801, 106.7001)
"""Latitude and longitude."""
METRE = 1 / 111_195
"""Degrees of latitude."""


def _incident(key: str, north_m: float | None, *, hours: float = 1, **more: Any) -> Incident:
    at = {"lat": HERE[0] + north_m * METRE, "lon": HERE[1]} if north_m is not None else {}
    data = {"code": key, "title": key, "created_at": NOW - timedelta(hours=hours), **at, **more}
    return Incident.model_validate({"id": key, "version": 1, **data})


def _ids(
    *incidents: Incident, kind: str = "cay", at: tuple[float, float] | None = HERE, ward: str = "Mây"
) -> list[str]:
    return [one.incident.id for one in there_before(incidents, kind, at, ward, NOW)]


def test_whatever_is_near_and_of_late_may_be_the_same() -> None:
    assert _ids(_incident("near", 150), _incident("far", 250), _incident("old", 10, hours=25)) == ["near"]


def test_the_same_kind_stands_first_and_then_the_nearest() -> None:
    found = _ids(
        _incident("lamp", 10, kind="den"), _incident("tree", 120, kind="cay"), _incident("tree2", 40, kind="cay")
    )
    assert found == ["tree2", "tree", "lamp"]


def test_without_a_place_the_kind_and_the_ward_tell() -> None:
    same = _incident("same", None, kind="cay", ward="Mây")
    others = (_incident("ward", None, kind="cay", ward="Lê Lợi"), _incident("kind", None, kind="den", ward="Mây"))
    assert _ids(same, *others) == ["same"]
    assert _ids(same, *others, at=None) == ["same"]
    assert _ids(same, ward="") == []
    assert _ids(_incident("unknown", None, ward="Mây"), kind="") == [], "no kind is nobody's kind"


def test_one_that_was_joined_is_told_by_what_it_was_joined_into() -> None:
    assert _ids(_incident("twin", 5, joined_into="main"), _incident("main", 8)) == ["main"]


def test_how_far_it_is_is_told_in_metres() -> None:
    [found] = there_before([_incident("near", 40)], "", HERE, "", NOW)
    assert found.metres is not None
    assert abs(found.metres - 40) < 1
    assert not found.same_kind

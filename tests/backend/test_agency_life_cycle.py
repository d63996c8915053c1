"""An agency brings what it was given to its end on the way that a city lays down, and closes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backend.actions.deed import Act
from backend.city.loading import load
from backend.people.roles import Limits
from tests.backend.incident_alone import LifeCycles

CITY = Path(__file__).resolve().parents[2] / "resources" / "cities" / "song-may"
AT = "2026-11-21T03:00:00.000Z"
AGENCY = Act("a", "", 99, {}, "binh", "Trần Văn Bình", "agency", AT, AT, limits=Limits(agencies=frozenset({"115"})))


@pytest.fixture(scope="module")
def city() -> LifeCycles:
    return LifeCycles(load(CITY))


def _given(city: LifeCycles, channel: str) -> dict[str, Any]:
    """An incident that the room forwarded."""
    new = {"code": "x", "title": "x", "severity": 2, "state": "acknowledged", "channel": channel, "created_at": AT}
    [(_kind, _key, data)] = city.shaped([("incident", "x", new)], {})
    data["stage"] = {"field_report": "da-phan-loai", "sensor": "ghi-nhan", "emergency": "tiep-nhan"}[channel]
    room = replace(
        AGENCY, type="forward", role="operator", limits=Limits(), payload={"agency": "115", "assignee_version": 0}
    )
    outcome = city.fold(data, room)
    assert outcome.data is not None, outcome.problem
    return outcome.data


@pytest.mark.parametrize("channel", ["field_report", "sensor", "emergency"])
def test_its_result_resolves_it_and_the_room_alone_closes_it(city: LifeCycles, channel: str) -> None:
    given = _given(city, channel)
    done = city.fold(given, replace(AGENCY, type="resolve", payload={"resolution": "Đã dọn"}))
    assert (done.result, done.data and done.data["state"]) == ("applied", "resolved")
    assert done.data is not None
    closed = city.fold(done.data, replace(AGENCY, type="close", payload={}))
    assert closed.result == "rejected"


@pytest.mark.parametrize("channel", ["field_report", "sensor", "emergency"])
def test_it_hands_it_on_and_what_it_refused_can_be_forwarded_again(city: LifeCycles, channel: str) -> None:
    given = _given(city, channel)
    version = given["assignee_version"]
    on = replace(AGENCY, type="forward", payload={"agency": "Cấp nước", "assignee_version": version})
    handed = city.fold(given, on)
    assert (handed.result, handed.data and handed.data["agency"]) == ("applied", "Cấp nước")
    back = city.fold(given, replace(AGENCY, type="agency_step", payload={"step": "refuse", "text": "Hết xe"}))
    assert back.data is not None
    again = replace(on, role="operator", limits=Limits(), payload={**on.payload, "assignee_version": version + 1})
    assert city.fold(back.data, again).result == "applied"


def test_what_a_citizen_rated_is_not_what_an_officer_types_when_closing(city: LifeCycles) -> None:
    done = city.fold(_given(city, "sensor"), replace(AGENCY, type="resolve", payload={"resolution": "Đã dọn"}))
    assert done.data is not None
    officer = replace(AGENCY, type="close", role="duty_officer", limits=Limits(), payload={"satisfaction": 5})
    rated = city.fold(done.data | {"satisfaction": 2, "rated_at": AT}, officer)
    assert (rated.result, rated.data and rated.data["satisfaction"]) == ("applied", 2)
    unrated = city.fold(done.data, officer)
    assert unrated.data is not None
    assert unrated.data["satisfaction"] == 5, "as before, where nobody said it themselves"

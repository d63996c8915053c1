"""Journey: what the server did not take is decided by a person, offline as well, and nothing of it is deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.faults.test_conflict import OFFICER, OFFLINE_S, back, offline, shown, two_desks
from tests.journeys.driver import Driver, RefusedError

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]


def _conflicts(state: dict[str, Any]) -> list[str]:
    return [row["action_id"] for row in state["outbox"]["rows"] if row["state"] == "conflict"]


def _both_in_conflict(console: Driver) -> dict[str, str]:
    """The two conflicts by their incident."""
    console.until(lambda s: len(_conflicts(s)) == 2, 15, "two conflicts")
    rows = console.state()["outbox"]["rows"]
    return {row["target_id"]: row["action_id"] for row in rows if row["state"] == "conflict"}


def _told_of_the_outage(console: Driver, changed: set[str]) -> None:
    """The strip says what was missed, Ctrl+U lists it, and then it is no news any more."""
    state = console.until(lambda s: s["catch_up"] and s["catch_up"]["news"], 15, "what was missed")
    assert changed <= set(state["catch_up"]["changed"])
    assert state["catch_up"]["in_conflict"] == 2
    console.do("show-catch-up")
    assert console.state()["overlay"] == "catch-up"
    console.do("go-back")
    assert not console.state()["catch_up"]["news"]


def test_one_is_combined_offline_and_one_is_put_away_and_taken_out_again(tmp_path: Path) -> None:
    with two_desks(tmp_path) as (town, desks):
        proxy, ours = desks["ha.le"]
        officer = desks[OFFICER][1]
        combined, put_away = [row["id"] for row in ours.state()["rows"] if row["state"] == "new"][:2]
        offline(desks)
        for incident in (combined, put_away):
            ours.do("resolve-incident", incident=incident, resolution="Đã xong")
            officer.do("escalate-incident", incident=incident, reason="Còn người mắc kẹt")
        back(desks[OFFICER])
        ours.until(lambda s: s["links"]["incidents"]["state"] == "down", OFFLINE_S, "an outage worth telling of")
        back(desks["ha.le"])
        actions = _both_in_conflict(ours)
        _told_of_the_outage(ours, {combined, put_away})

        ours.do("decide-conflict", action=actions[put_away], choice="server")
        ours.until(lambda s: _conflicts(s) == [actions[combined]], 5, "put away")
        ours.do("take-out-action", action=actions[put_away])
        ours.until(lambda s: len(_conflicts(s)) == 2, 5, "taken out again, as it was")
        ours.do("decide-conflict", action=actions[put_away], choice="server")
        with pytest.raises(RefusedError, match="no_conflict"):
            ours.do("decide-conflict", action=actions[put_away], choice="ours")

        proxy.mode = "refuse"
        proxy.cut()
        text = "Đã xong; người mắc kẹt đã được đưa ra"
        ours.do("decide-conflict", action=actions[combined], choice="combine", text=text)
        state = ours.until(lambda s: s["outbox"]["waiting"] == 1 and not _conflicts(s), 5, "the decision waits too")
        assert state["outbox"]["rows"][0]["type"] == "resolve"
        back(desks["ha.le"])
        for console in (ours, officer):
            assert shown(console, put_away)["state"] == "new", "the server's stands"
            console.do("open-incident", incident=combined)
            console.until(lambda s: s["selected"]["resolution"] == text, 15, "everybody reads the combined words")
        log = [row["action_id"] for row in town.log()]
    assert len(log) == len(set(log)) == 5, "two of each, and the one that was combined"

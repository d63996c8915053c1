"""Putting aside: with a reason and an end, never what is critical, and a late one is recorded without effect."""

from __future__ import annotations

from typing import Any

import pytest

from tests.backend.incident_alone import Act, fold

NOW = "2026-11-21T01:00:00.000+00:00"
INCIDENT: dict[str, Any] = {"severity": 3, "state": "new", "history": []}


def _act(kind: str, **payload: Any) -> Act:
    return Act("a-1", kind, 1, payload, "ha.le", "Lê Hà", "operator", NOW, NOW)


def _code(**payload: Any) -> str:
    outcome = fold(payload.pop("incident", INCIDENT), _act("shelve", **payload))
    assert outcome.result == "rejected"
    assert outcome.problem is not None
    return str(outcome.problem["code"])


def test_it_is_kept_with_who_why_and_until_when() -> None:
    outcome = fold(INCIDENT, _act("shelve", until="2026-11-21T03:00:00+00:00", reason=" Cảm biến đang sửa "))
    assert outcome.result == "applied"
    assert outcome.data is not None
    assert outcome.data["shelved_by"] == "ha.le"
    assert outcome.data["shelved_by_name"] == "Lê Hà"
    assert outcome.data["shelved_until"] == "2026-11-21T03:00:00+00:00"
    assert outcome.data["history"][-1]["text"] == outcome.data["shelved_reason"] == "Cảm biến đang sửa"
    assert outcome.data["state"] == "new", "putting aside is no station of the life cycle"
    back = fold(outcome.data, _act("unshelve"))
    assert back.result == "applied"
    assert back.data is not None
    assert back.data["shelved_until"] is None
    assert fold(back.data, _act("unshelve")).result == "superseded"


@pytest.mark.parametrize("until", ["2026-11-21T09:02:00+00:00", "9999-12-31T23:59:59+00:00"])
def test_never_for_more_than_eight_hours(until: str) -> None:
    assert _code(until=until, reason="lâu") == "shelved-too-long"


@pytest.mark.parametrize("until", [None, 5, "", "tomorrow", "2026-11-21T03:00:00", "0001-01-01T00:00:00+23:59"])
def test_an_end_is_required(until: Any) -> None:
    if isinstance(until, str) and until.startswith("0001"):
        assert fold(INCIDENT, _act("shelve", until=until, reason="x")).result in {"rejected", "superseded"}
    else:
        assert _code(until=until, reason="x") == "bad-payload"


@pytest.mark.parametrize("reason", [None, "", "   ", 7, "x" * 4001])
def test_a_reason_is_required(reason: Any) -> None:
    assert _code(until="2026-11-21T03:00:00+00:00", reason=reason) == "bad-payload"


def test_never_what_is_critical_or_has_ended() -> None:
    until = "2026-11-21T03:00:00+00:00"
    assert _code(incident=INCIDENT | {"severity": 1}, until=until, reason="x") == "critical-not-shelved"
    for state in ("resolved", "closed", "refused"):
        assert _code(incident=INCIDENT | {"state": state}, until=until, reason="x") == "incident-closed"


def test_one_that_outlived_itself_on_the_way_changes_nothing_and_is_recorded() -> None:
    outcome = fold(INCIDENT, _act("shelve", until="2026-11-21T00:59:00+00:00", reason="x"))
    assert outcome.result == "superseded"
    assert outcome.data is not None
    assert "shelved_until" not in outcome.data
    assert outcome.data["history"][-1]["verb"] == "shelve"


def test_a_wall_does_not_put_aside() -> None:
    act = Act("a-1", "shelve", 1, {"until": "2026-11-21T03:00:00+00:00", "reason": "x"}, "w", "w", "wall", NOW, NOW)
    assert fold(INCIDENT, act).result == "rejected"

"""The merge vectors on the console's side: what is shown before the server has answered is what it answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from console.records.models import TROUBLED, UNSETTLED, Incident, OutboxState, PendingAction
from console.records.reading import read_record
from console.verbs.actions import effect
from console.verbs.shown import laid_over
from contract import vectors
from tests.backend import incident_alone

NEW = "d-01a2322e-07f2-712b-8563-eb2efddc9a36"
"""Of an incident that is opened here."""
AT = "2026-09-14T08:00:00+07:00"
START: dict[str, Any] = {
    **next(one["data"] for one in vectors.read("records") if one["type"] == "incident" and not one["faults"]),
    "state": "new",
}  # fmt: skip
AFTER_ANSWER = {"superseded": OutboxState.SETTLED, "conflict": OutboxState.CONFLICT, "rejected": OutboxState.REJECTED}
"""What was not applied is heard of before the next is done: what came second is settled with the server's record."""


def _incident(data: dict[str, Any], version: int = 1) -> Incident:
    record = read_record(Incident, "x", version, json.dumps(data)).record
    assert record is not None
    return record


def _saved(number: int, act: dict[str, Any], state: OutboxState, target: str = "x") -> PendingAction:
    return PendingAction.model_validate(
        {"action_id": f"a{number}", "type": act["verb"], "target_type": "incident", "target_id": target,
         "actor_name": "Hà", "actor_id": "ha.le", "payload": act["payload"], "occurred_at": AT, "state": state}
    )  # fmt: skip


def _merges() -> Any:
    return [pytest.param(one, id=one["what"]) for one in vectors.read("merges")]


@pytest.mark.parametrize("vector", _merges())
@pytest.mark.parametrize("taken", sorted(UNSETTLED))
def test_what_the_server_said_and_what_was_done_here_is_what_will_be(
    vector: dict[str, Any], taken: OutboxState
) -> None:
    states = [AFTER_ANSWER.get(act["expect"], taken) for act in vector["acts"]]
    target = NEW if vector.get("new") else "x"
    saved = [_saved(number, act, states[number], target) for number, act in enumerate(vector["acts"])]
    [shown] = laid_over([] if vector.get("new") else [_incident(START)], {target: saved})
    told = json.loads(shown.model_dump_json())
    unlike = {name for name, value in vector["then"].items() if told[name] != value}
    assert unlike == set(vector.get("later", ())), "exactly what the vector says is learnt from the server"
    assert len(shown.pending) == states.count(taken)
    assert len(shown.refused) == sum(state in TROUBLED for state in states)


@pytest.mark.parametrize("vector", _merges())
def test_no_field_is_shown_other_than_the_server_will_have_it(vector: dict[str, Any]) -> None:
    """Act by act, and of every field that the console changes, whether the vector names it or not."""
    data, version = ({}, 0) if vector.get("new") else (START, 1)
    for number, act in enumerate(vector["acts"]):
        outcome = incident_alone.fold(data | {"_version": version, "_id": NEW}, _act(number, act, version))
        assert outcome.result == act["expect"]
        after = outcome.data if outcome.data is not None else data
        if outcome.result == "applied" and act["verb"] == "open":
            [shown] = laid_over([], {NEW: [_saved(number, act, OutboxState.WAITING, NEW)]})
            said = {name: getattr(shown, name) for name in act["payload"] if name in Incident.model_fields}
            assert said == {name: getattr(_incident(after), name) for name in said}
        elif outcome.result == "applied":
            was, will_be = _incident(data), _incident(after)
            shown = effect(was, _saved(number, act, OutboxState.WAITING))
            changed = {name for name in Incident.model_fields if getattr(shown, name) != getattr(was, name)}
            assert {name: getattr(shown, name) for name in changed} == {
                name: getattr(will_be, name) for name in changed
            }  # fmt: skip
        data, version = after, version + (outcome.data is not None)


def _act(number: int, act: dict[str, Any], version: int) -> incident_alone.Act:
    return incident_alone.Act(
        action_id=f"a{number}", type=act["verb"], base_version=act.get("seen", version), payload=act["payload"],
        actor_id="ha.le", actor_name="Hà", role="operator", occurred_at=AT, received_at=AT,
    )  # fmt: skip

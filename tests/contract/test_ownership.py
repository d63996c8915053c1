"""Who a field belongs to, by golden vectors: what a source may change of a record that exists, and what never."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backend.actions.deed import Act
from backend.feeds.door import Door
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from console.records.models import Incident, Indicator, Source
from console.records.reading import read_record
from contract import ownership, vectors
from contract.records import RECORDS
from contract.wire import FeedIn, RecordResult
from tests.backend import incident_alone

KEY = "x"
READERS: dict[str, Any] = {"incident": Incident, "indicator": Indicator, "source": Source}


def test_every_field_of_every_record_has_an_owner() -> None:
    """By a mark of its own, or by its type's where all are one's; never by being forgotten."""
    for kind, model in RECORDS.items():
        marked = {
            name for name, field in model.model_fields.items()
            if isinstance(field.json_schema_extra, dict) and "x-owner" in field.json_schema_extra
        }  # fmt: skip
        wanted = set() if model.OWNER is not None else set(model.model_fields)
        assert marked == wanted, f"{kind}: {sorted(marked ^ wanted)} has no owner, or two"
        assert ownership.owners(kind).keys() == model.model_fields.keys(), kind


def test_a_field_without_an_owner_is_noticed() -> None:
    assert ownership.owners("of no contract") == {}


def _ownership() -> Any:
    return [pytest.param(one, id=one["what"]) for one in vectors.read("ownership")]


class Room:
    """A server's door and its ledger, with one incident that people act on."""

    def __init__(self, folder: Path) -> None:
        self.ledger = Ledger(open_engine(f"sqlite:///{folder / 'ledger.db'}"))
        self._door = Door(self.ledger)
        self._acts = 0

    def feed(self, **body: Any) -> tuple[list[RecordResult], list[RecordResult]]:
        answer = self._door.take("quan.tri", FeedIn.model_validate(body), partial=True, request=None)
        return answer.results, answer.removed

    def data(self, kind: str) -> dict[str, Any] | None:
        found = self.ledger.current(kind, KEY)
        return None if found is None else found[1]

    def act(self, verb: str, payload: dict[str, Any]) -> str:
        found = self.ledger.current("incident", KEY)
        assert found is not None
        self._acts += 1
        at = "2026-09-14T01:00:00.000Z"
        act = Act(f"a{self._acts}", verb, found[0], payload, "ha.le", "Hà", "operator", at, at)
        outcome = incident_alone.fold(found[1] | {"_version": found[0], "_id": KEY}, act)
        if outcome.data is not None:
            self.ledger.publish([("incident", KEY, outcome.data)])
        return outcome.result

    def step(self, kind: str, step: dict[str, Any]) -> None:
        if "verb" in step:
            assert self.act(step["verb"], step["payload"]) == step["expect"]
        elif "remove" in step:
            assert self.feed(removes=[{"type": kind, "id": KEY}])[1][0].status == step["expect"]
        else:
            before = self.data(kind)
            [told], _none = self.feed(records=[{"type": kind, "id": KEY, "data": step["report"]}])
            assert told.status == step["expect"], told
            assert set(told.kept) >= set(step.get("kept", ()))
            assert [one.field for one in told.faults] == step.get("faults", [])
            if told.status in {"stale", "refused", "unchanged"}:
                assert self.data(kind) == before


@pytest.mark.parametrize("vector", _ownership())
def test_a_source_changes_its_own_fields_alone(tmp_path: Path, vector: dict[str, Any]) -> None:
    room, kind = Room(tmp_path), vector["type"]
    if vector["opened"] is not None:
        [told], _none = room.feed(records=[{"type": kind, "id": KEY, "data": vector["opened"]}])
        assert told.status == "applied", told
    for step in vector["steps"]:
        room.step(kind, step)
    data = room.data(kind)
    if vector["then"] is None:
        assert data is None
        return
    assert data is not None
    assert {name: data.get(name) for name in vector["then"]} == vector["then"]
    if "lines" in vector:
        assert [line["verb"] for line in data.get("history", ())] == vector["lines"]
    if "text" in vector:
        assert data["history"][-1]["text"] == vector["text"]
    if kind in READERS:
        reading = read_record(READERS[kind], KEY, 1, json.dumps(data))
        assert reading.record is not None
        assert reading.oddities == ()

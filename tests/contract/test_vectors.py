"""Golden vectors, on both sides: the door, what a console reads, the chain, the overlay of what waits."""

from __future__ import annotations

import json
from typing import Any

import pytest

from console.records.models import Camera, CityNotice, Incident, Indicator, Source
from console.records.reading import read_record
from console.records.said import Record
from contract import vectors
from contract.chain import chain_hash
from contract.door import faults

READERS: dict[str, type[Record]] = {
    "incident": Incident, "camera": Camera, "indicator": Indicator, "source": Source, "notice": CityNotice,
}  # fmt: skip
LENIENT = frozenset({"a severity as text", "seconds for a time", "seconds for a time, as text"})
"""What the door refuses and a console can still make something of."""


def _named(kind: Any) -> Any:
    return [pytest.param(one, id=one["what"]) for one in vectors.read(kind)]


@pytest.mark.parametrize("vector", _named("records"))
def test_the_door_finds_fault_where_there_is_one(vector: dict[str, Any]) -> None:
    assert {fault.field for fault in faults(vector["type"], vector["data"])} == set(vector["faults"])


@pytest.mark.parametrize("vector", _named("records"))
def test_a_console_reads_what_the_door_takes_and_says_what_it_cannot(vector: dict[str, Any]) -> None:
    reader = READERS.get(vector["type"])
    if reader is None:
        pytest.skip("no reader of its own")
    reading = read_record(reader, "x", 1, json.dumps(vector["data"]))
    assert reading.record is not None, "whatever stands in it, somebody sees it"
    if not vector["faults"]:
        assert reading.oddities == ()


@pytest.mark.parametrize("vector", _named("chain"))
def test_a_hash_is_that_of_the_canonical_form(vector: dict[str, Any]) -> None:
    assert chain_hash(vector["fields"]) == vector["hash"]

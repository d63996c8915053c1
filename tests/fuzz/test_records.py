"""A part of the fuzz, on every run: some three thousand odd values, live and after a restart, on desk and wall."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.records.reading import read_record
from console.sync.record_types import MODELS
from offline_cache.json_text import read_json, write_json
from tests.fuzz.oddities import cases, is_silent, witness
from tests.fuzz.records import fuzz

EVERY = 11
"""Prime to the number of odd values, so that each of them meets each type."""


@pytest.mark.timeout(900)
@pytest.mark.kind(
    "one-record",
    "Any field of any type of record holding any of 33 odd values, live and after a restart",
    "No screen of the desk or the wall falls over; each value is shown as it was said, or told.",
)
def test_no_record_ends_a_screen(qapp: QApplication, tmp_path: Path) -> None:
    found = fuzz(qapp, list(cases())[::EVERY], tmp_path)
    assert found.tried >= 2000
    assert not found.dead + found.silent, "\n".join(found.lines())


@pytest.mark.kind(
    "one-record",
    "Fifteen thousand odd values, each read from the cache by itself",
    "What can be shown of a record is shown, and what was lost is named; nothing raises, nothing is swallowed.",
)
def test_every_record_is_read_as_far_as_it_can_be() -> None:
    swallowed, hidden = [], set()
    for case in cases():
        kept = write_json(read_json(case.raw().data))
        reading = read_record(MODELS[case.kind], case.id, 1, kept)
        if is_silent(case, reading):
            swallowed.append(case)
        if reading.record is None:
            hidden.add((case.kind, case.path[0]))
    assert not swallowed
    assert hidden == {
        ("shift", "starts_at"), ("shift", "ends_at"), ("log_entry", "at"), ("handover", "from_id"),
        ("handover", "to_id"),
    }  # fmt: skip


def test_the_good_records_are_good() -> None:
    for kind, model in MODELS.items():
        good = witness(kind)
        assert not read_record(model, good.id, 1, good.data).oddities, kind

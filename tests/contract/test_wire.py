"""What a request says of times: one that is none refuses the request where nothing else judges it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from contract.wire import ActionIn, Batch


@pytest.mark.parametrize("said", ["AAA", "", "2026-11-30", "2026-11-30T10:00:00", "9" * 41, "10:00Z"])
def test_a_batch_that_was_sent_at_no_time_is_refused(said: str) -> None:
    with pytest.raises(ValidationError):
        Batch.model_validate({"device_id": "desk-1", "actions": [], "sent_at": said})


@pytest.mark.parametrize("said", [None, "2026-11-30T10:00:00.000Z", "2026-11-30T17:00:00+07:00"])
def test_one_that_was_sent_at_some_time_or_says_nothing_of_it_is_read(said: str | None) -> None:
    assert Batch.model_validate({"device_id": "desk-1", "actions": [], "sent_at": said}).sent_at == said


ACTION: dict[str, Any] = {
    "action_id": "00000000-0000-0000-0000-000000000000", "device_seq": 1, "actor_id": "ha.le", "type": "note",
    "target_type": "incident", "target_id": "i-1", "base_version": 1, "payload": {}, "mono_ms": 1, "boot_id": "b",
    "occurred_at": "2026-11-30T10:00:00.000Z", "prev_hash": "", "hash": "0" * 64,
}  # fmt: skip


@pytest.mark.parametrize("field", ["device_seq", "base_version", "mono_ms"])
@pytest.mark.parametrize("said", [True, "1", 1.5, None, -1])
def test_a_number_of_an_action_is_a_number(field: str, said: object) -> None:
    """What only looks like one would be hashed as another than its author signed."""
    assert ActionIn.model_validate(ACTION | {field: 1.0}) == ActionIn.model_validate(ACTION)
    with pytest.raises(ValidationError):
        ActionIn.model_validate(ACTION | {field: said})

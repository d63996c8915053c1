"""Bodies that are large, odd or nested without a floor, as the server reads them: beside its loop and in pieces."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from backend.entrance import bodies
from backend.entrance.bodies import parsed, understood
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from contract.wire import Batch
from tests.backend.operations.server import DESK, Served, served

ANSWER_S = 60.0
"""Only ends a test that would never end."""
KIND = {"Content-Type": "application/json"}
ACTIONS = "/v1/actions:batch"


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Served]:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"))
    with served(ledger) as running:
        yield running
    ledger.engine.dispose()


def test_a_large_batch_is_read_beside_the_loop(there: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A body as large as may be, sent again and again: the loop that answers everybody does not read it."""
    threads: list[str] = []

    def watched(content: bytes, model: type[Any]) -> Any:
        threads.append(threading.current_thread().name)
        return understood(content, model)

    monkeypatch.setattr(bodies, "understood", watched)
    mine = there.proven(there.token())
    wrong = {"device_id": DESK, "actions": [{"payload": {"text": "x" * 1000}}] * 1000}
    answer = requests.post(there.url + ACTIONS, json=wrong, auth=mine, timeout=ANSWER_S)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert threads
    assert threads[0] != "served"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda one: st.lists(one) | st.dictionaries(st.text(), one),
    max_leaves=20,
)


@given(_JSON, st.sampled_from([None, 1]), st.sampled_from(["", "}", ",", "]", '"', "x"]))
def test_what_is_read_in_pieces_is_what_was_sent(value: Any, indent: int | None, behind: str) -> None:
    """Odd JSON: read member by member it is what Python's own reader makes of it, faults too."""
    text = f" {json.dumps(value, indent=indent, ensure_ascii=False)} {behind}"
    try:
        expected = json.loads(text)
    except json.JSONDecodeError:
        with pytest.raises(json.JSONDecodeError):
            parsed(text)
    else:
        assert parsed(text) == expected


@pytest.mark.parametrize(
    "text", ["{", '{"a"', '{"a":', '{"a":[', '{"a":[1', '{"a":[1,', '{"a":[1]', '{"a":1,}', "{1:2}", "", "[1,]"]
)
def test_json_that_ends_too_early(text: str) -> None:
    """JSON that is cut at every place: refused, by a sentence."""
    with pytest.raises(json.JSONDecodeError):
        parsed(text)


def test_a_batch_in_pieces_is_a_batch() -> None:
    """A hundred actions read one by one are the same as read at once."""
    action = {
        "action_id": "00000000-0000-0000-0000-000000000001", "device_seq": 1, "actor_id": "a", "type": "note",
        "target_type": "incident", "target_id": "i", "base_version": 1, "payload": {"text": "ngập"}, "mono_ms": 1,
        "occurred_at": "2026-11-30T00:00:00Z", "boot_id": "b", "prev_hash": "", "hash": "0" * 64,
    }  # fmt: skip
    body = {"device_id": "d", "actions": [action] * 100}
    assert understood(json.dumps(body).encode(), Batch) == Batch.model_validate(body)


def test_deep_json(there: Served) -> None:
    """100,000 brackets: refused, and the server goes on."""
    mine = there.proven(there.token())
    deep = b'{"a":' + b"[" * 100_000
    answer = requests.post(there.url + ACTIONS, data=deep, headers=KIND, auth=mine, timeout=ANSWER_S)
    assert answer.status_code in {400, 422}
    assert there.get("/v1/health").status_code == 200

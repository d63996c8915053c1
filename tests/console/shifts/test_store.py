"""What we did never leaves the screen while the server takes it, whenever it is settled between two reads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

import pytest

from console.records.models import OutboxState, PendingAction
from console.records.said import Record
from console.records.shift import Handover, ShiftEntry
from console.shifts.store import ShiftStore
from console.storage.store import Store

R = TypeVar("R", bound=Record)
T = TypeVar("T")
NOW = datetime(2026, 11, 30, 7, tzinfo=UTC)


class Settling:
    """Whatever is read first: right after it the action has left the outbox and its record is in the cache."""

    def __init__(self, action: PendingAction, record: Record) -> None:
        self._waiting, self._known = [action], [record]
        self._reads = 0

    def _settled(self) -> bool:
        self._reads += 1
        return self._reads > 1

    async def outbox(self) -> list[PendingAction]:
        return [] if self._settled() else self._waiting

    async def records(self, _kind: str, model: type[R]) -> list[R]:
        return [one for one in self._known if isinstance(one, model)] if self._settled() else []

    async def shift(self) -> None:
        return None


async def _here(work: Callable[[], T]) -> T:
    return work()


def _action(kind: str, payload: dict[str, Any]) -> PendingAction:
    return PendingAction(
        action_id="one", type=kind, target_type="shift", target_id="current", actor_name="Hà", actor_id="ha",
        payload=payload, occurred_at=NOW, state=OutboxState.ANSWERED, base_version=1,
    )  # fmt: skip


LINE = (
    _action("log_entry", {"text": "Mưa"}),
    ShiftEntry.model_validate({"id": "one", "version": 1, "text": "Mưa", "at": NOW.isoformat()}),
)
OFFER = (
    _action("handover_offer", {"to_id": "tuan", "to_name": "Tuấn", "items": []}),
    Handover.model_validate(
        {"id": "one", "version": 1, "from_id": "ha", "to_id": "tuan", "state": "offered", "offered_at": NOW.isoformat()}
    ),
)


@pytest.mark.parametrize(("what", "done"), [("log", LINE), ("handovers", OFFER)])
def test_it_is_seen_before_and_after_it_is_settled(what: str, done: tuple[PendingAction, Record]) -> None:
    store = ShiftStore(cast("Store", Settling(*done)), _here)
    assert [one.id for one in asyncio.run(getattr(store, what)())] == ["one"]

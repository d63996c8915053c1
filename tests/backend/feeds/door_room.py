"""A server's door over a ledger of its own, and somebody who acts there."""

from __future__ import annotations

from typing import Any

from backend.actions.deed import Act
from backend.feeds.door import Door
from backend.feeds.keys import Request
from backend.ledger.ledger import Ledger
from contract.wire import FeedAnswer, FeedIn
from tests.backend import incident_alone

AT = "2026-11-21T07:30:00.000Z"


def incident(**more: Any) -> dict[str, Any]:
    """What a source says of a new one."""
    return {"code": "SC-1", "title": "Ngập", "severity": 3, "state": "new", "created_at": AT, "updated_at": AT, **more}


def record(key: str, kind: str = "incident", /, **data: Any) -> dict[str, Any]:
    """A record as a connector sends it."""
    return {"type": kind, "id": key, "data": data}


class DoorRoom:
    """One door, and what stands behind it."""

    def __init__(self, ledger: Ledger, rules: Any = incident_alone.ALL) -> None:
        self.ledger = ledger
        self.door = Door(ledger)
        self._rules = rules
        self._acts = 0

    def feed(self, *records: dict[str, Any], partial: bool = False, key: str = "", **body: Any) -> FeedAnswer:
        """Report as the connector `quan.tri` does; with `key` as a request that can be asked again."""
        said = FeedIn.model_validate({"records": list(records), **body})
        request = Request("quan.tri", key, said.model_dump_json()[:80]) if key else None
        return self.door.take("quan.tri", said, partial=partial, request=request)

    def data(self, key: str, kind: str = "incident") -> dict[str, Any]:
        """A record as it stands; it must be there."""
        found = self.ledger.current(kind, key)
        assert found is not None
        return found[1]

    def act(self, key: str, verb: str, **payload: Any) -> None:
        """Somebody does something on an incident; it must be applied."""
        self._acts += 1
        with self.ledger.write() as connection:
            found = self.ledger.read(connection, "incident", key)
            assert found is not None
            act = Act(f"a{self._acts}", verb, found[0], payload, "ha.le", "Hà", "duty_officer", AT, AT)
            outcome = incident_alone.fold(found[1] | {"_version": found[0], "_id": key}, act, self._rules)
            assert outcome.result == "applied", outcome.problem
            assert outcome.data is not None
            seq = self.ledger.put(connection, [("incident", key, outcome.data)])
        self.ledger.wakeups.announce(seq)

"""A server with four people, for those who attack it as one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from sqlalchemy import select

from backend.evidence.keeping import NO_KEEPING, Keeping
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import actions, devices
from backend.people.accounts import AT_SIGN_IN, Accounts, Admission
from backend.people.roles import Role
from tests.backend.operations.server import served

PASSWORD = "mat-khau"
VICTIM, COLLEAGUE, OFFICER, ADMIN = "ha.le", "tuan.pham", "an.nguyen", "quan.tri"
PEOPLE = ((VICTIM, Role.OPERATOR), (COLLEAGUE, Role.OPERATOR), (OFFICER, Role.DUTY_OFFICER), (ADMIN, Role.ADMIN))
INCIDENT = {
    "code": "SC-1", "title": "Cháy", "severity": 1, "state": "new", "created_at": "2026-11-30T01:00:00Z",
    "updated_at": "2026-11-30T01:00:00Z", "history": [],
}  # fmt: skip
TARGET = {"id": "i-1", "version": 1}
ACCEPTED = {"applied", "superseded", "duplicate"}


@dataclass
class Room:
    """A server, its database, and everybody's password."""

    url: str
    ledger: Ledger
    opened: list[requests.Session]
    """What its devices ask by (`tests.backend.operations.server.Served`)."""
    password: str = PASSWORD
    accounts: Accounts = field(init=False)

    def __post_init__(self) -> None:
        self.accounts = Accounts(self.ledger)
        for person, role in PEOPLE:
            self.accounts.put(person, person, role, "", PASSWORD)
        self.ledger.publish([("incident", "i-1", INCIDENT)])

    def log(self, action_id: str) -> Any:
        """The line of an action."""
        with self.ledger.engine.connect() as connection:
            return connection.execute(select(actions).where(actions.c.action_id == action_id)).one()

    def last_number(self, device_id: str) -> int:
        """Of a device."""
        with self.ledger.engine.connect() as connection:
            return int(
                connection.execute(select(devices.c.last_seq).where(devices.c.device_id == device_id)).scalar_one()
            )


def room_of(
    folder: Path, admission: Admission = AT_SIGN_IN, keeping: Keeping = NO_KEEPING
) -> Iterator[Room]:  # fmt: skip
    """Until the test is over."""
    ledger = Ledger(open_engine(f"sqlite:///{folder / 'room.db'}"))
    with served(ledger, admission=admission, keeping=keeping) as running:
        yield Room(running.url, ledger, running.opened)
    ledger.engine.dispose()

"""Incidents of a city's past, and a desk that acts on them straight at the log of actions."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import insert

from backend.actions.log import ActionLog
from backend.base.clock import iso, now_ms
from backend.ledger.ledger import Ledger
from backend.ledger.schema import device_people
from backend.people.accounts import Accounts
from backend.people.roles import Caller, Role
from backend.rules import ARCHIVES, RULES
from contract.chain import chain_hash
from contract.instants import parse_ms
from contract.wire import ActionIn, ActionResult, Batch

DAY_MS = 24 * 3_600_000
NOW = "2026-11-20T08:00:00.000Z"
NOW_MS = parse_ms(NOW)


def ended(title: str, days_ago: float, **more: Any) -> dict[str, Any]:
    """An incident that was closed so long before `NOW`."""
    at = iso(round(NOW_MS - days_ago * DAY_MS))
    return {
        "code": "SM-1", "title": title, "created_at": at, "updated_at": at, "state": "closed",
        "history": [{"at": at, "verb": "note", "text": "đã xong"}],
    } | more  # fmt: skip


class Desk:
    """One duty officer at one device."""

    def __init__(self, ledger: Ledger) -> None:
        accounts = Accounts(ledger)
        self.log = ActionLog(ledger, accounts, RULES, ARCHIVES)
        self._caller = Caller("ca", "Ca trưởng", Role.DUTY_OFFICER, "B1", "desk-1", now_ms() + DAY_MS)
        self._seq, self._head = 0, ""
        accounts.put("ca", "Ca trưởng", Role.DUTY_OFFICER, "B1", "mật khẩu")
        with ledger.write() as connection:
            connection.execute(insert(device_people).values(device_id="desk-1", user_id="ca"))

    def does(self, verb: str, incident: str, **payload: Any) -> ActionResult:
        """What becomes of a verb on an incident."""
        return self.send(self.action(verb, incident, **payload))

    def send(self, action: ActionIn) -> ActionResult:
        """The answer to one action."""
        return self.log.take(self._caller, Batch(device_id="desk-1", actions=[action])).results[0]

    def action(self, verb: str, incident: str, **payload: Any) -> ActionIn:
        """The next one of the chain."""
        self._seq += 1
        fields: dict[str, Any] = {
            "action_id": str(uuid.uuid4()), "actor_id": "ca", "type": verb, "target_type": "incident",
            "target_id": incident, "base_version": 1, "payload": payload, "mono_ms": 1, "occurred_at": iso(now_ms()),
            "boot_id": "boot", "prev_hash": self._head,
        }  # fmt: skip
        sealed = self.sealed(fields | {"device_seq": self._seq})
        self._head = sealed.hash
        return sealed

    def sealed(self, fields: dict[str, Any]) -> ActionIn:
        """The action of these fields, with its hash."""
        return ActionIn(**fields | {"hash": chain_hash({**fields, "device_id": "desk-1"})})

"""Backends over one database, as processes to be killed and started again, each on a port that it keeps."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import requests
from sqlalchemy import Row, select

from backend.actions.log import audit
from backend.audit import keys as audit_keys
from backend.evidence import keys as evidence_keys
from backend.feeds.credentials import Credentials, Scope
from backend.ledger.databases import opened
from backend.ledger.engine import engine_of
from backend.ledger.schema import actions, incident_lines, records
from backend.people.accounts import Accounts
from backend.people.roles import Role
from contract.keys import public_text
from contract.ownership import FEEDABLE
from tests.harness.postgresql import unseen
from tests.harness.run import run_patiently
from tests.journeys.city import PACK, ROOT, Service, free_port

OPERATORS = tuple(f"operator.{number}" for number in range(8))
OFFICERS = ("officer.0", "officer.1")
ADMINS = ("admin.0", "admin.1")
HAPROXY = "127.0.0.1"
"""From where HAProxy comes to the servers; consoles of a test that shall be somebody else come from another loopback
address."""
ENDS_S = 60
Records = dict[tuple[str, str], tuple[int, dict[str, Any]]]


@dataclass(frozen=True)
class Door:
    """Where a device knocks: one server, or the balancer before all of them."""

    url: str
    password: str
    authority: str | None = None
    """The file of the authority whose certificate it shows; None where it speaks plain HTTP."""


class Replicas:
    """So many servers over the database at `address`, with the same keys, each as its unit in packaging/ha starts it;
    `options` are more of `serve`'s. A context manager; people and sources are let in at its start."""

    def __init__(self, folder: Path, address: str, count: int = 2, options: Sequence[str] = ()) -> None:
        self.address = address
        self.audit_key = folder / "audit-key"
        self._options = ("--trusted-proxies", HAPROXY, *self._keys(folder / "evidence-key"), *options)
        self.password = secrets.token_urlsafe(12)
        self.ports = [free_port() for _ in range(count)]
        self.doors = [Door(f"http://127.0.0.1:{port}", self.password) for port in self.ports]
        self._folder = folder
        self._running: dict[int, Service] = {}
        self.source_token = ""
        """What a source reports with."""

    def __enter__(self) -> Self:
        for number in range(len(self.ports)):
            self.start(number)
        ledger = opened(self.address, "en")
        self.source_token = Credentials(ledger).issue(Scope("ha", FEEDABLE, "", 60_000))
        ledger.engine.dispose()
        self.let_in()
        return self

    def let_in(self) -> None:
        """Everybody, as at the start, whatever became of them."""
        ledger = opened(self.address, "en")
        accounts = Accounts(ledger)
        roles = dict.fromkeys(OPERATORS, Role.OPERATOR) | dict.fromkeys(OFFICERS, Role.DUTY_OFFICER)
        for person, role in (roles | dict.fromkeys(ADMINS, Role.ADMIN)).items():
            accounts.put(person, person, role, "", self.password)
        ledger.engine.dispose()

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for number in [*self._running]:
            self.kill(number)

    def _keys(self, evidence: Path) -> tuple[str, ...]:
        """Those of the audit and of evidence, which all servers of a city share."""
        audit_keys.make_key(self.audit_key)
        evidence_keys.keys_in(evidence, "en", make=True)
        return ("--audit-key-file", str(self.audit_key), "--evidence-key-file", str(evidence))

    def start(self, number: int, *options: str) -> None:
        """Serve on its port; `options` are more of `serve`'s."""
        given = ("--database", self.address, "--city", str(PACK), "--port", str(self.ports[number]), *self._options)
        self._running[number] = Service("serve", *given, *options, log_path=self._folder / f"backend-{number}.log")

    def kill(self, number: int) -> None:
        """No goodbye."""
        self._running.pop(number).kill()

    def freeze(self, number: int) -> None:
        """It stands still, with whatever it has in its hands; its connections stay."""
        os.killpg(self._running[number].process.pid, signal.SIGSTOP)

    def thaw(self, number: int) -> None:
        """It goes on where it stood."""
        os.killpg(self._running[number].process.pid, signal.SIGCONT)

    def drain(self, number: int) -> int:
        """Ask it to end, as systemd does, and wait until it has; its exit code."""
        service = self._running.pop(number)
        service.process.send_signal(signal.SIGTERM)
        code = service.process.wait(ENDS_S)
        service.kill()
        return code

    def report(self, key: str, count: int, door: Door | None = None) -> list[dict[str, Any]]:
        """Incidents that a source reports, new to all; each as the target of an action."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        data = {"severity": 3, "channel": "sensor", "created_at": now}
        made = [
            {"type": "incident", "id": f"{key}-{number:03}", "data": {"code": f"{key}-{number}", "title": key, **data}}
            for number in range(count)
        ]
        door = door or self.doors[0]
        headers = {"Authorization": f"Bearer {self.source_token}"}
        requests.post(
            f"{door.url}/v1/feeds/records", json={"records": made}, headers=headers, timeout=60,
            verify=str(door.authority) if door.authority else True,
        ).raise_for_status()  # fmt: skip
        return [{"type": "incident", "id": one["id"], "version": 1} for one in made]

    def held(self) -> Records:
        """Every record that the database holds: version and data by type and id."""
        where = records.c.removed.is_(False)
        columns = (records.c.type, records.c.id, records.c.version, records.c.data)
        return {(row.type, row.id): (row.version, dict(row.data)) for row in self.rows(select(*columns).where(where))}

    def told(self, targets: Iterable[dict[str, Any]]) -> Counter[str]:
        """How often each text stands in the histories of these incidents, those lines with it that a record that has
        many of them keeps beside itself."""
        keys = [one["id"] for one in targets]
        held = self.held()
        beside = select(incident_lines.c.line).where(incident_lines.c.incident_id.in_(keys))
        lines = [line for key in keys for line in held["incident", key][1].get("history", ())]
        return Counter(line["text"] for line in (*lines, *(row.line for row in self.rows(beside))))

    def log(self) -> list[Row[Any]]:
        """The log of actions in its own order. Raises AssertionError where its chain is broken."""
        rows = self.rows(select(actions).order_by(actions.c.audit_seq))
        broken = audit(rows)
        assert broken is None, f"the audit chain breaks at {broken}"
        return rows

    def check_audit(self) -> None:
        """`backend audit verify` finds nothing. Raises AssertionError that tells what it found."""
        command = ["audit", "verify", "--database", self.address, "--key", self._audit_public, "--lang", "en"]
        told, environment = unseen(command)
        done = run_patiently(
            [sys.executable, "-m", "backend", *told], cwd=ROOT, env=os.environ | environment, capture_output=True,
            text=True, patience_s=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    @property
    def _audit_public(self) -> str:
        return public_text(audit_keys.key_of(self.audit_key, "en"))

    def rows(self, query: Any) -> list[Row[Any]]:
        """What the database answers, asked beside the servers."""
        engine = engine_of(self.address)
        try:
            with engine.connect() as connection:
                return list(connection.execute(query))
        finally:
            engine.dispose()

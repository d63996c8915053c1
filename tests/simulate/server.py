"""The backend's own ledger and action log behind plain calls, with a backup that can be put back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Engine, insert, select

from backend.actions import judging
from backend.actions import log as actions_module
from backend.actions.log import ActionLog, audit
from backend.base.problems import ProblemError
from backend.ledger import ledger as ledger_module
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import actions, device_people, records, users
from backend.people.accounts import Accounts
from backend.people.roles import Caller, Role, Scope
from backend.routes import pages as routes_pages
from backend.routes.pages import Pages
from backend.routes.sync import changes_page, digests_page, snapshot_page
from backend.rules import ARCHIVES, RULES
from console.base.errors import LinkError
from contract.wire import Batch

PEOPLE = ("ha.le", "minh.tran", "thu.vo")


class Server:
    """One backend over one file. Its answers went through the wire's own models and JSON."""

    def __init__(self, folder: Path, now_ms: Callable[[], int]) -> None:
        self._clocks = ExitStack()
        for module in (actions_module, judging, ledger_module, routes_pages):
            self._clocks.enter_context(mock.patch.object(module, "now_ms", now_ms))
        self._path = folder / "backend.db"
        self._restored = 0
        self._backup = folder / "backup.db"
        self._engine: Engine | None = None
        self.start()
        with self.ledger.write() as connection:
            for person in PEOPLE:
                row = {"id": person, "name": person, "role": "operator", "desk": "", "salt": "", "password_hash": ""}
                connection.execute(insert(users).values(**row))

    def start(self) -> None:
        """As after a restart: nothing is known but the file."""
        self.close()
        self._engine = open_engine(f"sqlite:///{self._path}")
        self.ledger = Ledger(self._engine)
        self.ledger.begin_line()
        self.log = ActionLog(self.ledger, Accounts(self.ledger), RULES, ARCHIVES)

    def end(self) -> None:
        """Let go of the file, and give the server its own clock back."""
        self.close()
        self._clocks.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def back_up(self) -> None:
        """Copy the file as an administrator would."""
        self.close()
        shutil.copyfile(self._path, self._backup)
        self.start()

    def restore(self) -> bool:
        """Put the last copy back, false where there is none. Every other time it is said (`python -m backend
        restored`), else the server finds it out."""
        if not self._backup.exists():
            return False
        self.close()
        shutil.copyfile(self._backup, self._path)
        self.start()
        self._restored += 1
        if self._restored % 2:
            self.ledger.begin_epoch()
        return True

    def let_in(self, device_id: str, person: str) -> None:
        """Somebody signs in at a device."""
        row = {"device_id": device_id, "user_id": person}
        with self.ledger.write() as connection:
            where = (device_people.c.device_id == device_id) & (device_people.c.user_id == person)
            if connection.execute(select(device_people).where(where)).first() is None:
                connection.execute(insert(device_people).values(**row))

    def forget_removals(self) -> None:
        """As after thirty days: older cursors expire."""
        self.ledger.forget_removals(timedelta(seconds=-1))

    # the contract

    def snapshot(self, page: str | None) -> Any:
        """A page of everything, small enough that there are several."""
        return json.loads(_answered(lambda: snapshot_page(self.ledger, Scope(Role.OPERATOR), page, 4)).body)

    def changes(self, person: str, device_id: str, cursor: str) -> Any:
        """At most five changes after `cursor`."""
        caller, pages = _caller(person, device_id), Pages(self.ledger)
        said = _answered(lambda: changes_page(pages, self.log, caller, cursor, 5))
        return json.loads(bytes(said.body))

    def told(self, person: str, device_id: str, cursor: str) -> Any:
        """What a stream of wake-ups tells that stood at `cursor`; from now on where it is empty."""
        here = cursor or self.ledger.cursor(self.ledger.wakeups.seq)
        caller, seq = _caller(person, device_id), _answered(lambda: self.ledger.parse_cursor(here))
        page = _answered(lambda: Pages(self.ledger).page(caller.scope, seq, 5))
        return json.loads(page.body(self.ledger.cursor(seq), device_id))

    def digest(self, cursor: str) -> Any:
        """Counts and digests as of `cursor`."""
        return json.loads(_answered(lambda: digests_page(self.ledger, Scope(Role.OPERATOR), cursor)).model_dump_json())

    def push(self, person: str, batch: Any) -> Any:
        """Take a batch."""
        caller = _caller(person, str(batch["device_id"]))
        taken = Batch.model_validate(json.loads(json.dumps(batch)))
        return json.loads(_answered(lambda: self.log.take(caller, taken)).model_dump_json())

    # what the checker asks

    def everything(self) -> dict[tuple[str, str], tuple[int, Any]]:
        """Every record: version and data."""
        with self.ledger.engine.connect() as connection:
            rows = connection.execute(select(records).where(records.c.removed.is_(False)))
            return {(row.type, row.id): (row.version, row.data) for row in rows}

    def actions(self) -> list[Any]:
        """The log in its own order. Raises AssertionError where its chain is broken."""
        with self.ledger.engine.connect() as connection:
            rows = list(connection.execute(select(actions).order_by(actions.c.audit_seq)))
        broken = audit(rows)
        assert broken is None, f"the audit chain breaks at {broken}"
        return rows


def _answered(ask: Any) -> Any:
    try:
        return ask()
    except ProblemError as problem:
        raise LinkError(problem.code.replace("-", "_"), status=problem.status) from problem


def _caller(person: str, device_id: str) -> Caller:
    return Caller(person, person, Role.OPERATOR, "", device_id, 0)

"""The part of the audit that goes into an archive: what is older than the log that is kept, but for what stays."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from backend.audit.lines import BEGUN, COMMAND, note
from backend.audit.verifying import ARCHIVED, LINES_NOTE, note_of
from backend.base.clock import iso
from backend.ledger.ledger import Ledger
from backend.ledger.schema import actions, audit_lines, meta
from backend.past.archive_files import LineEnd

PAGE = 1000
SLICE = 500
PAUSE_S = 0.02


class Part:
    """The lines from where the audit begins in the database, up to the last that goes."""

    def __init__(self, engine: Engine, limit_ms: int, last_action: int) -> None:
        self._engine = engine
        with engine.connect() as connection:
            self._noted = note_of(connection, LINES_NOTE)
            self._cut = _cut(connection, limit_ms, last_action)
        self._begin = LineEnd(int(self._noted.get("number", 0)), str(self._noted.get("hash", "")))
        self._end = self._begin

    @property
    def ends(self) -> tuple[LineEnd, LineEnd]:
        """From where to where they go; complete once `rows` is."""
        return self._begin, self._end

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each with its month. Raises `UnlikeError` where one is not as it was written."""
        number = self._begin.number
        while True:
            where = (audit_lines.c.number > number, audit_lines.c.number <= self._cut)
            query = select(audit_lines).where(*where).order_by(audit_lines.c.number).limit(PAGE)
            with self._engine.connect() as connection:
                found = [dict(row) for row in connection.execute(query).mappings()]
            for row in found:
                self._end = self._end.followed(row)
                if row["kind"] == BEGUN:
                    what = json.loads(row["what"])
                    self._noted |= {"begun_seq": what["seq"], "begun_head": what["head"]}
                yield row["at"][:7], row
            if len(found) < PAGE:
                return
            number = found[-1]["number"]

    def note(self, ledger: Ledger, folder: str, last_action: int) -> None:
        """Write down what goes, before it goes: whoever verifies knows from where on lines must be there."""
        what = {"from": self._begin.number, **asdict(self._end), "actions": last_action, "folder": folder}
        with ledger.aside() as connection:
            note(connection, ARCHIVED, COMMAND, what=what)

    def remove(self, ledger: Ledger) -> None:
        """Take them out of the database, and move its note of where they begin with each part."""
        number = self._begin.number
        while number < self._end.number:
            number = min(number + SLICE, self._end.number)
            with ledger.aside() as connection:
                own = select(audit_lines.c.hash).where(audit_lines.c.number == number)
                told = {**self._noted, "number": number, "hash": connection.execute(own).scalar_one()}
                connection.execute(delete(audit_lines).where(audit_lines.c.number <= number))
                _put(connection, json.dumps(told))
            time.sleep(PAUSE_S)


def _cut(connection: Connection, limit_ms: int, last_action: int) -> int:
    """The number of the last line that goes: before the first that is young, and before that of an action that stays;
    the newest stays always."""
    number = audit_lines.c.number
    newest = connection.execute(select(func.max(number))).scalar() or 0
    young = connection.execute(select(func.min(number)).where(audit_lines.c.at >= iso(limit_ms))).scalar()
    stays = select(actions.c.action_id).where(actions.c.audit_seq > last_action).order_by(actions.c.audit_seq).limit(1)
    action = connection.execute(stays).scalar()
    of_action = None
    if action is not None:
        of_action = connection.execute(select(number).where(audit_lines.c.ref == action).limit(1)).scalar()
    return min(one - 1 for one in (newest, young, of_action) if one is not None)


def _put(connection: Connection, value: str) -> None:
    if not connection.execute(update(meta).where(meta.c.key == LINES_NOTE).values(value=value)).rowcount:
        connection.execute(insert(meta).values(key=LINES_NOTE, value=value))

"""Holds the rows of the log of actions against the lines that tell of them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from backend.audit.findings import ALTERED, AN_ACTION, DELETED, INSERTED, Finding
from backend.audit.lines import PART, altered, digest_of
from backend.ledger.schema import actions, archived_actions
from contract.chain import chain_hash
from contract.signing import AUTHOR, DEVICE, is_signed

COLUMNS = tuple(column.name for column in actions.c)
AT_ONCE = 500
FORGED = "bad-hash"
"""What was refused for this is in the log as it came: its hash was never right. Nor need the signatures be of anything
that was refused."""
Row = Mapping[str, Any]


class ActionRows:
    """One walk's. `erased` names fields that a line of the audit says were taken out of an action."""

    def __init__(self, connection: Connection, archived_seq: int) -> None:
        self.findings: list[Finding] = []
        self.count = 0
        self.erased: dict[str, frozenset[str]] = {}
        self._connection = connection
        self._archived_seq = archived_seq
        self._refs: set[str] = set()
        self._seqs: set[int] = set()
        self._doubted: set[int] = set()
        self._missing: list[tuple[int, str, dict[str, Any]]] = []

    def look(self, lines: Sequence[Row]) -> None:
        """Lines of actions, whose own content is as it was written."""
        ids = [str(line["ref"]) for line in lines]
        query = select(actions).where(actions.c.action_id.in_(ids))
        rows = {row["action_id"]: dict(row) for row in self._connection.execute(query).mappings()}
        for line in lines:
            key, what = str(line["ref"]), json.loads(line["what"])
            self._refs.add(key)
            self._seqs.add(what["seq"])
            row = rows.get(key)
            if row is None:
                self._missing.append((int(line["number"]), key, what))
                continue
            self.count += 1
            fields = [name for name in _altered(row, what) if name not in self.erased.get(key, ())]
            if fields:
                self._found(ALTERED, int(line["number"]), key, fields)

    def refers(self, line: Row) -> None:
        """A line that cannot be believed: an action that it may have been about is not called inserted for that."""
        self._refs.add(str(line["ref"]))
        with contextlib.suppress(ValueError, TypeError, KeyError):
            self._doubted.add(int(json.loads(line["what"])["seq"]))

    def end(self, begun: Mapping[str, Any], *, lines_lack: bool) -> None:
        """What the log of actions has that no line tells of, and what it lacks. `begun` is the first line's: which
        actions were there before it. Where `lines_lack`, an action's line may be one of those that are gone."""
        there = self._archived_ids([key for _number, key, what in self._missing if what["seq"] <= self._archived_seq])
        lacking = [one for one in self._missing if one[1] not in there]
        by_seq = {what["seq"]: (number, key, what) for number, key, what in lacking}
        newest = int(begun.get("seq", 0))
        for row in self._newer(newest):
            if row["action_id"] in self._refs:
                continue
            number, key, what = by_seq.pop(row["audit_seq"], (0, "", {}))
            fields = _altered(row, what) if key else []
            if fields == ["action_id"]:
                self._found(ALTERED, number, key, fields)
                continue
            if key:
                by_seq[row["audit_seq"]] = (number, key, what)
            told = row["audit_seq"] in self._seqs
            if row["audit_seq"] not in self._doubted and (told or not lines_lack):
                self._found(INSERTED, 0, str(row["action_id"]), [])
        for number, key, _what in by_seq.values():
            self._found(DELETED, number, key, [])
        self._before(newest, str(begun.get("head", "")))

    def _before(self, newest: int, head: str) -> None:
        """Actions of before the audit: by the log's own chain, and each by its hash."""
        last: Row | None = None
        query = select(actions).where(actions.c.audit_seq <= newest).order_by(actions.c.audit_seq)
        for found in self._connection.execution_options(yield_per=AT_ONCE).execute(query).mappings():
            row = dict(found)
            self.count += 1
            if last is not None and row["audit_seq"] != last["audit_seq"] + 1:
                self._found(DELETED, 0, f"#{last['audit_seq'] + 1}", [])
            if _hash_is_wrong(row):
                self._found(ALTERED, 0, str(row["action_id"]), ["content"])
            last = row
        if last is not None and (last["audit_seq"], last["audit_hash"]) != (newest, head):
            self._found(ALTERED, 0, str(last["action_id"]), ["audit_hash"])

    def _newer(self, than: int) -> Iterator[Row]:
        query = select(actions).where(actions.c.audit_seq > than).order_by(actions.c.audit_seq)
        for row in self._connection.execution_options(yield_per=AT_ONCE).execute(query).mappings():
            yield dict(row)

    def _archived_ids(self, ids: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for some in _parts(ids):
            query = select(archived_actions.c.action_id).where(archived_actions.c.action_id.in_(some))
            found |= set(self._connection.execute(query).scalars())
        return found

    def _found(self, code: str, number: int, key: str, fields: Sequence[str]) -> None:
        self.findings.append(Finding(code, AN_ACTION, number, number, key, tuple(fields)))


def _altered(row: Row, what: Mapping[str, Any]) -> list[str]:
    """The fields of a row that are not what its line says; of one whose signatures do not hold these."""
    covered = COLUMNS[: len(str(what["parts"])) // PART]
    fields = altered(row, covered, str(what["parts"]))
    if not fields and digest_of(row, covered) != what["digest"]:
        fields = ["content"]
    return fields or _unsigned(row)


def _unsigned(row: Row) -> list[str]:
    """Signatures that are not those of the keys beside them, where a row has any."""
    if row["result"] == "rejected":
        return []
    wrong = ["hash"] if _hash_is_wrong(row) else []
    for field, key, purpose in (("signature", "device_key", DEVICE), ("author_signature", "author_key", AUTHOR)):
        told, public = str(row.get(field) or ""), str(row.get(key) or "")
        if told and public and not is_signed(public, purpose, str(row["hash"]), told):
            wrong.append(field)
    return wrong


def _hash_is_wrong(row: Row) -> bool:
    if _code_of(row) == FORGED:
        return False
    try:
        return chain_hash(dict(row)) != str(row["hash"])
    except UnicodeEncodeError:
        return False


def _code_of(row: Row) -> str:
    problem = row["problem"]
    return str(problem.get("code", "")) if isinstance(problem, dict) else ""


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]

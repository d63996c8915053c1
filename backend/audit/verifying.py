"""Says exactly what of the audit, of the log of actions and of the signed heads is not as it was written.

What was recomputed so that every line agrees with the next is found by heads alone: those that a key signed which the
database does not hold, and those that consoles and a log server kept.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from backend.audit import heads
from backend.audit.action_rows import AT_ONCE, ActionRows
from backend.audit.findings import ALTERED, DELETED, INSERTED, NOTE, RECOMPUTED, TRUNCATED, Finding
from backend.audit.lines import ACTION, BEGUN, COUNTER
from backend.audit.links import Links
from backend.ledger.schema import audit_lines, counters, meta

ERASED = "erased"
"""The kind of a line that tells which fields of an action were taken out, and why they are no finding."""
ARCHIVED = "archived"
"""The kind of a line that tells up to where lines and actions went into files."""
LINES_NOTE, ACTIONS_NOTE = "audit_archived", "archived"
"""The ledger's notes of where its audit, and its log of actions, begin."""


@dataclass(frozen=True)
class Verified:
    """What was found, in the order of the lines; how much was looked at; and up to which line heads prove it."""

    findings: tuple[Finding, ...]
    lines: int
    actions: int
    proven: int
    last: int


def verify(connection: Connection, public: str = "", kept: Iterable[tuple[int, str]] = ()) -> Verified:
    """Look at everything, in the caller's transaction.

    `public` is the audit's key; without it the one that the heads name is believed. `kept` are numbers and hashes of
    lines that were kept elsewhere.
    """
    begin, before = note_of(connection, LINES_NOTE), note_of(connection, ACTIONS_NOTE)
    signed, findings = heads.sound(heads.read(connection), public)
    outside = sorted(set(kept))
    wanted = {one.number for one in signed} | {number for number, _hash in outside}
    first = int(begin.get("number", 0)) + 1
    links = Links(first - 1, str(begin.get("hash", "")))
    rows = ActionRows(connection, int(before.get("audit_seq", 0)))
    hashes: dict[int, frozenset[str]] = {}
    begun: dict[str, Any] = {"seq": begin.get("begun_seq", 0), "head": begin.get("begun_head", "")}
    archived: dict[str, Any] = {"from": 0, "number": 0}
    rows.erased = _erased(connection)
    some: list[Mapping[str, Any]] = []
    for line, is_whole in links.walk(_lines(connection)):
        if line["number"] in wanted:
            hashes[line["number"]] = links.hash
        if not is_whole:
            rows.refers(line)
        elif line["kind"] == ACTION:
            some.append(line)
        elif line["kind"] == BEGUN:
            begun = json.loads(line["what"])
        elif line["kind"] == ARCHIVED:
            archived = json.loads(line["what"])
        if len(some) == AT_ONCE:
            rows.look(some)
            some = []
    rows.look(some)
    counted = _counted(connection)
    lack = counted > links.last or any(one.code == DELETED for one in links.findings)
    rows.end(begun, lines_lack=lack or any(n > links.last for n in wanted))
    if not archived["from"] <= first - 1 <= archived["number"]:
        findings.append(Finding(ALTERED, NOTE, fields=(LINES_NOTE,)))
    findings += [*links.findings, *rows.findings]
    number, found = heads.against(signed, outside, hashes, first, links.last)
    if found is None and counted != links.last:
        found = Finding(
            TRUNCATED if counted > links.last else INSERTED,
            number=min(counted, links.last) + 1,
            upto=max(counted, links.last),
        )
    if found is not None and (found.code != RECOMPUTED or not _explained(found, findings)):
        findings.append(found)
    order = sorted(findings, key=lambda one: (one.number, one.what, one.action, one.code))
    return Verified(tuple(order), links.count, rows.count, number, links.last)


def _explained(found: Finding, findings: Iterable[Finding]) -> bool:
    """Whether something that is named already lies where a head does not agree: it is the reason."""
    return any(one.what == "line" and found.number <= one.number <= found.upto for one in findings)


def note_of(connection: Connection, key: str) -> dict[str, Any]:
    """A note of the ledger's own; empty where there is none, or none that can be read."""
    noted = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()
    try:
        said = json.loads(noted or "{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _lines(connection: Connection) -> Iterator[Mapping[str, Any]]:
    query = select(audit_lines).order_by(audit_lines.c.number)
    for row in connection.execution_options(yield_per=AT_ONCE).execute(query).mappings():
        yield dict(row)


def _counted(connection: Connection) -> int:
    """How many lines were numbered."""
    return connection.execute(select(counters.c.value).where(counters.c.name == COUNTER)).scalar_one_or_none() or 0


def _erased(connection: Connection) -> dict[str, frozenset[str]]:
    """The fields of actions that lines say were taken out."""
    found: dict[str, frozenset[str]] = {}
    query = select(audit_lines.c.what).where(audit_lines.c.kind == ERASED)
    for text in connection.execute(query).scalars():
        with contextlib.suppress(ValueError, KeyError, TypeError):
            what = json.loads(text)
            found[what["action"]] = found.get(what["action"], frozenset()) | frozenset(what["fields"])
    return found

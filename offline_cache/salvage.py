"""Gets back what was saved: from the rows that can still be read, and from the journal; and says how much of how much.

The journal's lines carry sums, so what they say of an action goes before what a damaged row says. How far it came is in
the row alone; where that is lost, it is offered again: the server knows its key.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite3
from sqlite_utils import Database

from offline_cache import outbox
from offline_cache.cache import connect
from offline_cache.errors import StorageError
from offline_cache.feeds import get_meta, set_meta
from offline_cache.health import PARTS, is_sound, quarantine
from offline_cache.journal import Journal
from offline_cache.plain_files import is_own, sync_folder
from offline_cache.schema import migrate_outbox

Fields = dict[str, Any]
Genuine = Callable[[Mapping[str, Any], str], bool]
"""Whether an action, done at the device of that name, is what its own hash says."""
GIVE_UP = 2000
"""Numbers in a row that cannot be read before the rest of a file counts as unreadable."""
KNOWN_STATES = (*outbox.UNSETTLED, *outbox.TROUBLED, outbox.PUT_AWAY)
_PROGRESS = frozenset({"device_seq", "state", "version", "reason", "declared", "changed_ms"})


@dataclass(frozen=True)
class Salvage:
    """How many unsettled actions were recovered, of how many that the database and its journal told of."""

    saved: int
    total: int


@dataclass(frozen=True)
class Told:
    """What a journal says."""

    actions: dict[str, Fields]
    withdrawn: frozenset[str]
    device_id: str
    device_key: str
    """The thumbprint of its key; empty where the journal is older than keys."""
    after: int | None
    """Every action with a number behind this one has a line; None where the journal does not say."""
    kept: int


def header(database: Database, kept: int) -> Fields:
    """The first line of a journal that begins with `kept` actions."""
    newest = database.conn.execute("SELECT coalesce(max(number), 0) FROM actions").fetchone()[0]
    device = {name: get_meta(database, name) for name in ("device_id", "device_key")}
    return {**device, "after": newest, "kept": kept}


def journal_lines(database: Database) -> list[Fields]:
    """All that a journal must say of what is in the outbox now: what is not settled, and links nobody was told of."""
    query = "SELECT action_id FROM actions WHERE device_seq IS NULL AND declared = 0"
    unknown = {row[0] for row in database.conn.execute(query).fetchall()}
    rows = {row.action_id: row for row in outbox.in_states(database, KNOWN_STATES)}
    missing = (outbox.get(database, key) for key in unknown - rows.keys())
    every = sorted([*rows.values(), *(row for row in missing if row is not None)], key=lambda row: row.number)
    gone = [{"withdrawn": row.action_id} for row in every if row.state == outbox.WITHDRAWN]
    return [header(database, len(every)), *(dict(vars(row)) for row in every), *gone]


def told(journal: Journal) -> Told:
    """What the journal says, with damaged lines left out. Raises OSError."""
    lines = journal.read()
    head: Fields = next((line for line in lines if "device_id" in line and "hash" not in line), {})
    return Told(
        {str(line["action_id"]): line for line in lines if "hash" in line and "action_id" in line},
        frozenset(str(line["withdrawn"]) for line in lines if "withdrawn" in line),
        str(head.get("device_id", "")),
        str(head.get("device_key", "")),
        head.get("after"),
        int(head.get("kept", 0)),
    )


def restore_missing(database: Database, journal: Journal) -> int:
    """Take over what the journal has and the file has not, as when its -wal was lost; how many."""
    said = told(journal)
    missing = [line for key, line in said.actions.items() if outbox.get(database, key) is None]
    if not missing:
        return 0
    if said.device_id and not get_meta(database, "device_id"):
        set_meta(database, "device_id", said.device_id)
        set_meta(database, "device_key", said.device_key)
    saved = sum(_restore(database, _from_line(line, said)) for line in _in_order(missing))
    _end_chain(database)
    return saved


def finish_swap(path: Path) -> None:
    """After an end in the middle of a mending: a finished new file takes its place, a superfluous one goes."""
    fresh = _fresh(path)
    if not fresh.exists():
        return
    if not path.exists() and is_sound(fresh):
        if any(path.with_name(path.name + part).exists() for part in PARTS):
            quarantine(path)
        fresh.replace(path)
        sync_folder(path.parent)
    else:
        _remove(fresh)


def mend_outbox(path: Path, journal: Journal, genuine: Genuine = lambda _fields, _device: True) -> Salvage:
    """Build a new outbox from what can be read of the damaged one and from its journal. Nothing may have it open."""
    aside = quarantine(path)
    rows, meta = _readable(aside) if all(is_own(aside.with_name(aside.name + part)) for part in PARTS) else ({}, {})
    return _build(path, rows, meta, told(journal), genuine)


def copy_outbox(database: Database, path: Path) -> None:
    """Write a new file beside `path` from what is open; `swap_outbox` puts it in its place.

    After a sync that failed, nobody knows what of the old file is on the disk, and a later sync that succeeds says
    nothing of it: only bytes that are written again can be relied upon.
    """
    fresh = _fresh(path)
    _remove(fresh)
    rows = {row["action_id"]: row for row in _all_rows(database.conn)}
    meta = dict(database.conn.execute("SELECT key, value FROM meta").fetchall())
    _write(fresh, rows.values(), meta)


def swap_outbox(path: Path) -> None:
    """Put the new file in the old one's place. Nothing may have them open; raises OSError."""
    for part in PARTS[1:]:
        path.with_name(path.name + part).unlink(missing_ok=True)
    _fresh(path).replace(path)
    sync_folder(path.parent)


def _fresh(path: Path) -> Path:
    return path.with_name(f"{path.name}.fresh")


def _remove(path: Path) -> None:
    for part in (*PARTS, "-journal"):
        path.with_name(path.name + part).unlink(missing_ok=True)


def _build(path: Path, rows: dict[str, Fields], meta: dict[str, str], said: Told, genuine: Genuine) -> Salvage:
    device_id = meta.get("device_id") or said.device_id
    lost = _lost(rows, said)
    kept: dict[str, Fields] = {}
    for key in rows.keys() | said.actions.keys():
        row, line = rows.get(key), said.actions.get(key)
        if line is not None:
            progress = {name: row[name] for name in _PROGRESS & row.keys()} if row is not None else {}
            kept[key] = {**_from_line(line, said), **progress}
        elif row is not None and (not device_id or genuine(row, device_id)):
            kept[key] = row
        elif row is not None and row.get("state") in KNOWN_STATES:
            lost += 1
    if device_id:
        meta = {"device_key": said.device_key, **meta, "device_id": device_id}
    fresh = _fresh(path)
    _remove(fresh)
    failed = _write(fresh, _with_lost_links(_in_order(kept.values())), meta)
    swap_outbox(path)
    unsettled = sum(row["state"] in KNOWN_STATES for row in kept.values())
    return Salvage(unsettled - failed, unsettled + lost)


def _lost(rows: Mapping[str, Fields], said: Told) -> int:
    """How many actions there were that neither the file nor the journal can tell of any more."""
    if said.after is None:
        return 0
    known = {row["number"] for row in (*rows.values(), *said.actions.values())}
    behind = set(range(said.after + 1, max(known, default=0) + 1)) - known
    before = {line["number"] for line in said.actions.values() if line["number"] <= said.after}
    before |= {row["number"] for row in rows.values() if row["number"] <= said.after and row["state"] in KNOWN_STATES}
    return len(behind) + max(0, said.kept - len(before))


def _from_line(line: Fields, said: Told) -> Fields:
    """An action as its line has it; a number that it was sent under is not known, so it is given a new one."""
    state = outbox.WITHDRAWN if line["action_id"] in said.withdrawn else outbox.WAITING
    return {**line, "device_seq": None, "state": state, "version": 0, "reason": "", "declared": 0}


def _in_order(rows: Iterable[Fields]) -> list[Fields]:
    return sorted(rows, key=lambda row: (int(row.get("number") or 0), str(row["action_id"])))


def _with_lost_links(rows: list[Fields]) -> list[Fields]:
    """The same, with a link in place of what is lost: the server refuses what follows a hash that it never heard of.

    Such a link is declared as withdrawn; what it stood for is among those that were told as not recovered.
    """
    known = {row["hash"] for row in rows}
    numbers = {row["number"] for row in rows}
    found: list[Fields] = []
    for before, row in zip([None, *rows], rows, strict=False):
        lost, number = row["prev_hash"], int(row["number"]) - 1
        if lost and lost not in known and number > 0 and number not in numbers:
            known.add(lost)
            link = {"action_id": f"lost-{lost[:32]}", "number": number, "state": outbox.WITHDRAWN, "reason": "lost"}
            # Another device's chain ended where this one's began.
            same = before is not None and before.get("device_id", "") == row.get("device_id", "")
            link |= {"prev_hash": before["hash"] if before is not None and same else "", "hash": lost, "payload": {}}
            found.append({**row, **link, "device_seq": None, "version": 0, "declared": 0})
        found.append(row)
    return found


def _write(path: Path, rows: Iterable[Fields], meta: Mapping[str, str]) -> int:
    """A new outbox of these rows; how many could not be taken over."""
    connection = connect(path)
    try:
        database = Database(connection, execute_plugins=False)
        connection.execute("PRAGMA synchronous=EXTRA")
        migrate_outbox(database)
        connection.execute("BEGIN IMMEDIATE")
        for key, value in meta.items():
            set_meta(database, key, value)
        failed = sum(not _restore(database, row) for row in rows)
        _end_chain(database)
        connection.execute("COMMIT")
    finally:
        connection.close()
    return failed


def _restore(database: Database, row: Fields) -> bool:
    known = [info[1] for info in database.conn.execute("PRAGMA table_info(actions)").fetchall()]
    fields = {"changed_ms": time.time_ns() // 1_000_000, **{name: row[name] for name in known if name in row}}
    fields["payload"] = json.dumps(row.get("payload"), ensure_ascii=False)
    statement = f"INSERT INTO actions ({', '.join(fields)}) VALUES ({', '.join('?' * len(fields))})"  # noqa: S608
    for without in ((), ("device_seq",), ("device_seq", "number")):
        values = [None if name in without else value for name, value in fields.items()]
        try:
            database.conn.execute(statement, values)
        except sqlite3.IntegrityError:  # a damaged row took its number
            continue
        except sqlite3.Error:
            return False
        return True
    return False


def _end_chain(database: Database) -> None:
    """The next action follows the last one that is known, and the next number the highest."""
    ours = (get_meta(database, "device_id"),)
    query = "SELECT hash FROM actions WHERE device_id IN ('', ?) ORDER BY number DESC LIMIT 1"
    newest = database.conn.execute(query, ours).fetchone()
    if newest is not None:
        set_meta(database, "last_hash", newest[0])
    highest = database.conn.execute("SELECT coalesce(max(device_seq), 0) FROM actions").fetchone()[0]
    with contextlib.suppress(ValueError):
        highest = max(highest, int(get_meta(database, "last_seq", "0")))
    set_meta(database, "last_seq", str(highest))


def _readable(path: Path) -> tuple[dict[str, Fields], dict[str, str]]:
    """Actions and notes that can be read row by row."""
    rows: dict[str, Fields] = {}
    meta: dict[str, str] = {}
    with contextlib.suppress(sqlite3.Error):
        connection = connect(path)
        try:
            with contextlib.suppress(sqlite3.Error):
                found = connection.execute("SELECT key, value FROM meta").fetchall()
                meta = {str(key): str(value) for key, value in found}
            rows = {row["action_id"]: row for row in _all_rows(connection)}
        finally:
            connection.close()
    return rows, meta


def _all_rows(connection: Any) -> list[Fields]:
    """Every action that can be read; numbers whose page is damaged are stepped over."""
    rows: list[Fields] = []
    number, failures = 0, 0
    while failures < GIVE_UP:
        try:
            cursor = connection.execute("SELECT * FROM actions WHERE number > ? ORDER BY number LIMIT 1", (number,))
            values = cursor.fetchone()
            if values is None:
                break
            row = dict(zip([column[0] for column in cursor.description], values, strict=True))
        except sqlite3.Error:
            failures += 1
            number += 1
            continue
        number, failures = max(number + 1, int(row["number"])), 0
        with contextlib.suppress(ValueError, TypeError):
            row["payload"] = json.loads(row["payload"])
            if isinstance(row["action_id"], str) and isinstance(row["hash"], str):
                rows.append(row)
    return rows


def too_new(error: StorageError) -> bool:
    """Whether a file was written by a console of a later version."""
    return error.code in {"cache_too_new", "outbox_too_new"}

"""What the operator said and the server has not confirmed yet. Irreplaceable: nothing here is ever dropped silently.

Rows are numbered twice: `number` in the order in which somebody acted, `device_seq` at the first delivery. What is
withdrawn before it got its device number therefore leaves no gap in what the server sees.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from offline_cache.feeds import get_meta, set_meta

WAITING, SENDING, ANSWERED, SETTLED = "waiting", "sending", "answered", "settled"
NEEDS_ATTENTION, CONFLICT, REJECTED = "needs_attention", "conflict", "rejected"
EXPIRED, WITHDRAWN, PUT_AWAY = "expired", "withdrawn", "put_away"
UNSENT = (WAITING, SENDING)
UNSETTLED = (WAITING, SENDING, ANSWERED)
TROUBLED = (NEEDS_ATTENTION, CONFLICT, REJECTED, EXPIRED)
EVERY = (*UNSETTLED, SETTLED, *TROUBLED, WITHDRAWN, PUT_AWAY)
REPLACED = "again"
"""Reason of what a person said anew after it was refused; it is settled by that."""
DEVICE_LOST = "device-lost"
"""Reason of what was saved by a device whose key is gone: nobody can send it as that device any more."""
KEPT_MS = 90 * 86_400_000
"""Settled actions stay this long (docs/explanation/contract.md#retention)."""
_COLUMNS = (
    "number", "action_id", "device_seq", "state", "actor_id", "actor_name", "type", "target_type", "target_id",
    "base_version", "payload", "occurred_at", "mono_ms", "boot_id", "prev_hash", "hash", "version", "reason",
    "device_id", "signature", "author_key", "author_signature",
)  # fmt: skip
PROOFS = ("signature", "author_key", "author_signature")
"""What proves who did it (`contract.signing`); empty in what was saved by a console that did not sign yet."""
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM actions "  # noqa: S608 - our own column names


@dataclass(frozen=True)
class Row:
    """One saved action as it stands in the file."""

    number: int
    action_id: str
    device_seq: int | None
    state: str
    actor_id: str
    actor_name: str
    type: str
    target_type: str
    target_id: str
    base_version: int
    payload: dict[str, Any]
    occurred_at: str
    mono_ms: int
    boot_id: str
    prev_hash: str
    hash: str
    version: int
    reason: str
    device_id: str = ""
    """Where it was done; empty for the device that this file is of."""
    signature: str = ""
    author_key: str = ""
    author_signature: str = ""


def _row(values: Iterable[Any]) -> Row:
    fields = dict(zip(_COLUMNS, values, strict=True))
    fields["payload"] = json.loads(fields["payload"])
    return Row(**fields)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def save(database: Database, fields: Mapping[str, Any]) -> Row:
    """Add an action at the end of the chain. The caller shows it as saved only after the commit."""
    names = ("action_id", "actor_id", "actor_name", "type", "target_type", "target_id", "base_version", "payload",
             "occurred_at", "mono_ms", "boot_id", "prev_hash", "hash", "device_id", *PROOFS)  # fmt: skip
    fields = dict.fromkeys(("device_id", *PROOFS), "") | dict(fields)
    values = [json.dumps(fields[name], ensure_ascii=False) if name == "payload" else fields[name] for name in names]
    marks = ", ".join("?" * (len(names) + 2))
    database.conn.execute(
        f"INSERT INTO actions ({', '.join(names)}, state, changed_ms) VALUES ({marks})",  # noqa: S608
        (*values, WAITING, _now_ms()),
    )
    set_meta(database, "last_hash", str(fields["hash"]))
    found = get(database, str(fields["action_id"]))
    assert found is not None  # noqa: S101 - inserted above
    return found


def last_hash(database: Database) -> str:
    """The end of the chain; empty before the first action."""
    return get_meta(database, "last_hash")


def belong(database: Database, device_id: str, key: str) -> int:
    """Be the outbox of the device of this name and with the key of this thumbprint; how many actions are in trouble by
    that.

    One that belonged to another device is begun anew: what waits was signed by a key that nobody has any more, so it
    needs a person, who says it again. It keeps its words, its signatures and the name of the device it was done at.
    """
    before = get_meta(database, "device_id")
    if before and before != device_id:
        database.conn.execute("UPDATE actions SET device_id = ? WHERE device_id = ''", (before,))
        for name, value in (("last_hash", ""), ("last_seq", "0")):
            set_meta(database, name, value)
    set_meta(database, "device_id", device_id)
    set_meta(database, "device_key", key)
    theirs = {"here": device_id, "trouble": NEEDS_ATTENTION, "why": DEVICE_LOST, "now": _now_ms()}
    theirs |= {"waiting": WAITING, "sending": SENDING, "answered": ANSWERED, "settled": SETTLED}
    stranded = database.conn.execute(
        """UPDATE actions SET state = :trouble, reason = :why, changed_ms = :now
        WHERE state IN (:waiting, :sending) AND device_id NOT IN ('', :here)""",
        theirs,
    ).rowcount
    # Theirs is another count and another chain. What the server took of it comes with the next pull.
    database.conn.execute(
        """UPDATE actions SET device_seq = NULL, declared = 1, state = iif(state = :answered, :settled, state)
        WHERE device_id NOT IN ('', :here)""",
        theirs,
    )
    return int(stranded)


def get(database: Database, action_id: str) -> Row | None:
    """The action as it is kept; None where nothing of it is."""
    values = database.conn.execute(_SELECT + "WHERE action_id = ?", (action_id,)).fetchone()
    return None if values is None else _row(values)


def in_states(database: Database, states: Iterable[str]) -> list[Row]:
    """Actions in any of `states`, in the order in which they were done."""
    wanted = tuple(states)
    marks = ", ".join("?" * len(wanted))
    query = _SELECT + f"WHERE state IN ({marks}) ORDER BY number"
    return [_row(values) for values in database.conn.execute(query, wanted)]


def payloads(database: Database, kind: str, states: Iterable[str]) -> list[str]:
    """What actions of one type in any of `states` say, as JSON texts."""
    wanted = tuple(states)
    marks = ", ".join("?" * len(wanted))
    query = f"SELECT payload FROM actions WHERE state IN ({marks}) AND type = ?"  # noqa: S608 - nothing but marks
    return [str(row[0]) for row in database.conn.execute(query, (*wanted, kind))]


def latest(database: Database, states: Iterable[str], limit: int) -> list[tuple[Row, int]]:
    """The last `limit` actions that came into any of `states`, the newest first, each with when it did (ms)."""
    wanted = tuple(states)
    marks = ", ".join("?" * len(wanted))
    columns = ", ".join(_COLUMNS)
    query = (
        f"SELECT {columns}, changed_ms FROM actions WHERE state IN ({marks}) "  # noqa: S608 - our own column names
        "ORDER BY changed_ms DESC, number DESC LIMIT ?"
    )
    return [(_row(values[:-1]), int(values[-1])) for values in database.conn.execute(query, (*wanted, limit))]


def of_targets(database: Database, states: Iterable[str], targets: Iterable[str]) -> list[Row]:
    """As `in_states`, of some targets only."""
    wanted, owners = tuple(states), tuple(targets)
    marks, owner_marks = ", ".join("?" * len(wanted)), ", ".join("?" * len(owners))
    query = _SELECT + f"WHERE state IN ({marks}) AND target_id IN ({owner_marks}) ORDER BY number"
    return [_row(values) for values in database.conn.execute(query, (*wanted, *owners))]


def of_type(database: Database, states: Iterable[str], kind: str) -> list[Row]:
    """As `in_states`, of one type only."""
    wanted = tuple(states)
    query = _SELECT + f"WHERE state IN ({', '.join('?' * len(wanted))}) AND type = ? ORDER BY number"
    return [_row(values) for values in database.conn.execute(query, (*wanted, kind))]


def count(database: Database, states: Iterable[str]) -> int:
    """How many actions are in any of `states`."""
    wanted = tuple(states)
    query = f"SELECT count(*) FROM actions WHERE state IN ({', '.join('?' * len(wanted))})"  # noqa: S608 - marks only
    return int(database.conn.execute(query, wanted).fetchone()[0])


def set_state(database: Database, action_id: str, state: str, reason: str = "", version: int = 0) -> None:
    """Where an action stands from now on."""
    database.conn.execute(
        "UPDATE actions SET state = ?, reason = ?, version = max(version, ?), changed_ms = ? WHERE action_id = ?",
        (state, reason, version, _now_ms(), action_id),
    )


def withdraw(database: Database, action_id: str) -> bool:
    """Take back what was not numbered yet; false once it is on its way."""
    row = get(database, action_id)
    if row is None or row.device_seq is not None or row.state != WAITING:
        return False
    set_state(database, action_id, WITHDRAWN)
    return True


def put_away(database: Database, action_id: str) -> bool:
    """Take what is in trouble out of sight, with where it stood; false where it is not in trouble."""
    row = get(database, action_id)
    if row is None or row.state not in TROUBLED:
        return False
    set_state(database, action_id, PUT_AWAY, f"{row.state} {row.reason}".strip())
    return True


def take_out(database: Database, action_id: str) -> bool:
    """Bring back what was put away, to where it stood; false where it was not."""
    row = get(database, action_id)
    if row is None or row.state != PUT_AWAY:
        return False
    state, _, reason = row.reason.partition(" ")
    set_state(database, action_id, state if state in TROUBLED else REJECTED, reason)
    return True


def next_batch(database: Database, limit: int, own: str | None = None) -> list[Row]:
    """What to send now, numbered: first what was numbered before and never answered, then the next that wait.

    An action on a target that has an undecided conflict is held back, and everything else passes it. So is one that
    its author did not sign, until they are signed in themselves; `own` says who is (None: it is not asked for).
    """
    room = max(limit - count(database, (SENDING,)), 0)
    query = """SELECT action_id FROM actions WHERE state = :waiting AND (author_signature != '' OR actor_id = :own
        OR :own IS NULL) AND target_id NOT IN (SELECT target_id FROM actions WHERE state = :conflict)
        ORDER BY number LIMIT :room"""
    asked = {"waiting": WAITING, "conflict": CONFLICT, "room": room, "own": own}
    fresh = [row[0] for row in database.conn.execute(query, asked).fetchall()]
    if fresh:
        _number(database, fresh, int(get_meta(database, "last_seq", "0")))
    numbered = database.conn.execute(_SELECT + "WHERE state = ? ORDER BY device_seq LIMIT ?", (SENDING, limit))
    return [_row(values) for values in numbered]


def _number(database: Database, action_ids: Iterable[str], last_seq: int) -> None:
    """Give device numbers after `last_seq`, in the order given."""
    seq = last_seq
    for seq, action_id in enumerate(action_ids, start=last_seq + 1):
        database.conn.execute(
            "UPDATE actions SET device_seq = ?, state = ?, changed_ms = ? WHERE action_id = ?",
            (seq, SENDING, _now_ms(), action_id),
        )
    set_meta(database, "last_seq", str(seq))


def agree_on(database: Database, last_seq: int) -> set[str]:
    """Go on from the number that the server says it knows last; which actions are offered again.

    The server may have forgotten (a restored backup), or know more than we (a restored console). What it had accepted
    and no longer has is sent again with its old key, under new numbers. What it had refused loses its number: a person
    has seen that answer, so the server need not be asked twice.
    """
    query = """SELECT action_id FROM actions WHERE state = ?
        OR (device_seq > ? AND (state = ? OR (state = ? AND reason != ?))) ORDER BY number"""
    known = (SENDING, last_seq, ANSWERED, SETTLED, REPLACED)
    again = [row[0] for row in database.conn.execute(query, known).fetchall()]
    database.conn.execute("UPDATE actions SET device_seq = NULL WHERE device_seq > ? OR state = ?", (last_seq, SENDING))
    database.conn.execute("UPDATE actions SET declared = 0 WHERE device_seq IS NULL")
    _number(database, again, last_seq)
    return set(again)


def known_as(database: Database, action_id: str, seq: int) -> bool:
    """The server has it under this number; whether another action that is being sent must be given a new one.

    Numbers differ where they were given anew: after a restored backup, or to what came back from the journal.
    """
    if database.conn.execute(
        "SELECT 1 FROM actions WHERE action_id = ? AND device_seq = ?", (action_id, seq)
    ).fetchone():
        return False
    moved = database.conn.execute("UPDATE actions SET device_seq = NULL WHERE device_seq = ?", (seq,)).rowcount
    database.conn.execute("UPDATE actions SET device_seq = ? WHERE action_id = ?", (seq, action_id))
    return bool(moved)


def enter_epoch(database: Database, epoch: str, last_seq: int) -> set[str]:
    """Agree with a server whose history began anew; which actions are offered again, none in the epoch known."""
    if get_meta(database, "epoch") == epoch:
        return set()
    set_meta(database, "epoch", epoch)
    return agree_on(database, last_seq)


def doubt_epoch(database: Database) -> None:
    """Agree anew with the next page, whatever epoch it names, and take no answer before."""
    set_meta(database, "epoch", "?")


def is_epoch(database: Database, epoch: str) -> bool:
    """Whether an answer of that epoch counts: one of another may speak of a history that was set back since."""
    return get_meta(database, "epoch", epoch) == epoch


def waiting_of(database: Database, types: Iterable[str]) -> list[Row]:
    """Actions of some types that wait and have no number yet, in the order in which they were done."""
    wanted = tuple(types)
    marks = ", ".join("?" * len(wanted))
    query = _SELECT + f"WHERE state = ? AND type IN ({marks}) ORDER BY number"
    return [_row(values) for values in database.conn.execute(query, (WAITING, *wanted))]


def undeclared_links(database: Database, up_to: int) -> list[tuple[int, str, str, str, str]]:
    """Links that the server must know to walk the chain to row `up_to`, the oldest first.

    Each is `(number, action_id, prev_hash, hash, reason)`.
    """
    query = """SELECT number, action_id, prev_hash, hash, state FROM actions
        WHERE number < ? AND declared = 0 AND device_seq IS NULL ORDER BY number"""
    reasons = {WITHDRAWN: "withdrawn", EXPIRED: "expired"}
    found = database.conn.execute(query, (up_to,)).fetchall()
    return [(*row[:4], reasons.get(row[4], "held")) for row in found]


def declare(database: Database, action_ids: Iterable[str]) -> None:
    """The server knows these links."""
    database.conn.executemany("UPDATE actions SET declared = 1 WHERE action_id = ?", [(one,) for one in action_ids])


def settle(database: Database, versions: Mapping[tuple[str, str], int], last_device_seq: int) -> set[str]:
    """Answered actions whose effect a pull has brought are settled; which.

    `versions` holds what is here now, by `(type, id)`. `last_device_seq` is the server's own count of this device's
    numbers as of a pull that left nothing to fetch: what it covers is here, whatever became of the record since.
    """
    done = set()
    for row in in_states(database, (ANSWERED,)):
        seen = versions.get((row.target_type, row.target_id), -1) >= row.version
        if seen or (row.device_seq is not None and row.device_seq <= last_device_seq):
            set_state(database, row.action_id, SETTLED, row.reason)
            done.add(row.action_id)
    return done


def prune(database: Database) -> int:
    """Forget what was settled long ago; how many."""
    done = database.conn.execute(
        "DELETE FROM actions WHERE state IN (?, ?) AND changed_ms < ?", (SETTLED, WITHDRAWN, _now_ms() - KEPT_MS)
    )
    return int(done.rowcount)

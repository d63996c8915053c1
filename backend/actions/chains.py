"""The chain of the log, and those of devices: what was heard of them, where numbers stand, and what begins anew.

A chain that is known goes on from what was heard of it. A new beginning is taken from a device alone that was never
heard, or that says why: its outbox was lost. That is a line of the audit then, and told at the desk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from backend.actions.shift_lines import RUNNING, by_itself
from backend.actions.times import link_ms
from backend.audit.lines import note, note_action
from backend.base.clock import iso, now_ms
from backend.ledger.ledger import Ledger
from backend.ledger.schema import actions, archived_actions, devices, known_hashes
from backend.people.devices import name_of
from backend.people.roles import Caller
from contract.wire import ActionIn, Batch, SkippedLink

# Made once: to put such a statement together costs as much as to execute it, and each action needs ten of them.
_ANSWERED = select(actions).where(actions.c.action_id == bindparam("action_id"))
_ARCHIVED = select(archived_actions).where(archived_actions.c.action_id == bindparam("action_id"))
_AUDITED = select(actions.c.audit_hash).where(actions.c.audit_seq == bindparam("audit_seq"))
_NEWEST = select(actions.c.audit_hash).order_by(actions.c.audit_seq.desc()).limit(1)
_APPEND = insert(actions)
_COUNTED = select(devices.c.last_seq).where(devices.c.device_id == bindparam("device_id"))
_COUNT_ON = update(devices).where(devices.c.device_id == bindparam("at_device")).values(last_seq=bindparam("last_seq"))
_COUNT = insert(devices)
_LINKS = select(known_hashes.c.hash).where(
    known_hashes.c.device_id == bindparam("device_id"), known_hashes.c.hash.in_(bindparam("links", expanding=True))
)
_ANY = select(known_hashes.c.hash).where(known_hashes.c.device_id == bindparam("device_id")).limit(1)
_REMEMBER = insert(known_hashes)
LINE = "log_entry"
BEGINNING = ""
"""What comes before the first action of a device."""


def last_seq(connection: Connection, device_id: str) -> int:
    """The number of the last action that the log has of a device; 0 for none."""
    return connection.execute(_COUNTED, {"device_id": device_id}).scalar_one_or_none() or 0


def known(connection: Connection, batch: Batch, *links: str) -> frozenset[str]:
    """Those of `links` that the chain of the batch's device may go on from."""
    asked = {"device_id": batch.device_id, "links": links}
    found = frozenset(connection.execute(_LINKS, asked).scalars())
    if BEGINNING in links and (batch.restart is not None or not _is_begun(connection, batch.device_id)):
        return found | {BEGINNING}
    return found


def remember(
    connection: Connection, device_id: str, link: str, done_ms: int | None, skipped: str | None = None
) -> None:
    """The chain may go on from `link` from now on, which was done at `done_ms`, as far as that is known."""
    row = {"device_id": device_id, "hash": link, "skipped": skipped, "done_ms": done_ms}
    connection.execute(_REMEMBER, row)


def newest(connection: Connection) -> str:
    """The hash of the log's newest line; empty where there is none."""
    return connection.execute(_NEWEST).scalar() or ""


def answered(connection: Connection, action_id: str) -> Row[Any] | None:
    """What became of an action that was taken before, though its line be in a file by now."""
    for query in (_ANSWERED, _ARCHIVED):
        found = connection.execute(query, {"action_id": action_id}).first()
        if found is not None:
            return found
    return None


def append(connection: Connection, judged: Mapping[str, Any]) -> None:
    """Write an action with what became of it, `audit_seq` its number in the log: the log's chain and its device's
    numbers go on from it, and the audit tells of it."""
    head = connection.execute(_AUDITED, {"audit_seq": judged["audit_seq"] - 1}).scalar_one_or_none() or ""
    told = f"{head}{judged['hash']}{judged['result']}{judged['received_at']}"
    row = {**judged, "audit_hash": hashlib.sha256(told.encode()).hexdigest()}
    connection.execute(_APPEND, row)
    device_id, number = row["device_id"], row["device_seq"]
    if not connection.execute(_COUNT_ON, {"at_device": device_id, "last_seq": number}).rowcount:
        connection.execute(_COUNT, {"device_id": device_id, "last_seq": number})
    note_action(connection, row)


def restart(ledger: Ledger, connection: Connection, caller: Caller, batch: Batch) -> tuple[bool, int]:
    """Whether a chain that is known begins anew with this batch, also where it comes once more, and the newest number
    of the feed then. Where it does the audit has a line of it, and so has the log of the room."""
    links: list[ActionIn | SkippedLink] = [*batch.actions, *batch.skipped]
    begun = [one.hash for one in links if one.prev_hash == BEGINNING] if batch.restart is not None else []
    device_id, seq = batch.device_id, ledger.wakeups.seq
    if not begun or not _is_begun(connection, device_id):
        return False, seq
    heard = known(connection, batch, *begun)
    first = next((one for one in begun if one not in heard), "")
    if not first:  # the same batch once more; of a device that was new then there is no line
        return any(ledger.read(connection, LINE, _line_of(device_id, one)) is not None for one in begun), seq
    what = {"reason": batch.restart, "after": last_seq(connection, device_id), "first": first}
    note(connection, "chain-restarted", caller.id, device_id, what=what)
    watch, name = ledger.read(connection, "shift", RUNNING), name_of(connection, device_id)
    device = f"{name} ({device_id})" if name else device_id
    params = {"who": caller.name, "device": device, "device_id": device_id}
    line = by_itself(watch[1] if watch is not None else {}, "chain_restarted", params, iso(now_ms()))
    return True, ledger.put(connection, [(LINE, _line_of(device_id, first), line)])


def _line_of(device_id: str, first: str) -> str:
    """The id of the line that tells of a chain which begins anew with this link."""
    return f"chain:{device_id}:{first[:32]}"


class Skipped:
    """The declared links of a batch; each is written down as soon as the chain up to it is known."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._after = {link.prev_hash: link for link in batch.skipped}

    def begin(self, connection: Connection) -> None:
        """Write down what follows links that were known before."""
        for link in known(connection, self._batch, *self._after) & self._after.keys():
            self.follow(connection, link)

    def follow(self, connection: Connection, link: str) -> None:
        """Write down what comes after `link`, which is known now."""
        while (skipped := self._after.pop(link, None)) is not None:
            link = skipped.hash
            if link not in known(connection, self._batch, link):
                done_ms = link_ms(connection, self._batch.device_id, skipped.prev_hash)
                remember(connection, self._batch.device_id, link, done_ms, skipped.reason)


def _is_begun(connection: Connection, device_id: str) -> bool:
    return connection.execute(_ANY, {"device_id": device_id}).first() is not None

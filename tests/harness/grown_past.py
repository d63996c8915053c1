"""What months leave in a database beside the log (`tests.harness.grown`): the audit, evidence, sign-ins, the past."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, insert

from backend.base.clock import iso
from backend.ledger import past
from backend.ledger.schema import (
    archived_actions,
    audit_checkpoints,
    audit_lines,
    author_keys,
    dead_letters,
    evidence,
    evidence_looks,
    evidence_pieces,
    incident_lines,
    messages,
    reporters,
    sign_in_sources,
    sign_in_tries,
)
from contract.evidence import Receipt
from tests.harness.grown import BEGAN_MS, DESKS

MINUTE_MS = 60_000
_RECEIPT = Receipt(
    digest="0" * 64, device="desk-1", key="k" * 43, person="ha.le", number=1, file="a.png", said_at=iso(BEGAN_MS),
    registered_at=iso(BEGAN_MS), signature="s" * 86,
).model_dump_json()  # fmt: skip


def grow_audit(engine: Engine, count: int) -> None:
    """So many lines in place of those that are there, most of them of actions, and a head after each hundredth. No
    digest is one: nothing verifies."""
    with engine.begin() as connection:
        connection.execute(delete(audit_lines))
        _insert(connection, audit_lines, count, lambda n: {
            "number": n, "at": _at(n), "kind": "signed-in" if n % 50 == 0 else "action", "who": f"user-{n % DESKS}",
            "device": f"desk-{n % DESKS}", "source": "10.0.0.1", "about": f"incident:old-{n % 5000}",
            "ref": "" if n % 50 == 0 else f"grown-{1_000_000_000 + n}", "what": "{}", "parts": "p" * 72,
            "digest": _digest(n), "hash": _digest(n),
        })  # fmt: skip
        _insert(connection, audit_checkpoints, count // 100, lambda n: {
            "number": n * 100, "hash": _digest(n * 100), "at": _at(n * 100), "before": (n - 1) * 100, "key": "k" * 43,
            "signature": "s" * 86,
        })  # fmt: skip
        connection.exec_driver_sql(f"UPDATE counters SET value = {count} WHERE name = 'lines'")  # noqa: S608 - ours


def grow_evidence(engine: Engine, count: int) -> None:
    """So many pieces, whose files went long ago but for a tenth, which have a piece each; and who saw them."""
    with engine.begin() as connection:
        _insert(connection, evidence, count, lambda n: {
            "digest": _digest(n), "device_id": f"desk-{n % DESKS}", "number": n, "kind": ("still", "clip")[n % 2],
            "camera_id": f"cam-{n % 200}", "incident_id": f"old-{n % 5000}", "sha256": _digest(n), "size": 1000,
            "manifest": "{}", "signature": "s" * 86, "receipt": _RECEIPT, "registered_ms": BEGAN_MS + n * MINUTE_MS,
            "pieces": 1, "complete_ms": BEGAN_MS, "gone_ms": None if n % 10 == 0 else BEGAN_MS, "held": "",
            "time_stamp": None,
        })  # fmt: skip
        _insert(connection, evidence_pieces, count // 10, lambda n: {
            "digest": _digest(n * 10), "number": 0, "sealed": b"sealed",
        })  # fmt: skip
        _insert(connection, evidence_looks, count, lambda n: {
            "digest": _digest(n), "at": _at(n), "user_id": "an.nguyen", "user_name": "An", "device_id": "desk-1",
            "what": "look", "why": "biên bản",
        })  # fmt: skip


def grow_messages(engine: Engine, count: int, state: str = "sent", due_ms: int = BEGAN_MS) -> None:
    """So many messages of one agency by files, that wait since `due_ms` or were settled then."""
    with engine.begin() as connection:
        _insert(connection, messages, count, lambda n: {
            "id": f"{state}{n:024d}", "kind": "forwarding", "rule": "chuyen-xu-ly", "about_type": "incident",
            "about_id": f"old-{n}", "action_id": f"a-{n}", "receiver": "agency:cong-an", "channel": "file",
            "others": [], "subject": "Ngập", "body": "Ngập đường. " * 30, "facts": {}, "state": state, "reason": "",
            "tries": 0, "next_ms": due_ms, "lease_ms": 0, "made_ms": due_ms,
            "settled_ms": None if state == "waiting" else due_ms, "ref": "", "drill": False,
        })  # fmt: skip


def grow_past(engine: Engine, count: int) -> None:
    """So many incidents that left the feed, with older lines and who reported; as many ids of archived actions, and
    letters of sources that could not be taken."""
    ended = [
        past.Ended(f"past-{n}", 6, BEGAN_MS + n * MINUTE_MS, {
            "code": f"SC-{n}", "title": f"Ngập đường số {n % 300}", "ward": f"Phường {n % 40}", "state": "closed",
            "created_at": _at(n), "updated_at": _at(n), "history": [],
        })
        for n in range(1, count + 1)
    ]  # fmt: skip
    with engine.begin() as connection:
        past.keep(connection, ended)
        _insert(connection, incident_lines, count, lambda n: {
            "incident_id": f"past-{n // 10}", "number": n % 10, "line": {"at": _at(n), "text": "Đã gọi"},
        })  # fmt: skip
        _insert(connection, reporters, count, lambda n: {"incident_id": f"past-{n}", "data": {"name": "A"}})
        _insert(connection, archived_actions, count, lambda n: {
            "action_id": f"archived-{n}", "device_seq": n, "result": "applied", "version": 1, "problem": None,
        })  # fmt: skip
        _insert(connection, dead_letters, count, lambda n: {
            "source": f"source-{n % 50}", "type": "indicator", "id": f"lost-{n}", "at_ms": BEGAN_MS + n, "faults": [],
            "raw": "{}",
        })  # fmt: skip


def grow_sign_ins(engine: Engine, count: int) -> None:
    """So many keys that people signed with, places where they signed in, and tries that failed a moment ago."""
    with engine.begin() as connection:
        _insert(connection, author_keys, count, lambda n: {
            "thumbprint": f"thumb-{n}", "user_id": f"user-{n % DESKS}", "device_id": f"desk-{n % DESKS}",
            "key": "k" * 43, "kind": "author", "made_ms": 2 * BEGAN_MS, "ends_ms": None,
        })  # fmt: skip
        _insert(connection, sign_in_sources, count, lambda n: {
            "user_id": f"user-{n % DESKS}", "source": f"place-{n}", "last_ms": BEGAN_MS,
        })  # fmt: skip
        _insert(connection, sign_in_tries, count, lambda n: {
            "user_id": f"user-{n % DESKS}", "source": f"place-{n}", "count": 1, "last_ms": 2 * BEGAN_MS, "until_ms": 0,
        })  # fmt: skip


def _insert(connection: Connection, table: Table, count: int, row: Callable[[int], dict[str, Any]]) -> None:
    connection.execute(insert(table), [row(number) for number in range(1, count + 1)])


def _at(number: int) -> str:
    return iso(BEGAN_MS + number * MINUTE_MS)


def _digest(number: int) -> str:
    return f"{number:064d}"

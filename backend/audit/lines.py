"""The lines of the audit: one chain over everything, written in the transaction that does what a line tells.

A line's digest covers its content, and its hash the digest and the hash of the line before; so a line can be checked by
itself, and a chain by its digests alone. `parts` are short digests of each field: they prove nothing, and name the
field that was altered (docs/explanation/audit.md).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from backend.base import caller_address
from backend.base.clock import iso, now_ms
from backend.ledger.schema import actions, audit_lines, counters
from contract.audit import after
from contract.chain import canonical

COUNTER = "lines"
CONTENT = ("number", "at", "kind", "who", "device", "source", "about", "ref", "what")
"""The fields of a line that its digest covers, in the order of its parts."""
ACTION, BEGUN = "action", "begun"
PART = 8
"""Letters of one field's part: 48 bits."""
LONGEST = MappingProxyType({"kind": 40, "who": 130, "device": 64, "source": caller_address.LONGEST, "about": 170})
"""Letters; what is longer comes from somebody who was refused, or was typed at the machine."""
MOST = 2**62
"""More than any number."""
COMMAND, SERVER = "command", "server"
"""Who does something at the machine itself, and what a server does by the clock."""
_TAKE = (
    update(counters).where(counters.c.name == COUNTER).values(value=counters.c.value + 1).returning(counters.c.value)
)
_HASH = select(audit_lines.c.hash).where(audit_lines.c.number == bindparam("before"))
_APPEND = insert(audit_lines)


def note(  # noqa: PLR0917 - one sentence: who did what, where
    connection: Connection,
    kind: str,
    who: str,
    device: str = "",
    source: str = "",
    what: Mapping[str, Any] | None = None,
    *,
    about: str = "",
) -> int:
    """Write one line, in the caller's transaction and best as its last statement; the line's number.

    `kind` is a word with dashes, such as `signed-in`; `who` the id of a person, `feed:ID` of a source, `command` at the
    machine, or `server`. `source` is the address that it came from; without one that of the request being answered.
    `about` names what it was done to, as `incident:ID`. `what` holds plain JSON, and neither secrets nor anything of a
    citizen: lines outlive erasure.
    """
    told = {"kind": kind, "who": who, "device": device, "source": source, "about": about, "ref": ""}
    return _append(connection, told, what or {}, iso(now_ms()))


def note_action(connection: Connection, row: Mapping[str, Any]) -> int:
    """The line of an action, given what is written to `actions`; the line's number."""
    told = {
        "kind": ACTION, "who": row["actor_id"], "device": row["device_id"], "source": "",
        "about": f"{row['target_type']}:{row['target_id']}", "ref": row["action_id"],
    }  # fmt: skip
    fields = [column.name for column in actions.c]
    what = {
        "type": row["type"], "result": row["result"], "seq": row["audit_seq"], "digest": digest_of(row, fields),
        "parts": parts_of(row, fields),
    }  # fmt: skip
    return _append(connection, told, what, row["received_at"], row["audit_seq"])


def _append(connection: Connection, told: dict[str, str], what: Mapping[str, Any], at: str, action: int = MOST) -> int:
    number, before = _next(connection, action)
    texts = {**told, "source": told["source"] or caller_address.current.get()}
    cut = {name: text[: LONGEST.get(name)] for name, text in texts.items()}
    _write(connection, before, {**cut, "number": number, "at": at, "what": text_of(what)})
    return number


def _next(connection: Connection, action: int) -> tuple[int, str]:
    """The next number, held until the commit, and the hash of the line before it. `action` is the number of the action
    that the line will tell of."""
    number: int | None = connection.execute(_TAKE).scalar_one_or_none()
    if number is None:  # a database that is being made knows the counter; one of before is told of it here
        connection.execute(insert(counters).values(name=COUNTER, value=0))
        number = int(connection.execute(_TAKE).scalar_one())
    if number > 1:
        return number, connection.execute(_HASH, {"before": number - 1}).scalar_one_or_none() or ""
    begun = _begin(connection, action)
    return int(connection.execute(_TAKE).scalar_one()), begun


def _begin(connection: Connection, action: int) -> str:
    """Write the very first line, which says where the log of actions stood before it; its hash."""
    newest = select(actions.c.audit_seq, actions.c.audit_hash).where(actions.c.audit_seq < action)
    found = connection.execute(newest.order_by(actions.c.audit_seq.desc()).limit(1)).first()
    what = {"seq": found.audit_seq, "head": found.audit_hash} if found is not None else {"seq": 0, "head": ""}
    told = {"kind": BEGUN, "who": SERVER, "device": "", "source": "", "about": "", "ref": ""}
    return _write(connection, "", {**told, "number": 1, "at": iso(now_ms()), "what": text_of(what)})


def _write(connection: Connection, before: str, line: dict[str, Any]) -> str:
    digest = digest_of(line, CONTENT)
    own = after(before, digest)
    connection.execute(_APPEND, {**line, "parts": parts_of(line, CONTENT), "digest": digest, "hash": own})
    return own


def text_of(what: Mapping[str, Any]) -> str:
    """What a line says, as it is kept: the text itself is what the digest covers."""
    # Half a letter, which JSON can write, is no text that a database takes.
    return canonical(what).encode("utf-8", "replace").decode()


def digest_of(row: Mapping[str, Any], fields: Sequence[str]) -> str:
    """SHA-256, in hex, of these fields of a row."""
    return hashlib.sha256(_bytes({name: row[name] for name in fields})).hexdigest()


def parts_of(row: Mapping[str, Any], fields: Sequence[str]) -> str:
    """The beginnings of each field's digest, one after the other."""
    return "".join(_part(row[name]) for name in fields)


def altered(row: Mapping[str, Any], fields: Sequence[str], parts: str) -> list[str]:
    """The fields that are not what `parts` were made of."""
    told = [parts[start : start + PART] for start in range(0, len(parts), PART)]
    return [name for name, part in zip(fields, told, strict=False) if _part(row[name]) != part]


def _part(value: Any) -> str:
    # Most fields are texts: JSON would cost three times as much, and each action has some thirty of them.
    told = f'"{value}' if isinstance(value, str) else canonical({"": value})
    digest = hashlib.sha256(told.encode("utf-8", "replace")).digest()
    return base64.urlsafe_b64encode(digest[: PART * 6 // 8]).decode()


def _bytes(value: Mapping[str, Any]) -> bytes:
    return canonical(value).encode("utf-8", "replace")

"""The audit as a file for whoever asks for it: JSON lines, each action beside its line, signed at the end."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from backend.audit.action_rows import COLUMNS
from backend.audit.findings import ALTERED, AN_ACTION, Finding
from backend.audit.lines import ACTION, PART, altered, digest_of
from backend.audit.links import Links
from backend.base.clock import iso, now_ms
from backend.ledger.schema import actions, audit_lines
from contract.keys import public_text
from contract.signing import is_signed, signature

EXPORT = "ioc-audit-export-1"
"""In whose name an export is signed (`contract.signing`)."""
AT_ONCE = 500
_HEAD = re.compile(r'"?number"?\s*[=:]\s*"?(\d{1,18})"?[^\n]{0,400}?"?hash"?\s*[=:]\s*"?([0-9a-f]{64})\b')


@dataclass(frozen=True)
class Exported:
    """What an export holds: how many lines, and what of them is not as it was written."""

    lines: int
    findings: tuple[Finding, ...] = ()


def write(connection: Connection, file: IO[bytes], key: Ed25519PrivateKey) -> Exported:
    """Write all lines that are in the database, in the caller's transaction, and sign them. Raises OSError."""
    count, told = 0, hashlib.sha256()
    for text in _texts(connection):
        told.update(text)
        file.write(text)
        count += 1
    digest = told.hexdigest()
    end = {"export": EXPORT, "at": iso(now_ms()), "lines": count, "sha256": digest, "key": public_text(key)}
    file.write(_line({**end, "signature": signature(key, EXPORT, _digest(end))}))
    return Exported(count)


def check(file: IO[bytes], public: str = "") -> Exported | None:
    """Read an export; what of its lines is not as it was written. None where it is not signed by `public`, or by the
    key that it names itself. Raises OSError, and ValueError where it is no export."""
    *_rest, last = _whole(file)
    end = json.loads(last)
    file.seek(0)
    lines = list(file)[:-1]
    told = hashlib.sha256(b"".join(lines)).hexdigest()
    signed = {name: value for name, value in end.items() if name != "signature"}
    right = is_signed(public or str(end.get("key")), EXPORT, _digest(signed), str(end.get("signature")))
    if not right or told != end.get("sha256") or public not in ("", end.get("key")):
        return None
    rows = [json.loads(line) for line in lines]
    first = rows[0] if rows else {"number": 1}
    links = Links(int(first["number"]) - 1, "")
    links.begins_anywhere()
    findings: list[Finding] = []
    for row, is_whole in links.walk(rows):
        if is_whole and row["kind"] == ACTION and row["action"] is not None:
            findings += _of_action(row)
    return Exported(len(rows), (*links.findings, *findings))


def heads_in(path: Path) -> list[tuple[int, str]]:
    """Numbers and hashes that a file tells of, whether it is a console's, a log server's, or JSON. Raises OSError."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return [(int(number), told) for number, told in _HEAD.findall(text)]


def _whole(file: IO[bytes]) -> list[bytes]:
    found = file.readlines()
    if not found:
        raise ValueError("the file is empty")
    return found


def _texts(connection: Connection) -> Iterator[bytes]:
    query = select(audit_lines).order_by(audit_lines.c.number).execution_options(yield_per=AT_ONCE)
    some: list[dict[str, Any]] = []
    for row in connection.execute(query).mappings():
        some.append(dict(row))
        if len(some) == AT_ONCE:
            yield from _beside(connection, some)
            some = []
    yield from _beside(connection, some)


def _beside(connection: Connection, lines: list[dict[str, Any]]) -> Iterator[bytes]:
    ids = [line["ref"] for line in lines if line["kind"] == ACTION]
    found = connection.execute(select(actions).where(actions.c.action_id.in_(ids))).mappings()
    rows = {row["action_id"]: dict(row) for row in found}
    for line in lines:
        more = {"action": rows.get(line["ref"])} if line["kind"] == ACTION else {}
        yield _line({**line, **more})


def _of_action(line: Mapping[str, Any]) -> Iterator[Finding]:
    what, row = json.loads(line["what"]), line["action"]
    covered = COLUMNS[: len(what["parts"]) // PART]
    if digest_of(row, covered) != what["digest"]:
        fields = tuple(altered(row, covered, what["parts"])) or ("content",)
        yield Finding(ALTERED, AN_ACTION, line["number"], line["number"], line["ref"], fields)


def _digest(end: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(end, sort_keys=True).encode()).hexdigest()


def _line(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"

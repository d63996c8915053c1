"""Takes personal data out of what sources report, before it becomes a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert

from backend.base.clock import now_ms
from backend.ledger.numbers import hashed, key_of
from backend.ledger.schema import reporters

FIELDS = ("name", "phone", "address")
SHOWN_DIGITS = 3
TEXT_MAX = 400
RecordTuple = tuple[str, str, dict[str, Any]]


def apart(records: Iterable[RecordTuple]) -> tuple[list[RecordTuple], dict[str, dict[str, str]]]:
    """Records without anybody in them, and who reported which incident.

    `reporter` of an incident's data (`name`, `phone`, `address`) goes; `reporter_masked` comes in its place where the
    source gave none.
    """
    bare: list[RecordTuple] = []
    found: dict[str, dict[str, str]] = {}
    for kind, key, data in records:
        if kind != "incident" or "reporter" not in data:
            bare.append((kind, key, data))
            continue
        rest = {name: value for name, value in data.items() if name != "reporter"}
        who = _understood(data["reporter"])
        if who:
            found[key] = who
            rest["reporter_masked"] = rest.get("reporter_masked") or masked(who)
        bare.append((kind, key, rest))
    return bare, found


def masked(who: Mapping[str, str]) -> str:
    """As much as tells two callers apart and finds neither: the last digits of the number."""
    digits = "".join(sign for sign in who.get("phone", "") if sign.isdigit())
    return f"•••• {digits[-SHOWN_DIGITS:]}" if len(digits) > SHOWN_DIGITS * 2 else "••••"


def keep(connection: Connection, found: Mapping[str, Mapping[str, str]]) -> None:
    """Keep who reported, in place of what was known before."""
    if not found:
        return
    secret, now = key_of(connection), now_ms()
    for key, who in found.items():
        connection.execute(delete(reporters).where(reporters.c.incident_id == key))
        phone = hashed(secret, who.get("phone", ""))
        connection.execute(insert(reporters).values(incident_id=key, data=dict(who), phone_key=phone, kept_ms=now))


def _understood(reporter: Any) -> dict[str, str]:
    if not isinstance(reporter, Mapping):
        return {}
    texts = {name: reporter.get(name) for name in FIELDS}
    return {name: text.strip()[:TEXT_MAX] for name, text in texts.items() if isinstance(text, str) and text.strip()}

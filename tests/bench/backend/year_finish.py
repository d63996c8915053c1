"""What of a year's rows needs nothing that came before: signatures, digests, words. Processes of their own do it.

It says what the product's own code would have written, in less than half of the time. `tests/bench/test_year.py` lets
the product itself verify it.
"""

from __future__ import annotations

import binascii
import functools
import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from backend.audit.lines import ACTION, CONTENT, PART
from backend.city.models import Retention
from backend.ledger import past
from backend.ledger.ledger import TOMBSTONE_DAYS
from backend.ledger.schema import actions as actions_table
from contract.keys import text_of
from contract.signing import AUTHOR, DEVICE, message
from tests.bench.backend.year_rows import DAY_MS, VERBS, Acted, Row, author_of
from tests.harness.proven import key_of

COLUMNS = tuple(str(column.name) for column in actions_table.c)
REMEMBERED = 10_000
"""Parts of fields: a name, a time or a hash stands in several rows that lie near each other."""
URL_SAFE = str.maketrans("+/", "-_")
PERSON = '{"name":"Nguyễn Văn Bình","phone":"0901 234 417","address":"12 Trần Phú, Phường Hòa An"}'
SOURCE = "10.20.4.17"
PAST_DAYS = Retention().incident_days
VERSION = len(VERBS) + 1


class Finished(NamedTuple):
    """Rows of the tables. Lines of the audit have their digests, and no hash yet: that goes on from the line before."""

    records: list[Row]
    past_incidents: list[Row]
    reporters: list[Row]
    actions: list[Row]
    lines: list[Row]


def finish(some: Sequence[Acted], first_line: int, now_ms: int, dialect: str) -> Finished:
    """The rows of these incidents; the audit tells of their first action on `first_line`."""
    done = Finished([], [], [], [], [])
    for one in some:
        _settle(one, now_ms, dialect, done)
        if one.seq % 5 < 3:  # three in five come from somebody who told their name
            done.reporters.append((one.id, PERSON))
        for action in one.actions:
            number = first_line + len(done.lines)
            _sign(action)
            done.lines.append(_line(action, number))
            done.actions.append(tuple(_stored(action[name]) for name in COLUMNS))
    return done


def _settle(one: Acted, now_ms: int, dialect: str, done: Finished) -> None:
    """In the feed, or in the past; for some time the feed tells that it went."""
    data = one.data
    at_ms = round(datetime.fromisoformat(data["updated_at"]).timestamp() * 1000)
    days = (now_ms - at_ms) / DAY_MS
    if data["state"] != "closed" or days <= PAST_DAYS:
        done.records.append(("incident", one.id, VERSION, one.seq, False, None, at_ms, orjson.dumps(data).decode()))
        return
    began_ms = round(datetime.fromisoformat(data["created_at"]).timestamp() * 1000)
    words = past.words_of(data)
    told = " ".join(words) if dialect == "sqlite" else " ".join(f"'{word}'" for word in words)
    number = past.first_number(began_ms)
    done.past_incidents.append((number, one.id, VERSION, at_ms, told, orjson.dumps(data).decode(), False))
    if days <= PAST_DAYS + TOMBSTONE_DAYS:
        gone_ms = at_ms + PAST_DAYS * DAY_MS
        done.records.append(("incident", one.id, VERSION + 1, one.seq, True, "out_of_scope", gone_ms, "{}"))


def _sign(action: dict[str, Any]) -> None:
    device = int(action["device_id"].rpartition("-")[2])
    keys = _keys(device)
    digest = action["hash"]
    action["signature"] = text_of(keys[0].sign(message(DEVICE, digest)))
    action["author_signature"] = text_of(keys[1].sign(message(AUTHOR, digest)))


@functools.cache
def _keys(desk: int) -> tuple[Any, Any]:
    return key_of(f"year-{desk}"), author_of(desk)


def _line(action: dict[str, Any], number: int) -> Row:
    """The line that `backend.audit.lines.note_action` would write, but for its hash."""
    what = {
        "type": action["type"], "result": action["result"], "seq": action["audit_seq"],
        "digest": _digest(action, COLUMNS), "parts": _parts(action, COLUMNS),
    }  # fmt: skip
    line = {
        "number": number, "at": action["received_at"], "kind": ACTION, "who": action["actor_id"],
        "device": action["device_id"], "source": SOURCE, "about": f"incident:{action['target_id']}",
        "ref": action["action_id"], "what": orjson.dumps(what, option=orjson.OPT_SORT_KEYS).decode(),
    }  # fmt: skip
    return (*(line[name] for name in CONTENT), _parts(line, CONTENT), _digest(line, CONTENT))


def _digest(row: dict[str, Any], fields: Sequence[str]) -> str:
    told = orjson.dumps({name: row[name] for name in fields}, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(told).hexdigest()


def _parts(row: dict[str, Any], fields: Sequence[str]) -> str:
    values = [row[name] for name in fields]
    texts = [orjson.dumps(one, option=orjson.OPT_SORT_KEYS) if isinstance(one, dict) else one for one in values]
    return "".join(map(_part, texts))


@functools.lru_cache(REMEMBERED)
def _part(value: str | int | bytes | None) -> str:
    """As `backend.audit.lines` has it."""
    if isinstance(value, str):
        told = f'"{value}'.encode()
    elif isinstance(value, bytes):
        told = b'{"":' + value + b"}"
    else:
        told = b'{"":null}' if value is None else b'{"":%d}' % value
    digest = hashlib.sha256(told).digest()[: PART * 6 // 8]
    return binascii.b2a_base64(digest, newline=False).decode().translate(URL_SAFE)


def _stored(value: Any) -> Any:
    """As the ledger's engine writes it: nothing is JSON's null there."""
    if value is None:
        return "null"
    return orjson.dumps(value).decode() if isinstance(value, dict) else value

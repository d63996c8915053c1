"""The rows that a city's year leaves in the tables, in the order in which they came.

3,300 incidents a day (`tests.bench.sync.load`), five actions for each: the 500,000 of a month that an action was
measured with. Hashes and chains are real, so that what checks or archives them has something to check.
"""

from __future__ import annotations

import hashlib
import json
import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from backend.base.clock import now_ms
from backend.city.models import Retention
from backend.ledger.ledger import TOMBSTONE_DAYS
from backend.ledger.past import Ended
from contract.chain import chain_hash
from tests.bench.sync.load import incidents

A_DAY, OPEN = 3_300, 1_000
DAY_MS = 86_400_000
PAST_DAYS = Retention().incident_days
LINES_A_DAY = 120
"""Of the shift's log: three watches of forty lines."""
VERBS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("acknowledge", {}), ("note", {"text": "Đã gọi lại người báo, chờ tổ tuần tra."}),
    ("assign", {"assignee_id": "agency:dien-luc", "assignee_name": "Điện lực"}),
    ("note", {"text": "Tổ tuần tra đang trên đường tới, dự kiến mười lăm phút."}),
    ("resolve", {"text": "Đã khắc phục, giao thông trở lại bình thường."}),
)  # fmt: skip
DESKS = 25
SCREENS, SHOWN_S, RECORDED_DAYS, CONTENTS = 4, 20, 30, 500
"""A wall of four screens on tour; its recording is kept for 30 days."""
Row = tuple[Any, ...]
RECORD = ("type", "id", "version", "seq", "removed", "reason", "changed_ms", "data")
ACTION = (
    "action_id", "device_id", "device_seq", "actor_id", "type", "target_type", "target_id", "base_version", "payload",
    "occurred_at", "mono_ms", "boot_id", "prev_hash", "hash", "received_at", "result", "version", "problem",
    "audit_seq", "audit_hash",
)  # fmt: skip
SIGNED = ACTION[:14]
"""What a device sends, its own hash last."""


def records(days: int, after: int) -> Iterator[Row]:
    """Incidents and the lines of the shift's log, numbered from `after` on."""
    lines = days * LINES_A_DAY
    for number, (key, data) in enumerate(_incidents(days)):
        at_ms, seq = _ms(data["updated_at"]), after + number + 1
        if not _is_past(data, PAST_DAYS):
            yield "incident", key, 6, seq, False, None, at_ms, _text(data)
        elif not _is_past(data, PAST_DAYS + TOMBSTONE_DAYS):
            yield "incident", key, 7, seq, True, "out_of_scope", at_ms + PAST_DAYS * DAY_MS, "{}"
    began = datetime.now(UTC) - timedelta(days=days)
    for number in range(lines):
        at = _iso(began + timedelta(days=number / LINES_A_DAY))
        line = {
            "shift_id": "current", "shift_name": "Ca sáng", "shift_starts_at": at, "at": at, "received_at": at,
            "actor_id": "ha.le", "actor_name": "Lê Thị Hà", "offline": False, "kind": "note", "event": "", "params": {},
            "text": "Nước lên 5 cm ở trạm Rạch Lá, đã báo phường và điện lực trực.", "incident_id": None,
            "pinned": False, "corrects": None,
        }  # fmt: skip
        seq = after + days * A_DAY + number + 1
        yield "log_entry", f"line-{number}", 1, seq, False, None, _ms(at), _text(line)


def past(days: int) -> Iterator[Ended]:
    """Incidents that have left the feed, as the daily round moved them."""
    for key, data in _incidents(days):
        if _is_past(data, PAST_DAYS):
            yield Ended(key, 6, _ms(data["updated_at"]), data)


def _is_past(data: dict[str, Any], after_days: int) -> bool:
    return data["state"] == "closed" and now_ms() - _ms(data["updated_at"]) > after_days * DAY_MS


def count_of_records(days: int) -> int:
    """The number of the newest row of `records`."""
    return days * (A_DAY + LINES_A_DAY)


def actions(days: int) -> Iterator[Row]:
    """What the desks did to each incident, chained by device and audited."""
    heads, seqs, audit, number = [""] * DESKS, [0] * DESKS, "", 0
    chance = random.Random(2)
    for key, data in _incidents(days):
        created = datetime.fromisoformat(data["created_at"])
        for version, (verb, payload) in enumerate(VERBS):
            number += 1
            desk = chance.randrange(DESKS)
            seqs[desk] += 1
            at = _iso(created + timedelta(minutes=3 * version))
            action: dict[str, Any] = {
                "action_id": str(uuid.UUID(int=chance.getrandbits(128))), "device_id": f"desk-{desk}",
                "device_seq": seqs[desk], "actor_id": "ha.le", "type": verb, "target_type": "incident",
                "target_id": key, "base_version": version + 1, "payload": payload, "occurred_at": at,
                "mono_ms": number, "boot_id": "3f0c1f6e-6f6a-4c57-9f2f-7d7f3a8f6a11", "prev_hash": heads[desk],
            }  # fmt: skip
            heads[desk] = action["hash"] = chain_hash(action)
            audit = hashlib.sha256(f"{audit}{action['hash']}applied{at}".encode()).hexdigest()
            sent = [_text(payload) if name == "payload" else action[name] for name in SIGNED]
            yield (*sent, at, "applied", version + 2, None, number, audit)


def known_hashes(days: int, of_actions: Iterator[Row]) -> Iterator[Row]:
    """One for each action; they are as long as these, whatever stands in them."""
    for row in of_actions:
        yield row[1], row[13], None
    for number in range(days):
        yield f"desk-{number % DESKS}", hashlib.sha256(str(number).encode()).hexdigest(), "withdrawn"


def reporters(days: int) -> Iterator[Row]:
    """Three in five incidents come from somebody who told their name."""
    person = _text({"name": "Nguyễn Văn Bình", "phone": "0901 234 417", "address": "12 Trần Phú, Phường Hòa An"})
    for number, (key, _data) in enumerate(_incidents(days)):
        if number % 5 < 3:
            yield key, person


def recording(days: int) -> tuple[list[Row], list[Row], Iterator[Row]]:
    """Contents of a wall, what is in them, and when each screen showed which."""
    hashes = [hashlib.sha256(f"content {number}".encode()).hexdigest() for number in range(CONTENTS)]
    tiles = [
        [{"place": f"0.{place}", "type": "camera", "ref": f"cam-{(number + place) % 200:03}", "state": "live"}
         for place in range(9)]
        for number in range(CONTENTS)
    ]  # fmt: skip
    refs = [("camera", str(tile["ref"]), digest) for digest, shown in zip(hashes, tiles, strict=True) for tile in shown]
    return [*zip(hashes, map(_text, tiles), strict=True)], refs, _shown(hashes, min(days, RECORDED_DAYS))


def _shown(hashes: Sequence[str], days: int) -> Iterator[Row]:
    began = _ms(_iso(datetime.now(UTC) - timedelta(days=days)))
    for step in range(days * 86_400 // SHOWN_S):
        for screen in range(SCREENS):
            at = began + step * SHOWN_S * 1000
            yield "phong-truc", f"t{screen}", at, at + SHOWN_S * 1000, hashes[(step + 7 * screen) % CONTENTS], None


def measured(days: int, number: int) -> Iterator[list[tuple[datetime, float]]]:
    """A day after the other of one indicator that reports each minute, with one decimal."""
    chance = random.Random(number)
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for day in range(days, 0, -1):
        midnight = today - timedelta(days=day)
        level = chance.uniform(50, 150)
        yield [
            (midnight + timedelta(minutes=minute), round(level := level + chance.gauss(0, 0.5), 1))
            for minute in range(1440)
        ]


def _incidents(days: int) -> Iterator[tuple[str, dict[str, Any]]]:
    return incidents(days * A_DAY, days=days, open_share=max(1, days * A_DAY // OPEN))


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _ms(at: str) -> int:
    return round(datetime.fromisoformat(at).timestamp() * 1000)

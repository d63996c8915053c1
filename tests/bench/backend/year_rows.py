"""What happens in a city within a year, in the order in which it came: incidents, and what the desks did to each.

3,300 incidents a day (`tests.bench.sync.load`), five actions for each: the 500,000 of a month that an action was
measured with. Chains are real, so that whoever checks or archives them has something to check. What can be made apart
from what came before is left to `tests.bench.backend.year_finish`, which other processes do.
"""

from __future__ import annotations

import hashlib
import json
import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.base.clock import iso, now_ms
from contract.chain import CHAINED
from contract.keys import public_text
from tests.bench.backend.writers import INDICATORS
from tests.bench.sync.load import incidents
from tests.harness.proven import key_of

DAY_MS = 86_400_000
DESKS, OPEN = 25, 1_000
"""Desks that act, and incidents that are open at the end."""
SHOWN_S, RECORDED_DAYS, CONTENTS = 20, 30, 500
"""How long a wall on tour shows what, for how many days its recording is kept, and how much there is to show."""
ACTOR, ACTOR_NAME = "ha.le", "Lê Thị Hà"
VERBS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("acknowledge", {}), ("note", {"text": "Đã gọi lại người báo, chờ tổ tuần tra."}),
    ("assign", {"assignee_id": "agency:dien-luc", "assignee_name": "Điện lực", "assignee_version": 0}),
    ("note", {"text": "Tổ tuần tra đang trên đường tới, dự kiến mười lăm phút."}),
    ("resolve", {"text": "Đã khắc phục, giao thông trở lại bình thường."}),
)  # fmt: skip
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Size:
    """Of a year: how many days it has; on each incidents, and lines of the shift's log, which are three watches of
    forty; indicators that report each minute; screens of a wall."""

    days: int = 365
    a_day: int = 3_300
    indicators: int = INDICATORS
    lines_a_day: int = 120
    screens: int = 4

    @property
    def incidents(self) -> int:
        """All of them."""
        return self.days * self.a_day

    @property
    def actions(self) -> int:
        """All of them."""
        return self.incidents * len(VERBS)


class Acted(NamedTuple):
    """An incident as it stands at the end, its place in the feed, and the actions that made it so: rows of the log
    without their signatures."""

    id: str
    seq: int
    data: dict[str, Any]
    actions: list[dict[str, Any]]


def desk_of(number: int) -> str:
    """The name of a desk's device."""
    return f"year-{number}"


def author_of(number: int) -> Ed25519PrivateKey:
    """What the people at this desk sign with."""
    return key_of(f"{desk_of(number)} author")


def acted(size: Size, after: int) -> Iterator[Acted]:
    """All incidents of the year, numbered in the feed from `after` on."""
    log = _Log()
    step_ms = DAY_MS // size.a_day // (len(VERBS) + 1)
    found = incidents(size.incidents, days=size.days, open_share=max(20, size.incidents // OPEN))
    for number, (key, data) in enumerate(found):
        actions = log.of(key, round(datetime.fromisoformat(data["created_at"]).timestamp() * 1000), step_ms)
        last = actions[-1]["received_at"]
        lines = [
            {
                "at": one["occurred_at"], "received_at": one["received_at"], "verb": one["type"],
                "actor_name": ACTOR_NAME, "text": one["payload"].get("text") or one["payload"].get("assignee_name", ""),
                "action_id": one["action_id"], "offline": False,
            }
            for one in actions
        ]  # fmt: skip
        told = {
            "assignee_id": "agency:dien-luc", "assignee_name": "Điện lực", "assignee_version": 1,
            "acknowledged_by": ACTOR, "acknowledged_at": actions[0]["occurred_at"], "escalation_level": 0,
            "reporter_masked": "•••• 417", "updated_at": last, "history": [*data["history"], *lines],
        }  # fmt: skip
        yield Acted(key, after + number + 1, {**data, **told}, actions)


class _Log:
    """The log of actions, as it grows: one chain for each desk, and the log's own."""

    def __init__(self) -> None:
        self._chance = random.Random(2)
        self._audit, self._number = "", 0
        self._heads, self._seqs = [""] * DESKS, [0] * DESKS
        self._device_keys = [public_text(key_of(desk_of(number))) for number in range(DESKS)]
        self._author_keys = [public_text(author_of(number)) for number in range(DESKS)]

    def of(self, key: str, began_ms: int, step_ms: int) -> list[dict[str, Any]]:
        """What was done to one incident."""
        return [
            self._next(key, version, verb, payload, iso(began_ms + version * step_ms))
            for version, (verb, payload) in enumerate(VERBS, 1)
        ]

    def _next(self, key: str, version: int, verb: str, payload: Mapping[str, Any], at: str) -> dict[str, Any]:
        desk = self._chance.randrange(DESKS)
        self._number += 1
        self._seqs[desk] += 1
        action: dict[str, Any] = {
            "action_id": str(uuid.UUID(int=self._chance.getrandbits(128), version=4)), "device_id": desk_of(desk),
            "device_seq": self._seqs[desk], "actor_id": ACTOR, "type": verb, "target_type": "incident",
            "target_id": key, "base_version": version, "payload": payload, "occurred_at": at,
            "mono_ms": self._number, "boot_id": "3f0c1f6e-6f6a-4c57-9f2f-7d7f3a8f6a11", "prev_hash": self._heads[desk],
        }  # fmt: skip
        # As `contract.chain.chain_hash` has it, ten times as fast; the bench's test holds both against each other.
        told = orjson.dumps({name: action[name] for name in CHAINED}, option=orjson.OPT_SORT_KEYS)
        own = self._heads[desk] = hashlib.sha256(told).hexdigest()
        self._audit = hashlib.sha256(f"{self._audit}{own}applied{at}".encode()).hexdigest()
        return action | {
            "hash": own, "received_at": at, "result": "applied", "version": version + 1, "problem": None,
            "audit_seq": self._number, "audit_hash": self._audit, "proof": "author",
            "device_key": self._device_keys[desk], "author_key": self._author_keys[desk],
        }  # fmt: skip


def shift_lines(size: Size, after: int) -> Iterator[Row]:
    """Records of the shift's log, numbered in the feed from `after` on."""
    began = datetime.now(UTC) - timedelta(days=size.days)
    for number in range(size.days * size.lines_a_day):
        at = iso(round((began + timedelta(days=number / size.lines_a_day)).timestamp() * 1000))
        line = {
            "shift_id": "current", "shift_name": "Ca sáng", "shift_starts_at": at, "at": at, "received_at": at,
            "actor_id": ACTOR, "actor_name": ACTOR_NAME, "offline": False, "kind": "note", "event": "", "params": {},
            "text": "Nước lên 5 cm ở trạm Rạch Lá, đã báo phường và điện lực trực.", "incident_id": None,
            "pinned": False, "corrects": None,
        }  # fmt: skip
        at_ms = round(datetime.fromisoformat(at).timestamp() * 1000)
        yield "log_entry", f"line-{number}", 1, after + number + 1, False, None, at_ms, text_of(line)


def recording(size: Size) -> tuple[list[Row], list[Row], Iterator[Row]]:
    """Contents of a wall, what is in them, and when each screen showed which."""
    hashes = [hashlib.sha256(f"content {number}".encode()).hexdigest() for number in range(CONTENTS)]
    tiles = [
        [{"place": f"0.{place}", "type": "camera", "ref": f"cam-{(number + place) % 200:03}", "state": "live"}
         for place in range(9)]
        for number in range(CONTENTS)
    ]  # fmt: skip
    refs = [("camera", str(tile["ref"]), digest) for digest, shown in zip(hashes, tiles, strict=True) for tile in shown]
    return [*zip(hashes, map(text_of, tiles), strict=True)], refs, _shown(hashes, size)


def _shown(hashes: Sequence[str], size: Size) -> Iterator[Row]:
    days = min(size.days, RECORDED_DAYS)
    began = now_ms() - days * DAY_MS
    for step in range(days * 86_400 // SHOWN_S):
        for screen in range(size.screens):
            at = began + step * SHOWN_S * 1000
            yield "phong-truc", f"t{screen}", at, at + SHOWN_S * 1000, hashes[(step + 7 * screen) % CONTENTS], None


def text_of(value: object) -> str:
    """JSON as the ledger's engine writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

"""How fast the past is searched: a city's years of ended incidents, straight in the table, asked as a desk asks.

    python -m tests.bench.past --incidents 365000
    python -m tests.bench.past --incidents 365000 --database postgresql://user:word@host/base?options=-csearch_path%3DNAME

    python -m tests.bench.past --incidents 0 --actions 20000

Without an address it is a SQLite file that goes away afterwards. A database that has its incidents already is asked
as it is. A search is to take 300 ms at most; ends with 1 where one takes longer. With `--actions` so many lines of the
log are archived, and it is told how long all of it and the longest of its transactions took.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, text

from backend.base.clock import iso, now_ms
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.past import Ended, keep
from backend.ledger.schema import actions, devices, known_hashes, past_incidents
from backend.past.archive import archive
from backend.past.archive_files import Checkpoint, after
from backend.past.searching import NUMBER_MOST, Asked, search

MOST_MS = 300.0
AGAIN = 7
SLICE = 2000
YEAR_MS = 365 * 24 * 3_600_000
THINGS = ("Ngập", "Cháy", "Cây đổ", "Mất điện", "Tai nạn giao thông", "Đèn tín hiệu hỏng", "Rò rỉ nước", "Trộm cắp")
STREETS = ("Trần Phú", "Lê Lợi", "Nguyễn Huệ", "Hai Bà Trưng", "Võ Thị Sáu", "Đồng Khởi", "Cách Mạng Tháng Tám")
WARDS = tuple(f"Phường {number}" for number in range(1, 41))
AGENCIES = ("Điện lực", "Thoát nước", "Công an", "Cây xanh", "Cứu hộ")


def incidents(count: int, until_ms: int, seed: int = 1) -> Iterator[Ended]:
    """So many within the year before `until_ms`, the oldest first, each with ten lines of history."""
    dice = random.Random(seed)
    for number in range(count):
        began = until_ms - YEAR_MS + number * YEAR_MS // count
        thing, street, ward = dice.choice(THINGS), dice.choice(STREETS), dice.choice(WARDS)
        at = iso(began)
        lines = [{"at": at, "received_at": at, "verb": "note", "actor_name": "Lê Thu Hà", "text": f"Đã gọi {line}"}
                 for line in range(10)]  # fmt: skip
        data: dict[str, Any] = {
            "code": f"SM-{number}", "title": f"{thing} đường {street}", "place": f"{dice.randint(1, 900)} {street}",
            "ward": ward, "kind": f"kind-{dice.randint(1, 30)}", "agency": dice.choice(AGENCIES), "state": "closed",
            "description": f"{thing} trước số nhà {dice.randint(1, 900)}, người dân báo lúc {at[11:16]}",
            "created_at": at, "updated_at": at, "severity": dice.randint(1, 4), "history": lines,
        }  # fmt: skip
        yield Ended(f"i{number}", 1, began, data)


def fill(engine: Engine, count: int) -> None:
    """Put them in, where there are none."""
    with engine.connect() as connection:
        if connection.execute(select(func.count()).select_from(past_incidents)).scalar():
            return
    made = incidents(count, now_ms())
    for _start in range(0, count, SLICE):
        with engine.begin() as connection:
            keep(connection, list(islice(made, SLICE)))
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE past_incidents"))


QUESTIONS: tuple[tuple[str, Asked], ...] = (
    ("nothing, the newest", Asked()),
    ("one letter", Asked("d")),
    ("what is everywhere", Asked("duong")),
    ("a common word", Asked("ngap")),
    ("two common words", Asked("ngap tran phu")),
    ("its code", Asked("SM-4711")),
    ("a word that is nowhere", Asked("khongdau")),
    ("a common and a rare one", Asked("ngap 899")),
    ("an agency", Asked(facets={"agency": "Điện lực"})),
    ("a ward and a kind", Asked(facets={"ward": "Phường 7", "kind": "kind-3"})),
    ("a common word, an old month", Asked("ngap", until_ms=now_ms() - YEAR_MS * 11 // 12)),
    ("the hundredth page", Asked("duong", before=NUMBER_MOST)),
)


def _hundredth(engine: Engine, asked: Asked) -> Asked:
    _rows, following = search(engine, asked, 5000)
    return Asked(asked.text, before=following or NUMBER_MOST)


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def fill_log(ledger: Ledger, count: int) -> None:
    """So many actions of one desk, chained as the log chains them."""
    rows, point, link = [], Checkpoint(), ""
    with ledger.write() as connection:
        for number in range(1, count + 1):
            row: dict[str, Any] = {
                "action_id": str(uuid.UUID(int=number)), "device_id": "bench", "device_seq": number, "actor_id": "ca",
                "type": "note", "target_type": "incident", "target_id": f"i{number % 500}", "base_version": 1,
                "payload": {"text": "Đã gọi công ty thoát nước; xe bơm đến sau 20 phút"}, "occurred_at": iso(number),
                "mono_ms": 1, "boot_id": "b", "prev_hash": link, "received_at": iso(number * 60_000),
                "result": "applied", "version": 1, "problem": None, "audit_seq": number,
            }  # fmt: skip
            link = row["hash"] = hashlib.sha256(f"{link}{number}".encode()).hexdigest()
            told = f"{point.audit_hash}{link}applied{row['received_at']}"
            row["audit_hash"] = hashlib.sha256(told.encode()).hexdigest()
            point = after(point, row)
            rows.append(row)
        for start in range(0, count, SLICE):
            part = rows[start : start + SLICE]
            connection.execute(insert(actions), part)
            links = [{"device_id": "bench", "hash": row["hash"], "skipped": None} for row in part]
            connection.execute(insert(known_hashes), links)
        connection.execute(insert(devices).values(device_id="bench", last_seq=count))


class _Timed(Ledger):
    """Tells how long its longest transaction held it."""

    longest_ms = 0.0

    @contextmanager
    def write(self) -> Iterator[Connection]:
        with super().write() as connection:
            began = time.perf_counter()
            yield connection
        self.longest_ms = max(self.longest_ms, (time.perf_counter() - began) * 1000)


def archived(engine: Engine, count: int) -> None:
    """Archive such a log, and tell what that took."""
    ledger = _Timed(engine)
    fill_log(ledger, count)
    ledger.longest_ms = 0.0
    with tempfile.TemporaryDirectory() as folder:
        took = _ms(lambda: archive(ledger, Path(folder), now_ms(), now_ms())) / 1000
        size = sum(file.stat().st_size for file in Path(folder).rglob("*.gz"))
    sys.stdout.write(
        f"  {count} actions archived in {took:.1f} s, {size / count:.0f} bytes each, "
        f"the longest transaction {ledger.longest_ms:.0f} ms\n"
    )


def main() -> int:
    """Fill, ask, tell; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.past")
    parser.add_argument("--incidents", type=int, default=365_000)
    parser.add_argument("--actions", type=int, default=0)
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(options.database or f"sqlite:///{Path(folder) / 'past.db'}")
        filled = _ms(lambda: fill(engine, options.incidents)) / 1000
        sys.stdout.write(f"{engine.dialect.name}: {options.incidents} incidents, written in {filled:.1f} s\n")
        slowest = 0.0
        for name, question in QUESTIONS if options.incidents else ():
            asked = _hundredth(engine, question) if name == "the hundredth page" else question
            taken = sorted(_ms(lambda asked=asked: search(engine, asked, 50)) for _again in range(AGAIN))  # type: ignore[misc]
            slowest = max(slowest, taken[-1])
            sys.stdout.write(f"  {name:30} {taken[AGAIN // 2]:8.1f} ms   at most {taken[-1]:8.1f} ms\n")
        if options.actions:
            archived(engine, options.actions)
        engine.dispose()
    return int(slowest > MOST_MS)


if __name__ == "__main__":
    sys.exit(main())

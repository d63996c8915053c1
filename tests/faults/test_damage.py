"""Files are damaged: the cache is rebuilt from the server, the outbox got back from its rows and its journal."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from offline_cache.health import quarantined
from tests.faults.disk import all_arrive, damage, told
from tests.faults.room import MOST_GAP_MS, desk, linked, write
from tests.faults.seen import Seen
from tests.harness.fault_proxy import FaultProxy
from tests.harness.stopwatch import Stopwatch
from tests.journeys.driver import Driver
from tests.journeys.held_up import HeldUp

REBUILT_S = 60.0
SEEDS = (1, 2, 3)
PAGES = 8


def _start(folder: Path, proxy: FaultProxy) -> Driver:
    return Driver(folder / "desk", "--backend", f"http://127.0.0.1:{proxy.port}")


def test_row_28_a_damaged_cache_at_the_start(tmp_path: Path, seen: Seen) -> None:
    """Put aside and fetched anew, and what was not sent yet is still there."""
    rebuilt: list[str] = []
    with desk(tmp_path) as (town, proxy, console):
        proxy.mode = "refuse"
        proxy.cut()
        texts = write(console, "chưa gửi")
        console.close()
        cache = tmp_path / "desk" / "cache.db"
        for seed in SEEDS:
            damage(cache, random.Random(seed), PAGES, first=seed == SEEDS[-1])
            damaged = Stopwatch()
            with _start(tmp_path, proxy) as again:
                state = again.until(lambda s: told(s, "corrupt") != [], 10, "a sentence about the damaged copy")
                assert state["storage"] == "rebuilding"
                if seed == SEEDS[0]:
                    again.until(lambda s: s["outbox"]["waiting"] == len(texts), 5, "what was not sent")
                proxy.mode = "clear"
                again.until(
                    lambda s: s["storage"] == "ok" and len(s["rows"]) > 10 and linked(s), REBUILT_S, "a rebuilt copy"
                )
                rebuilt.append(damaged.told_s)
                all_arrive(town, again, texts)
                assert told(again.state(), "rebuilt")
        assert len(quarantined(cache)) == len(SEEDS)
    seen(
        28,
        f"{PAGES} random pages of the cache are overwritten before the start, three times, once with the first page",
        "put aside, said so, fetched anew; the outbox untouched",
        rebuilt_within_s=max(rebuilt, key=float),
    )


def test_row_28_a_damaged_cache_while_it_runs(tmp_path: Path, seen: Seen) -> None:
    with desk(tmp_path) as (town, _proxy, console), HeldUp(console) as held_up:
        texts = write(console, "trước khi hỏng")
        held_up.begin()
        rebuilt: list[str] = []
        for seed in SEEDS[:2]:
            damaged = Stopwatch()
            chance = random.Random(seed)
            for name in ("cache.db", "cache.db-wal"):
                damage(tmp_path / "desk" / name, chance, PAGES, first=True)
            seeds_told = len(told(console.state(), "rebuilt"))
            console.until(
                lambda s, before=seeds_told: len(told(s, "rebuilt")) > before and s["storage"] == "ok",  # type: ignore[misc]
                REBUILT_S,
                "a copy that was rebuilt",
            )
            console.until(lambda s: len(s["rows"]) > 10 and linked(s), 10, "the queue")
            rebuilt.append(damaged.told_s)
            texts += write(console, f"sau lần {seed}")
        figures = held_up.figures(MOST_GAP_MS)
        all_arrive(town, console, texts)
    seen(
        28,
        "random pages of the cache and of its WAL are overwritten while the console runs, twice",
        "found out, put aside, fetched anew; the outbox untouched",
        rebuilt_within_s=max(rebuilt, key=float), **figures,
    )  # fmt: skip


def _some_pages(folder: Path) -> None:
    damage(folder / "outbox.db", random.Random(4), 3)
    damage(folder / "outbox.db-wal", random.Random(5), 6)


def _the_first_page(folder: Path) -> None:
    damage(folder / "outbox.db", random.Random(6), 0, first=True)
    (folder / "outbox.db-wal").unlink()


def _no_wal(folder: Path) -> None:
    (folder / "outbox.db-wal").unlink()
    (folder / "outbox.db-shm").unlink()


def _all_noise(folder: Path) -> None:
    for name in ("outbox.db", "outbox.db-wal"):
        (folder / name).write_bytes(random.Random(7).randbytes(40_000))


def test_row_29_a_damaged_outbox(tmp_path: Path, seen: Seen) -> None:
    """Each saved action arrives exactly once, whatever part of the file is gone, and the count told is exact."""
    wounds: tuple[Callable[[Path], None], ...] = (_some_pages, _the_first_page, _no_wal, _all_noise)
    folder = tmp_path / "desk"
    counts: list[str] = []
    with desk(tmp_path) as (town, proxy, console), ExitStack() as running:
        texts = write(console, "đã gửi")
        all_arrive(town, console, texts)
        last = console
        for wound in wounds:
            proxy.mode = "refuse"
            proxy.cut()
            texts += write(last, wound.__name__, 5)
            last.kill()
            wound(folder)
            last = running.enter_context(_start(tmp_path, proxy))
            state = last.until(lambda s: told(s, "salvaged") != [], 10, f"a count after {wound.__name__}")
            count = told(state, "salvaged")[0]
            assert count["saved"] == count["total"] >= 5, wound.__name__
            counts.append(f"{count['saved']} of {count['total']}")
            proxy.mode = "clear"
            all_arrive(town, last, texts)
    seen(
        29,
        "random pages, the first page, the WAL, or all of the outbox are lost after a kill with five unsent actions",
        "got back from rows and journal, the exact count told, each arrives exactly once",
        told=", ".join(counts),
    )


def test_row_29_a_damaged_line_of_the_journal(tmp_path: Path, seen: Seen) -> None:
    """With the database gone as well, one action is lost; exactly that is told, and the others arrive."""
    folder = tmp_path / "desk"
    with desk(tmp_path) as (town, proxy, console):
        proxy.mode = "refuse"
        proxy.cut()
        texts = write(console, "nhật ký hỏng", 5)
        console.kill()
        journal = folder / "outbox.jsonl"
        journal.write_bytes(journal.read_bytes().replace("nhật ký hỏng 2".encode(), "nhật ký hỏng 9".encode()))
        _all_noise(folder)
        with _start(tmp_path, proxy) as again:
            state = again.until(lambda s: told(s, "salvaged") != [], 10, "a count")
            assert told(state, "salvaged") == [{"saved": 4, "total": 5}]
            proxy.mode = "clear"
            left = texts[:2] + texts[3:]
            all_arrive(town, again, left)
        assert {row["result"] for row in town.log()} == {"applied"}, "what follows the lost one is not refused for it"
    seen(29, "the whole outbox and one line of its journal are destroyed", "4 of 5 told and sent, none altered")

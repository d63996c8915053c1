"""The disk fails: full, failing to sync, read-only, or held by somebody else. What is said to be saved is saved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from offline_cache.health import BALLAST_BYTES
from tests.faults.disk import all_arrive, beside, failing, fill, told
from tests.faults.room import MOST_GAP_MS, SETTLED_S, arrived, desk, settled, write
from tests.faults.seen import Seen
from tests.harness.mounted import in_memory
from tests.harness.stopwatch import Stopwatch
from tests.journeys.driver import ROOT, Driver, RefusedError
from tests.journeys.held_up import HeldUp

LOCK_S = 60.0 if os.environ.get("IOC_LONG") else 8.0
LEFT_BYTES = 200_000
SYNCS = "fdatasync,fsync"


def _refused(console: Driver, text: str) -> str:
    """Try to save; the code of the refusal."""
    incident = console.state()["rows"][0]["id"]
    with pytest.raises(RefusedError) as refused:
        console.do("add-note", incident=incident, text=text)
    return refused.value.code


def _save_until_refused(console: Driver, incident: str, tries: list[str], texts: list[str]) -> bool:
    """Save one after the other, what was saved into `texts`; whether one was refused because the disk is full."""
    for text in tries:
        try:
            console.do("add-note", incident=incident, text=text)
        except RefusedError as error:
            return error.code == "full"
        texts.append(text)
    return False


def _back_to_ok(console: Driver) -> str:
    freed = Stopwatch()
    console.until(lambda s: s["storage"] == "ok", 15, "storage that is well again")
    return freed.told_s


def test_row_25_a_disk_that_fills_up(tmp_path: Path, seen: Seen) -> None:
    """Refused in words; the reserve is freed, so that what was saved is sent and marked; then all is well again."""
    with (
        in_memory(tmp_path / "disk", "size=48m") as disk,
        desk(disk) as (town, proxy, console),
        HeldUp(console) as held_up,
    ):
        ballast = disk / "desk" / "ballast"
        console.until(lambda _s: ballast.exists() and ballast.stat().st_size == BALLAST_BYTES, 5, "the reserve")
        proxy.mode = "refuse"
        proxy.cut()
        texts = write(console, "còn chỗ")
        filler = fill(disk)
        os.truncate(filler, filler.stat().st_size - LEFT_BYTES)
        held_up.begin()
        rows = console.state()["rows"]
        before_full = len(texts)
        assert _save_until_refused(
            console, rows[0]["id"], [f"{number}" + " đầy" * 500 for number in range(2000)], texts
        )
        saved = len(texts) - before_full
        console.until(lambda s: s["storage"] == "full" and "full" in s["standing"], 5, "a strip that says so")
        console.until(lambda _s: not ballast.exists(), 5, "a reserve that is freed")
        console.until(lambda s: s["outbox"]["waiting"] == len(texts), 3, "all that was saved, without the refused one")
        assert _refused(console, "vẫn đầy") == "full", "the reserve is not there to be written full"
        figures = held_up.figures(MOST_GAP_MS)
        proxy.mode = "clear"
        sent_s = settled(console, SETTLED_S)
        filler.unlink()
        back_s = _back_to_ok(console)
        assert ballast.stat().st_size == BALLAST_BYTES, "and the reserve is back"
        texts += write(console, "lại có chỗ")
        all_arrive(town, console, texts)
    seen(
        25,
        "a small disk is filled while actions are saved, then room is made",
        "refused in words, the 16 MiB reserve freed, what was saved is sent and marked; then saved as before",
        saved_before_full=saved, sent_while_full_s=round(sent_s, 1), ok_again_after_s=back_s, **figures,
    )  # fmt: skip


def test_row_25_no_room_from_the_nth_write_on(tmp_path: Path, seen: Seen) -> None:
    """The write that finds no room is any of an action's writes: what was refused is not there, the rest is."""
    with desk(tmp_path) as (town, _proxy, console):
        texts: list[str] = []
        wal = tmp_path / "desk" / "outbox.db-wal"
        for number in (1, 2, 3, 5):
            with failing(console, "pwrite64", "ENOSPC", wal, when=f"{number}+"):
                incident = console.state()["rows"][0]["id"]
                tries = [f"lần ghi thứ {number}, {attempt}" for attempt in range(4)]
                assert _save_until_refused(console, incident, tries, texts)
            _back_to_ok(console)
            texts += write(console, f"sau lần {number}", 1)
        all_arrive(town, console, texts)
    seen(
        25,
        "the 1st, 2nd, 3rd or 5th write into the outbox finds no room",
        "refused as full and never sent; all others once",
    )


def test_row_26_a_sync_of_the_outbox_fails(tmp_path: Path, seen: Seen) -> None:
    """Not shown as saved and never sent; the outbox is written anew before anything is called saved again."""
    with desk(tmp_path) as (town, _proxy, console), HeldUp(console) as held_up:
        texts = write(console, "trước lỗi")
        settled(console, SETTLED_S)
        before = tmp_path / "before.db"
        before.hardlink_to(tmp_path / "desk" / "outbox.db")  # held, so that no new file gets its number
        held_up.begin()
        with failing(console, SYNCS, "EIO", tmp_path / "desk" / "outbox.db-wal"):
            assert _refused(console, "không được lưu") == "io_error"
            state = console.until(lambda s: s["storage"] == "rebuilding", 3, "storage that is not well")
            assert state["outbox"]["waiting"] == 0
            assert _refused(console, "cũng không") == "io_error"
            assert "rebuilding" in console.state()["standing"]
        back_s = _back_to_ok(console)
        figures = held_up.figures(MOST_GAP_MS)
        assert not before.samefile(tmp_path / "desk" / "outbox.db"), "a file that failed to sync is not trusted"
        texts += write(console, "sau lỗi")
        settled(console, SETTLED_S)
        console.kill()
        with Driver(tmp_path / "desk", "--backend", town.url) as again:
            settled(again, SETTLED_S)
        assert arrived(town) == texts
    seen(
        26,
        "every sync of the outbox fails for a while",
        "refused, not among the saved, not sent even after a kill; the outbox is written to a new file before `ok`",
        ok_again_after_s=back_s, **figures,
    )  # fmt: skip


def test_row_26_a_sync_of_the_journal_fails(tmp_path: Path, seen: Seen) -> None:
    """The first copy is on the disk, so the action is saved; the second is made good in a new file."""
    with desk(tmp_path) as (town, proxy, console):
        proxy.mode = "refuse"
        proxy.cut()
        journal = tmp_path / "desk" / "outbox.jsonl"
        with failing(console, SYNCS, "EIO", journal):
            texts = write(console, "bản sao hỏng", 2)
            console.until(lambda s: told(s, "second_copy"), 5, "a word on the second copy")
        console.until(
            lambda _s: all(text in journal.read_text(encoding="utf-8") for text in texts), 10, "a new journal"
        )
        proxy.mode = "clear"
        all_arrive(town, console, texts)
    seen(26, "syncs of the journal fail", "saved by the database alone, said so, and the journal is written anew")


def test_row_27_the_file_system_turns_read_only(tmp_path: Path, seen: Seen) -> None:
    """Everything that writes is refused; the screens stay, and it is well again by itself."""
    with desk(tmp_path) as (town, _proxy, console), HeldUp(console) as held_up:
        folder = tmp_path / "desk"
        texts = write(console, "còn ghi được")
        settled(console, SETTLED_S)
        names = ("outbox.db", "outbox.db-wal", "outbox.jsonl", "cache.db", "cache.db-wal", "probe", "outbox.db.fresh")
        paths = [folder / name for name in names]
        held_up.begin()
        writes = f"pwrite64,write,ftruncate,fallocate,unlink,{SYNCS}"
        with failing(console, f"{writes},openat", "EROFS", *paths):
            assert _refused(console, "không ghi được") == "read_only"
            state = console.until(lambda s: s["storage"] == "read_only", 5, "storage that says so")
            assert "read_only" in state["standing"], "a banner"
            assert len(state["rows"]) > 10, "what is known stays on the screen"
            console.do("open-incident", incident=state["rows"][0]["id"])
            time.sleep(3)
            assert console.state()["storage"] == "read_only"
        back_s = _back_to_ok(console)
        figures = held_up.figures(MOST_GAP_MS)
        texts += write(console, "lại ghi được")
        all_arrive(town, console, texts)
    seen(
        27,
        "every write to the data folder fails as on a read-only file system for some seconds",
        "refused in words, a banner that stays, reading goes on; well again by itself",
        ok_again_after_s=back_s, **figures,
    )  # fmt: skip


HOLDER = """
import sys, time, pysqlite3
connection = pysqlite3.connect(sys.argv[1], isolation_level=None, timeout=10)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
"""


def test_row_31_another_program_holds_the_outbox(tmp_path: Path, seen: Seen) -> None:
    """The interface lives, the strip says that it is saving, nothing is called saved before it is."""
    with desk(tmp_path) as (town, _proxy, console), beside(console) as watcher, HeldUp(watcher) as held_up:
        command = [sys.executable, "-c", HOLDER, str(tmp_path / "desk" / "outbox.db")]
        incident = console.state()["rows"][0]["id"]
        answers: list[str] = []
        with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            held_up.begin()
            save = threading.Thread(
                target=lambda: answers.append(console.do("add-note", incident=incident, text="đợi khóa")["action_id"])
            )
            save.start()
            locked = Stopwatch()
            while not locked.has_passed(LOCK_S):
                state = watcher.state()
                assert not answers, "promised while it could not be saved"
                assert state["outbox"]["waiting"] == 0
                time.sleep(0.3)
            assert state["saving"] > 1, "the strip counts how long it has been saving"
            figures = held_up.figures(MOST_GAP_MS)
            holder.communicate(b"\n", timeout=10)
            released = Stopwatch()
            save.join(10)
            saved_s = released.told_s
        assert len(answers) == 1
        watcher.until(lambda _s: arrived(town) == ["đợi khóa"], SETTLED_S, "the note in the server's log")
        settled(watcher, SETTLED_S)
        assert arrived(town) == ["đợi khóa"]
        assert json.dumps(watcher.state()["notices"]).count("busy") == 0
    seen(
        31,
        f"another program holds the write lock of the outbox for {LOCK_S:.0f} s (60 s with IOC_LONG=1)",
        "the interface lives, the strip counts the seconds of saving, and it is saved once the lock is let go",
        saved_after_release_s=saved_s, **figures,
    )  # fmt: skip

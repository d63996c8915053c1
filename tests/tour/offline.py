"""The part of the tour that shows an outage and what follows it: conflicts, our actions, what was missed, a bad disk.

Real ones: two consoles behind proxies, and a disk of a few megabytes that is filled and then made read-only. Where
this machine lets nobody mount a disk, those two pictures are passed over, and it says so.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pysqlite3
import pytest

from tests.faults.disk import beside, failing, fill
from tests.harness.fault_proxy import FaultProxy
from tests.harness.mounted import in_memory
from tests.journeys.driver import Driver, RefusedError
from tests.tour.stage import Stage

DISK_MB = 96
AWAY_S = 32.0
"""What was done longer ago than 30 s before it arrived is marked as done during an outage."""
FILES = ("outbox.db", "outbox.db-wal", "outbox.jsonl", "cache.db", "cache.db-wal", "probe", "outbox.db.fresh")
Take = Callable[[str], None]


def too_old(console: Driver, proxy: FaultProxy, take: Take) -> None:
    """The server has become newer than this console."""
    body = json.dumps({"type": "urn:ioc:problem:update-needed", "title": "", "status": 426, "code": "update-needed"})
    head = "HTTP/1.1 426 X\r\nContent-Type: application/problem+json\r\nConnection: close\r\n"
    proxy.answer = f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()
    proxy.mode = "answer"
    proxy.cut()
    console.until(lambda s: "update_needed" in s["standing"], 35, "an update is needed")
    take("update-needed")
    proxy.mode = "clear"
    proxy.cut()


def bad_disk(console: Driver, disk: Path, take: Take) -> None:
    """The disk fills up; then it can only be read."""
    filler = fill(disk)
    _until_refused(console, "đĩa đầy")
    take("storage-full")
    filler.unlink()
    console.until(lambda s: s["storage"] == "ok", 20, "room again")
    paths = [disk / "desk" / name for name in FILES]
    with failing(console, "pwrite64,write,ftruncate,fallocate,unlink,fsync,fdatasync,openat", "EROFS", *paths):
        _until_refused(console, "đĩa chỉ đọc")
        take("storage-read-only")
    console.until(lambda s: s["storage"] == "ok", 20, "a disk that can be written")


def held_up(console: Driver, disk: Path, take: Callable[[Driver, str], None]) -> None:
    """Another program holds the outbox: what is done waits, and says so."""
    holder = pysqlite3.connect(str(disk / "desk" / "outbox.db"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    incident = console.state()["rows"][0]["id"]
    with beside(console) as other:
        acting = threading.Thread(target=lambda: console.do("add-note", incident=incident, text="chờ đĩa"))
        acting.start()
        other.until(lambda s: s["saving"] > 2, 10, "saving…")
        take(other, "storage-saving")
        holder.execute("ROLLBACK")
        holder.close()
        acting.join(20)


def _until_refused(console: Driver, text: str) -> None:
    incident = console.state()["rows"][0]["id"]
    for _try in range(200):
        try:
            console.do("add-note", incident=incident, text=text * 100)
        except RefusedError:
            break
    with contextlib.suppress(AssertionError):
        console.until(lambda s: s["storage"] in ("full", "read_only"), 10, "storage in trouble")


def _cut(proxies: tuple[FaultProxy, ...], consoles: tuple[Driver, ...]) -> None:
    for proxy in proxies:
        proxy.mode = "refuse"
        proxy.cut()
    for console in consoles:
        console.until(lambda s: s["links"]["incidents"]["state"] == "down", 35, "down")


def _act(ours: Driver, theirs: Driver) -> None:
    """Both work on the same incidents without knowing of each other."""
    rows = [row["id"] for row in ours.state()["rows"] if row["state"] == "new"]
    for incident in rows[:2]:
        ours.do("resolve-incident", incident=incident, resolution="Đã bơm cạn, thông xe hai chiều")
        ours.do("add-note", incident=incident, text="Đã gọi CSGT, chặn hai đầu hầm.")
        theirs.do("escalate-incident", incident=incident, reason="Nước lên lại ở làn ngoài, cần thêm máy bơm")
        theirs.do("add-note", incident=incident, text="Đã tới hiện trường, còn 0,4 m")
    for incident in rows[2:5]:
        ours.do("acknowledge-incident", incident=incident)
    rest = [row["id"] for row in theirs.state()["rows"] if row["id"] not in rows]
    for incident in rest[:3]:
        theirs.do("add-note", incident=incident, text="Người dân gọi lần hai")
    for incident in rest[3:5]:
        theirs.do("resolve-incident", incident=incident, resolution="Báo nhầm")


def walk(stage: Stage) -> None:
    """Go through it all."""
    root, environment, town = stage.root / "offline", stage.environment, stage.town
    take, show = stage.take, stage.show
    with contextlib.ExitStack() as stack:
        root.mkdir()
        disk = root / "disk"
        try:
            stack.enter_context(in_memory(disk, f"size={DISK_MB}m"))
            mounted = True
        except pytest.skip.Exception:
            disk.mkdir(exist_ok=True)
            mounted = False
        proxies = tuple(stack.enter_context(FaultProxy(("127.0.0.1", town.port))) for _console in range(2))
        urls = [f"http://127.0.0.1:{proxy.port}" for proxy in proxies]
        ours = stack.enter_context(
            Driver(disk / "desk", "--backend", urls[0], sign_in=("ha.le", town.password), environment=environment)
        )
        theirs = stack.enter_context(
            Driver(root / "officer", "--backend", urls[1], sign_in=("an.nguyen", town.password))
        )

        def picture(name: str) -> None:
            take(ours, name)

        for console in (ours, theirs):
            console.until(lambda s: len(s["rows"]) > 10 and s["links"]["incidents"]["state"] == "live", 30, "a desk")
        _cut(proxies, (ours, theirs))
        _act(ours, theirs)
        show(ours, "outage-outbox", "show-outbox")
        time.sleep(AWAY_S)
        ours.do("go-back")
        _return(proxies[1], theirs)
        _return(proxies[0], ours)
        ours.until(lambda s: s["catch_up"] and s["catch_up"]["news"], 20, "a summary of the outage")
        picture("back-summary")
        show(ours, "back-missed", "show-catch-up")
        ours.do("go-back")
        _decide(ours, show)
        too_old(ours, proxies[0], picture)
        held_up(ours, disk, take)
        if mounted:
            bad_disk(ours, disk, picture)
        else:
            stage.album.pass_over("a bad disk: nobody may mount one here")


def _decide(ours: Driver, show: Callable[..., object]) -> None:
    action = next(row for row in ours.state()["outbox"]["rows"] if row["state"] == "conflict")
    show(ours, "conflict-incident", "open-incident", incident=action["target_id"])
    show(ours, "conflict-desk", "decide-conflict", action=action["action_id"])
    ours.do("go-back")
    show(ours, "outbox-needs-you", "show-outbox")
    ours.do("toggle-theme")
    show(ours, "outbox-light", "show-outbox")
    ours.do("go-back")
    show(ours, "conflict-desk-light", "decide-conflict", action=action["action_id"])
    ours.do("go-back")
    ours.do("toggle-theme")
    ours.do("decide-conflict", action=action["action_id"], choice="ours")
    ours.until(lambda s: s["outbox"]["waiting"] == 0, 15, "decided")
    show(ours, "decided-history", "open-incident", incident=action["target_id"])
    ours.do("go-back")


def _return(proxy: FaultProxy, console: Driver) -> None:
    proxy.mode = "clear"

    def is_back(state: dict[str, Any]) -> bool:
        return bool((state["outbox"]["waiting"] or 0) <= 1 and state["links"]["incidents"]["state"] == "live")

    console.until(is_back, 30, "back")

"""The program itself is in trouble: started twice, stopped for a minute, killed by a machine without memory."""

from __future__ import annotations

import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from tests.faults.room import arrived, desk, linked, read_only, write
from tests.faults.seen import Seen
from tests.harness.patience import Patience
from tests.harness.run import run_patiently
from tests.harness.stopwatch import Stopwatch
from tests.journeys.city import City
from tests.journeys.driver import ROOT, Driver
from tests.journeys.held_up import GAP_MS, HeldUp
from views.program.command_line import Exit

LONG = bool(os.environ.get("IOC_LONG"))
STOPPED_S = 60.0 if LONG else 12.0
RESYNC_S = 10.0
FILES = re.compile(r'"[^"]*/(cache\.db|outbox\.db|outbox\.jsonl|desk\.json|sign-in\.json|ballast)[^"]*"')
FIRST, CHANGED = "Kẹt xe trước cầu Sông Mây", "Đã có đội xử lý tới nơi"


def second_start(folder: Path, environment: dict[str, str], trace: Path | None = None) -> tuple[int, str, str]:
    """Start the program on `folder` once more: its exit code, how long it took (s), and what it said."""
    command = [sys.executable, "main.py", "--data-dir", str(folder), "--lang", "en"]
    if trace is not None:
        command = ["strace", "-f", "-qq", "-e", "trace=openat,unlink,rename", "-o", str(trace), *command]
    started = Stopwatch()
    done = run_patiently(command, cwd=ROOT, env=environment, capture_output=True, text=True, patience_s=60, check=False)
    return done.returncode, started.told_s, done.stderr


def test_row_30_a_second_instance_raises_the_first_one_s_window(tmp_path: Path, seen: Seen) -> None:
    """It says nothing, opens none of the files, and ends; where the first does not answer it says why it ends."""
    with desk(tmp_path) as (town, _proxy, console):
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        trace = tmp_path / "trace"
        code, _slowly_s, said = second_start(tmp_path / "desk", environment, trace)
        assert code == Exit.OK, said
        assert not FILES.findall(trace.read_text(encoding="utf-8", errors="replace")), "the second opened a file"
        assert "brought to the front" in console.log_path.read_text(encoding="utf-8")
        code, took_s, _said = second_start(tmp_path / "desk", environment)
        assert code == Exit.OK

        console.process.send_signal(signal.SIGSTOP)
        try:
            code, _took_s, said = second_start(tmp_path / "desk", environment)
        finally:
            console.process.send_signal(signal.SIGCONT)
        assert code == Exit.STORAGE
        assert "already" in said or "in use" in said, said
        texts = write(console, "vẫn làm việc", 1)
        console.until(lambda _s: arrived(town) == texts, 15, "the first goes on")
    seen(
        30,
        "The program was started again on the same data folder, under strace; and again while the first was stopped.",
        "The first one's window was brought to the front and the second ended with 0 without opening a file; where the"
        " first did not answer it ended with 5 and said why.",
        second_start_s=took_s,
    )


def editor(town: City) -> Callable[..., None]:
    """A function that changes an incident as a connector would: its id, and the fields that are different."""
    post = town.feed()

    def change(key: str, like: str | None = None, **fields: Any) -> None:
        query = "SELECT data FROM records WHERE type = 'incident' AND id = ?"
        [(data,)] = read_only(town.database, query, like or key)
        post(records=[{"type": "incident", "id": key, "data": json.loads(data) | fields}])

    return change


def test_row_34_a_console_that_was_stopped_catches_up(tmp_path: Path, seen: Seen) -> None:
    """What happened meanwhile is on screen soon, and told in sum; what was saved before arrives once."""
    with desk(tmp_path) as (town, proxy, console):
        change = editor(town)
        keys = [row["id"] for row in console.state()["rows"]]
        proxy.mode = "stall"
        texts = write(console, "trước khi bị dừng")
        console.process.send_signal(signal.SIGSTOP)
        stopped = Stopwatch()
        proxy.freeze()
        proxy.mode = "clear"
        change("su-co-moi", like=keys[0], code="SC-MOI", title=FIRST, severity=1, state="new")
        change(keys[1], title=CHANGED)
        change(keys[2], state="closed")
        stopped.sleep_to(STOPPED_S)
        console.process.send_signal(signal.SIGCONT)
        woken = Stopwatch()

        def caught_up(state: dict[str, Any]) -> bool:
            titles = {row["title"] for row in state["rows"]}
            gone = keys[2] not in {row["id"] for row in state["rows"]}
            return {FIRST, CHANGED} <= titles and gone and state["outbox"]["waiting"] == 0 and linked(state)

        state = console.until(caught_up, RESYNC_S, "everything that happened meanwhile")
        resync_s = woken.told_s
        assert arrived(town) == texts
        summary = console.until(lambda s: s["catch_up"], 5, "a summary")["catch_up"]
        assert summary["new"] == ["su-co-moi"]
        assert keys[1] in summary["changed"]
        assert summary["ended"] == [keys[2]]
        assert (summary["settled"], summary["refused"]) == (len(texts), 0)
        assert state["faults"] == 0
    seen(
        34,
        f"SIGSTOP for {STOPPED_S:.0f} s{'' if LONG else ' (a minute with IOC_LONG=1)'} with actions waiting, all"
        " connections dead, an incident new, one changed and one closed meanwhile; then SIGCONT.",
        "All three were on screen, the actions delivered once, and what happened while we were away was summed up.",
        stopped_s=STOPPED_S,
        resync_s=resync_s,
    )


def child_of(supervisor: psutil.Process) -> psutil.Process:
    """The console that is running now."""
    patience = Patience(20)
    while not patience.is_over:
        children = supervisor.children()
        if children:
            return children[0]
        time.sleep(0.05)
    raise AssertionError("no console")


def oom_score(process: psutil.Process) -> int:
    """How gladly the kernel takes it where memory runs out."""
    return int(Path(f"/proc/{process.pid}/oom_score_adj").read_text(encoding="ascii"))


def test_row_35_killed_for_want_of_memory_and_back_as_it_was(tmp_path: Path, seen: Seen) -> None:
    """Under the supervisor a killed console is back by itself: signed in, the same screen, nothing lost."""
    (tmp_path / "city").mkdir()
    options = ("--supervised", "--theme", "dark")
    with City(tmp_path / "city", cameras=False) as town:
        command = ("--backend", town.url, *options)
        with Driver(tmp_path / "desk", *command, sign_in=("ha.le", town.password)) as console:
            supervisor = psutil.Process(console.process.pid)
            before = console.until(lambda s: len(s["rows"]) > 10 and linked(s), 30, "a queue")
            console.do("grid-2x2")
            console.do("next-cameras")
            console.do("filter-unacknowledged")
            chosen = console.state()["rows"][3]["id"]
            console.do("select-incident", incident=chosen)
            shown = console.until(lambda s: s["selected"] and s["selected"]["id"] == chosen, 5, "the choice")
            time.sleep(1.5)  # remembered once a second

            first = child_of(supervisor)
            own, decoders = oom_score(first), [oom_score(child) for child in first.children(recursive=True)]
            assert oom_score(supervisor) < own < min(decoders), "decoders first, then the console, then its supervisor"
            watching_mib = supervisor.memory_info().rss / 2**20
            town.kill_backend()
            texts = write(console, "trước khi hết bộ nhớ")
            first.kill()
            killed = Stopwatch()
            psutil.wait_procs([first], 5)
            console.connect(30)
            back = console.until(lambda s: len(s["rows"]) > 3, 20, "the queue again, without any backend")
            back_s = killed.told_s
            assert back["actor"]["id"] == "ha.le"
            state = console.until(lambda s: s["selected"] and s["outbox"]["waiting"] == len(texts), 5, "as it was")
            assert state["selected"]["id"] == chosen
            assert (state["filter"], state["grid"]) == (shown["filter"], shown["grid"])
            assert len(state["grid"]) == 4
            assert state["grid"] != before["grid"][:4], "the second page"
            assert [notice["code"] for notice in state["notices"]].count("restarted") == 1
            second = child_of(supervisor)
            with HeldUp(console, second.pid) as held_up:
                town.start_backend()
                console.until(lambda s: arrived(town) == texts and linked(s), 20, "all sent")
                figures = held_up.figures(2 * GAP_MS)
            console.do("quit")
            assert console.process.wait(60) == Exit.OK, "an orderly end is the end"
            assert not second.is_running()
    seen(
        35,
        "The console was killed as the kernel does where memory runs out, under its supervisor, with actions waiting"
        " and the backend away; oom_score_adj: decoders 600, console 200, supervisor 0 (a killed decoder:"
        " tests/journeys/test_decoders.py).",
        "It was started again by itself, signed in, with the same incident, filter and page of cameras; the actions"
        " arrived once; it says that it was started again.",
        queue_on_screen_again_s=back_s,
        supervisor_mib=round(watching_mib),
        **figures,
    )


def test_a_supervisor_ends_with_what_was_asked(tmp_path: Path) -> None:
    """A wrong command line is no crash; and who asks the supervisor to end, ends the console."""
    done = run_patiently(
        [sys.executable, "main.py", "--supervised", "--no-such-option"],
        cwd=ROOT, capture_output=True, patience_s=30, check=False,
    )  # fmt: skip
    assert done.returncode == Exit.USAGE
    with Driver(tmp_path / "desk", "--backend", "http://127.0.0.1:9", "--supervised") as console:
        child = child_of(psutil.Process(console.process.pid))
        console.process.terminate()
        assert console.process.wait(60) == Exit.OK
        assert not child.is_running()
    with Driver(tmp_path / "desk", "--backend", "http://127.0.0.1:9", "--supervised") as console:
        child = child_of(psutil.Process(console.process.pid))
        console.kill()
        psutil.wait_procs([child], 10)
        assert not child.is_running(), "the console does not outlive its supervisor"


FALLS = """
import sys
from views.program.supervisor import Supervisor
child = "import sys, time; open(sys.argv[1], 'a').write(f'{time.monotonic()}\\\\n'); sys.exit(70)"
sys.exit(Supervisor([sys.executable, "-c", child, sys.argv[1]]).run())
"""


def test_a_console_that_falls_at_once_is_not_started_in_a_storm(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    supervisor = subprocess.Popen([sys.executable, "-c", FALLS, str(starts)], cwd=ROOT, stderr=subprocess.DEVNULL)
    time.sleep(4)
    supervisor.terminate()
    assert supervisor.wait(60) == 128 + signal.SIGTERM
    times = [float(line) for line in starts.read_text(encoding="ascii").splitlines()]
    pauses = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert len(times) in {3, 4}
    assert pauses == sorted(pauses), "each pause is longer than the one before"

"""Disks that fail a running console: errors put into its calls, a small disk, a line beside the one that waits."""

from __future__ import annotations

import contextlib
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults.room import SETTLED_S, arrived, settled
from tests.harness.patience import Patience
from tests.journeys.city import City
from tests.journeys.driver import Driver

PAGE = 4096
ATTACHED_S = 10.0


@contextmanager
def failing(console: Driver, calls: str, error: str, *paths: Path, when: str = "1+") -> Iterator[None]:
    """While this is open, the console's `calls` on `paths` fail with `error`, each thread's from its `when`-th on."""
    command = ["strace", "-f", "-q", "-o", "/dev/null", "-p", str(console.process.pid)]
    command += ["-e", f"trace={calls}", "-e", f"inject={calls}:error={error}:when={when}"]
    for path in paths:
        command += ["-P", str(path)]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        _await_attached(console.process.pid, tracer)
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.wait(60)
        if tracer.stderr is not None:
            tracer.stderr.close()


def _await_attached(pid: int, tracer: subprocess.Popen[bytes]) -> None:
    patience = Patience(ATTACHED_S)
    while not patience.is_over:
        statuses = Path(f"/proc/{pid}/task").glob("*/status")
        if all("TracerPid:\t0" not in status.read_text(encoding="ascii") for status in statuses):
            return
        assert tracer.poll() is None, tracer.stderr.read() if tracer.stderr is not None else ""
        time.sleep(0.02)
    raise AssertionError("strace did not attach")


def fill(disk: Path) -> Path:
    """Take all the room that is left; the file that took it."""
    path = disk / "filler"
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 65536):
            pass
    with path.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 64):
            pass
    return path


@contextmanager
def beside(console: Driver) -> Iterator[Driver]:
    """Another line to the same console, for while the first waits for an answer."""
    other = Driver.__new__(Driver)
    other.__dict__.update(console.__dict__)
    other._line, other._rest, other._number = None, b"", 0
    other.connect()
    try:
        yield other
    finally:
        assert other._line is not None
        other._line.close()


def damage(path: Path, chance: random.Random, pages: int, *, first: bool = False) -> None:
    """Overwrite some pages with noise, the first among them where asked."""
    count = max(1, path.stat().st_size // PAGE)
    chosen = {0} if first else set()
    chosen |= {chance.randrange(count) for _ in range(pages)}
    with path.open("r+b") as file:
        for page in chosen:
            file.seek(page * PAGE)
            file.write(chance.randbytes(PAGE))


def told(state: dict[str, Any], code: str) -> list[dict[str, Any]]:
    """The parameters of each notice of that code."""
    return [notice["params"] for notice in state["notices"] if notice["code"] == code]


def all_arrive(town: City, console: Driver, texts: list[str]) -> float:
    """Wait until the server's log holds just these notes and the console knows; how long that took."""
    began = time.monotonic()
    console.until(lambda _s: len(arrived(town)) >= len(texts), SETTLED_S, f"{len(texts)} notes in the server's log")
    settled(console, SETTLED_S)
    found = arrived(town)
    more, fewer = [text[:40] for text in found if text not in texts], [text[:40] for text in texts if text not in found]
    assert found == texts, f"{len(found)} of {len(texts)}; not expected: {more}; missing: {fewer}"
    return time.monotonic() - began

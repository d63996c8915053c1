"""Draws clips in processes of their own, one for each core: `python -m backend.demo.cameras.drawing` is such a process.

It reads one JSON line, [[base, path, name, scene, light, weather], …], goes through it in order, and says a JSON line
for each clip that is whole. Nobody hands out work: a process passes over what another holds (`store.held`), so two
demos that start at once share it too. At the end it waits for what others hold, and draws that too where they died.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import IO

from backend.base.end_with_parent import die_with_parent
from backend.demo.cameras import encode, scenes, store
from backend.demo.cameras.scenes import Sight

MOST_DRAWERS = 4
NICE = 10
STOP_S = 5.0
_ROOT = Path(__file__).resolve().parents[3]


class DrawingError(Exception):
    """The processes that draw ended on the way."""


class Drawing:
    """The processes that draw `sights`, from `start` to `stop`; it may be started again."""

    def __init__(self, sights: Sequence[Sight], bases: Mapping[str, Path]) -> None:
        self.missing = list(sights)
        """Those that nobody has said to be whole yet."""
        self._bases = bases
        self._drawers: list[subprocess.Popen[bytes]] = []
        self._rest: dict[int, bytes] = {}
        self._selector = selectors.EpollSelector()

    def start(self) -> None:
        """Begin with what is missing."""
        work = json.dumps([(str(self._bases[sight.path]), *astuple(sight)) for sight in self.missing]) + "\n"
        for _ in range(min(len(os.sched_getaffinity(0)), MOST_DRAWERS, len(self.missing))):
            drawer = _drawer(work)
            self._drawers.append(drawer)
            self._selector.register(_stdout(drawer), selectors.EVENT_READ)

    def news(self) -> list[Sight]:
        """Wait until something is heard; the sights whose clips are whole by now. Raises `OSError` where a clip
        cannot be kept, `DrawingError` where nobody draws any more."""
        whole: set[Path] = set()
        for key, _events in self._selector.select():
            said = os.read(key.fd, 65536)
            if not said:
                self._selector.unregister(key.fileobj)
            *lines, self._rest[key.fd] = (self._rest.get(key.fd, b"") + said).split(b"\n")
            whole |= {base for line in lines if (base := heard(line)) is not None}
        found = [sight for sight in self.missing if self._bases[sight.path] in whole]
        self.missing = [sight for sight in self.missing if sight not in found]
        if self.missing and not self._selector.get_map():
            raise DrawingError
        return found

    def step_back(self) -> None:
        """From now on let everybody else go first: the desk is open."""
        for drawer in self._drawers:
            os.setpriority(os.PRIO_PROCESS, drawer.pid, NICE)

    def fileno(self) -> int:
        """Readable when there are news."""
        return self._selector.fileno()

    def stop(self) -> None:
        """End them; what they were at is not begun, nor is a draft of it left behind."""
        drawers, self._drawers, self._rest = self._drawers, [], {}
        for drawer in drawers:
            drawer.terminate()  # does nothing to one that is known to have ended
        for drawer in drawers:
            try:
                drawer.wait(STOP_S)
            except subprocess.TimeoutExpired:
                drawer.kill()
                drawer.wait()
            if _stdout(drawer) in self._selector.get_map():
                self._selector.unregister(_stdout(drawer))
            _stdout(drawer).close()


def _drawer(work: str) -> subprocess.Popen[bytes]:
    drawer = subprocess.Popen(
        [sys.executable, "-m", "backend.demo.cameras.drawing"],
        cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0,
        preexec_fn=die_with_parent(),  # noqa: PLW1509 - no thread runs in this process
    )  # fmt: skip
    with contextlib.suppress(BrokenPipeError):  # it is gone already, and whoever reads its lines finds their end
        assert drawer.stdin is not None  # noqa: S101 - asked for as a pipe
        drawer.stdin.write(work.encode())
        drawer.stdin.close()
    return drawer


def _stdout(drawer: subprocess.Popen[bytes]) -> IO[bytes]:
    assert drawer.stdout is not None  # noqa: S101 - asked for as a pipe
    return drawer.stdout


def heard(line: bytes) -> Path | None:
    """The clip that a drawer says is whole. Raises the `OSError` that it met."""
    try:
        said = json.loads(line)
    except ValueError:
        return None
    if "failed" in said:
        raise OSError(*said["failed"])
    return Path(said["drawn"])


def main() -> int:
    """Draw what standard input names; 1 where that cannot be."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us ends us
    work = [(Path(base), Sight(*sight)) for base, *sight in json.loads(sys.stdin.readline() or "[]")]
    try:
        left = [one for one in work if not _drawn(*one, wait=False)]
        for one in left:
            _drawn(*one, wait=True)
    except OSError as error:
        _say({"failed": [error.errno or 0, error.strerror or str(error)]})
        return 1
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # we end already
    return 0


def _drawn(base: Path, sight: Sight, *, wait: bool) -> bool:
    with store.held(base, wait=wait) as ours:
        if not ours:
            return False
        if not store.complete(base):
            encode.clip(base, scenes.frames(sight), clocked=True)
    _say({"drawn": str(base)})
    return True


def _say(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _end(*_args: object) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main())

"""Starts the demo city as a child process and reports how far it is, from its JSON lines.

The child is the reference backend with its cameras; its credentials arrive over the pipe and stay in memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from console.base.errors import IocError
from offline_cache.plain_files import create, read_bytes, replace

_log = logging.getLogger(__name__)
STOP_S = 8.0
"""The demo ends by itself within a second or two. So long it may take where the machine is short of everything: longer
than it gives its own children, so that nobody is killed from above while he ends in order."""


class DemoError(IocError):
    """The demo city did not come up; code `demo_failed` with the child's last words in `detail`."""


@dataclass(frozen=True)
class DemoProgress:
    """One step on the way: the child's own words, and how many of how many clips are drawn where it says so."""

    text: str
    done: int | None = None
    total: int | None = None


@dataclass(frozen=True)
class DemoAccount:
    """Somebody of the fictional city, who signs in with the demo's own password."""

    id: str
    name: str
    role: str


@dataclass(frozen=True)
class DemoReady:
    """The demo serves: where, and who may sign in."""

    url: str
    user: str
    password: str = field(repr=False)
    wall_token_file: Path | None = None
    accounts: tuple[DemoAccount, ...] = ()


@dataclass(frozen=True)
class _Failed:
    """Why the demo does not serve, in its own words."""

    text: str


class Demo:
    """One demo city's process, from `start` to `stop`."""

    def __init__(
        self,
        data_dir: Path,
        *,
        city: Path | None = None,
        video: Path | None = None,
        seed: int | None = None,
        speed: float | None = None,
        wall: str | None = None,
        language: str = "vi",
    ) -> None:
        self.port = remembered_port(data_dir)
        given: dict[str, object] = {
            "--city": city,
            "--video": video,
            "--seed": seed,
            "--speed": speed,
            "--wall": wall,
            "--port": self.port,
        }
        given["--lang"] = language
        options = [part for option, value in given.items() if value is not None for part in (option, str(value))]
        self._command = [sys.executable, "-m", "backend", "demo", "--data", str(data_dir), *options]
        self._process: subprocess.Popen[bytes] | None = None
        self.is_cut = False
        self.ready: DemoReady | None = None
        """Once it serves."""
        self._log_path = data_dir / "demo.log"

    @property
    def url(self) -> str:
        """Where the demo's backend serves, known before it does: the cache belongs to this address."""
        return f"http://127.0.0.1:{self.port}"

    def launch(self) -> None:
        """Start the child at once, before any event loop runs; its log goes to `demo.log` in the data folder."""
        self._log_path.parent.mkdir(parents=True, exist_ok=True)
        with create(self._log_path) as log:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=Path(__file__).resolve().parent.parent,
                start_new_session=True,
            )

    async def steps(self) -> AsyncIterator[DemoProgress | DemoReady]:
        """What the child reports, `DemoReady` last. Raises `DemoError` when it ends before that."""
        if self._process is None:
            self.launch()
        async for line in self._lines():
            step = _step(line)
            if isinstance(step, _Failed):
                raise DemoError("demo_failed", detail=step.text, log=str(self._log_path))
            if isinstance(step, DemoReady):
                self.ready = step
            if step is not None:
                yield step
            if self.ready is not None:
                return
        raise DemoError("demo_failed", detail=self._last_words(), log=str(self._log_path))

    def cut(self, *, on: bool) -> bool:
        """Cut the city's network, or join it again: server and cameras answer no more until then. False where there is
        no city any more."""
        stream = self._process.stdin if self._process is not None else None
        if stream is None:
            return False
        try:
            stream.write(b"cut\n" if on else b"join\n")
            stream.flush()
        except OSError:
            return False
        self.is_cut = on
        return True

    async def _lines(self) -> AsyncIterator[bytes]:
        """The child's lines as they come, read on the loop without a thread."""
        assert self._process is not None  # noqa: S101 - launched by the caller
        assert self._process.stdout is not None  # noqa: S101 - asked for as a pipe
        loop = asyncio.get_running_loop()
        number = self._process.stdout.fileno()
        os.set_blocking(number, False)
        arrived = asyncio.Event()
        loop.add_reader(number, arrived.set)
        rest = b""
        try:
            while True:
                await arrived.wait()
                arrived.clear()
                with contextlib.suppress(BlockingIOError):
                    data = os.read(number, 65536)
                    if not data:
                        return
                    *lines, rest = (rest + data).split(b"\n")
                    for line in lines:
                        yield line
        finally:
            loop.remove_reader(number)

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            lines = self._log_path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            return lines[-1][:300] if lines else ""
        return ""

    async def stop(self) -> None:
        """End the child and everything it started; it does so by itself, and is killed only after eight seconds."""
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        for _ in range(int(STOP_S / 0.05)):
            if process.poll() is not None:
                return
            await asyncio.sleep(0.05)
        _log.warning("the demo city did not end by itself and is killed")
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=1.0)


def remembered_port(data_dir: Path) -> int:
    """The port of the last demo in `data_dir` if it is free, else a free one, which is remembered."""
    path = data_dir / "demo-port"
    with contextlib.suppress(OSError, ValueError):
        port = int(read_bytes(path))
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    data_dir.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):  # another one next time
        replace(path, str(port))
    return port


def _step(line: bytes) -> DemoProgress | DemoReady | _Failed | None:
    try:
        said = json.loads(line)
    except ValueError:
        return None
    if not isinstance(said, dict):
        return None
    if said.get("ready"):
        token = said.get("wall_token_file")
        user, password = str(said["user"]), str(said["password"])
        return DemoReady(str(said["url"]), user, password, Path(token) if token else None, _accounts(said))
    if "failed" in said:
        return _Failed(str(said["failed"]))
    if "progress" in said:
        text = str(said["progress"])
        words = text.replace("/", " ").split()
        numbers = [int(word) for word in words if word.isdecimal()]
        done, total = (numbers[-2], numbers[-1]) if len(numbers) >= 2 and "/" in text else (None, None)
        return DemoProgress(text, done, total)
    return None


def _accounts(said: dict[str, object]) -> tuple[DemoAccount, ...]:
    told = said.get("accounts")
    rows = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    return tuple(DemoAccount(str(one.get("id")), str(one.get("name")), str(one.get("role"))) for one in rows)

"""Drives the real program from outside, over its control channel: journeys read as sentences over commands."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

from tests.harness.end_with_us import end_with_us
from tests.harness.patience import Patience

ROOT = Path(__file__).resolve().parent.parent.parent
START_S = 30.0
SIGN_IN = ("user", "password", "code")


class RefusedError(AssertionError):
    """The program refused a command; `code` is its reason."""

    def __init__(self, do: str, error: Mapping[str, str]) -> None:
        super().__init__(f"{do}: {error['code']}: {error['text']}")
        self.code = error["code"]


class Driver:
    """One running console. Use it as a context manager: nothing is left running behind."""

    def __init__(
        self,
        data_dir: Path,
        *options: str,
        sign_in: tuple[str, ...] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`sign_in`: a name, a password, and where the device is a new one perhaps a code that lets it in."""
        self._folder = tempfile.TemporaryDirectory(prefix="ioc-")
        self._socket_path = Path(self._folder.name) / "control"
        self.data_dir = data_dir
        data_dir.mkdir(parents=True, exist_ok=True)
        settings = data_dir / "settings.toml"
        if not settings.exists():
            settings.write_text('credentials = "file"\n', encoding="utf-8")  # no keyring where tests run
        self.log_path = data_dir.parent / f"{data_dir.name}-console.base.log"
        command = [
            sys.executable,
            "main.py",
            "--data-dir",
            str(data_dir),
            "--control",
            str(self._socket_path),
            *options,
        ]
        if sign_in is not None:
            command.append("--sign-in-stdin")
        end_with_us()
        variables = {**os.environ, "QT_QPA_PLATFORM": self._screen(), **(environment or {})}
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=log, stderr=log, env=variables
            )
        if sign_in is not None and self.process.stdin is not None:
            self.process.stdin.write(json.dumps(dict(zip(SIGN_IN, sign_in, strict=False))).encode() + b"\n")
            self.process.stdin.flush()
        self._number = 0
        self._line: socket.socket | None = None
        self._rest = b""

    def _screen(self, width: int = 1920, height: int = 1080) -> str:
        """An offscreen platform with one screen of a desk's size."""
        screen = {"name": "DESK", "x": 0, "y": 0, "width": width, "height": height}
        path = Path(self._folder.name) / "screens.json"
        path.write_text(
            json.dumps({"screens": [screen | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}), encoding="utf-8"
        )
        return f"offscreen:configfile={path}"

    def __enter__(self) -> Self:
        self.connect()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def connect(self, timeout_s: float = START_S) -> None:
        """Wait until the program obeys. Raises AssertionError with its last words where it never does."""
        patience = Patience(timeout_s)
        while not patience.is_over:
            if self.process.poll() is not None:
                raise AssertionError(f"the console ended with {self.process.returncode}:\n{self.last_words()}")
            line = socket.socket(socket.AF_UNIX)
            line.settimeout(30.0)
            try:
                line.connect(str(self._socket_path))
            except OSError:
                line.close()
                time.sleep(0.05)
            else:
                if self._line is not None:
                    self._line.close()
                self._line, self._rest = line, b""
                return
        raise AssertionError(f"no control channel after {timeout_s} s:\n{self.last_words()}")

    def last_words(self) -> str:
        """The end of the program's log."""
        return self.log_path.read_text(encoding="utf-8", errors="replace")[-3000:]

    def do(self, command: str, **args: Any) -> Any:
        """Give one command and wait for its result. Raises `RefusedError` with the program's own sentence."""
        assert self._line is not None
        self._number += 1
        self._line.sendall(json.dumps({"id": self._number, "do": command, "args": args}).encode() + b"\n")
        while True:
            answer = json.loads(self._read_line())
            if answer["id"] == self._number:
                break
        if not answer["ok"]:
            raise RefusedError(command, answer["error"])
        return answer["result"]

    def _read_line(self) -> bytes:
        assert self._line is not None
        while b"\n" not in self._rest:
            data = self._line.recv(1 << 16)
            if not data:
                raise AssertionError(f"the console hung up:\n{self.last_words()}")
            self._rest += data
        line, self._rest = self._rest.split(b"\n", 1)
        return line

    def state(self) -> dict[str, Any]:
        """What is on screen."""
        state: dict[str, Any] = self.do("show-state")
        return state

    def until(self, test: Callable[[dict[str, Any]], object], timeout_s: float, what: str) -> dict[str, Any]:
        """Wait until the screen passes `test`; the state that did. Raises AssertionError naming `what` never came."""
        patience = Patience(timeout_s)
        state: dict[str, Any] = {}
        while not patience.is_over:
            state = self.state()
            if test(state):
                return state
            time.sleep(0.1)
        raise AssertionError(f"not within {timeout_s} s: {what}; at last: {_in_short(state)}")

    def kill_child(self) -> None:
        """Kill the console under its supervisor, which starts another: `connect` waits for that one."""
        for child in psutil.Process(self.process.pid).children():
            child.kill()
            psutil.wait_procs([child], 10)

    def kill(self) -> None:
        """As a power cut would: no goodbye."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(60)

    def close(self) -> None:
        """End in order where it still runs, else by force."""
        if self.process.poll() is None:
            try:
                self.do("quit")
                self.process.wait(60)
            except (OSError, AssertionError, subprocess.TimeoutExpired):
                self.process.kill()
                self.process.wait(60)
        if self._line is not None:
            self._line.close()
        if self.process.stdin is not None:
            self.process.stdin.close()
        self._folder.cleanup()


def _in_short(state: dict[str, Any]) -> str:
    """A screen in a few lines: what is small first and whole, the long lists by their beginning."""
    parts = sorted((len(text := json.dumps(value, ensure_ascii=False)), key, text) for key, value in state.items())
    return "\n".join(f"{key}: {text[:1500]}" for _length, key, text in parts)

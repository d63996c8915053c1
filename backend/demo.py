"""`demo`: the whole demo city on one machine, as children of one process that leaves nothing running.

Exit codes: 0 ended on request, 1 a child died or did not come up, 3 the city pack or the data folder cannot be used.
"""

from __future__ import annotations

import argparse
import ctypes
import fcntl
import json
import os
import re
import secrets
import selectors
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType, MappingProxyType
from typing import IO, Any

from backend.city.pack import DEFAULT_CITY, CityPack, load
from backend.city.problems import CityPackError

ENDED, CHILD_DIED, UNUSABLE = 0, 1, 3
STOP_S = 2.0
PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
_ROOT = Path(__file__).resolve().parents[1]
_COUNT = re.compile(r"\d+\s*/\s*\d+")
_TEXTS = MappingProxyType(
    {
        "vi": MappingProxyType(
            {
                "died": "Tiến trình “{name}” của bản trình diễn đã dừng (mã {code}); xem các dòng phía trên.",
                "in_use": "Thư mục {path} đang được một bản trình diễn khác sử dụng.",
                "folder": "Không dùng được thư mục {path}: {reason}.",
                "token": "Không tạo được mã truy cập cho màn hình ghép: {reason}",
            }
        ),
        "en": MappingProxyType(
            {
                "died": "The demo's process “{name}” ended (code {code}); see the lines above.",
                "in_use": "The folder {path} is in use by another demo.",
                "folder": "The folder {path} cannot be used: {reason}.",
                "token": "No token could be made for the wall: {reason}",
            }
        ),
    }
)


class DemoFailedError(Exception):
    """The demo cannot go on; the text is a sentence for people, `code` the exit code."""

    def __init__(self, text: str, code: int) -> None:
        super().__init__(text)
        self.code = code


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser("demo", help="run the demo city: its cameras and its backend")
    parser.add_argument("--data", type=Path, default=Path.home() / ".local/share/ioc-console/demo", metavar="DIR")
    parser.add_argument("--city", type=Path, default=DEFAULT_CITY, metavar="DIR")
    parser.add_argument("--video", type=Path, metavar="PATH", help="own footage instead of drawn clips")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where drawn clips are kept")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", type=float, default=1.0, help="1 is real time, 60 an hour a minute")
    parser.add_argument("--wall", default="", metavar="NAME", help="the wall that the token in its file is for")
    parser.add_argument("--port", type=int, default=0, help="of the backend; 0 takes a free one")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run until SIGTERM, SIGINT, or the end of a piped standard input; the answer is the exit code."""
    children: list[Child] = []
    try:
        pack = load(options.city)
        data = _data_folder(options)
        lock = _lock(data, options.lang)
        with lock, _Stopping() as stopping:
            return _Demo(options, pack, data, children).run(stopping)
    except CityPackError as error:
        sys.stderr.write(error.text(options.lang) + "\n")
        return UNUSABLE
    except DemoFailedError as error:
        sys.stderr.write(f"{error}\n")
        return error.code
    finally:
        end(children)


class Child:
    """One process of the demo. It gets SIGTERM when this process dies, however it dies."""

    def __init__(self, name: str, arguments: Sequence[str], *, progress: bool) -> None:
        self.name = name
        self.ready: dict[str, Any] | None = None
        self.process = subprocess.Popen(
            [sys.executable, "-m", "backend", *arguments],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if progress else None,
            preexec_fn=die_with_parent(),  # noqa: PLW1509 - no thread runs in this process
        )

    def say(self, text: str) -> None:
        """Write a line to its standard input, which stays open: its end tells the child that we are gone."""
        stream = self.process.stdin
        if stream is None:
            return
        try:
            stream.write(text.encode() + b"\n")
            stream.flush()
        except BrokenPipeError:
            return  # it died already, and the watch says so


def die_with_parent() -> Callable[[], None]:
    """What a child calls before it starts, so that the kernel ends it with its parent."""
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)

    return ask


def end(children: Sequence[Child]) -> None:
    """Ask all of `children` to end, and kill those that have not within two seconds."""
    for child in children:
        if child.process.poll() is None:
            child.process.terminate()
    limit = time.monotonic() + STOP_S
    for child in children:
        try:
            child.process.wait(timeout=max(0.05, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait(timeout=1.0)
        for stream in (child.process.stdin, child.process.stdout, child.process.stderr):
            if stream is not None and not stream.closed:
                _close(stream)


class _Stopping:
    """A pipe that becomes readable when a signal asks to stop, or when our parent is gone."""

    def __enter__(self) -> int:
        self._read, self._write = os.pipe()
        os.set_blocking(self._write, False)
        self._before = {number: signal.signal(number, self._asked) for number in (signal.SIGTERM, signal.SIGINT)}
        return self._read

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        try:
            os.write(self._write, b"x")
        except BlockingIOError:
            return

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        os.close(self._read)
        os.close(self._write)


class _Demo:
    """The two children, what they say, and what is said about them."""

    def __init__(self, options: argparse.Namespace, pack: CityPack, data: Path, children: list[Child]) -> None:
        self._options = options
        self._data = data
        self._children = children
        self._user = next((person.id for person in pack.people if person.role == "operator"), pack.people[0].id)
        self._password = _secret(data / "password", lambda: secrets.token_urlsafe(12))
        self._wall = next((wall.id for wall in pack.walls if wall.id == options.wall), "")
        self._database = f"sqlite:///{data / 'backend.db'}"
        self._rest: dict[int, bytes] = {}

    def run(self, stopping: int) -> int:
        self._launch()
        with selectors.DefaultSelector() as selector:
            selector.register(stopping, selectors.EVENT_READ, None)
            if _is_pipe(0):
                selector.register(0, selectors.EVENT_READ, None)
            for child in self._children:
                for stream in (child.process.stdout, child.process.stderr):
                    if stream is not None:
                        selector.register(stream, selectors.EVENT_READ, child)
            while True:
                for key, _events in selector.select():
                    if key.data is None:
                        if key.fd == stopping or not os.read(0, 4096):
                            return ENDED
                    elif not self._hear(key.data, key.fd):
                        selector.unregister(key.fileobj)

    def _launch(self) -> None:
        options, data = self._options, self._data
        port = _remembered_port(data / "camera-port")
        cameras = ["cameras", "--city", str(options.city), "--port", str(port)]
        for option, value in (("--video", options.video), ("--cache", options.cache)):
            cameras += [option, str(value)] if value is not None else []
        serve = ["serve", "--database", self._database, "--city", str(options.city), "--port", str(options.port)]
        serve += ["--camera-base", f"rtsp://127.0.0.1:{port}", "--simulate", "--seed", str(options.seed)]
        serve += ["--speed", str(options.speed), "--lang", options.lang, "--demo-password-stdin"]
        self._children.append(Child("serve", serve, progress=False))
        self._children[0].say(self._password)
        self._children.append(Child("cameras", cameras, progress=True))

    def _hear(self, child: Child, number: int) -> bool:
        """Read what `child` says; false at the end of that stream. Raises `DemoFailedError` where it died."""
        said = os.read(number, 65536)
        if not said:
            out = child.process.stdout
            if out is not None and number == out.fileno():
                code = _code(child.process)
                raise DemoFailedError(self._text("died", name=child.name, code=code), CHILD_DIED)
            return False
        *lines, self._rest[number] = (self._rest.get(number, b"") + said).split(b"\n")
        for line in lines:
            self._line(child, number, line.decode(errors="replace").strip())
        return True

    def _line(self, child: Child, number: int, line: str) -> None:
        error = child.process.stderr
        message = _json(line)
        if error is not None and number == error.fileno():
            sys.stderr.write(line + "\n")
            sys.stderr.flush()
            if child.ready is None and (message.get("progress") or _COUNT.search(line)):
                _say({"progress": str(message.get("progress") or line)})
        elif message.get("progress"):
            _say({"progress": str(message["progress"])})
        elif message.get("ready") and child.ready is None:
            child.ready = message
            if all(one.ready for one in self._children):
                self._ready()

    def _ready(self) -> None:
        url = (self._children[0].ready or {})["url"]
        ready = {"ready": True, "url": url, "user": self._user, "password": self._password}
        _say(ready | {"wall_token_file": self._wall_token()})

    def _wall_token(self) -> str | None:
        """The file with the wall's token, made once for this data folder; None, with a word on why, if it fails."""
        path = self._data / (f"wall-token-{self._wall}" if self._wall else "wall-token")
        if path.is_file() and path.stat().st_size:
            return str(path)
        command = [sys.executable, "-m", "backend", "token", "--database", self._database]
        command += ["--role", "wall", "--name", f"demo.{self._wall}" if self._wall else "demo", "--wall", self._wall]
        try:
            done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=20, check=False)
        except subprocess.TimeoutExpired:
            sys.stderr.write(self._text("token", reason="20 s") + "\n")
            return None
        last = (done.stdout.strip().splitlines() or [""])[-1]
        token = str(_json(last).get("token") or last).strip()
        if done.returncode or not token or " " in token:
            reason = (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
            sys.stderr.write(self._text("token", reason=reason) + "\n")
            return None
        _secret(path, lambda: token)
        return str(path)

    def _text(self, key: str, **params: object) -> str:
        return _TEXTS[self._options.lang][key].format(**params)


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _json(line: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _code(process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait(timeout=1.0)
    except subprocess.TimeoutExpired:
        return 0


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return


def _data_folder(options: argparse.Namespace) -> Path:
    path: Path = options.data.resolve()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        (path / "demo.lock").touch(mode=0o600)
    except OSError as error:
        reason = error.strerror or str(error)
        raise DemoFailedError(_TEXTS[options.lang]["folder"].format(path=path, reason=reason), UNUSABLE) from error
    return path


def _lock(data: Path, lang: str) -> IO[bytes]:
    lock = (data / "demo.lock").open("rb")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise DemoFailedError(_TEXTS[lang]["in_use"].format(path=data), UNUSABLE) from error
    return lock


def _secret(path: Path, make: Callable[[], str]) -> str:
    """The secret in `path`, made there first if need be; only its owner may read the file."""
    if path.is_file() and (known := path.read_text(encoding="utf-8").strip()):
        return known
    secret = make()
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(secret + "\n")
    return secret


def _remembered_port(path: Path) -> int:
    """The port that `path` remembers if it is free, else a free one: camera addresses stay the same."""
    wanted = int(path.read_text(encoding="ascii")) if path.is_file() else 0
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found = int(probe.getsockname()[1])
            path.write_text(str(found), encoding="ascii")
            return found
    return 8554


def _is_pipe(number: int) -> bool:
    """Whether this is a pipe whose end means that our parent is gone; a terminal or /dev/null is not."""
    try:
        mode = os.fstat(number).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)

"""`demo`: the whole demo city on one machine, as children of one process that leaves nothing running.

Exit codes: 0 ended on request, 1 a child died or did not come up, 3 the city pack or the data folder cannot be used.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import secrets
import selectors
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any
from urllib.parse import urlsplit

import platformdirs

from backend.audit.keys import make_key
from backend.base.end_with_parent import end_with_parent
from backend.base.messages import reason_of
from backend.base.stopping import Stopping
from backend.city.loading import DEFAULT_CITY, load
from backend.city.pack import CityPack
from backend.city.problems import CityPackError
from backend.demo.child import Child, end
from backend.demo.folder import InUseError, opened, remembered_port, secret

ENDED, CHILD_DIED, UNUSABLE = 0, 1, 3
FIRST_CLIPS = 4
"""So many cameras have their clips before the desk opens. On two cores that takes a quarter of a minute."""
WORDS_MOST, ACCOUNTS_MOST = 300, 12
CUT, JOIN = "cut", "join"
"""What may be said on standard input."""
_ROOT = Path(__file__).resolve().parents[2]
_COUNT = re.compile(r"\d+\s*/\s*\d+")
_TEXTS = MappingProxyType(
    {
        "vi": MappingProxyType(
            {
                "died": "Tiến trình “{name}” của bản trình diễn đã dừng (mã {code}): {words}",
                "no_words": "không cho biết vì sao",
                "in_use": "Thư mục {path} đang được một bản trình diễn khác sử dụng.",
                "folder": "Không dùng được thư mục {path}: {reason}. Hãy dọn chỗ, sửa quyền, hoặc chọn thư mục khác "
                "bằng --data.",
                "no_home": "Không biết thư mục nhà của bạn ở đâu: hãy đặt biến HOME, hoặc chọn thư mục bằng --data.",
                "token": "Không tạo được mã truy cập cho màn hình ghép: {reason}",
            }
        ),
        "en": MappingProxyType(
            {
                "died": "The demo's process “{name}” ended (code {code}): {words}",
                "no_words": "it did not say why",
                "in_use": "The folder {path} is in use by another demo.",
                "folder": "The folder {path} cannot be used: {reason}. Make room, mend its permissions, or choose "
                "another with --data.",
                "no_home": "Nobody knows where your home folder is: set HOME, or choose a folder with --data.",
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
    parser = subparsers.add_parser("demo")
    home = Path(platformdirs.user_data_dir("ioc-console", appauthor=False)) / "demo"
    parser.add_argument("--data", type=Path, default=home, metavar="DIR", help="where the demo keeps its things")
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
    if _is_pipe(0):
        end_with_parent()
    children: list[Child] = []
    try:
        pack = load(options.city)
        with _open(options) as _lock, Stopping() as stopping:
            try:
                return _Demo(options, pack, children).run(stopping.fileno())
            finally:
                end(children)
    except CityPackError as error:
        return _fail(error.text(options.lang), UNUSABLE)
    except DemoFailedError as error:
        return _fail(str(error), error.code)
    except OSError as error:
        return _fail(_folder_sentence(options, error), UNUSABLE)


class _Demo:
    """The two children, what they say, and what is said about them."""

    def __init__(self, options: argparse.Namespace, pack: CityPack, children: list[Child]) -> None:
        self._options = options
        self._data: Path = options.data.resolve()
        self._children = children
        self._user = next((person.id for person in pack.people if person.role == "operator"), pack.people[0].id)
        self._password = secret(self._data / "password", lambda: secrets.token_urlsafe(12))
        self._wall = next((wall.id for wall in pack.walls if wall.id == options.wall), "")
        self._token_file = self._data / (f"wall-token-{self._wall}" if self._wall else "wall-token")
        self._database = f"sqlite:///{self._data / 'backend.db'}"
        self._port = int(options.port)
        self._is_cut = False
        self._accounts = [{"id": one.id, "name": one.name, "role": one.role} for one in pack.people][:ACCOUNTS_MOST]
        self._rest: dict[int, bytes] = {}
        self._selector = selectors.DefaultSelector()

    def run(self, stopping: int) -> int:
        with self._selector:
            self._selector.register(stopping, selectors.EVENT_READ, None)
            if _is_pipe(0):
                self._selector.register(0, selectors.EVENT_READ, None)
            self._launch()
            while True:
                for key, _events in self._selector.select():
                    if key.data is None:
                        if key.fd == stopping or not self._is_told(os.read(0, 4096)):
                            return ENDED
                    elif key.fileobj.closed:  # type: ignore[union-attr]  # its child was ended by what was told
                        continue
                    elif not self._hear(key.data, key.fd):
                        self._selector.unregister(key.fileobj)

    def _is_told(self, said: bytes) -> bool:
        """Do what is said on standard input; false at its end. The network is cut by ending what it leads to: nothing
        answers any more at the addresses of server and cameras, until they are there again."""
        for word in said.decode(errors="replace").split():
            if word == CUT and not self._is_cut:
                self._is_cut = True
                for child in self._children:
                    for stream in (child.process.stdout, child.process.stderr):
                        with contextlib.suppress(KeyError, ValueError):
                            self._selector.unregister(stream)  # type: ignore[arg-type]
                end(self._children)
                self._children.clear()
            elif word == JOIN and self._is_cut:
                self._is_cut = False
                self._launch()
        return bool(said)

    def _launch(self) -> None:
        options = self._options
        port = remembered_port(self._data / "camera-port")
        cameras = ["cameras", "--city", str(options.city), "--port", str(port)]
        cameras += ["--first", str(FIRST_CLIPS), "--lang", options.lang]
        for option, value in (("--video", options.video), ("--cache", options.cache)):
            cameras += [option, str(value)] if value is not None else []
        serve = ["demo-serve", "--database", self._database, "--city", str(options.city), "--port", str(self._port)]
        serve += ["--camera-base", f"rtsp://127.0.0.1:{port}", "--simulate", "--seed", str(options.seed)]
        serve += ["--speed", str(options.speed), "--lang", options.lang, "--demo-password-stdin"]
        audit_key = self._data / "audit.key"
        if not audit_key.exists():
            make_key(audit_key)
        serve += ["--audit-key-file", str(audit_key)]
        serve += ["--enrolment", "at_sign_in"]  # nobody administers a demo
        serve += ["--log-format", "text"]  # the last line that it says is told where it ends
        self._begin("serve", serve).say(self._password)
        self._begin("cameras", cameras)

    def _begin(self, name: str, arguments: Sequence[str]) -> Child:
        child = Child(name, arguments, _ROOT)
        self._children.append(child)
        for stream in (child.process.stdout, child.process.stderr):
            if stream is not None:
                self._selector.register(stream, selectors.EVENT_READ, child)
        return child

    def _hear(self, child: Child, number: int) -> bool:
        """Read what `child` says; false at the end of that stream. Raises `DemoFailedError` where it died."""
        said = os.read(number, 65536)
        if not said:
            if _is(child.process.stdout, number):
                self._gone(child)
            return False
        *lines, self._rest[number] = (self._rest.get(number, b"") + said).split(b"\n")
        for line in lines:
            self._line(child, number, line.decode(errors="replace").strip())
        return True

    def _gone(self, child: Child) -> None:
        code = _code(child.process)
        if child.process.stderr is not None:  # what it said last may not have been read yet
            os.set_blocking(child.process.stderr.fileno(), False)
            with contextlib.suppress(BlockingIOError):
                self._hear(child, child.process.stderr.fileno())
        if child.name == "token":
            self._told_token(child, code)
            return
        words = child.words[:WORDS_MOST] or self._text("no_words")
        raise DemoFailedError(self._text("died", name=child.name, code=code, words=words), CHILD_DIED)

    def _line(self, child: Child, number: int, line: str) -> None:
        message = _json(line)
        if _is(child.process.stderr, number):
            sys.stderr.write(line + "\n")
            sys.stderr.flush()
            if message.get("progress") or _COUNT.search(line):
                if child.ready is None:
                    _say({"progress": str(message.get("progress") or line)})
            elif line:
                child.words = line
        elif child.name == "token":
            child.ready = {"token": message.get("token") or line}
        elif message.get("progress"):
            _say({"progress": str(message["progress"])})
        elif message.get("ready") and child.ready is None:
            child.ready = message
            if all(one.ready for one in self._children):
                self._serving()

    def _serving(self) -> None:
        """Both children serve: make the wall's token, once for this data folder, and say that the demo is ready."""
        if self._token_file.is_file() and self._token_file.stat().st_size:
            self._ready(str(self._token_file))
            return
        name = f"demo.{self._wall}" if self._wall else "demo"
        self._begin(
            "token",
            [
                *("token", "--database", self._database, "--role", "wall", "--name", name),
                *("--wall", self._wall, "--lang", self._options.lang),
            ],
        )

    def _told_token(self, child: Child, code: int) -> None:
        """Keep the token; where there is none, a word on why, and everything else goes on."""
        token = str((child.ready or {}).get("token", "")).strip()
        if code or not token or " " in token:
            sys.stderr.write(self._text("token", reason=child.words or code) + "\n")
            self._ready(None)
            return
        secret(self._token_file, lambda: token)
        self._ready(str(self._token_file))

    def _ready(self, token_file: str | None) -> None:
        url = (self._children[0].ready or {})["url"]
        self._port = urlsplit(str(url)).port or self._port
        ready = {"ready": True, "url": url, "user": self._user, "password": self._password}
        _say(ready | {"accounts": self._accounts, "wall_token_file": token_file})

    def _text(self, key: str, **params: object) -> str:
        return _TEXTS[self._options.lang][key].format(**params)


def _fail(text: str, code: int) -> int:
    """Say it on standard error, and to a program that started us on standard output too: a full disk keeps no log."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    if _is_pipe(0):
        _say({"failed": text})
    return code


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


def _open(options: argparse.Namespace) -> IO[bytes]:
    """The lock of the demo's folder. Raises `DemoFailedError`, and `OSError` where the folder cannot be used."""
    if str(options.data).startswith("~"):
        raise DemoFailedError(_TEXTS[options.lang]["no_home"], UNUSABLE)
    try:
        return opened(options.data.resolve())
    except InUseError as error:
        raise DemoFailedError(_TEXTS[options.lang]["in_use"].format(path=options.data.resolve()), UNUSABLE) from error


def _folder_sentence(options: argparse.Namespace, error: OSError) -> str:
    return _TEXTS[options.lang]["folder"].format(path=options.data.resolve(), reason=reason_of(error, options.lang))


def _is(stream: IO[bytes] | None, number: int) -> bool:
    return stream is not None and not stream.closed and stream.fileno() == number


def _is_pipe(number: int) -> bool:
    """Whether this is a pipe whose end means that our parent is gone; a terminal or /dev/null is not."""
    try:
        mode = os.fstat(number).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)

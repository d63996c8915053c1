"""The city's side of a journey: the real backend and cameras, as processes to be killed and started again."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pysqlite3

from backend.audit.keys import make_key
from contract.ownership import FEEDABLE
from tests.harness.end_with_us import end_with_us
from tests.harness.patience import Patience
from tests.harness.postgresql import unseen
from tests.harness.proven import Proven, key_of, signed_in
from tests.harness.run import run_patiently
from tests.harness.sources import SOURCE, Reporting, source_token

ROOT = Path(__file__).resolve().parent.parent.parent
PACK = ROOT / "resources" / "cities" / "song-may"
SILENT_S = 120.0
"""A service that said nothing for so long will say nothing more. One that draws clips says so at each."""


def free_port() -> int:
    """A TCP port of the loopback address that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Service:
    """One `python -m backend …` process in a group of its own, from its ready line to its end. What it says on the way
    goes to its log, and as it comes to `tell`."""

    def __init__(
        self,
        *arguments: str,
        log_path: Path,
        first_line: str | None = None,
        tell: Callable[[str], object] | None = None,
    ) -> None:
        self._log_path = log_path
        self._tell = tell
        self._told = log_path.stat().st_size if log_path.exists() else 0
        self._rest = b""
        end_with_us()
        told, environment = unseen(arguments)
        with log_path.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "backend", *told],
                cwd=ROOT,
                env=os.environ | environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        if first_line is not None and self.process.stdin is not None:
            self.process.stdin.write(first_line.encode() + b"\n")
            self.process.stdin.flush()
        self.ready = self.until("ready")

    def until(self, word: str) -> dict[str, Any]:
        """The next line of its output in which it says `word`, however long it goes on telling of its progress.

        Raises AssertionError with its last words where it ended, or said nothing more.
        """
        assert self.process.stdout is not None
        number = self.process.stdout.fileno()
        patience = Patience(SILENT_S)
        while not patience.is_over:
            if self._has_progressed():
                patience = Patience(SILENT_S)
            if not select.select([number], [], [], 0.2)[0]:
                continue
            read = os.read(number, 65536)
            if not read:
                break
            *lines, self._rest = (self._rest + read).split(b"\n")
            for line in lines:
                with contextlib.suppress(ValueError):
                    said = json.loads(line)
                    if isinstance(said, dict) and said.get(word):
                        self._has_progressed()
                        return said
        self.kill()
        words = self._log_path.read_text(encoding="utf-8", errors="replace")[-3000:]
        raise AssertionError(f"the service ended or fell silent before it was {word}:\n{words}")

    def _has_progressed(self) -> bool:
        """Whether its log has grown; what was added is told."""
        with self._log_path.open("rb") as log:
            log.seek(self._told)
            added = log.read()
        self._told += len(added)
        if self._tell is not None and added:
            self._tell(added.decode(errors="replace").strip())
        return bool(added)

    def kill(self) -> None:
        """End it and everything that it started, without a goodbye."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(60)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class City:
    """Backend on one port and one database for its whole life, cameras beside it. A context manager."""

    def __init__(
        self,
        folder: Path,
        *,
        cameras: bool = True,
        simulate: bool = False,
        access: Mapping[str, Any] | None = None,
        first: int | None = None,
        tell: Callable[[str], object] | None = None,
        camera_base: str | None = None,
    ) -> None:
        """`first`: cameras serve as soon as so many clips are drawn. `tell` hears how the drawing goes. `camera_base`:
        the cameras of another city are this one's."""
        self.folder = folder
        self._first, self._tell = first, tell
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.password = secrets.token_urlsafe(12)
        self.database = folder / "backend.db"
        self._simulate = simulate
        self._access = access
        self.oldest_schema = 1
        """Consoles of an older schema are told to update, from the backend's next start on."""
        self.config: Path | None = None
        """A file with what else holds at the server, from its next start on."""
        self.camera_base = camera_base or "rtsp://127.0.0.1:9"
        self._cameras: Service | None = None
        self._backend: Service | None = None
        if cameras:
            self.start_cameras()

    def __enter__(self) -> Self:
        self.start_backend()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.kill_backend()
        self.kill_cameras()

    def start_cameras(self) -> None:
        """Serve the pack's cameras over RTSP; clips are drawn on the first run of a machine."""
        log = self.folder / "cameras.log"
        options = ["cameras", "--city", str(PACK), "--port", str(free_port())]
        options += ["--first", str(self._first)] if self._first is not None else []
        self._cameras = Service(*options, log_path=log, tell=self._tell)
        self.camera_base = str(self._cameras.ready["base"])

    def kill_cameras(self) -> None:
        """No camera of this city is there any more."""
        if self._cameras is not None:
            self._cameras.kill()
            self._cameras = None

    def until_drawn(self) -> None:
        """Wait until every camera plays its own clip."""
        if self._cameras is not None and self._cameras.ready["to_draw"]:
            self._cameras.until("all_drawn")
            self._cameras.ready["to_draw"] = 0

    def start_backend(self) -> None:
        """Serve the contract, on the same port and database as before."""
        self._backend = Service(
            "demo-serve",
            *("--database", f"sqlite:///{self.database}", "--city", str(PACK), "--port", str(self.port)),
            *("--camera-base", self.camera_base, "--demo-password-stdin", "--audit-key-file", str(self._audit_key())),
            *("--oldest-schema", str(self.oldest_schema)),
            *(("--simulate",) if self._simulate else ()),
            *(("--config", str(self.config)) if self.config is not None else ()),
            *(("--camera-access", str(self._access_file())) if self._access is not None else ()),
            log_path=self.folder / "backend.log",
            first_line=self.password,
        )

    def _audit_key(self) -> Path:
        """What the server signs its audit with."""
        path = self.folder / "audit.key"
        if not path.exists():
            make_key(path)
        return path

    def give_access(self, access: Mapping[str, Any]) -> None:
        """What the server knows of its cameras' sign-ins, from its next start on."""
        self._access = access

    def _access_file(self) -> Path:
        """Hosts, sign-ins and ONVIF addresses, as the server's configuration."""
        path = self.folder / "camera-access.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(self._access), encoding="utf-8")
        return path

    def kill_backend(self) -> None:
        """The outage: no goodbye, the port is closed."""
        if self._backend is not None:
            self._backend.kill()
            self._backend = None

    def restore(self, copy: Path) -> None:
        """Put a copy of the database back while the backend is away, and say so as an administrator does."""
        for part in self.folder.glob(f"{self.database.name}*"):
            part.unlink()
        shutil.copyfile(copy, self.database)
        command = [sys.executable, "-m", "backend", "restored", "--database", f"sqlite:///{self.database}"]
        run_patiently(command, cwd=ROOT, check=True, capture_output=True, patience_s=30)

    def back_up(self, copy: Path) -> None:
        """Copy the database while it is in use, as SQLite's own backup does."""
        with (
            contextlib.closing(pysqlite3.connect(self.database)) as here,
            contextlib.closing(pysqlite3.connect(copy)) as there,
        ):
            here.backup(there)

    def token(self, user: str) -> str:
        """A token of `user`, for a test that speaks to the backend itself: it goes with `proven`."""
        return signed_in(self.url, user, self.password, "test", device_name="test").token

    @staticmethod
    def proven(token: str) -> Proven:
        """`auth` of a request with this token: one of `token`, or a wall's, which is bound by its first request."""
        return Proven(key_of("test"), token)

    def wall_token(self, name: str, wall: str = "", node: str = "") -> str:
        """A token for a wall node, made by the backend's own command line: bound where a wall is named."""
        command = [sys.executable, "-m", "backend", "token", "--database", f"sqlite:///{self.database}"]
        done = run_patiently(
            [*command, "--name", name, "--wall", wall, "--node", node],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            patience_s=30,
        )
        return str(done.stdout).strip()

    def source_token(self, types: str = ",".join(sorted(FEEDABLE)), prefix: str = "", source: str = SOURCE) -> str:
        """What lets a source in that may write `types` under ids that begin with `prefix`."""
        return source_token(f"sqlite:///{self.database}", types, prefix, source)

    def feed(self) -> Callable[..., Any]:
        """A source's report: a function that takes records, removals and points as the connectors' door does. What no
        source may write comes the way that a city's pack and the demo's story come."""
        return Reporting(self.url, f"sqlite:///{self.database}")

    def log(self) -> list[dict[str, Any]]:
        """The server's own log of actions in the order of its arrival, read from its database."""
        connection = pysqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            connection.row_factory = pysqlite3.Row
            return [dict(row) for row in connection.execute("SELECT * FROM actions ORDER BY device_id, device_seq")]
        finally:
            connection.close()


@contextlib.contextmanager
def city(*, cameras: bool = True, simulate: bool = False, access: Mapping[str, Any] | None = None) -> Iterator[City]:
    """A city in a folder of its own that is gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="ioc-city-") as folder,
        City(Path(folder), cameras=cameras, simulate=simulate, access=access) as running,
    ):
        yield running

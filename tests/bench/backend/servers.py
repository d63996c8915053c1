"""Real server processes over one database, those who may sign in there, and what they cost."""

from __future__ import annotations

import contextlib
import itertools
import json
import secrets
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any, Self, TypeAlias

import psutil

from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.people.roles import Role
from tests.backend.device import Device
from tests.bench.backend.writers import DEVICES
from tests.harness.postgresql import URL, begun, drop
from tests.harness.sources import bearer
from tests.journeys.city import PACK, ROOT, Service

SAMPLED_S = 0.1
Desks: TypeAlias = list[tuple[str, str, str]]
"""Of each console the server's address, the token, and the name of the device."""
MB = 1e6


@dataclass(frozen=True)
class Setup:
    """What stands behind the addresses."""

    engine: str
    """`sqlite` or `postgresql`."""
    processes: int

    @property
    def name(self) -> str:
        """As the table calls it."""
        return f"{'SQLite' if self.engine == 'sqlite' else 'PostgreSQL'} × {self.processes}"


def setups(*, quick: bool) -> list[Setup]:
    """Both engines with one process and with two; PostgreSQL where IOC_TEST_POSTGRESQL names one."""
    engines = ["sqlite", "postgresql"] if URL else ["sqlite"]
    return [
        Setup(engine, processes) for engine in engines[: 1 if quick else 2] for processes in ((1,) if quick else (1, 2))
    ]


class Servers:
    """Begun with an empty database, or with one that is there, that `fill` puts things into before the first server
    starts. A context manager; only a database of its own is gone afterwards."""

    def __init__(
        self, setup: Setup, fill: Callable[[Ledger], object], database: str = "",
        sign_ins: int = 10_000,
    ) -> None:  # fmt: skip
        """`sign_ins`: so many a minute from one address; all consoles of a bench come from one."""
        self._sign_ins = sign_ins
        self._setup = setup
        self._is_own = not database
        self._folder = tempfile.TemporaryDirectory(prefix="ioc-bench-")
        self._schema = f"bench_{secrets.token_hex(4)}"
        self._services: list[Service] = []
        self._signed_in = itertools.count(1)
        self.password = secrets.token_urlsafe(12)
        self.users = [f"bench.{number}" for number in range(DEVICES)]
        self.database = database or self._made()
        ledger = opened(self.database, "en", make=True)
        fill(ledger)
        accounts = Accounts(ledger)
        for user in self.users:
            accounts.put(user, user, Role.OPERATOR, "", self.password)
        self.source = bearer(ledger)
        """The header that a connector reports with."""
        ledger.engine.dispose()

    def _made(self) -> str:
        if self._setup.engine == "sqlite":
            return f"sqlite:///{self._folder.name}/backend.db"
        return begun(URL, self._schema)

    def __enter__(self) -> Self:
        for number in range(self._setup.processes):
            self._services.append(
                Service(
                    *("serve", "--database", self.database, "--city", str(PACK), "--port", "0"),
                    *("--sign-ins-a-minute", str(self._sign_ins)),
                    log_path=Path(self._folder.name) / f"{number}.log",
                )
            )
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for service in self._services:
            service.kill()
        if self._setup.engine == "postgresql" and self._is_own:
            drop(URL, self._schema)
        self._folder.cleanup()

    @property
    def urls(self) -> list[str]:
        """Of each process."""
        return [str(service.ready["url"]) for service in self._services]

    def town(self, number: int = 0, address: str = "") -> Any:
        """One of the processes, as a device signs in to it, from this address of the machine's own."""
        return SimpleNamespace(url=self.urls[number % len(self.urls)], password=self.password, address=address)

    def desk(self, number: int = 0, address: str = "") -> Device:
        """A device that nobody has used before."""
        name = f"bench-{next(self._signed_in)}"
        return Device(self.town(number, address), self.users[number % len(self.users)], name)

    def desks(self, count: int) -> Desks:
        """So many consoles."""
        made: Desks = []
        for number in range(count):
            desk = self.desk(number)
            made.append((desk.town.url, desk.proven.token, desk.name))
            desk.http.close()
        return made

    def processes(self) -> list[psutil.Process]:
        """The servers' own, with those that they started."""
        roots = [psutil.Process(service.process.pid) for service in self._services]
        return [*roots, *(child for root in roots for child in root.children(recursive=True))]

    def cpu_s(self) -> float:
        """Processor seconds of the servers so far."""
        return sum(_cpu_s(one) for one in self.processes())

    def database_cpu_s(self) -> float:
        """Of PostgreSQL's processes on this machine, whoever they work for; a file's work is the server's own."""
        if self._setup.engine == "sqlite":
            return 0.0
        return sum(_cpu_s(one) for one in psutil.process_iter(["name"]) if one.info["name"] == "postgres")

    def rss_mb(self) -> float:
        """Memory of the largest process."""
        return max(one.memory_info().rss for one in self.processes()) / MB

    @contextlib.contextmanager
    def peak(self) -> Iterator[list[float]]:
        """The largest `rss_mb` meanwhile, in the list afterwards."""
        ended, found = threading.Event(), [self.rss_mb()]

        def watch() -> None:
            while not ended.wait(SAMPLED_S):
                found[0] = max(found[0], self.rss_mb())

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            yield found
        finally:
            ended.set()
            watching.join()


class Load:
    """A process of `tests.bench.backend` that is told its job on one line, and answers on one."""

    def __init__(self, module: str, job: dict[str, Any]) -> None:
        command: Sequence[str] = (sys.executable, "-m", f"tests.bench.backend.{module}")
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._seen = psutil.Process(self._process.pid)
        self.say(json.dumps(job))

    def say(self, line: str = "") -> None:
        """Its job, or the next word."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        """What it says next. Raises `RuntimeError` where it ended instead."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the load ended with {self._process.wait()}; its last words are above")
        return json.loads(line)

    def cpu_s(self) -> float:
        """Its processor seconds so far."""
        return _cpu_s(self._seen)

    def end(self) -> None:
        """It has answered."""
        self._process.communicate(timeout=60)


def _cpu_s(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0

"""A PostgreSQL and its standby from Debian's package, on ports of their own, to be killed and promoted."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString

import psutil
import psycopg
import pytest

from tests.harness.end_with_us import end_with_us
from tests.harness.postgresql import URL, begun, drop
from tests.harness.run import run_patiently
from tests.harness.waiting import until
from tests.journeys.city import free_port

BINARIES = Path("/usr/lib/postgresql/15/bin")
USER = "postgres"
"""Who runs the servers where the tests run as root, whom PostgreSQL refuses."""
CONF = """
listen_addresses = '127.0.0.1'
wal_level = replica
hot_standby = on
max_wal_senders = 10
# Only processes are killed here, never the machine: what the kernel has is kept.
fsync = off
# Of what is killed nothing stays in /dev/shm.
dynamic_shared_memory_type = mmap
"""
needs_postgresql = pytest.mark.skipif(
    not (BINARIES / "initdb").exists(), reason="PostgreSQL 15's server is not installed (apt install postgresql-15)"
)

needs_database = pytest.mark.skipif(
    not URL and not (BINARIES / "initdb").exists(),
    reason="no PostgreSQL: name one in IOC_TEST_POSTGRESQL, or install its server (apt install postgresql-15)",
)


def as_owner() -> dict[str, Any]:
    """What lets a program be started as somebody whom PostgreSQL accepts."""
    end_with_us()
    owner = {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}
    return {"start_new_session": True, "stdin": subprocess.DEVNULL, **owner}


@contextlib.contextmanager
def owned_folder() -> Iterator[Path]:
    """A folder of the one who runs the servers, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="ioc-ha-"))
    folder.chmod(0o755)
    if os.geteuid() == 0:
        owner = pwd.getpwnam(USER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


class Postgres:
    """One server of the pair. `data` is there already, or is made by `make` or `copy`."""

    def __init__(self, folder: Path, name: str) -> None:
        self.port = free_port()
        self.data = folder / name
        self._log = folder / f"{name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """A new one."""
        options = ("-U", "ioc", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self._run("initdb", "-D", self.data, *options)
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(CONF)

    def copy(self, primary: Postgres) -> None:
        """A standby that streams from `primary`."""
        source = f"host=127.0.0.1 port={primary.port} user=ioc application_name=standby"
        self._run("pg_basebackup", "-D", self.data, "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d", source)

    def start(self) -> None:
        """Until it answers."""
        command = [str(BINARIES / "postgres"), "-D", str(self.data), "-p", str(self.port), "-k", str(self.data.parent)]
        owner = as_owner()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, **owner)
        until(self._answers, f"PostgreSQL at {self.port}; see {self._log}", 60)

    def kill(self) -> None:
        """kill -9 to all of its processes, as the end of its machine; where it runs."""
        if self._process is None:
            return
        doomed = psutil.Process(self._process.pid)
        for process in [doomed, *doomed.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self._process.wait(60)
        self._process = None
        with contextlib.suppress(OSError, IndexError):  # the one segment that a killed PostgreSQL leaves for ever
            number = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[6].split()[1]
            subprocess.run(["ipcrm", "-m", number], check=False, capture_output=True)

    def promote(self) -> None:
        """The standby becomes the primary."""
        assert self.ask("SELECT pg_promote()") is True

    def ask(self, statement: LiteralString) -> Any:
        """The first field of the first row; None where there is none."""
        where = f"host=127.0.0.1 port={self.port} user=ioc dbname=postgres connect_timeout=3"
        with psycopg.connect(where, autocommit=True) as connection:
            done = connection.execute(statement)
            row = done.fetchone() if done.description is not None else None
            return None if row is None else row[0]

    def _answers(self) -> bool:
        with contextlib.suppress(psycopg.OperationalError):
            return bool(self.ask("SELECT 1") == 1)
        return False

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(BINARIES / program), *(str(one) for one in arguments)]
        done = run_patiently(command, capture_output=True, text=True, patience_s=120, check=False, **as_owner())
        assert done.returncode == 0, done.stdout + done.stderr


class Pair:
    """A primary and a standby; each answered commit is on both where `synchronous`."""

    def __init__(self, folder: Path, *, synchronous: bool) -> None:
        self.primary, self.standby = Postgres(folder, "primary"), Postgres(folder, "standby")
        self._synchronous = synchronous

    @property
    def address(self) -> str:
        """For a backend: libpq tries both and takes the one that can be written to."""
        hosts = "&".join(f"host=127.0.0.1:{one.port}" for one in (self.primary, self.standby))
        return f"postgresql://ioc@/postgres?{hosts}&target_session_attrs=read-write&connect_timeout=2"

    def start(self) -> None:
        """Both, until the standby streams."""
        self.primary.make()
        self.primary.start()
        self.standby.copy(self.primary)
        self.standby.start()
        until(lambda: self.primary.ask("SELECT count(*) FROM pg_stat_replication") == 1, "the standby streams", 60)
        if self._synchronous:
            # After the copy: the standby, once promoted, has nobody to wait for. Patroni sees to that in a centre.
            self.primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
            self.primary.ask("SELECT pg_reload_conf()")
            state = "SELECT sync_state FROM pg_stat_replication"
            until(lambda: self.primary.ask(state) == "sync", "the standby is waited for", 60)

    def stop(self) -> None:
        """The end of both."""
        self.primary.kill()
        self.standby.kill()


@contextlib.contextmanager
def pair(*, synchronous: bool) -> Iterator[Pair]:
    """Both run; gone afterwards."""
    with owned_folder() as folder:
        made = Pair(folder, synchronous=synchronous)
        try:
            made.start()
            yield made
        finally:
            made.stop()


@contextlib.contextmanager
def database(name: str) -> Iterator[str]:
    """The address of an empty one: a schema on the server that IOC_TEST_POSTGRESQL names, or a server of our own."""
    if URL:
        schema = f"{name}_{os.getpid()}"
        try:
            yield begun(URL, schema)
        finally:
            drop(URL, schema)
        return
    with owned_folder() as folder:
        server = Postgres(folder, "alone")
        try:
            server.make()
            server.start()
            yield f"postgresql://ioc@127.0.0.1:{server.port}/postgres"
        finally:
            server.kill()

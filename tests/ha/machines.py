"""Three machines in one: etcd, Patroni, pgBackRest as packaging/ha lays them out, each at a loopback address."""

from __future__ import annotations

import contextlib
import getpass
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import requests

from tests.ha.laid_out import lay_out, settings
from tests.ha.postgres import BINARIES, USER, as_owner, owned_folder
from tests.harness.run import run_patiently
from tests.harness.waiting import until
from tests.journeys.city import free_port

PROGRAMS = ("etcd", "patroni", "pgbackrest")
PORTS = ("PORT_POSTGRESQL", "PORT_PATRONI", "PORT_ETCD", "PORT_ETCD_PEERS", "PORT_BACKUP")
FOLDERS = (
    "var/run/postgresql", "var/lib/etcd", "var/lib/postgresql", "var/lib/pgbackrest", "var/log/pgbackrest",
    "tmp/pgbackrest", "credentials",
)  # fmt: skip
needs_patroni = pytest.mark.skipif(
    not all(shutil.which(one) for one in PROGRAMS) or not (BINARIES / "initdb").exists(),
    reason="not all is installed (apt install postgresql-15 etcd-server patroni pgbackrest)",
)
# PostgreSQL knows its administrator by the name in the system.
needs_postgres_user = pytest.mark.skipif(
    os.geteuid() != 0 and getpass.getuser() != USER, reason=f"this is run by root, or by {USER}"
)


class Machine:
    """One of the three: its address, what runs there, and its end."""

    def __init__(self, root: Path, letter: str, address: str, ports: dict[str, int]) -> None:
        self.root, self.letter, self.address = root, letter, address
        self._ports = ports
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._secrets = root / "etc/ioc-console/secrets"

    def start(self, *names: str) -> None:
        """What systemd would start: any of PROGRAMS."""
        conf = {one: value for one, _, value in (line.partition("=") for line in self._lines("etc/default/etcd"))}
        commands = {
            "etcd": ["etcd"],
            "patroni": ["patroni", str(self.root / "etc/patroni/config.yml")],
            "pgbackrest": ["pgbackrest", "server", f"--config={self.root / 'etc/pgbackrest.conf'}"],
        }
        for name in names:
            with (self.root / f"{name}.log").open("ab") as log:
                owner = as_owner()
                more = conf if name == "etcd" else {}
                self._running[name] = subprocess.Popen(
                    commands[name], stdout=log, stderr=log, cwd=self.root, env=self._environment | more, **owner
                )

    def kill(self) -> None:
        """The end of the machine: kill -9 to all that runs there."""
        doomed = [psutil.Process(one.pid) for one in self._running.values() if one.poll() is None]
        doomed += [child for one in doomed for child in one.children(recursive=True)]
        with contextlib.suppress(OSError, ValueError, psutil.NoSuchProcess):  # PostgreSQL is nobody's child
            number = int((self.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
            postgres = psutil.Process(number)
            if str(self.data) in postgres.cmdline():
                doomed += [postgres, *postgres.children(recursive=True)]
        for process in doomed:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        for started in self._running.values():
            started.wait(60)
        self._running.clear()

    @property
    def data(self) -> Path:
        """PostgreSQL's folder."""
        return self.root / "var/lib/postgresql/15/ioc"

    def is_(self, role: str) -> bool:
        """Whether Patroni says that this machine is `primary`, `replica`, `sync` …"""
        where = f"https://{self.address}:{self._ports['PORT_PATRONI']}/{role}"
        with contextlib.suppress(requests.RequestException):
            return requests.get(where, verify=str(self._secrets / "authority.pem"), timeout=5).ok
        return False

    def backup(self, *arguments: str) -> str:
        """`pgbackrest` on this machine; what it said. Raises AssertionError where it failed."""
        return self._run("pgbackrest", f"--config={self.root / 'etc/pgbackrest.conf'}", "--stanza=ioc", *arguments)

    def restored(self, question: str) -> str:
        """The newest backup is put back beside everything, and a PostgreSQL on it is asked."""
        scratch, port, sockets = self.root / "scratch", str(free_port()), str(self.root / "var/run/postgresql")
        self.backup("restore", f"--pg1-path={scratch}", "--type=immediate", "--target-action=promote")
        command = [str(BINARIES / "postgres"), "-D", str(scratch), "-p", port, "-k", sockets]
        command += ["-c", "listen_addresses=", "-c", "archive_mode=off"]
        owner = as_owner()
        with (self.root / "restored.log").open("ab") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, env=self._environment, **owner)
        try:
            where = ("-h", sockets, "-p", port, "-U", USER, "-d", "ioc", "-Atc")
            until(lambda: self._said("psql", *where, "SELECT NOT pg_is_in_recovery()") == "t", "it is put back", 120)
            return self._run("psql", *where, question).strip()
        finally:
            process.terminate()  # in order: no segment of it stays
            process.wait(60)

    def database_address(self) -> str:
        """What the unit of the backend on this machine names as its database, its credentials in a folder."""
        folder = self.root / "credentials"
        shutil.copyfile(self._secrets / "pgpass", folder / "pgpass")
        shutil.copyfile(self._secrets / "authority.pem", folder / "authority")
        (folder / "pgpass").chmod(0o600)
        unit = (self.root / "etc/systemd/system/ioc-backend.service").read_text(encoding="utf-8")
        found = re.search(r'--database "([^"]+)"', unit)
        assert found is not None
        return found[1].replace("%d", str(folder))

    @property
    def _environment(self) -> dict[str, str]:
        """With a home of its own: libpq looks there for certificates."""
        return {**os.environ, "HOME": str(self.root)}

    def _lines(self, path: str) -> list[str]:
        lines = (self.root / path).read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line and not line.startswith("#")]

    def _said(self, *command: str) -> str:
        with contextlib.suppress(AssertionError):
            return self._run(*command).strip()
        return ""

    def _run(self, *command: str) -> str:
        owner = as_owner()
        done = run_patiently(
            command,
            capture_output=True,
            text=True,
            patience_s=300,
            check=False,
            cwd=self.root,
            env=self._environment,
            **owner,
        )
        assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
        return str(done.stdout)


@contextlib.contextmanager
def machines() -> Iterator[tuple[Machine, Machine, Machine]]:
    """All three run, a is the primary, and a standby has all that was answered."""
    ports = {name: free_port() for name in PORTS}
    addresses = {letter: f"127.0.7.{number}" for number, letter in enumerate("abc", 1)}
    with owned_folder() as folder:
        where = {f"MACHINE_{letter.upper()}": address for letter, address in addresses.items()}
        lay_out(folder, settings(folder, NETWORK="127.0.0.0/8", **where, **{n: str(p) for n, p in ports.items()}))
        _apart(folder)
        made = [Machine(folder / letter, letter, address, ports) for letter, address in addresses.items()]
        for one in made:
            for name in FOLDERS:
                (one.root / name).mkdir(parents=True, exist_ok=True)
        _own(folder)
        try:
            for one in made:
                one.start("etcd", "pgbackrest")
            a, b, c = made
            a.start("patroni")
            until(lambda: a.is_("primary"), f"a becomes the primary; see {a.root}/patroni.log", 120)
            for one in (b, c):
                one.start("patroni")
            until(lambda: b.is_("replica") and c.is_("replica"), "b and c stream", 120)
            until(lambda: b.is_("sync") or c.is_("sync"), "one of them has all that was answered", 120)
            yield a, b, c
        finally:
            for one in made:
                one.kill()


def _apart(folder: Path) -> None:
    """What pgBackRest is told of another machine is in that machine's folder here; on real ones it is the same."""
    for letter, others in (("a", {"repo1": "c"}), ("b", {"repo1": "c"}), ("c", {"pg2": "a", "pg3": "b"})):
        conf = folder / letter / "etc/pgbackrest.conf"
        text = conf.read_text(encoding="utf-8")
        for name, other in others.items():
            own, theirs = str(folder / letter), str(folder / other)
            there = "host-config" if name == "repo1" else "(?:host-config|path|socket-path)"
            text = re.sub(rf"^({name}-{there})={re.escape(own)}", rf"\1={theirs}", text, flags=re.MULTILINE)
        conf.write_text(text, encoding="utf-8")


def _own(folder: Path) -> None:
    """All is who runs it's; a key that a group may read is root's, or pgBackRest and PostgreSQL refuse it."""
    for path in [folder, *folder.rglob("*")]:
        is_key = path.suffix == ".key"
        if os.geteuid() == 0:
            shutil.chown(path, "root" if is_key else USER, USER)
        elif is_key:
            path.chmod(0o600)

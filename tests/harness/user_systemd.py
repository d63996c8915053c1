"""A real systemd of our own for the services of one user: its own folders, its own cgroup, gone with the context.

`systemd --user` is the program that runs a wall's service on a real PC. It wants a machine that was started by systemd,
which a container is not: in a mount namespace of its own it sees the one folder by which it tells. Mounts are shared
within that as systemd has it, since it hands credentials over as a mount.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.harness.end_with_us import end_with_us
from tests.harness.run import run_patiently

START = """
mkdir -p /run/systemd && mount -t tmpfs none /run/systemd && mkdir -p /run/systemd/system
mount --make-rshared /
exec /lib/systemd/systemd --user
"""
STARTED_S, ENDED_S = 15.0, 10.0


class NoSystemdError(Exception):
    """It cannot be had here, and why."""


class UserSystemd:
    """`do("start", "x.service")` is `systemctl --user start x.service`. `units` is where unit files are put."""

    def __init__(self, environment: Mapping[str, str], home: Path) -> None:
        self._environment = dict(environment)
        self.config = home / ".config"
        self.units = self.config / "systemd" / "user"
        self.units.mkdir(parents=True)

    def do(self, *arguments: str) -> str:
        """What it answers. Raises AssertionError with its words where it refuses."""
        run = self._run(arguments)
        assert run.returncode == 0, f"systemctl {' '.join(arguments)}: {run.stdout}{run.stderr}"
        return run.stdout

    def says(self, unit: str, what: str) -> str:
        """One property of a unit, such as ActiveState or MainPID."""
        return self._run(("show", unit, "--value", f"--property={what}")).stdout.strip()

    def _run(self, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        command = ["systemctl", "--user", "--no-pager", *arguments]
        return run_patiently(
            command, env=self._environment, capture_output=True, text=True, check=False, patience_s=60
        )  # fmt: skip


@contextlib.contextmanager
def user_systemd(root: Path) -> Iterator[UserSystemd]:
    """Run it below `root`. Raises NoSystemdError where this machine does not allow that."""
    if os.geteuid() != 0 or not Path("/lib/systemd/systemd").exists() or shutil.which("systemctl") is None:
        raise NoSystemdError("needs root and systemd")
    home, runtime = root / "home", root / "run"
    runtime.mkdir(mode=0o700)
    environment = {
        "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "PATH": os.environ["PATH"], "LANG": "C.UTF-8",
        "SYSTEMD_LOG_TARGET": "console", "SYSTEMD_LOG_LEVEL": "info",
        **end_with_us(),
    }  # fmt: skip
    manager = UserSystemd(environment, home)
    with _cgroups() as groups, (root / "systemd.log").open("wb") as log:
        join = "".join(f"echo $$ > {group}/cgroup.procs\n" for group in groups)
        process = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "sh", "-ec", join + START],
            env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            _await(process, runtime, root / "systemd.log")
            yield manager
        finally:
            process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(ENDED_S)
            _kill_all(groups)
            process.wait(ENDED_S)


def _await(process: subprocess.Popen[bytes], runtime: Path, log: Path) -> None:
    end = time.monotonic() + STARTED_S
    while not (runtime / "systemd" / "private").exists():
        if process.poll() is not None or time.monotonic() > end:
            raise NoSystemdError(log.read_text(errors="replace")[-500:])
        time.sleep(0.1)


@contextlib.contextmanager
def _cgroups() -> Iterator[list[Path]]:
    """A group of our own in every hierarchy in which systemd follows processes."""
    name, made = f"ioc-test-{os.getpid()}", []
    try:
        for line in Path("/proc/mounts").read_text(encoding="ascii").splitlines():
            _device, place, kind, options, *_rest = line.split()
            if kind == "cgroup2" or (kind == "cgroup" and "name=systemd" in options):
                group = Path(place) / name
                group.mkdir()
                made.append(group)
        if not made:
            raise NoSystemdError("no cgroups")
        yield made
    except OSError as error:
        raise NoSystemdError(str(error)) from error
    finally:
        for group in made:
            _remove(group)


def _kill_all(groups: list[Path]) -> None:
    for _turn in range(50):
        pids = {
            int(pid)
            for group in groups
            for procs in group.rglob("cgroup.procs")
            for pid in procs.read_text(encoding="ascii").split()
        }
        if not pids:
            return
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)


def _remove(group: Path) -> None:
    for folder in sorted((one for one in group.rglob("*") if one.is_dir()), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()
    with contextlib.suppress(OSError):
        group.rmdir()

"""A wall's PC in sentences: the unit files as they are shipped, under a real systemd, with a real X server and backend.

Where no systemd can be run (no root, no cgroups) this is passed over, and says so.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.harness.patience import Patience
from tests.harness.screen import screen
from tests.harness.user_systemd import NoSystemdError, UserSystemd, user_systemd
from tests.journeys.city import ROOT, City
from tests.journeys.wall_room import WALL, Leader

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
UNIT, SESSION, NODE = "ioc-wall.service", "ioc-wall-session.target", "trai"
WATCHDOG_S, LOG = 6, "wall.log"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[City]:
    (tmp_path / "city").mkdir()
    with City(tmp_path / "city", cameras=False) as town:
        yield town


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[UserSystemd]:
    folder = tmp_path / "pc"
    folder.mkdir()
    try:
        with user_systemd(folder) as manager:
            yield manager
    except NoSystemdError as error:
        pytest.skip(f"no systemd here: {error}")


def _until(test: Callable[[], bool], seconds: float, what: str) -> None:
    patience = Patience(seconds)
    while not test():
        assert not patience.is_over, f"not within {seconds} s: {what}"
        time.sleep(0.2)


def _install(systemd: UserSystemd, town: City) -> str:
    """As docs/how-to/unattended.md tells it; the token that was pasted."""
    for name in (UNIT, SESSION):
        shutil.copy(ROOT / "packaging" / "systemd" / name, systemd.units)
    # Half a minute of standing still is what a room can bear; a test need not.
    drop_in = systemd.units / f"{UNIT}.d"
    drop_in.mkdir()
    log = f"StandardError=append:{systemd.config.parent / LOG}"
    (drop_in / "test.conf").write_text(f"[Service]\nWatchdogSec={WATCHDOG_S}\n{log}\n", encoding="utf-8")
    folder = systemd.config / "ioc-console"
    folder.mkdir(mode=0o700)
    example = (ROOT / "packaging" / "systemd" / "wall.env.example").read_text(encoding="utf-8")
    ours = {"IOC_HOME": str(ROOT), "IOC_WALL": WALL, "IOC_NODE": NODE, "IOC_BACKEND": town.url}
    assert all(f"\n{name}=" in example for name in ours), "the example names what the unit asks for"
    (folder / "wall.env").write_text("".join(f"{name}={value}\n" for name, value in ours.items()), encoding="ascii")
    token = town.wall_token(NODE, WALL, NODE)
    (folder / "wall-token").write_text(token, encoding="ascii")
    (folder / "wall-token").chmod(0o600)
    systemd.do("daemon-reload")
    systemd.do("enable", UNIT)
    return token


def test_a_pc_becomes_a_node_and_stays_one(systemd: UserSystemd, town: City) -> None:
    token = _install(systemd, town)
    leader = Leader(town, "ha.le")

    def pid() -> int:
        return int(systemd.says(UNIT, "MainPID") or 0)

    def is_shown() -> bool:
        return any(not one["cut_off"] and one["present"] for one in leader.actual().values())

    def is_back(before: int) -> bool:
        return systemd.says(UNIT, "ActiveState") == "active" and pid() not in (0, before)

    with screen() as environment:
        systemd.do("set-environment", *(f"{name}={value}" for name, value in environment.items()))
        systemd.do("start", SESSION)
        _until(lambda: systemd.says(UNIT, "ActiveState") == "active", 60, "the session's target starts the wall")
        _until(is_shown, 60, "and the server hears from it")
        _tells_no_secret(systemd, token, pid())

        first = pid()
        os.kill(first, signal.SIGKILL)
        _until(lambda: is_back(first), 30, "killed, it comes back")
        second = pid()
        os.kill(second, signal.SIGSTOP)
        _until(lambda: is_back(second), WATCHDOG_S + 30, "standing still, it is begun anew by the watchdog")
        assert int(systemd.says(UNIT, "NRestarts")) == 2
        assert not psutil.pid_exists(first)
        assert not psutil.pid_exists(second)
        _until(is_shown, 60, "it shows the wall as before")

        last = pid()
        tree = psutil.Process(last).children(recursive=True)
        assert tree, "the wall and its decoders"
        systemd.do("stop", SESSION)
        _until(lambda: systemd.says(UNIT, "ActiveState") == "inactive", 30, "it ends with its session")
        assert not any(one.is_running() for one in tree), "and leaves nothing behind"
        assert systemd.says(UNIT, "Result") == "success"


def _tells_no_secret(systemd: UserSystemd, token: str, pid: int) -> None:
    """The token is in a file that this service alone sees: never on a command line, in an environment or a log."""
    for one in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True)):
        assert token not in " ".join(one.cmdline())
        assert token not in str(one.environ())
    assert token not in systemd.do("show", UNIT)

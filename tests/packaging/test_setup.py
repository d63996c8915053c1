"""The first start before there is any Python: what is missing, what is broken off, what stands in the way."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest

from tests.harness.run import run_patiently
from tests.harness.waiting import until
from tests.packaging.checkout import ROOT, Checkout

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def named(said: str) -> list[str]:
    """The packages in the one command that was printed."""
    found = re.search(r"apt-get install -y --no-install-recommends ([^']*)'", said)
    return found[1].split() if found else []


@pytest.mark.kind(
    "first-start",
    "No screen, nothing installed, and a user who may install nothing",
    "One command names everything that run, tour and tests want; after it nothing is asked again.",
)
def test_there_is_one_stop_for_missing_packages(checkout: Checkout) -> None:
    code, said = checkout.run("run")
    assert code == 1
    packages = named(said)
    assert {"python3-gi", "libxcb-cursor0", "xvfb", "git", "strace"} <= set(packages)
    assert "Hãy chạy một lệnh này" in said
    assert "run this one command" in said
    checkout.installed(*packages)
    for purpose in ("run", "test"):
        code, said = checkout.run(purpose)
        assert (code, named(said)) == (0, []), said


@pytest.mark.kind(
    "first-start",
    "Whoever starts the console may not write into its folder",
    "Its modules were compiled by who set it up.",
)
def test_every_module_of_the_program_is_compiled(checkout: Checkout) -> None:
    checkout.installed(*named(checkout.run("run")[1]))
    assert checkout.run("run")[0] == 0
    compiled = (checkout.fakes / "compiled").read_text(encoding="utf-8").split()
    program = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert program | {"main.py"} <= set(compiled)


@pytest.mark.kind(
    "first-start",
    "A .venv whose making was broken off: there is a Python in it, but no pip",
    "It is recognised and made anew.",
)
def test_a_venv_without_pip_is_made_anew(checkout: Checkout) -> None:
    checkout.installed(*named(checkout.run("run")[1]))
    halved = checkout.root / ".venv" / "bin"
    halved.mkdir(parents=True)
    (halved / "python").write_text((checkout.fakes / "python3.13").read_text(encoding="utf-8"), encoding="utf-8")
    (halved / "python").chmod(0o755)
    (halved / "no-pip").touch()
    code, said = checkout.run("run")
    assert code == 0, said
    assert not (halved / "no-pip").exists()


@pytest.mark.kind(
    "first-start",
    "Ctrl+C while pip installs",
    "It says that it stopped, leaves no stamp, and the next start makes .venv anew.",
)
@pytest.mark.parametrize("step", ["venv-hangs", "pip-hangs"])
def test_what_was_broken_off_is_begun_anew(checkout: Checkout, step: str) -> None:
    checkout.installed(*named(checkout.run("run")[1]))
    (checkout.fakes / step).touch()
    process = checkout.start("run", "--lang", "en")
    until((checkout.fakes / "hanging").exists, "pip is at work")
    os.killpg(process.pid, signal.SIGINT)
    said, _none = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped on the way" in said
    assert not list(checkout.root.glob(".venv/.stamp-*"))
    left = checkout.root / ".venv" / "left-behind"
    left.touch()
    (checkout.fakes / step).unlink()
    code, said = checkout.run("run")
    assert code == 0, said
    assert not left.exists()
    assert not (checkout.root / ".venv" / ".unfinished").exists()


@pytest.mark.kind(
    "first-start", "pip without a network", "A sentence that names the network, exit code 1, and no stamp."
)
def test_no_network(checkout: Checkout) -> None:
    checkout.installed(*named(checkout.run("run")[1]))
    (checkout.fakes / "no-network").touch()
    code, said = checkout.run("run", "--lang", "en")
    assert code == 1
    assert "Check the network" in said
    assert "Traceback" not in said
    assert not list(checkout.root.glob(".venv/.stamp-*"))
    (checkout.fakes / "no-network").unlink()
    assert checkout.run("run")[0] == 0


@pytest.mark.kind(
    "first-start",
    "Another program holds the lock of apt",
    "It says that it waits, waits, and goes on; progress comes as lines where there is no terminal.",
)
def test_the_lock_of_apt_is_waited_for(checkout: Checkout) -> None:
    checkout.may_install()
    (checkout.fakes / "apt-locked").touch()
    code, said = checkout.run("run", "--lang", "en")
    assert code == 0, said
    assert said.count("waiting for it") == 1
    assert re.search(r"40 %  apt install: Retrieving file 2 of 5", said)
    assert re.search(r"pip 2/2 two==2", said)
    assert "\r" not in said
    calls = (checkout.fakes / "apt-calls").read_text(encoding="utf-8").splitlines()
    assert sum("install" in call for call in calls) == 2


@pytest.mark.kind(
    "first-start",
    "A disk without room for build/",
    "One sentence names the folder and what to do, exit code 1, nothing half written.",
)
def test_a_full_disk_under_build(checkout: Checkout) -> None:
    # No file may have a byte: for a program the same as a disk without room, for root as well.
    script = 'trap "" XFSZ; ulimit -f 0; exec packaging/setup run --lang vi'
    done = run_patiently(
        ["sh", "-c", script],
        cwd=checkout.root, env=checkout.environment(), capture_output=True, text=True, patience_s=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert re.fullmatch(r"Không ghi được vào thư mục .*/build: .*\n", done.stderr), done.stderr
    assert not list((checkout.root / "build").glob(".packages-*"))


@pytest.mark.kind(
    "first-start", "Two setups of one checkout at once", "The second says that it waits, and finds the work done."
)
def test_two_at_once(checkout: Checkout) -> None:
    checkout.installed(*named(checkout.run("run")[1]))
    (checkout.fakes / "pip-hangs").touch()
    first = checkout.start("run")
    until((checkout.fakes / "hanging").exists, "pip is at work")
    second = checkout.start("run", "--lang", "en")
    assert second.stdout is not None
    assert "Another setup is at work here" in second.stdout.readline()
    (checkout.fakes / "pip-hangs").unlink()
    os.killpg(first.pid, signal.SIGTERM)
    first.communicate(timeout=60)
    said, _none = second.communicate(timeout=60)
    assert second.returncode == 0, said

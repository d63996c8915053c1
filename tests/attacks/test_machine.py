"""The machine that it runs on: other users, edited files, command lines, PINs, units."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.base.secret_files import SecretFileError, secret_of
from backend.program.seen_secrets import seen_secret
from console.people.credentials import FileCredentials
from console.people.open_mark import OpenMark
from console.people.weak_pins import weakness
from tests.attacks.conftest import Tried
from views.base import arrangement
from views.words.sentences import sentence

ROOT = Path(__file__).resolve().parents[2]
ANALYZE = shutil.which("systemd-analyze")
TELL = """
import atexit, ctypes, json, os, resource, runpy, sys
def tell():
    umask = os.umask(0)
    libc = ctypes.CDLL(None)
    sys.stderr.write("\\nTOLD" + json.dumps({"umask": umask, "core": resource.getrlimit(resource.RLIMIT_CORE),
        "dumpable": libc.prctl(3, 0, 0, 0, 0)}) + "\\n")
atexit.register(tell)
os.umask(0o022)
sys.argv = sys.argv[1:]
"""
PROGRAMS = {
    "console": ("runpy.run_path('main.py', run_name='__main__')", ["main.py", "--version"]),
    "backend": ("runpy.run_module('backend', run_name='__main__', alter_sys=True)", ["backend", "--help"]),
}


@pytest.mark.parametrize("program", PROGRAMS)
def test_nobody_else_reads_what_a_process_holds_or_makes(program: str) -> None:
    """Another program of the same user looks into memory, environment and files of console and backend, or waits for
    their core dump."""
    how, arguments = PROGRAMS[program]
    done = subprocess.run(
        [sys.executable, "-c", TELL + how, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    told = json.loads(done.stderr.rpartition("TOLD")[2])
    assert told == {"umask": 0o077, "core": [0, 0], "dumpable": 0}


def test_a_supervised_console_still_goes_before_others_where_memory_runs_out() -> None:
    """A process that is closed to others may not say of itself that it may be ended: its supervisor's child must."""
    code = (
        "import encodings.ascii, os; from console.base.hardening import harden;"
        "from views.program.supervisor import _as_child;"
        "os.setresuid(65534, 65534, 65534) if os.getuid() == 0 else None; harden(); _as_child();"
        "print(open('/proc/self/oom_score_adj').read().strip())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.strip() == "200", done.stderr


# the lock


async def _now(work: Any) -> Any:
    return work()


def _left(folder: Path, *, locked: bool) -> None:
    """As a desk leaves its files, open or locked."""

    async def story() -> None:
        mark = OpenMark(FileCredentials(folder / "sign-in.json"), folder, _now)
        await mark.renew()
        if locked:
            await mark.forget()
        arrangement.save(folder, arrangement.Arrangement(locked=locked))

    asyncio.run(story())


def _opens(folder: Path) -> bool:
    """Whether a desk would stand open at its next start."""

    async def story() -> bool:
        mark = OpenMark(FileCredentials(folder / "sign-in.json"), folder, _now)
        await mark.demand()
        return not arrangement.load(folder).locked and mark.fits()

    return asyncio.run(story())


def _edits(folder: Path, before: dict[str, bytes]) -> Iterator[str]:
    """Each edit of the three files of a locked desk."""
    now = {path.name: path.read_bytes() for path in folder.iterdir()}
    unlocked = json.dumps({**json.loads(now["desk.json"]), "locked": False}).encode()
    desks = (unlocked, b"", b"{}", b"[", b"[" * 100_000, before["desk.json"], b'{"locked": null}', None)
    marks = (None, b"", b"m", b"\xff", b"x" * 1000, before["desk-open"])
    hashes = (now.get("open-mark"), None, b"", b"0" * 64, b"\xff", b" ")
    for contents in itertools.product(desks, marks, hashes):
        for name, content in zip(("desk.json", "desk-open", "open-mark"), contents, strict=True):
            (folder / name).unlink(missing_ok=True)
            if content is not None:
                (folder / name).write_bytes(content)
        yield f"{contents!r:.90}"


def test_no_edited_file_opens_a_locked_desk(tmp_path: Path, tried: Tried) -> None:
    """The files of a locked desk are edited, emptied, deleted, or exchanged for those of when it was open, and it is
    started again."""
    _left(tmp_path, locked=False)
    assert _opens(tmp_path), "a desk that was open is open again"
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    _left(tmp_path, locked=True)
    edits = 0
    for edit in _edits(tmp_path, before):
        assert not _opens(tmp_path), edit
        edits += 1
    tried(edits, "0 opened")


def test_a_lost_file_locks_an_open_desk(tmp_path: Path) -> None:
    """A file that says whether the desk is locked is deleted while it is open."""
    for name in ("desk-open", "open-mark"):
        _left(tmp_path, locked=False)
        (tmp_path / name).unlink()
        assert not _opens(tmp_path)


# PINs

PINS = {
    "weak_pin": ("", "12345", "1234567890123", "48291a", "４８２９１３", " 482913"),
    "weak_pin_run": (
        "000000",
        "123456",
        "987654",
        "890123",
        "135791",
        "246802",
        "112233",
        "111222",
        "998877",
        "000001",
    ),
    "weak_pin_repeats": ("121212", "123123", "12341234", "1231231", "121121", "484884", "190190"),
    "weak_pin_mirror": ("123321", "482284", "4821284"),
    "weak_pin_date": ("010190", "310599", "311299", "19900131", "31121985", "199012", "122024", "20252026", "900131"),
    "weak_pin_keys": ("147258", "159753", "741963", "123654", "789456123", "963852"),
}
GOOD = ("482913", "730164", "905317", "60284917", "471168")


def test_pins_that_are_guessed_first_are_refused_with_their_rule(tried: Tried) -> None:
    """Runs, repetitions, mirrored digits, birthdays, years and lines of keys as a PIN."""
    for why, pins in PINS.items():
        for pin in pins:
            assert weakness(pin) == why, pin
        assert sentence(why), why
    assert not [pin for pin in GOOD if weakness(pin)]
    tried(sum(map(len, PINS.values())), "0 taken, each with its rule")


def test_most_pins_are_left() -> None:
    """Refusals that leave an attacker too few PINs to try."""
    assert sum(bool(weakness(f"{number:06d}")) for number in range(0, 10**6, 7)) / (10**6 / 7) < 0.12


# command lines and units

SEEN: tuple[tuple[str, ...], ...] = (
    ("serve", "--database", "postgresql://ioc:w@db/ioc"),
    ("serve", "--database=postgresql://ioc:w@db/ioc"),
    ("user", "list", "--database", "postgresql://:w@db/ioc"),
    ("serve", "--database", "postgresql+psycopg://ioc:w%40x@db/ioc"),
    ("serve", "--database", "postgresql://ioc:w/x@db/ioc"),
    ("serve", "--database", "postgresql://ioc:w?x@db/ioc?password=w"),
    ("serve", "--database", "postgresql://ioc@db/ioc?password=w"),
    ("backup", "/b", "--database", "postgresql://ioc@db/ioc?sslmode=require&sslpassword=w"),
    ("serve", "--points", "http://victoria:w@host:8428"),
)
UNSEEN: tuple[tuple[str, ...], ...] = (
    ("serve", "--database", "postgresql://ioc@db/ioc?host=a:1&host=b:2&passfile=/run/x"),
    ("serve", "--database", "sqlite:////srv/a@b/c:d.db"),
    ("serve", "--database", "postgresql://ioc@[::1]:5432/ioc"),
    ("serve", "--camera-base", "rtsp://127.0.0.1:8554", "--host", "::1"),
)


def test_no_password_stays_on_a_command_line(tried: Tried) -> None:
    """An address with a password stands on the command line, where everybody on the machine sees it."""
    for arguments in SEEN:
        assert seen_secret(arguments).startswith("--"), arguments
    for arguments in UNSEEN:
        assert seen_secret(arguments) == "", arguments
    done = subprocess.run(
        [sys.executable, "-m", "backend", *SEEN[0], "--lang", "en"], cwd=ROOT, capture_output=True, check=False,
        encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert re.search(r"behind --database .*--database-password-file", done.stderr)
    assert ":w@" not in done.stderr
    tried(len(SEEN), "0 accepted")


def test_a_secret_is_handed_over_and_nothing_else_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of secrets that lead out of the folder in which systemd hands them over."""
    (tmp_path / "given").mkdir()
    for path in (tmp_path / "given" / "word", tmp_path / "outside"):
        path.write_text(f"{path.name}\n")
        path.chmod(0o400)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "given"))
    monkeypatch.chdir(tmp_path)
    assert secret_of(Path("word"), "en") == "word"
    for name in ("outside", ".."):
        with pytest.raises(SecretFileError):
            secret_of(Path(name), "en")


def _unit(tmp_path: Path, name: str) -> Path:
    """A unit as it is installed; a wall's runs as the user who owns the screens, with what its drop-in adds."""
    source = next(path for folder in ("systemd", "ha/files") if (path := ROOT / "packaging" / folder / name).is_file())
    text = re.sub(r"@[A-Z_]+@", "/x", source.read_text(encoding="utf-8")).partition("[Install]")[0]
    if name == "ioc-wall.service":
        more = (ROOT / "packaging/systemd/ioc-wall-namespaces.conf").read_text(encoding="utf-8")
        text += more.partition("[Service]")[2] + "User=wall\n"
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.skipif(ANALYZE is None, reason="there is no systemd-analyze")
@pytest.mark.parametrize(
    ("name", "most"),
    [("ioc-backend.service", 2.5), ("ioc-backup.service", 2.5), ("ioc-wall.service", 2.9)],
)
def test_units_leave_little_to_whoever_takes_them_over(tmp_path: Path, name: str, most: float, tried: Tried) -> None:
    """A service that was taken over reaches for the rest of the machine."""
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(_unit(tmp_path, name))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    found = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
    assert found is not None, done.stderr
    assert float(found[1]) <= most, done.stdout
    tried(1, f"systemd-analyze security: {found[1]} of 10")


@pytest.mark.skipif(ANALYZE is None, reason="there is no systemd-analyze")
def test_the_pair_s_unit_leaves_little_too(tmp_path: Path) -> None:
    """The same for a server of a pair."""
    path = tmp_path / "ioc-pair.service"
    text = (ROOT / "packaging/ha/files/ioc-backend.service").read_text(encoding="utf-8")
    path.write_text(re.sub(r"@[A-Z_]+@", "/x", text), encoding="utf-8")
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=25", "--no-pager", str(path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_every_unit_of_ours_keeps_files_and_memory_to_itself() -> None:
    """A unit that forgets to keep its files, its memory or its privileges to itself."""
    units = [*(ROOT / "packaging/systemd").glob("ioc-*.service"), ROOT / "packaging/ha/files/ioc-backend.service"]
    for unit in units:
        text = unit.read_text(encoding="utf-8")
        if "PAMName=" in text:
            continue  # the X session, which is the system's own program
        for line in ("UMask=0077", "LimitCORE=0", "NoNewPrivileges=yes"):
            assert f"\n{line}\n" in text, f"{unit.name} has no {line}"
        assert not re.search(r"://[^/\s:]*:[^/\s]*@", text), unit.name


def test_what_is_made_in_a_folder_of_many_is_ours_alone(tmp_path: Path) -> None:
    """A program with an open mask writes what it remembers."""
    before = os.umask(0)
    try:
        _left(tmp_path, locked=False)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}

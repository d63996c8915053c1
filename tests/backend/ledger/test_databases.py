"""Which databases the command line takes: a mistyped one is refused in one sentence and never made."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.postgresql import URL, begun, drop, unseen
from tests.harness.run import run_patiently
from tests.journeys.city import PACK, ROOT, free_port

pytestmark = pytest.mark.timeout(600)


def backend(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    told, environment = unseen(arguments)
    return run_patiently(
        [sys.executable, "-m", "backend", *told],
        cwd=ROOT, env=os.environ | environment | more, stdin=subprocess.DEVNULL, capture_output=True,
        encoding="utf-8", patience_s=60, check=False,
    )  # fmt: skip


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that was said instead of anything else."""
    assert done.returncode == 1, done
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.kind(
    "first-start",
    "The name of the database is mistyped",
    "It is named, nothing is made, exit code 1; only serve and demo make one.",
)
@pytest.mark.parametrize(
    "command",
    [
        ("user", "list"),
        ("user", "add", "--id", "x"),
        ("token", "--name", "x"),
        ("restored",),
        ("city", "apply", str(PACK), "--yes"),
    ],
    ids=["list", "add", "token", "restored", "apply"],
)
def test_a_mistyped_database_is_not_made(tmp_path: Path, command: tuple[str, ...]) -> None:
    said = refused(backend(*command, "--database", f"sqlite:///{tmp_path}/mistyped.db"))
    assert f"Không có cơ sở dữ liệu {tmp_path}/mistyped.db" in said
    english = refused(backend(*command, "--database", f"sqlite:///{tmp_path}/mistyped.db", "--lang", "en"))
    assert "There is no database" in english
    assert list(tmp_path.iterdir()) == []


@pytest.mark.kind(
    "first-start",
    "A file that is no database, another program's database, a folder, a folder that is not there",
    "Each is told apart in one sentence, also by serve, and not a byte of it changes.",
)
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("notes.txt", "no SQLite database"),
        ("other.db", "not IOC Console's"),
        ("", "is a folder"),
        ("no/x.db", "folder"),
    ],
)
@pytest.mark.parametrize("command", [("user", "list"), ("serve", "--city", str(PACK))], ids=["list", "serve"])
def test_what_is_no_database_of_ours(tmp_path: Path, name: str, words: str, command: tuple[str, ...]) -> None:
    (tmp_path / "notes.txt").write_text("a text that is longer than the sixteen bytes at the head of a database\n" * 9)
    with contextlib.closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    said = refused(backend(*command, "--database", f"sqlite:///{tmp_path}/{name}", "--lang", "en"))
    assert words in said
    assert str(tmp_path) in said
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.kind(
    "first-start",
    "A PostgreSQL that refuses, and an address that is none",
    "One sentence with the server's reason; the password in the address is not repeated.",
)
@pytest.mark.parametrize("scheme", ["postgresql", "mysql", "nonsense"])
def test_a_server_that_refuses(scheme: str) -> None:
    port = free_port()
    said = refused(
        backend("user", "list", "--database", f"{scheme}://ioc:geheim@127.0.0.1:{port}/city", "--lang", "en")
    )
    assert "--database" in said
    assert "geheim" not in said
    assert scheme != "postgresql" or str(port) in said


@pytest.mark.kind(
    "first-start",
    "The name of a PostgreSQL database is mistyped, left out, or that of a database that is not ours",
    "One sentence, exit code 1; no epoch begins, no table is made.",
)
@pytest.mark.parametrize("command", [("restored",), ("city", "apply", str(PACK), "--yes")], ids=["restored", "apply"])
def test_a_server_without_such_a_database(command: tuple[str, ...]) -> None:
    if not URL:
        pytest.skip("no PostgreSQL was named in IOC_TEST_POSTGRESQL")
    server, _, _name = URL.rpartition("/")
    missing = refused(backend(*command, "--database", f"{server}/no_such_city", "--lang", "en"))
    assert "no_such_city" in missing
    assert "--database" in missing
    for nameless in (server, f"{server}/"):
        assert "postgresql://HOST/NAME" in refused(backend(*command, "--database", nameless, "--lang", "en"))
    empty = begun(URL, schema := f"nothing_{os.getpid()}")
    try:
        for _again in range(2):
            assert "is not IOC Console's" in refused(backend(*command, "--database", empty, "--lang", "en"))
    finally:
        drop(URL, schema)


@pytest.mark.kind(
    "first-start",
    "A locale that knows no Vietnamese letter",
    "What is said is said in UTF-8 all the same; no stack of UnicodeEncodeError.",
)
@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_locale_without_vietnamese(tmp_path: Path, locale: str) -> None:
    plain = {"LC_ALL": locale, "LANG": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    said = refused(backend("user", "list", "--database", f"sqlite:///{tmp_path}/mistyped.db", **plain))
    assert "Không có cơ sở dữ liệu" in said
    helped = run_patiently(
        [sys.executable, "main.py", "--help"], cwd=ROOT, env=os.environ | plain, capture_output=True, encoding="utf-8",
        patience_s=60, check=False,
    )  # fmt: skip
    assert (helped.returncode, helped.stderr) == (0, "")
    assert "Mã thoát" in helped.stdout

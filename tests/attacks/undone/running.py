"""Runs attacks against a copy of the program that lacks a defence, and says which of them got through.

A copy, and not a patched process: whatever the attacks start (servers, decoders, consoles, commands) starts from there,
and the program itself knows nothing of it.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.attacks.table import FOLDER, ROOT, attacks
from tests.attacks.undone.defence import Defence, without_case

HOST = FOLDER / "undone" / "host.py"
LEFT_OUT = (".git", ".venv", "build", "dist", ".mypy_cache", ".ruff_cache", ".hypothesis", "*.pyc.*")
PATIENCE_S = 60
"""An attack that does not end has succeeded."""
PARTING_S = 10
"""How long a run may take to end once it has told."""


@dataclass
class Came:
    """What came of one attack where a defence is gone: of so many cases so many fell, and the words of the first."""

    cases: int = 0
    fell: int = 0
    words: str = ""
    trouble: str = ""
    """Why it could not be tried: it broke before or after the attack, which shows nothing."""


@dataclass
class Result:
    """Of one defence, by the name of the test."""

    defence: Defence
    came: dict[str, Came] = field(default_factory=dict)

    @property
    def has_fallen(self) -> bool:
        """Whether each attack that must succeed did."""
        return all(self.came.get(name, Came()).fell for name in self.defence.falls)

    def lines(self) -> Iterator[str]:
        """What is to be told of it."""
        yield f"without {self.defence.name}:"
        for name in self.defence.falls:
            came = self.came.get(name, Came(trouble="it was not run"))
            if came.fell:
                yield f"  fell        {name} ({came.fell} of {came.cases}): {came.words}"
            elif came.trouble:
                yield f"  NOT TRIED   {name}: {came.trouble}"
            else:
                yield f"  STILL HELD  {name}: it cannot fail, or another defence stands behind this one"


class Copy:
    """A copy of the program and its tests at `place`, and the process whose forks run attacks there."""

    def __init__(self, place: Path) -> None:
        self._place = place
        shutil.copytree(ROOT, place, symlinks=True, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (place / ".venv").symlink_to((ROOT / ".venv").resolve())
        theirs = ("PYTEST_", "PYTHON")  # what is compiled is kept in the copy
        environment = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
        self._host = subprocess.Popen(
            [sys.executable, "-P", str(HOST)], env=environment | {"QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="ascii",
        )  # fmt: skip

    def close(self) -> None:
        """End the process."""
        for pipe in (self._host.stdin, self._host.stdout):
            if pipe is not None:
                pipe.close()
        self._host.wait()

    def without(self, *defences: Defence) -> list[Result]:
        """Take all of these away at once, run what must fall, and put them back."""
        texts: dict[str, str] = {}
        for defence in defences:
            for edit in defence.edits:
                texts[edit.file] = edit.done(texts.get(edit.file) or (ROOT / edit.file).read_text(encoding="utf-8"))
        try:
            for name, text in texts.items():
                (self._place / name).write_text(text, encoding="utf-8")
            came = self._ran([name for defence in defences for name in defence.falls])
        finally:
            for name in texts:
                shutil.copy2(ROOT / name, self._place / name)
        return [Result(one, {name: _judged(came[name], late=one.late) for name in one.falls}) for one in defences]

    def _ran(self, names: Sequence[str]) -> dict[str, Came]:
        files = {one.name: one.file for one in attacks()}
        wanted = [f"tests/attacks/{files[without_case(name)]}::{name}" for name in dict.fromkeys(names)]
        told, words = self._place / "told.xml", self._place / "words.txt"
        told.unlink(missing_ok=True)
        options = ["-p", "no:xdist", f"--junit-xml={told}", "-o", "junit_family=xunit1"]
        self._say([str(self._place), str(words), [*options, *wanted], PATIENCE_S], told)
        said = " ".join(words.read_text(encoding="utf-8", errors="replace").split())[-400:]
        found = _read(told, names) if told.exists() else {}
        return {name: found.get(name, Came(trouble=said)) for name in names}

    def _say(self, order: list[Any], told: Path) -> None:
        """One run, until it has ended; one that has told what came of it and does not end, as may be where an attack
        succeeds, is ended."""
        assert self._host.stdin is not None
        assert self._host.stdout is not None
        self._host.stdin.write(json.dumps(order) + "\n")
        self._host.stdin.flush()
        number, idle = int(self._host.stdout.readline()), 0
        while not select.select([self._host.stdout], [], [], 1)[0]:
            idle += told.exists()
            if idle > PARTING_S:
                break
        with contextlib.suppress(ProcessLookupError):
            os.killpg(number, signal.SIGKILL)  # and whatever it left running
        self._host.stdout.readline()


@contextmanager
def copied() -> Iterator[Copy]:
    """A copy of the program, for as long as it is needed."""
    with (
        tempfile.TemporaryDirectory(prefix="ioc-undone-") as folder,
        contextlib.closing(Copy(Path(folder) / "it")) as copy,
    ):
        yield copy


def _judged(came: Came, *, late: bool) -> Came:
    """What took too long on a busy machine has not fallen for that."""
    if late or not came.words.startswith("Failed: Timeout"):
        return came
    return Came(came.cases, trouble=came.words)


def _read(told: Path, names: Sequence[str]) -> dict[str, Came]:
    """Only what broke within the attack itself is its success."""
    found: dict[str, Came] = {}
    cases: set[str] = set()
    for case in ElementTree.parse(told).getroot().iter("testcase"):  # noqa: S314 - pytest wrote it
        whole = str(case.get("name"))
        name = whole if whole in names else without_case(whole)
        came = found.setdefault(name, Came())
        came.cases += whole not in cases  # what broke while it was put away is told apart
        cases.add(whole)
        for one in case:
            words = " ".join(str(one.get("message")).split())[:200]
            if one.tag == "failure":
                came.fell += 1
                came.words = came.words or words
            elif one.tag in {"error", "skipped"}:
                came.trouble = came.trouble or words
    return found

"""What a defence is, and how it is taken away: exact words of the program's source, exchanged for others."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.attacks.table import ROOT


class MisfitError(AssertionError):
    """The source has not, or more than once, what shall be exchanged."""


class Edit(NamedTuple):
    """In a file, named from the root, the words `old`, which stand there once, become `new`."""

    file: str
    old: str
    new: str

    def done(self, text: str) -> str:
        """The file's text with it. Raises `MisfitError`."""
        if text.count(self.old) != 1:
            raise MisfitError(f"{self.file} has {text.count(self.old)} times: {self.old}")
        return text.replace(self.old, self.new)


@dataclass(frozen=True)
class Defence:
    """One defence, or several that stand behind each other, with what must happen where it is gone."""

    name: str
    """In the words of docs/security.md, after "seen to fail without"."""
    edits: tuple[Edit, ...]
    """The smallest change that makes the program do what it did before there was the defence; of one that must not
    hinder what is right, a change by which it does."""
    falls: tuple[str, ...]
    """The attacks, by the names of their tests, that must succeed then."""
    late: bool = False
    """Whether an attack succeeds by keeping somebody busy: else one that does not end shows nothing."""

    @property
    def tests(self) -> tuple[str, ...]:
        """The names of those tests, without that of a single case."""
        return tuple(dict.fromkeys(without_case(name) for name in self.falls))

    @property
    def digest(self) -> str:
        """Of how it is undone and of what must fall: what was seen of another one is not seen of this."""
        return hashlib.sha256(repr((self.edits, self.falls)).encode()).hexdigest()[:16]

    def texts(self, root: Path = ROOT) -> dict[str, str]:
        """The changed files by their names. Raises `MisfitError`."""
        found: dict[str, str] = {}
        for edit in self.edits:
            text = found.get(edit.file) or (root / edit.file).read_text(encoding="utf-8")
            found[edit.file] = edit.done(text)
        return found


def without_case(name: str) -> str:
    """The name of a test without that of one of its cases."""
    return name.partition("[")[0]


def undone(name: str, edits: Sequence[tuple[str, str, str]], *falls: str, late: bool = False) -> Defence:
    """A row of the table: the name, the edits as (file, old, new), and the tests that fall."""
    return Defence(name, tuple(Edit(*one) for one in edits), falls, late)

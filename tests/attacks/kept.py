"""What was seen, kept beside the attacks: docs/security.md is written from it, and a run of some changes theirs alone.

`seen.json` has a row for each attack (how often, what was seen) and one for each defence that was taken away (which
attacks succeeded then, in how many of their cases). A row of another form of a defence than today's counts for nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.attacks.table import FOLDER, Seen, attacks, chapters, page
from tests.attacks.undone.defence import Defence, without_case
from tests.attacks.undone.every import DEFENCES
from tests.attacks.undone.running import Result

FILE = FOLDER / "seen.json"


@dataclass
class Kept:
    """Rows by `file::test` of an attack, and by the name of a defence."""

    attacks: dict[str, dict[str, Any]] = field(default_factory=dict)
    undone: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path = FILE) -> Kept:
        """What is there; nothing where there is no file."""
        return cls(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else cls()

    def save(self, path: Path = FILE) -> None:
        """A line for each row, in their order: the same rows are the same file, and two changes of it merge."""
        parts = [f'"{name}": {{\n{_rows(rows)}\n}}' for name, rows in asdict(self).items()]
        path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")

    def note_run(self, seen: Mapping[tuple[str, str], Seen]) -> None:
        """Attacks that were tried; what is none any more is forgotten."""
        there = {f"{one.file}::{one.name}" for one in attacks()}
        self.attacks |= {
            f"{file}::{name}": {"attempts": one.attempts, "words": one.words, "skipped": one.skipped}
            for (file, name), one in seen.items()
        }
        self.attacks = {key: row for key, row in self.attacks.items() if key in there}

    def note_undone(self, results: Iterable[Result]) -> None:
        """What fell; a defence that is none any more is forgotten."""
        for one in results:
            fell = {name: f"{came.fell} of {came.cases}" for name, came in one.came.items() if came.fell}
            self.undone[one.defence.name] = {"digest": one.defence.digest, "fell": fell}
        there = {one.name for one in DEFENCES}
        self.undone = {name: row for name, row in self.undone.items() if name in there}

    def fell(self, defence: Defence) -> tuple[str, ...]:
        """The attacks that were seen to succeed without this very defence."""
        row = self.undone.get(defence.name, {})
        if row.get("digest") != defence.digest:
            return ()
        return tuple(dict.fromkeys(without_case(name) for name in defence.falls if name in row["fell"]))

    def page(self) -> str:
        """The text of docs/security.md."""
        seen = {
            (key.partition("::")[0], key.partition("::")[2]): Seen(row["attempts"], row["words"], row["skipped"])
            for key, row in self.attacks.items()
        }
        falls: dict[str, list[str]] = {}
        for defence in DEFENCES:
            for name in self.fell(defence):
                falls.setdefault(name, []).append(defence.name)
        return page(attacks(), seen, chapters(), falls)


def _rows(rows: Mapping[str, Any]) -> str:
    told = (f"{json.dumps(key)}: {json.dumps(rows[key], ensure_ascii=False, sort_keys=True)}" for key in sorted(rows))
    return ",\n".join(told)

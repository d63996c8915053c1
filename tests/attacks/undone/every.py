"""The whole table: every defence that is taken away once."""

from __future__ import annotations

from collections.abc import Sequence

from tests.attacks.undone import (
    audit,
    decoders,
    entrance,
    evidence,
    identity,
    machine,
    people,
    rights,
    sources,
)  # fmt: skip
from tests.attacks.undone.defence import Defence

TABLES = (audit, entrance, evidence, sources, identity, machine, people, rights, decoders)
DEFENCES: tuple[Defence, ...] = tuple(one for table in TABLES for one in table.DEFENCES)


def chosen(words: Sequence[str]) -> list[Defence]:
    """Those that a word names: a table, else part of a defence's name or a test that falls; all without a word."""
    tables = {table.__name__.rpartition(".")[2]: table.DEFENCES for table in TABLES}
    found = [one for word in words for one in tables.get(word, [one for one in DEFENCES if _has(one, word)])]
    return list(dict.fromkeys(found)) if words else list(DEFENCES)


def _has(defence: Defence, word: str) -> bool:
    return word in defence.name or word in defence.tests

"""Holds the chain against its signed heads, and against those that consoles and a log server kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from backend.audit.findings import ALTERED, DELETED, HEAD, RECOMPUTED, TRUNCATED, Finding
from backend.ledger.schema import audit_checkpoints
from contract.audit import Head


class Proof(NamedTuple):
    """Up to which line the chain is proven by heads, and what the next one shows; None where nothing."""

    number: int
    finding: Finding | None


Hashes = Mapping[int, frozenset[str]]
"""What the hash of a line is and must be, by its number."""


def read(connection: Connection) -> list[Head]:
    """All that were signed, in the order of their numbers."""
    rows = connection.execute(select(audit_checkpoints).order_by(audit_checkpoints.c.number)).mappings()
    return [Head(**row) for row in rows]


def sound(heads: Sequence[Head], public: str) -> tuple[list[Head], list[Finding]]:
    """Those that are signed by the audit's key, and what is wrong with the others. Without a `public` key the one that
    the most of them name is believed."""
    keys = [head.key for head in heads]
    key = public or max(set(keys), key=keys.count, default="")
    findings: list[Finding] = []
    good: list[Head] = []
    before = heads[0].before if heads else 0
    for head in heads:
        if head.key != key or not head.is_signed:
            findings.append(Finding(ALTERED, HEAD, head.number, head.number))
            before = -1  # what it said of the one before it cannot be believed either
            continue
        if before not in (-1, head.before):
            findings.append(Finding(DELETED, HEAD, head.before, head.before))
        before = head.number
        good.append(head)
    return good, findings


def against(heads: Iterable[Head], kept: Iterable[tuple[int, str]], hashes: Hashes, first: int, last: int) -> Proof:
    """Hold the chain, whose lines go from `first` to `last`, against heads that can be believed."""
    told = sorted({*kept, *((head.number, head.hash) for head in heads)})
    good = first - 1
    for number, one in told:
        if number < first:
            continue  # in a file by now
        if number > last:
            return Proof(good, Finding(TRUNCATED, number=last + 1, upto=max(told)[0]))
        if one not in hashes.get(number, ()):
            return Proof(good, Finding(RECOMPUTED, number=good + 1, upto=number))
        good = number
    return Proof(good, None)

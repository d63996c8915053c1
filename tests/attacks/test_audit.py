"""Whoever holds the database alters, deletes, reorders, cuts off or recomputes what is in the audit."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, insert, select, update

from backend.audit.checkpoints import sign
from backend.audit.findings import (
    ALTERED,
    AN_ACTION,
    DELETED,
    HEAD,
    INSERTED,
    LINE,
    RECOMPUTED,
    REORDERED,
    TRUNCATED,
    Finding,
)
from backend.audit.lines import ACTION, CONTENT, digest_of, note, parts_of
from backend.audit.verifying import verify
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import actions, audit_checkpoints, audit_lines, counters
from contract.audit import after
from contract.chain import chain_hash
from contract.keys import public_text
from tests.backend.past.desk import Desk, ended

LINES = 120
TRIES, LONG_TRIES = 60, 1000


@dataclass
class Audit:
    """A log with actions, sign-ins and refusals, its key, and what a console and a log server kept of it."""

    connection: Connection
    public: str
    heads: tuple[tuple[int, str], ...]
    """Of each line, as a log server has it."""
    lines: list[dict[str, Any]]
    actions: list[dict[str, Any]]
    signed: list[int]

    def found(self, *, kept: bool = True) -> list[Finding]:
        return list(verify(self.connection, self.public, self.heads if kept else ()).findings)


@pytest.fixture(scope="module")
def audit() -> Iterator[Audit]:
    ledger = Ledger(open_engine("sqlite://"))
    key = Ed25519PrivateKey.generate()
    desk = Desk(ledger)
    ledger.publish([("incident", "i1", ended("Ngập", 0) | {"state": "new"})])
    for number in range(LINES // 2):
        desk.does("note", "i1", text=f"đã xem {number}")
        with ledger.aside() as connection:
            note(connection, "signed-in", f"user-{number % 7}", "desk-1", "10.0.0.7", {"way": "password", "n": number})
        if number % 9 == 8:
            sign(ledger, key, now=True)
    sign(ledger, key, now=True)
    with ledger.engine.connect() as connection:
        lines = [dict(row) for row in connection.execute(select(audit_lines).order_by(audit_lines.c.number)).mappings()]
        rows = [dict(row) for row in connection.execute(select(actions).order_by(actions.c.audit_seq)).mappings()]
        numbers = connection.execute(select(audit_checkpoints.c.number).order_by(audit_checkpoints.c.number))
        yield Audit(
            connection, public_text(key), tuple((one["number"], one["hash"]) for one in lines), lines, rows,
            list(numbers.scalars()),
        )  # fmt: skip


def test_what_nobody_altered_is_whole(audit: Audit) -> None:
    """Nothing is done: a false alarm would let the true ones go unheard."""
    told = verify(audit.connection, audit.public, audit.heads)
    assert told.findings == ()
    assert (told.lines, told.actions, told.proven) == (len(audit.lines), len(audit.actions), audit.lines[-1]["number"])
    assert verify(audit.connection).proven == audit.signed[-1]


# what an attacker does, each with what must be found


def _other(chance: random.Random, value: Any) -> Any:
    if isinstance(value, int):
        return value + chance.choice((1, -1, 1000))
    if isinstance(value, dict | list) or value is None:
        return {"text": f"khác {chance.random()}"}
    text = str(value)
    if not text:
        return "x"
    place = chance.randrange(len(text))
    return text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]


def _a_line(audit: Audit, chance: random.Random) -> list[Finding]:
    line = chance.choice(audit.lines[1:])
    name = chance.choice([one for one in (*CONTENT, "parts", "digest", "hash") if one != "number"])
    where = audit_lines.c.number == line["number"]
    audit.connection.execute(update(audit_lines).where(where).values({name: _other(chance, line[name])}))
    return [Finding(ALTERED, LINE, line["number"], 0, "", (name,))]


def _an_action(audit: Audit, chance: random.Random) -> list[Finding]:
    row = chance.choice(audit.actions)
    name = chance.choice([column.name for column in actions.c])
    value = str(uuid.uuid4()) if name == "action_id" else _other(chance, row[name])
    if name == "device_seq":
        value = 100_000 + chance.randrange(1000)
    audit.connection.execute(update(actions).where(actions.c.action_id == row["action_id"]).values({name: value}))
    return [_of_action(audit, ALTERED, row, name)]


def _of_action(audit: Audit, code: str, row: dict[str, Any], *fields: str) -> Finding:
    number = next(line["number"] for line in audit.lines if line["ref"] == row["action_id"])
    return Finding(code, AN_ACTION, number, number, row["action_id"], fields)


def _line_deleted(audit: Audit, chance: random.Random) -> list[Finding]:
    first = chance.randrange(1, LINES - 10)
    last = first + chance.randrange(3)
    audit.connection.execute(delete(audit_lines).where(audit_lines.c.number.between(first, last)))
    return [Finding(DELETED, LINE, first, last)]


def _action_deleted(audit: Audit, chance: random.Random) -> list[Finding]:
    row = chance.choice(audit.actions)
    audit.connection.execute(delete(actions).where(actions.c.action_id == row["action_id"]))
    return [_of_action(audit, DELETED, row)]


def _action_inserted(audit: Audit, chance: random.Random) -> list[Finding]:
    row = dict(chance.choice(audit.actions))
    row |= {"action_id": str(uuid.UUID(int=chance.getrandbits(128))), "device_seq": 10**6, "audit_seq": 10**6}
    row["hash"] = chain_hash(row)
    audit.connection.execute(insert(actions).values(**row))
    return [Finding(INSERTED, AN_ACTION, 0, 0, row["action_id"])]


def _reordered(audit: Audit, chance: random.Random) -> list[Finding]:
    one, other = sorted(chance.sample(range(2, LINES), 2))
    for old, new in ((one, -1), (other, one), (-1, other)):
        audit.connection.execute(update(audit_lines).where(audit_lines.c.number == old).values(number=new))
    return [Finding(REORDERED, LINE, number) for number in (one, other)]


def _moved(audit: Audit, chance: random.Random) -> list[Finding]:
    line, new = chance.randrange(2, LINES - 1), LINES + 1000
    audit.connection.execute(update(audit_lines).where(audit_lines.c.number == line).values(number=new))
    audit.connection.execute(update(counters).where(counters.c.name == "lines").values(value=new))
    return [Finding(REORDERED, LINE, line, new)]


def _cut_off(audit: Audit, chance: random.Random) -> list[Finding]:
    last = chance.randrange(5, LINES)
    audit.connection.execute(delete(audit_lines).where(audit_lines.c.number > last))
    audit.connection.execute(delete(audit_checkpoints).where(audit_checkpoints.c.number > last))
    audit.connection.execute(update(counters).where(counters.c.name == "lines").values(value=last))
    return [Finding(TRUNCATED, LINE, last + 1, audit.lines[-1]["number"])]


def _recomputed(audit: Audit, chance: random.Random) -> list[Finding]:
    """A line, or an action with its line, is altered, and every line from there on is computed anew."""
    line = dict(chance.choice(audit.lines[1:]))
    if line["kind"] == ACTION:
        row = dict(next(one for one in audit.actions if one["action_id"] == line["ref"]))
        row["payload"] = {"text": "chưa từng viết"}
        row["hash"] = chain_hash(row)
        audit.connection.execute(
            update(actions)
            .where(actions.c.action_id == row["action_id"])
            .values(payload=row["payload"], hash=row["hash"])
        )
        fields = [column.name for column in actions.c]
        what = json.loads(line["what"]) | {"digest": digest_of(row, fields), "parts": parts_of(row, fields)}
        line["what"] = json.dumps(what)
    else:
        line["who"] = "an.nguyen"
    before = audit.lines[line["number"] - 2]["hash"]
    for one in (line, *audit.lines[line["number"] :]):
        digest = digest_of(one, CONTENT)
        before = after(before, digest)
        values = {"who": one["who"], "what": one["what"], "digest": digest, "hash": before}
        values["parts"] = parts_of(one, CONTENT)
        audit.connection.execute(update(audit_lines).where(audit_lines.c.number == one["number"]).values(values))
    return [Finding(RECOMPUTED, LINE, line["number"], line["number"])]


def _head_altered(audit: Audit, chance: random.Random) -> list[Finding]:
    number, name = chance.choice(audit.signed[1:-1]), chance.choice(("hash", "at", "signature", "key", "before"))
    where = audit_checkpoints.c.number == number
    value = audit.connection.execute(select(audit_checkpoints.c[name]).where(where)).scalar_one()
    audit.connection.execute(update(audit_checkpoints).where(where).values({name: _other(chance, value)}))
    return [Finding(ALTERED, HEAD, number, number)]


def _head_deleted(audit: Audit, chance: random.Random) -> list[Finding]:
    number = chance.choice(audit.signed[1:-1])
    audit.connection.execute(delete(audit_checkpoints).where(audit_checkpoints.c.number == number))
    return [Finding(DELETED, HEAD, number, number)]


ATTACKS: tuple[Callable[[Audit, random.Random], list[Finding]], ...] = (
    _a_line, _a_line, _an_action, _an_action, _line_deleted, _action_deleted, _action_inserted, _reordered, _moved,
    _cut_off, _recomputed, _head_altered, _head_deleted,
)  # fmt: skip


def _tried(audit: Audit, count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    missed = []
    audit.connection.rollback()
    for number in range(count):
        attack = ATTACKS[number % len(ATTACKS)]
        expected = attack(audit, chance)
        found = audit.found()
        audit.connection.rollback()
        if found != expected:
            missed.append(f"{number} {attack.__name__}: {found} for {expected}")
    return missed


def test_each_alteration_is_named_exactly(audit: Audit) -> None:
    """Lines, actions and signed heads are altered, deleted, inserted, reordered, cut off and recomputed at random."""
    assert _tried(audit, TRIES, 1) == []


@pytest.mark.long
def test_each_of_a_thousand_alterations_is_named_exactly(audit: Audit) -> None:
    """The same, a thousand times: none is missed, and each is named."""
    assert _tried(audit, LONG_TRIES, 2) == []


def test_a_recomputed_log_is_found_without_a_log_server(audit: Audit) -> None:
    """Everything is recomputed, and nobody kept any line: the signed heads tell between which of them it happened."""
    audit.connection.rollback()
    [expected] = _recomputed(audit, random.Random(5))
    found = audit.found(kept=False)
    audit.connection.rollback()
    [one] = found
    assert (one.code, one.what) == (RECOMPUTED, LINE)
    assert one.number <= expected.number <= one.upto
    assert one.upto in audit.signed


def test_heads_signed_by_another_key_prove_nothing(audit: Audit) -> None:
    """The attacker recomputes the log and signs every head anew, with a key of their own."""
    audit.connection.rollback()
    own = Ed25519PrivateKey.generate()
    audit.connection.execute(update(audit_checkpoints).values(key=public_text(own)))
    found = audit.found()
    audit.connection.rollback()
    assert [(one.code, one.what, one.number) for one in found] == [(ALTERED, HEAD, number) for number in audit.signed]


def test_one_who_cuts_off_the_end_before_it_was_signed_is_found_by_the_counter(audit: Audit) -> None:
    """The newest line is deleted before a head was signed over it, and nothing else."""
    audit.connection.rollback()
    last = audit.lines[-1]["number"]
    audit.connection.execute(delete(audit_checkpoints).where(audit_checkpoints.c.number == last))  # not signed yet
    assert audit.found(kept=False) == []
    audit.connection.execute(delete(audit_lines).where(audit_lines.c.number == last))
    found = audit.found(kept=False)
    audit.connection.rollback()
    assert found == [Finding(TRUNCATED, LINE, last, last)]


def test_actions_of_before_the_audit_are_held_by_their_own_hashes() -> None:
    """The database comes from before there was an audit, and an old action is altered, or the last of them deleted."""
    ledger = Ledger(open_engine("sqlite://"))
    desk = Desk(ledger)
    ledger.publish([("incident", "i1", ended("Ngập", 0) | {"state": "new"})])
    for number in range(5):
        desk.does("note", "i1", text=f"đã xem {number}")
    with ledger.aside() as connection:
        connection.execute(delete(audit_lines))
        connection.execute(delete(counters).where(counters.c.name == "lines"))
    desk.does("note", "i1", text="sau đó")
    with ledger.engine.connect() as connection:
        told = verify(connection)
        assert (told.findings, told.actions) == ((), 6)
        row = connection.execute(select(actions).where(actions.c.audit_seq == 3)).one()
        one = actions.c.action_id == row.action_id
        connection.execute(update(actions).where(one).values(payload={"text": "khác"}))
        assert verify(connection).findings == (Finding(ALTERED, AN_ACTION, 0, 0, row.action_id, ("content",)),)
        connection.rollback()
        connection.execute(delete(actions).where(actions.c.audit_seq == 3))
        assert verify(connection).findings == (Finding(DELETED, AN_ACTION, 0, 0, "#3"),)
        connection.rollback()
        connection.execute(delete(actions).where(actions.c.audit_seq == 5))
        [found] = verify(connection).findings
        assert (found.what, found.code) == (AN_ACTION, ALTERED)
    ledger.engine.dispose()

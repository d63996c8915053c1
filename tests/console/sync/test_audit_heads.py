"""A desk keeps where the server's audit stood, and finds out a server whose past is another one."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from console.sync.audit_heads import judged
from contract.audit import AUDIT, Head, after, head_digest
from contract.keys import public_text
from contract.signing import signature

KEY = Ed25519PrivateKey.generate()
AT = "2026-11-21T07:30:00.000Z"
DIGESTS = [f"{number:064x}" for number in range(1, 11)]


def _hash(number: int) -> str:
    told = ""
    for digest in DIGESTS[:number]:
        told = after(told, digest)
    return told


def _head(number: int, key: Ed25519PrivateKey = KEY, line_hash: str = "") -> Head:
    told = line_hash or _hash(number)
    signed = signature(key, AUDIT, head_digest(number, told, AT, 0))
    return Head(number, told, AT, 0, public_text(key), signed)


def _answer(head: Head | None, since: str = "follows", links: list[str] | None = None) -> dict[str, Any]:
    return {"head": asdict(head) if head is not None else None, "since": since, "links": links or []}


def test_a_head_that_follows_is_kept() -> None:
    assert judged(None, _answer(_head(4))) == (_head(4), "")
    assert judged(_head(4), _answer(_head(4))) == (_head(4), "")
    assert judged(_head(4), _answer(_head(10), links=DIGESTS[4:])) == (_head(10), "")
    assert judged(_head(4), _answer(_head(10), "archived")) == (_head(10), "")


def test_a_server_without_an_audit_is_believed_until_it_had_one() -> None:
    assert judged(None, _answer(None, "unsigned")) == (None, "")
    assert judged(_head(4), _answer(None, "unsigned")) == (None, "unsigned")


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (_answer(_head(10), links=[*DIGESTS[4:9], "f" * 64]), "another past"),
        (_answer(_head(10), links=DIGESTS[5:]), "another past"),
        (_answer(_head(4, line_hash="a" * 64)), "another past"),
        (_answer(_head(3)), "shorter"),
        (_answer(_head(10), "beyond"), "shorter"),
        (_answer(_head(4), "archived"), "shorter"),
        (_answer(_head(10, Ed25519PrivateKey.generate()), links=DIGESTS[4:]), "another key"),
        (_answer(replace(_head(10), signature="A" * 86), links=DIGESTS[4:]), "unsigned"),
        ({"head": {"number": "x"}}, "unsigned"),
        ({}, "unsigned"),
    ],
)
def test_another_past_is_found_out(answer: dict[str, Any], fault: str) -> None:
    assert judged(_head(4), answer)[1] == fault

"""Keys, signatures and proofs by golden vectors: what one side makes the other takes, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from contract import vectors
from contract.keys import bytes_of, public_text, text_of, thumbprint, verifies
from contract.proof import ProofError, checked, made
from contract.signing import AUTHOR, DEVICE, EVIDENCE, is_signed, signature

(SAID,) = vectors.read("signatures")
SIGNED = SAID["signatures"]


def _key(who: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes_of(SAID[who]["private"]))


@pytest.mark.parametrize("who", ["device", "author"])
def test_a_key_is_told_and_named(who: str) -> None:
    public = public_text(_key(who))
    assert (public, thumbprint(public)) == (SAID[who]["public"], SAID[who]["thumbprint"])


def test_the_thumbprint_is_that_of_the_standard() -> None:
    """RFC 8037, appendix A.3."""
    assert thumbprint("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo") == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


@pytest.mark.parametrize(("who", "purpose"), [("device", DEVICE), ("author", AUTHOR)])
def test_an_action_is_signed_for_one_purpose_alone(who: str, purpose: str) -> None:
    public, told, digest = SAID[who]["public"], SIGNED[who], SIGNED["hash"]
    assert signature(_key(who), purpose, digest) == told
    assert is_signed(public, purpose, digest, told)
    plain = Ed25519PublicKey.from_public_bytes(bytes_of(public))
    plain.verify(bytes_of(told), f"{purpose}\n{digest}".encode())  # as any library does it
    for other in {DEVICE, AUTHOR, EVIDENCE} - {purpose}:
        assert not is_signed(public, other, digest, told)
    assert not is_signed(public, purpose, "0" * 64, told)
    assert not is_signed(SAID["author" if who == "device" else "device"]["public"], purpose, digest, told)
    assert digest in {one["hash"] for one in vectors.read("chain")}


@pytest.mark.parametrize("odd", ["", "AA", "=", "é", "A" * 86, "A" * 87, SIGNED["device"] + "=", SIGNED["device"][:-1]])
def test_what_is_no_signature_is_none(odd: str) -> None:
    assert not is_signed(SAID["device"]["public"], DEVICE, SIGNED["hash"], odd)
    assert not verifies(odd, SIGNED["device"], b"")


@pytest.mark.parametrize("one", SAID["proofs"], ids=[one["what"] for one in SAID["proofs"]])
def test_a_proof_is_taken_or_not(one: dict[str, Any]) -> None:
    asked = (one["proof"], one.get("method", SAID["method"]), one.get("url", SAID["url"]), SAID["token"])
    if not one["good"]:
        with pytest.raises(ProofError):
            checked(*asked)
        return
    found = checked(*asked)
    assert (found.public, found.thumbprint) == (SAID["device"]["public"], SAID["device"]["thumbprint"])
    assert found.nonce == one.get("nonce", SAID["nonce"])


def test_what_is_made_is_taken() -> None:
    proof = made(_key("device"), "post", SAID["url"], SAID["token"], "n")
    found = checked(proof, "POST", SAID["url"], SAID["token"])
    assert found.public == SAID["device"]["public"]
    assert found.id != checked(made(_key("device"), "post", SAID["url"]), "POST", SAID["url"]).id
    head = json.loads(bytes_of(proof.partition(".")[0]))
    assert head["jwk"].keys() == {"kty", "crv", "x"}, "no private part goes out"


def test_a_text_has_one_spelling() -> None:
    assert bytes_of(text_of(b"\x00\xff")) == b"\x00\xff"
    for odd in ("AP9", "AP8=", "AP 8"):
        with pytest.raises(ValueError):  # noqa: PT011 - any fault of it
            bytes_of(odd)

"""What is held against an action before any rule of a city is asked: is it whole, does its chain go on, who did it."""

from __future__ import annotations

from backend.actions.deed import Outcome, rejected
from backend.actions.proofs import Author
from backend.actions.times import link_ms, not_before_ms
from backend.base.clock import now_ms
from contract.chain import chain_hash
from contract.instants import parse_ms
from contract.verbs import TARGETS
from contract.wire import ActionIn

__all__ = ["link_ms", "not_before_ms", "refusal_of", "skew_of"]


def refusal_of(author: Author, device_id: str, action: ActionIn, known: frozenset[str]) -> Outcome | None:
    """Why it is refused: a forged hash, a broken chain (`known` are links that it may go on from), an author who is not
    proven, what nobody acts on, no time. None where nothing is against it."""
    if _hash_of(device_id, action) != action.hash:
        return rejected(422, "bad-hash", "the hash is not that of the action")
    if action.prev_hash not in known:
        return rejected(422, "chain-broken", "the action before this one is not known")
    if author.refusal is not None:
        return author.refusal
    if action.target_type not in TARGETS:
        return rejected(422, "unknown-target", "nothing of this type is acted on")
    try:
        parse_ms(action.occurred_at)
    except (ValueError, OverflowError):
        return rejected(422, "bad-instant", "occurred_at is not an instant")
    return None


def _hash_of(device_id: str, action: ActionIn) -> str:
    """What the hash must be; empty where there can be none: half a letter, which JSON can write, is no text."""
    try:
        return chain_hash({**action.model_dump(), "device_id": device_id})
    except UnicodeEncodeError:
        return ""


def skew_of(sent_at: str | None) -> float:
    """How far ahead of ours the device's clock is (s); the way here counts as ours, so a second says nothing."""
    return 0.0 if sent_at is None else (parse_ms(sent_at) - now_ms()) / 1000

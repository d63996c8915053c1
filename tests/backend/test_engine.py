"""The one engine of the backend: a rule for every verb of the contract, and what it asks before any of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pytest

from backend.actions.deed import Act, Deed, Outcome
from backend.actions.engine import fold, unknown
from backend.base.clock import iso
from backend.city.loading import DEFAULT_CITY, load
from backend.incidents.life_cycle import LifeCycles
from backend.incidents.stages import WITHOUT_LIFE_CYCLE
from backend.rules import PARTS, RULES
from contract.instants import parse_ms
from contract.roles import rights_of
from contract.verbs import TARGETS, VERBS, Verb

NOW = "2026-11-21T14:00:00.000Z"


def deed(
    target: str, verb: str, *, role: str = "operator", version: int = 1, late_s: float = 0, **payload: Any
) -> Deed:  # fmt: skip
    received = iso(parse_ms(NOW) + round(late_s * 1000))
    act = Act("a-1", verb, 1, payload, "ha.le", "Lê Thu Hà", role, NOW, received)
    return Deed(act, target, "x", version, {"state": "new"} if version else {})


def code(done: Outcome) -> str:
    return str((done.problem or {}).get("code", ""))


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: str(verb.name))
def test_every_verb_has_exactly_one_rule(verb: Verb) -> None:
    assert [target for target, part in PARTS if verb.name in part] == [verb.target]
    assert (verb.target, verb.name) in RULES


def test_nothing_else_has_a_rule() -> None:
    assert set(RULES) == {(verb.target, verb.name) for verb in VERBS}
    assert sum(len(part) for _target, part in PARTS) == len(VERBS)


def test_what_only_a_life_cycle_knows_has_its_rule_there() -> None:
    rules = LifeCycles(load(DEFAULT_CITY)).over(RULES)
    assert rules.keys() == RULES.keys()
    for name in WITHOUT_LIFE_CYCLE:
        assert rules["incident", name] is not unknown
        assert code(fold(RULES, deed("incident", name, text="x", kind="k", level="l", reason="r"))) == "unknown-action"


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_a_verb_without_a_rule_is_refused(target: str) -> None:
    assert code(fold(RULES, deed(target, "dance"))) == "unknown-action"
    elsewhere = next(verb.name for verb in VERBS if verb.target != target)
    assert code(fold(RULES, deed(target, elsewhere))) == "unknown-action"


MAKES = MappingProxyType({"layout_save": "bad-layout", "export": "bad-payload", "open": "bad-payload"})
"""What is about nothing that must be there already, and how it is refused where it says nothing."""


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: str(verb.name))
def test_who_never_acts_and_what_is_not_there(verb: Verb) -> None:
    if verb.name in WITHOUT_LIFE_CYCLE:
        return
    for role in ("wall", "viewer", "admin"):
        if verb.name not in rights_of(role).does:
            assert code(fold(RULES, deed(verb.target, verb.name, role=role))) == "forbidden"
    absent = code(fold(RULES, deed(verb.target, verb.name, version=0)))
    assert absent == MAKES.get(verb.name, "unknown-target")


def test_a_wall_never_acts() -> None:
    assert not rights_of("wall").does


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb.officer_only], ids=lambda verb: str(verb.name))
def test_what_the_contract_leaves_to_officers_who_are_connected(verb: Verb) -> None:
    assert code(fold(RULES, deed(verb.target, verb.name))) == "forbidden"
    assert code(fold(RULES, deed(verb.target, verb.name, role="duty_officer", late_s=31))) == "online-only"
    asked = code(fold(RULES, deed(verb.target, verb.name, role="duty_officer", late_s=29)))
    assert asked in {"not-resolved", "bad-payload"}, "the rule itself"

"""The table of verbs is whole: what the backend has a rule for, what the console says, what is published."""

from __future__ import annotations

import json
from pathlib import Path

from backend.actions import exports
from backend.incidents import agency, opening, stages
from backend.plans import rules as plan_rules
from backend.shifts import shift as shift_rules
from backend.walls import preset_rules
from backend.walls import rules as wall_rules
from console.verbs import life_cycle
from contract.kinds import KINDS
from contract.records import RECORDS
from contract.verbs import VERBS
from tests.backend import incident_alone as merge

ELSEWHERE = {("layout", "layout_save"), ("layout", "layout_remove"), ("plan", "plan_activate")}
"""Rules that stand in no table: what they act on may not be there yet."""
ROOT = Path(__file__).resolve().parents[2]


def test_every_rule_of_the_backend_has_its_verb_and_every_verb_a_rule() -> None:
    rules = {("incident", name) for name in (*merge.RULES, *opening.RULES, *stages.STAGE_RULES, *agency.RULES)}
    rules |= {("shift", name) for name in shift_rules.RULES} | {("plan", name) for name in plan_rules.RULES}
    rules |= {("wall", name) for name in (*wall_rules.RULES, *preset_rules.RULES)} | ELSEWHERE
    rules |= {("export", name) for name in exports.RULES}
    assert {(verb.target, verb.name) for verb in VERBS} == rules


def test_no_two_verbs_have_one_name() -> None:
    assert len({verb.name for verb in VERBS}) == len(VERBS)


def test_what_cannot_be_taken_back_is_a_duty_officers_and_needs_the_connection() -> None:
    assert (
        {verb.name for verb in VERBS if verb.officer_only}
        == life_cycle.ONLINE_ONLY
        == {"close", "refuse", "extend_deadline"}
    )


def test_every_type_has_its_record() -> None:
    assert set(RECORDS) == set(KINDS)


def test_all_of_it_is_published() -> None:
    schemas = json.loads((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"))["components"]["schemas"]
    assert set(schemas["RecordData"]["properties"]) == set(KINDS)
    assert set(schemas["ActionPayload"]["properties"]) == {verb.name for verb in VERBS}
    assert {"Incident", "Camera", "Indicator", "Wall", "Escalate"} <= set(schemas)

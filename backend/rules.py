"""The table of rules: one for every verb of the contract, by what is acted on and how; and what is kept beside."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backend.actions import exports
from backend.actions.engine import Rules
from backend.actions.log import Archive
from backend.incidents import incident, opening, stages
from backend.plans import rules as plan_rules
from backend.shifts import shift
from backend.walls import layout_rules, preset_rules, versions
from backend.walls import rules as wall_rules

PARTS = (
    ("incident", incident.RULES),
    ("incident", opening.RULES),
    ("incident", stages.WITHOUT_LIFE_CYCLE),
    ("incident", stages.OF_AGENCIES),
    ("shift", shift.RULES),
    ("plan", plan_rules.RULES),
    ("wall", wall_rules.RULES),
    ("wall", preset_rules.RULES),
    ("layout", layout_rules.RULES),
    ("export", exports.RULES),
)
RULES: Rules = MappingProxyType({(target, verb): rule for target, part in PARTS for verb, rule in part.items()})
ARCHIVES: Mapping[str, Archive] = MappingProxyType({"layout": versions.archive})

"""Response plans of a pack: levels with their rhythm of reports, steps, roles, numbers to watch, agencies to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field

from backend.city import checklists
from backend.city.checklists import Contact, Step
from backend.city.models import Agency, Entry, Identity, Text
from backend.city.problems import Problem
from backend.city.yaml_lines import Document

HIGHEST: Mapping[str, int] = MappingProxyType({"disaster_risk": 5, "flood_alarm": 3, "none": 9})
"""Disaster risk has five levels (QĐ 18/2021/QĐ-TTg, article 4), flood alarm three (QĐ 05/2020/QĐ-TTg)."""


class Level(Entry):
    """One level: what the plan calls it, and how often a flash report goes out while it is in force."""

    level: Annotated[int, Field(ge=1, le=9)]
    name: Text
    report_every_min: Annotated[int, Field(ge=5, le=10080)] | None = None


class Scale(Entry):
    """The scale that the levels are read on: a legal one, or the plan's own."""

    kind: Literal["disaster_risk", "flood_alarm", "none"]
    levels: list[Level] = Field(min_length=1, max_length=9)


class RoleEntry(Entry):
    """Who does what in this plan, and the number under which they are reached."""

    id: Identity
    name: Text
    agency: Identity
    contact: Identity | None = None


class Plan(Entry):
    """What the room does when it happens."""

    id: Identity
    name: Text
    hazard: Literal["flood", "storm", "fire", "traffic", "epidemic", "security"]
    scale: Scale
    preset: dict[Identity, Identity] = Field(default_factory=dict)
    """The preset of each wall that is shown at once."""
    checklist: Annotated[list[Step], Field(min_length=1, max_length=60)]
    stand_down: Annotated[list[Step], Field(min_length=1, max_length=20)]
    roles: list[RoleEntry] = Field(default_factory=list)
    indicators: list[Identity] = Field(default_factory=list)
    cameras: list[Identity] = Field(default_factory=list)
    agencies: Annotated[list[Identity], Field(min_length=1, max_length=20)]


FILES: tuple[tuple[str, Any], ...] = (("plans.yaml", list[Plan]),)
FIELDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("plans.yaml", ("checklist", "agency"), "agency"),
    ("plans.yaml", ("stand_down", "agency"), "agency"),
    ("plans.yaml", ("roles", "agency"), "agency"),
    ("plans.yaml", ("roles", "contact"), "contact"),
    ("plans.yaml", ("indicators",), "indicator"),
    ("plans.yaml", ("cameras",), "camera"),
    ("plans.yaml", ("agencies",), "agency"),
)
"""File, field of each entry, and what it names; read by `backend.city.references`."""


class Planned(Protocol):
    """What of a pack is told here."""

    @property
    def plans(self) -> Sequence[Plan]: ...
    @property
    def agencies(self) -> Sequence[Agency]: ...
    @property
    def contacts(self) -> Sequence[Contact]: ...


def records(pack: Planned) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The plans as the contract's records (docs/reference/wall.md)."""
    agencies = {agency.id: agency.short_name for agency in pack.agencies}
    for place, plan in enumerate(pack.plans):
        data = plan.model_dump(mode="json", exclude={"id", "scale"})
        for step in (*data["checklist"], *data["stand_down"]):
            step["agency"] = agencies.get(step["agency"] or "", "")
        for role in data["roles"]:
            role["agency"] = agencies.get(role["agency"], "")
        levels = plan.scale.levels
        data["scale"] = {
            "kind": plan.scale.kind, "levels": [{"level": one.level, "name": one.name} for one in levels],
        }  # fmt: skip
        data["report_every_min"] = {str(one.level): one.report_every_min for one in levels if one.report_every_min}
        data["agencies"] = [{"id": one, "name": agencies.get(one, one)} for one in plan.agencies]
        yield "plan", plan.id, data | {"place": place}


def crossed(document: Document) -> Iterator[Problem]:
    """Levels that are out of their order or beyond their scale, and what stands twice."""
    for number, plan in enumerate(document.data):
        highest = HIGHEST[plan["scale"]["kind"]]
        levels = plan["scale"]["levels"]
        for place, one in enumerate(levels):
            path = (number, "scale", "levels", place, "level")
            if one["level"] > highest:
                yield document.problem(
                    "wrong_value", path, expected="at_most", limit=str(highest), given=str(one["level"])
                )  # fmt: skip
        for place, (before, after) in enumerate(pairwise(levels), start=1):
            if after["level"] <= before["level"]:
                path = (number, "scale", "levels", place, "level")
                above = {"expected": "above", "limit": str(before["level"])}
                yield document.problem("wrong_value", path, given=str(after["level"]), **above)
        for field in ("checklist", "stand_down"):
            yield from checklists.steps_crossed(document, (number, field), plan[field])
        yield from _twice(document, (number, "roles"), [role["id"] for role in plan.get("roles", ())], "id")
        for field in ("agencies", "indicators", "cameras"):
            yield from _twice(document, (number, field), plan.get(field, []))


def _twice(
    document: Document, path: tuple[str | int, ...], given: Sequence[str], field: str = ""
) -> Iterator[Problem]:  # fmt: skip
    for place, one in enumerate(given):
        if one in given[:place]:
            yield document.problem("named_twice", (*path, place, *((field,) if field else ())), given=one)


def presets(document: Document, walls: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Walls and presets that a plan names and nobody has."""
    for number, plan in enumerate(document.data):
        for wall, preset in plan.get("preset", {}).items():
            path = (number, "preset", wall)
            if wall not in walls:
                yield document.problem("unknown_reference", path, what="wall", given=wall)
            elif preset not in walls[wall]:
                yield document.problem("unknown_reference", path, what="preset", given=preset)

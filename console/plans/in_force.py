"""The gravest level in force: of what the city announces and of the response plans that run, drills left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from console.records.models import CityNotice
from console.records.plan import Activation, Plan

LEGAL_SCALE = "disaster_risk"
"""The scale whose levels have colours by law (decision 18/2021/QĐ-TTg)."""


@dataclass(frozen=True)
class InForce:
    """One level that holds now, what it is about, and the scale that it is read on."""

    level: int
    text: str
    scale: str = LEGAL_SCALE
    activation: str = ""
    """Of the plan that runs at this level; empty where the city announced it."""


@dataclass(frozen=True)
class Announced:
    """What was read of it, to be asked anew as time goes on."""

    notices: Iterable[CityNotice] = ()
    activations: Iterable[Activation] = ()
    plans: Mapping[str, Plan] = field(default_factory=dict)

    def at(self, now: datetime) -> InForce | None:
        """The gravest level in force at `now`."""
        return in_force(self.notices, self.activations, self.plans, now)


def in_force(
    notices: Iterable[CityNotice], activations: Iterable[Activation], plans: Mapping[str, Plan], now: datetime
) -> InForce | None:
    """What every badge of a level shows; None where nothing is announced and no plan runs.

    The higher level is the graver one. At the same level the legal scale goes before a plan's own, and the plan that
    runs before what was announced: it is what the room works by.
    """
    found = [
        InForce(one.level or 0, one.text, one.scale or LEGAL_SCALE) for one in notices if _holds(one, now) and one.level
    ]
    for one in activations:
        if one.is_running and not one.drill and one.level:
            plan = plans.get(one.plan_id)
            scale = plan.scale.kind if plan is not None else ""
            found.append(InForce(one.level, one.plan_name or (plan.name if plan else ""), scale, one.id))
    return max(found, key=lambda one: (one.level, one.scale == LEGAL_SCALE, bool(one.activation)), default=None)


def _holds(notice: CityNotice, now: datetime) -> bool:
    begun = notice.starts_at is None or notice.starts_at <= now
    return begun and (notice.ends_at is None or now < notice.ends_at)

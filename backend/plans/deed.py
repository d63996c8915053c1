"""The small parts that every rule of a response plan is made of. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.actions.deed import Deed
from backend.base.clock import iso
from backend.base.newest import newest
from contract.instants import parse_ms

LOG_KEPT, LOG_BYTES = 1000, 256 * 1024
"""Lines that a record carries, a thousand as people write them; the log of actions has all of them for ever."""
MINUTE_MS = 60_000


def listed(value: object) -> list[dict[str, Any]]:
    """The objects of a list; nothing where a connector brought something else."""
    return [dict(one) for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def mapping(value: object) -> dict[str, Any]:
    """The object that is meant; an empty one where a connector brought something else."""
    return value if isinstance(value, dict) else {}


def line(deed: Deed, event: str, **params: Any) -> dict[str, Any]:
    """A line of the log that writes itself: a code with its parameters, worded where it is read."""
    act = deed.act
    told: dict[str, Any] = {
        "at": act.at, "received_at": act.received_at, "event": event, "params": params,
        "actor_name": act.actor_name, "action_id": act.action_id, "offline": act.offline,
    }  # fmt: skip
    return told | ({"via": deed.via} if deed.via else {}) | act.own_clock


def with_lines(activation: Mapping[str, Any], *lines: Mapping[str, Any]) -> dict[str, Any]:
    """The activation with these lines at the end of its log."""
    return {**activation, "log": newest([*listed(activation.get("log")), *lines], LOG_KEPT, LOG_BYTES)}


def levels_of(plan: Mapping[str, Any]) -> list[Any]:
    """The levels that the plan has; one without levels has only 0."""
    return [one.get("level") for one in listed(mapping(plan.get("scale")).get("levels"))] or [0]


def level_name(plan: Mapping[str, Any], level: object) -> str:
    """What the plan calls a level."""
    levels = listed(mapping(plan.get("scale")).get("levels"))
    return next((str(one.get("name", "")) for one in levels if one.get("level") == level), "")


def next_report(
    plan: Mapping[str, Any], activation: Mapping[str, Any], level: int, not_before_ms: int = 0
) -> str | None:
    """When the next flash report is due: the level's rhythm from the last one, or from the activation; None for never.

    `not_before_ms`: a level that was raised just now makes nobody late for a time before it.
    """
    every = mapping(plan.get("report_every_min")).get(str(level))
    if not isinstance(every, int) or isinstance(every, bool) or every <= 0:
        return None
    sent = [one.get("at") for one in listed(activation.get("reports"))] or [activation.get("activated_at")]
    last = max((parse_ms(at) for at in sent if isinstance(at, str)), default=not_before_ms)
    return iso(max(last + every * MINUTE_MS, not_before_ms))

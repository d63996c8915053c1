"""Carries out what the rules say of walls and layouts, inside the transaction that takes the action into the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from backend.ledger import Ledger, read_all
from backend.merge import Act, Outcome
from backend.walls import layout_rules, preset_rules, versions
from backend.walls import rules as wall_rules

TARGETS = frozenset({"wall", "layout"})
Found = tuple[int, dict[str, Any]]
Applied = tuple[Outcome, int, int]
"""The outcome, the version of the target afterwards, the newest number of the feed."""


def to_wall(ledger: Ledger, connection: Connection, act: Act, key: str, *, found: Found, device_id: str) -> Applied:
    """What is done with a wall."""

    def layout_of(name: str) -> Mapping[str, Any] | None:
        layout = ledger.read(connection, "layout", name)
        body = layout[1].get("body") if layout is not None else None
        return body if isinstance(body, dict) else None

    version, wall = found
    deed = wall_rules.WallDeed(act, key, wall, device_id, layout_of, lambda: read_all(connection, "plan"))
    done = preset_rules.fold(deed) if act.type in preset_rules.RULES else wall_rules.fold(deed)
    outcome = Outcome(done.result, problem=done.problem)
    if done.wall is None or done.wall == wall:
        return outcome, version, ledger.wakeups.seq
    return outcome, version + 1, ledger.put(connection, [("wall", key, done.wall)])


def to_layout(ledger: Ledger, connection: Connection, act: Act, key: str, found: Found | None) -> Applied:
    """What is done with a layout, its versions kept."""
    done = layout_rules.fold(layout_rules.LayoutDeed(act, key, found, read_all(connection, "wall")))
    outcome, version = Outcome(done.result, problem=done.problem), found[0] if found is not None else 0
    if done.result != "applied":
        return outcome, version, ledger.wakeups.seq
    if found is not None:
        versions.keep(connection, key, version, at="", by="", data=found[1])
    if done.removed or done.layout is None:
        return outcome, version + 1, ledger.put(connection, (), [("layout", key, "deleted")])
    seq = ledger.put(connection, [("layout", key, done.layout)])
    saved = ledger.read(connection, "layout", key)
    version = saved[0] if saved is not None else version
    versions.keep(connection, key, version, at=act.received_at, by=act.actor_name, data=done.layout)
    return outcome, version, seq

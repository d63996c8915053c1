"""Lines of the shift's log: each says when, by whom, whether by way of an outage, and in which watch. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.actions.deed import Act, Deed, RecordTuple, text
from contract.instants import instant

WATCH_MOST_MS = 3 * 24 * 3_600_000
"""No watch is longer: over a holiday one may stand for a long weekend."""
SLACK_MS = 60_000
"""A line may be written in the very minute in which its watch begins."""
RUNNING = "current"
"""The id of the watch that runs; it is the same for every watch (backend/city/records.py)."""


def stamp(act: Act) -> dict[str, Any]:
    """When, by whom, and whether it came by way of an outage."""
    return {
        "at": act.at, "received_at": act.received_at, "actor_id": act.actor_id, "actor_name": act.actor_name,
        "offline": act.offline, **act.own_clock,
    }  # fmt: skip


def watch(act: Act, shift_id: str, shift: Mapping[str, Any]) -> dict[str, str]:
    """The watch that a line belongs to: the one that its author saw, where that can be, else the one that runs."""
    named = {key: text(act.payload.get(key), 120) for key in ("shift_name", "shift_starts_at")}
    seen = {"shift_name": shift.get("name", ""), "shift_starts_at": shift.get("starts_at", "")}
    if not _was_running(act, named["shift_starts_at"]):
        named = dict.fromkeys(named, "")
    return {"shift_id": shift_id, **{key: named[key] or str(seen[key]) for key in named}}


def _was_running(act: Act, starts_at: str) -> bool:
    """Whether a watch that began then can have run when this was done."""
    began = instant(starts_at)
    return began is not None and 0 <= act.at_ms + SLACK_MS - began.timestamp() * 1000 <= WATCH_MOST_MS


def automatic(
    act: Act, shift_id: str, shift: Mapping[str, Any], event: str, params: Mapping[str, Any], *,
    incident_id: str | None = None,
) -> RecordTuple:  # fmt: skip
    """A line that writes itself: a code with its parameters, worded where it is read."""
    data = {
        **watch(act, shift_id, shift), **stamp(act), "kind": "automatic", "event": event,
        "params": {"who": act.actor_name or act.actor_id, **params}, "text": "", "incident_id": incident_id,
        "pinned": False, "corrects": None,
    }  # fmt: skip
    return "log_entry", act.action_id, data


def by_itself(
    watch: Mapping[str, Any], event: str, params: Mapping[str, Any], at: str, *, incident_id: str | None = None
) -> dict[str, Any]:
    """What a line says that nobody wrote, of the watch that runs."""
    return {
        "shift_id": RUNNING, "shift_name": watch.get("name", ""), "shift_starts_at": watch.get("starts_at"),
        "at": at, "received_at": at, "actor_id": "", "actor_name": "", "offline": False, "kind": "automatic",
        "event": event, "params": dict(params), "text": "", "incident_id": incident_id, "pinned": False,
        "corrects": None,
    }  # fmt: skip


def in_shift_log(
    deed: Deed, event: str, params: Mapping[str, Any], *, incident_id: str | None = None
) -> list[RecordTuple]:
    """The line that the running watch gets of what was not done at the shift itself; none where no watch runs."""
    found = deed.look("shift", RUNNING)
    return [] if found is None else [automatic(deed.act, RUNNING, found[1], event, params, incident_id=incident_id)]

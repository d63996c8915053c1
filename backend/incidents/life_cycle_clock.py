"""The deadlines of one incident, as plain entries of its data: begun, met, stopped, extended. Pure.

An entry is `{kind, name, started_at, due, met_at, level, held_s, extended}`; `given` marks one that came with the
record. `held_s` is how long it stood still, in its own measure: hours of the clock, or hours that the city works.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from backend.city.life_cycle_models import Deadline, LifeCycle, Limit
from backend.city.records import iso
from backend.city.working_time import Calendar
from contract.instants import instant

Entries = list[dict[str, Any]]
CREATED = "created"


class Clock:
    """Runs the deadlines of one life cycle by one calendar."""

    def __init__(self, cycle: LifeCycle, calendar: Calendar) -> None:
        self._cycle = cycle
        self._calendar = calendar

    def begun(self, entries: Sequence[Mapping[str, Any]], start: str, level: str, at: datetime) -> Entries:
        """The entries and those that begin with `start` (created, or a stage) at `at`; none is begun twice."""
        known = {entry["kind"] for entry in entries}
        fresh = [rule for rule in self._cycle.deadlines if rule.start == start and rule.kind not in known]
        return [*map(dict, entries), *(self._entry(rule, level, at) for rule in fresh)]

    def met(self, entries: Iterable[Mapping[str, Any]], stage: str, at: datetime) -> Entries:
        """The entries with those met that `stage` meets."""
        done = {rule.kind for rule in self._cycle.deadlines if stage in rule.met}
        return [
            {**entry, "met_at": iso(at)} if entry["kind"] in done and not entry.get("met_at") else dict(entry)
            for entry in entries
        ]

    def reopened(self, entries: Iterable[Mapping[str, Any]], stage: str, level: str, at: datetime) -> Entries:
        """The entries with those begun anew at `at` that were met and, back in `stage`, are not any more."""
        again = {rule.kind: rule for rule in self._cycle.deadlines if stage not in rule.met}
        return [
            self._entry(again[entry["kind"]], level, at)
            if entry["kind"] in again and entry.get("met_at")
            else dict(entry)
            for entry in entries
        ]

    def at_level(self, entries: Iterable[Mapping[str, Any]], level: str) -> Entries:
        """The entries with the limits of another level, where nobody set the time by hand."""
        return [self._levelled(entry, level) for entry in entries]

    def resumed(self, entries: Iterable[Mapping[str, Any]], since: datetime, at: datetime) -> Entries:
        """The entries after standing still from `since` to `at`; what was overdue before stays so."""
        return [self._resumed(entry, since, at) for entry in entries]

    def extended(self, entries: Iterable[Mapping[str, Any]], kind: str, due: datetime) -> Entries:
        """The entries with another time for `kind`."""
        return [
            {**entry, "due": iso(due), "extended": int(entry.get("extended", 0)) + 1} if entry["kind"] == kind
            else dict(entry)
            for entry in entries
        ]  # fmt: skip

    def _entry(self, rule: Deadline, level: str, at: datetime) -> dict[str, Any]:
        entry = {
            "kind": rule.kind, "name": rule.name, "started_at": iso(at), "due": None, "met_at": None, "level": level,
            "held_s": 0, "extended": 0,
        }  # fmt: skip
        return entry | {"due": iso(self._due(_limit(rule, level), at, 0.0))}

    def _levelled(self, entry: Mapping[str, Any], level: str) -> dict[str, Any]:
        rule, started = self._rule(entry), instant(entry.get("started_at"))
        if rule is None or started is None or entry.get("met_at") or entry.get("extended") or entry.get("given"):
            return dict(entry)
        due = self._due(_limit(rule, level), started, float(entry.get("held_s", 0)))
        return {**entry, "level": level, "due": iso(due)}

    def _resumed(self, entry: Mapping[str, Any], since: datetime, at: datetime) -> dict[str, Any]:
        due = instant(entry.get("due"))
        if due is None or due <= since or entry.get("met_at"):
            return dict(entry)
        if self._works(entry):
            left, held = self._calendar.between(since, due), self._calendar.between(since, at)
            later = self._calendar.add(at, left)
        else:
            held, later = at - since, due + (at - since)
        return {**entry, "due": iso(later), "held_s": float(entry.get("held_s", 0)) + held.total_seconds()}

    def _rule(self, entry: Mapping[str, Any]) -> Deadline | None:
        return next((rule for rule in self._cycle.deadlines if rule.kind == entry["kind"]), None)

    def _works(self, entry: Mapping[str, Any]) -> bool:
        rule = self._rule(entry)
        if rule is None or entry.get("given"):
            return False
        return _limit(rule, str(entry.get("level", ""))).working_hours is not None

    def _due(self, limit: Limit, start: datetime, held_s: float) -> datetime:
        held = timedelta(seconds=held_s)
        if limit.working_hours is not None:
            return self._calendar.add(start, timedelta(hours=limit.working_hours) + held)
        return start + timedelta(hours=limit.hours or 0, minutes=limit.minutes or 0) + held


def current(entries: Iterable[Mapping[str, Any]]) -> tuple[str | None, str | None]:
    """The deadline that counts now, and its kind: the nearest that is not met, else the last one."""
    timed = sorted((entry for entry in entries if entry.get("due")), key=lambda entry: str(entry["due"]))
    running = [entry for entry in timed if not entry.get("met_at")]
    found = running[0] if running else timed[-1] if timed else None
    return (None, None) if found is None else (found["due"], found["kind"])


def _limit(rule: Deadline, level: str) -> Limit:
    return next((limit for limit in rule.limits if limit.level == level), rule.limits[0])

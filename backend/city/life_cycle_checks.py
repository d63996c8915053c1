"""Checks that a pack's life cycles hold together: stages, levels, limits, and who may do what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from backend.city.checking import did_you_mean
from backend.city.life_cycle_models import Deadline, LifeCycle, WorkCalendar
from backend.city.problems import Problem
from backend.city.working_time import has_daylight_saving, knows_country
from backend.city.yaml_lines import Document, Path_
from contract.records.life_cycle import BACK, SAME, Transition

OFFICER_ONLY = frozenset({"close", "refuse", "extend_deadline"})
"""What the contract keeps for duty officers (docs/explanation/contract.md#merge-rules): no operator is given it."""
A_YEAR = 2026


def calendar(document: Document, plan: WorkCalendar, zone: Document) -> Iterator[Problem]:
    """A country that nobody knows the holidays of, days or dates named twice, a zone that sets its clocks."""
    if plan.country is not None and not knows_country(plan.country):
        yield document.problem("unknown_reference", ("country",), what="country", given=plan.country)
    seen: set[str] = set()
    for number, entry in enumerate(plan.week):
        for place, weekday in enumerate(entry.days):
            if weekday in seen:
                yield document.problem("named_twice", ("week", number, "days", place), given=weekday)
            seen.add(weekday)
        yield from _overlaps(document, ("week", number, "hours"), entry.hours)
    dates: set[str] = set()
    for number, day in enumerate(plan.days):
        if day.date in dates:
            yield document.problem("named_twice", ("days", number, "date"), given=day.date)
        dates.add(day.date)
        yield from _overlaps(document, ("days", number, "hours"), day.hours)
    name = zone.data.get("time_zone", "Asia/Ho_Chi_Minh")
    if has_daylight_saving(ZoneInfo(name), A_YEAR):
        yield zone.problem("daylight_saving", ("time_zone",), given=name)


def _overlaps(document: Document, path: Path_, hours: Sequence[str]) -> Iterator[Problem]:
    last = ""
    for number, span in enumerate(hours):
        begin, end = span.split("-")
        if begin <= last:
            yield document.problem("bad_hours", (*path, number), given=span)
        last = end


def life_cycles(document: Document, cycles: Sequence[LifeCycle]) -> Iterator[Problem]:
    """Everything that one life cycle names and does not have, and channels that two of them claim."""
    claimed: set[str] = set()
    for number, cycle in enumerate(cycles):
        for place, channel in enumerate(cycle.channels):
            if channel in claimed:
                yield document.problem("named_twice", (number, "channels", place), given=channel)
            claimed.add(channel)
        yield from _twice(document, (number, "stages"), [stage.id for stage in cycle.stages])
        yield from _twice(document, (number, "levels"), [level.id for level in cycle.levels])
        yield from _transitions(document, number, cycle)
        for place, deadline in enumerate(cycle.deadlines):
            yield from _deadline(document, (number, "deadlines", place), cycle, deadline)


def _twice(document: Document, path: Path_, ids: Sequence[str]) -> Iterator[Problem]:
    for number, given in enumerate(ids):
        if given in ids[:number]:
            first = document.line((*path, ids.index(given), "id"))
            yield document.problem("duplicate_id", (*path, number, "id"), given=given, first=str(first))


def _transitions(document: Document, number: int, cycle: LifeCycle) -> Iterator[Problem]:
    stages = [stage.id for stage in cycle.stages]
    taken: set[tuple[str, str]] = set()
    for place, one in enumerate(cycle.transitions):
        path = (number, "transitions", place)
        for at, given in enumerate(one.start):
            yield from _known(document, (*path, "from", at), given, "stage", stages)
            if (one.verb, given) in taken:
                yield document.problem("second_way", (*path, "from", at), verb=one.verb, given=given)
            taken.add((one.verb, given))
        yield from _target(document, path, cycle, one)
        for at, role in enumerate(one.roles):
            if one.verb in OFFICER_ONLY and role != "duty_officer":
                yield document.problem("officer_only", (*path, "roles", at), verb=one.verb)


def _target(document: Document, path: Path_, cycle: LifeCycle, one: Transition) -> Iterator[Problem]:
    if one.to == BACK:
        for at, given in enumerate(one.start):
            stage = cycle.stage(given)
            if stage is not None and not stage.pauses:
                yield document.problem("no_way_back", (*path, "from", at), given=given)
    elif one.to != SAME:
        yield from _known(document, (*path, "to"), one.to, "stage", [stage.id for stage in cycle.stages])


def _deadline(document: Document, path: Path_, cycle: LifeCycle, deadline: Deadline) -> Iterator[Problem]:
    stages, levels = [stage.id for stage in cycle.stages], [level.id for level in cycle.levels]
    if deadline.start != "created":
        yield from _known(document, (*path, "from"), deadline.start, "stage", stages)
    for at, given in enumerate(deadline.met):
        yield from _known(document, (*path, "met", at), given, "stage", stages)
    for at, limit in enumerate(deadline.limits):
        yield from _known(document, (*path, "limits", at, "level"), limit.level, "level", levels)
        if sum(part is not None for part in (limit.working_hours, limit.hours, limit.minutes)) != 1:
            yield document.problem("one_measure", (*path, "limits", at))
    yield from _twice(document, (*path, "limits"), [limit.level for limit in deadline.limits])
    for given in levels:
        if given not in [limit.level for limit in deadline.limits]:
            yield document.problem("no_limit", (*path, "limits"), given=given)


def _known(document: Document, path: Path_, given: str, what: str, names: Sequence[str]) -> Iterator[Problem]:
    if given in names:
        return
    hint = did_you_mean(given, names)
    if hint:
        yield document.problem("unknown_reference_hint", path, what=what, given=given, hint=hint)
    else:
        yield document.problem("unknown_reference", path, what=what, given=given)

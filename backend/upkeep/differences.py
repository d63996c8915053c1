"""How a pack and a ledger differ, and what comes of each difference. Pure.

A pack changes what a source may change (`backend.feeds.merging`): what runs of a plan and who leads a wall is people's,
and what it does not name, such as values and their times, stays. A record that reads as it did when it was brought last
is left as it is now: whoever changed it, or removed it, had a reason since. A layout is brought once and is the room's
from then on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from backend.feeds.merging import report
from backend.upkeep.choices import CHOICES, choices_of, with_choices
from backend.upkeep.uses import Use
from contract.kinds import FED_KINDS

Name = tuple[str, str]
"""The type and the id of a record."""
Data = dict[str, Any]
Users = Callable[[Name, Mapping[str, Any], Mapping[Name, Data]], tuple[Use, ...]]
"""Who needs a record (its name and data) among the records as they will be."""
COURSE = "life_cycle"
LAYOUT, WALL = "layout", "wall"
ORDER = "place"
"""The field that moves where another entry is added or taken out further up: told once for all of a type."""


class What(StrEnum):
    """What comes of a difference."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    REFUSED = "refused"
    """Not removed, because it is in use."""
    LEFT = "left"
    """Not removed, because nobody said so yet: a server that starts only tells."""
    WAITS = "waits"
    """Taken over where the server starts: its rules are read then."""


@dataclass(frozen=True)
class Difference:
    """One record that the pack and the ledger have otherwise; without a key, the order of all of that type."""

    what: What
    kind: str
    key: str
    name: str = ""
    fields: tuple[tuple[str, Any, Any], ...] = ()
    """Name of a field, what it holds and what it will."""
    uses: tuple[Use, ...] = ()


@dataclass
class Comparison:
    """All differences in the order of the pack, and what is to be written for them."""

    differences: list[Difference] = field(default_factory=list)
    records: list[tuple[str, str, Data]] = field(default_factory=list)
    removes: list[Name] = field(default_factory=list)
    brought: dict[Name, str] = field(default_factory=dict)
    """What is remembered as brought, with its fingerprint."""

    @property
    def differs(self) -> bool:
        """Whether anything would be changed that people can see."""
        return any(one.what in (What.ADDED, What.CHANGED, What.REMOVED) for one in self.differences)


@dataclass(frozen=True)
class Known:
    """The ledger's side: records by name, None for one that was removed; what was brought before, with its fingerprint;
    who needs what."""

    records: Mapping[Name, Data | None]
    brought: Mapping[Name, str]
    users: Users

    def there(self) -> dict[Name, Data]:
        """The records that are there."""
        return {name: data for name, data in self.records.items() if data is not None}


def fingerprint(data: object) -> str:
    """So much of a hash that two versions of one record never share it by chance."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def compared(
    known: Known, pack: Iterable[tuple[str, str, Data]], own: Mapping[Name, Data], *, starting: bool
) -> Comparison:
    """What `pack` changes. `own` are fields that the server itself knows.

    A server that is `starting` takes over life cycles and removes nothing else; for one that runs it is the other way.
    """
    brought = {(kind, key): data for kind, key, data in pack}
    found = Comparison()
    _courses_wait(known, brought, found, starting=starting)
    plans = {key: data for (kind, key), data in brought.items() if kind == "plan"}
    for name, data in brought.items():
        if name[0] == COURSE:
            continue
        after = _after(known, name, data, plans)
        found.brought[name] = fingerprint(data)
        if after is not None:
            _tell(found, name, known.records.get(name), after | own.get(name, {}))
    kept = _removals(known, brought, found, starting=starting)
    there = known.there()
    for name in [name for name in brought if name[0] == COURSE]:
        after = with_choices(brought[name], there.get(name, {}), kept)
        found.brought[name] = fingerprint(after)
        _tell(found, name, there.get(name), after)
    return found


def _courses_wait(known: Known, brought: dict[Name, Data], found: Comparison, *, starting: bool) -> None:
    """A server that runs goes by the life cycles of its start: until the next one only what forms offer is new."""
    if starting:
        return
    there = known.there()
    for name in [name for name in brought if name[0] == COURSE]:
        before = there.get(name)
        now = {**(before or {}), **{field: brought[name][field] for field in CHOICES}}
        if before is None or {**now, **brought[name]} != now:
            fields = () if before is None else tuple(_fields(before, brought[name]))
            found.differences.append(Difference(What.WAITS, *name, named(brought[name]), fields))
        if before is None:
            del brought[name]
        else:
            brought[name] = now


def _after(known: Known, name: Name, data: Data, plans: Mapping[str, Data]) -> Data | None:
    """The record as it will be; None where it stays away."""
    kind, before = name[0], known.records.get(name)
    remembered = known.brought.get(name)
    as_before = kind in FED_KINDS and remembered == fingerprint(data)
    if before is None:
        by_people = remembered is not None or name in known.records
        return None if as_before or (kind == LAYOUT and by_people) else data
    if kind not in FED_KINDS:
        return {**before, **data}
    if kind == LAYOUT or (as_before and kind != WALL):
        return before
    return report(name, before, data, lambda: plans).data


def _tell(found: Comparison, name: Name, before: Data | None, after: Data) -> None:
    if before == after:
        return
    found.records.append((*name, after))
    fields = tuple(_fields(before, after)) if before is not None else ()
    if [field for field, _was, _is in fields] == [ORDER]:
        order = Difference(What.CHANGED, name[0], "")
        if order not in found.differences:
            found.differences.append(order)
    elif before is None or fields:
        found.differences.append(
            Difference(What.ADDED if before is None else What.CHANGED, *name, named(after), fields)
        )


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in (*after, *(name for name in before if name not in after)):
        if name not in CHOICES and before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)


def _removals(known: Known, brought: Mapping[Name, Data], found: Comparison, *, starting: bool) -> frozenset[Name]:
    """Tell what the pack no longer has, and remove what nobody needs; the choices in forms that stay."""
    there = known.there()
    before, now = choices_of(there), choices_of(brought)
    for name, data in now.items():
        if before.get(name) != data:
            what, fields = (What.CHANGED, tuple(_fields(before[name], data))) if name in before else (What.ADDED, ())
            found.differences.append(Difference(what, *name, named(data), fields))
    going = {name: there[name] for name in known.brought if name not in brought and name in there and name[0] != LAYOUT}
    going |= {name: data for name, data in before.items() if name not in now}
    stays: dict[Name, Difference] = {}
    while True:
        after = {**there, **{(kind, key): data for kind, key, data in found.records}}
        after = {name: data for name, data in after.items() if name not in going or name in stays}
        fresh = {
            name: _stays(known, name, data, after, starting=starting)
            for name, data in going.items()
            if name not in stays
        }
        kept = {name: difference for name, difference in fresh.items() if difference is not None}
        if not kept:
            break
        stays |= kept
    for name, data in going.items():
        found.differences.append(stays.get(name) or Difference(What.REMOVED, *name, named(data)))
        if name in before:
            continue
        if name in stays:
            found.brought[name] = known.brought[name]
        else:
            found.removes.append(name)
    return frozenset(name for name in stays if name in before)


def _stays(
    known: Known, name: Name, data: Data, after: Mapping[Name, Data], *, starting: bool
) -> Difference | None:  # fmt: skip
    """Why it is not removed; None where it is."""
    if (name[0] == COURSE) is not starting:
        return Difference(What.LEFT if starting else What.WAITS, *name, named(data))
    uses = known.users(name, data, after)
    return Difference(What.REFUSED, *name, named(data), uses=uses) if uses else None


def named(data: Mapping[str, Any]) -> str:
    """What people call it."""
    return str(data.get("name") or data.get("title") or "")

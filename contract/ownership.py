"""Who a field of a record belongs to, and what becomes of a record that its source reports again.

A source changes its own fields alone. What it leaves out stays as it is; null clears a field that may be empty. Who
decides where a field is `opened` is told by `backend.incidents.reported`, and stays undecided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from contract.instants import instant
from contract.records import RECORDS
from contract.records.base import Owner

NEVER_A_SOURCES: frozenset[Owner] = frozenset({"person", "opened", "server"})
"""Fields that a source's report of a record which exists leaves as they are."""
FEEDABLE: frozenset[str] = frozenset(
    {"camera", "indicator", "incident", "source", "notice", "alarm_rule", "checklist", "template", "contact"}
)
"""Types that a source's credential can cover. The others are what people do, and how a city is set up: its pack's."""
MAY_OPEN: frozenset[str] = frozenset({"drill", "resolution", "resolved_at"})
"""Fields of people's that a source says of its own end of things as well; they name nobody."""
EVENT_TIMES: Mapping[str, str] = MappingProxyType(
    {"indicator": "as_of", "source": "last_report_at", "incident": "updated_at"}
)
"""The field of a type that says when what it tells was so: the newest stands, whatever comes after it."""
MEASURED: Mapping[str, str] = MappingProxyType({"indicator": "value"})
"""The field that is true at that time alone, and says nothing without it."""


@cache
def owners(kind: str) -> Mapping[str, Owner]:
    """The owner of each field of a type that has one; empty for a type that nobody knows."""
    model = RECORDS.get(kind)
    if model is None:
        return MappingProxyType({})
    found: dict[str, Owner] = {}
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra
        owner = extra.get("x-owner") if isinstance(extra, dict) else model.OWNER
        if owner is not None:
            found[field.alias or name] = owner  # type: ignore[assignment]
    return MappingProxyType(found)


@dataclass(frozen=True)
class Merged:
    """A record after its source's report: its data, and which fields of the report were left alone."""

    data: dict[str, Any]
    kept: tuple[str, ...] = ()
    """Fields that the source sent otherwise than they are, and that are not its own."""


def merged(kind: str, known: Mapping[str, Any] | None, sent: Mapping[str, Any]) -> Merged:
    """What a report makes of the record that is `known`; of none yet, whatever is not the server's own."""
    whose = owners(kind)
    if known is None:
        kept = tuple(name for name in sent if whose.get(name) == "server")
        return Merged({name: value for name, value in sent.items() if name not in kept}, kept)
    theirs = {name for name in sent if whose.get(name) in NEVER_A_SOURCES}
    own = {name: value for name, value in sent.items() if name not in theirs}
    kept = tuple(name for name in sent if name in theirs and not same(sent[name], known.get(name)))
    time = EVENT_TIMES.get(kind, "")
    if time in own and own[time] is None:
        del own[time]  # without its time nobody could tell what is older
    return Merged({**known, **own}, kept)


def of_people(kind: str, sent: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of a source's report that only people write, in a new record as well: nobody is made to have done
    anything by a report."""
    whose = owners(kind)
    return tuple(name for name in sent if whose.get(name) == "person" and name not in MAY_OPEN)


def without_people(kind: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    """A source's report without `of_people`."""
    gone = of_people(kind, sent)
    return {name: value for name, value in sent.items() if name not in gone}


def is_stale(kind: str, newest: object, sent: Mapping[str, Any], now: datetime) -> bool:
    """Whether a report tells of a time before `newest`, the record's own.

    A time that lies ahead of `now` is a clock that was set wrong: it binds nobody, else it would for ever.
    """
    at, last = instant(sent.get(EVENT_TIMES.get(kind, ""))), instant(newest)
    return at is not None and last is not None and at < last <= now


def is_untimed(kind: str, known: Mapping[str, Any], sent: Mapping[str, Any]) -> bool:
    """Whether a report brings another value without saying of when, where the record's own has its time."""
    value, time = MEASURED.get(kind, ""), EVENT_TIMES.get(kind, "")
    if value not in sent or sent.get(time) is not None or known.get(time) is None:
        return False
    return bool(sent[value] != known.get(value))


def same(one: object, other: object) -> bool:
    """Whether two values say the same: an instant has many spellings, and 4.0 is 4."""
    if one == other:
        return True
    at, then = instant(one), instant(other)
    return at is not None and at == then

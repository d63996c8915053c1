"""What is let in: a record is held against its type, what was said with a verb against its payload; faults are named.

Nothing is mended here. A console reads what it finds as far as it can; at the door a wrong record is refused while the
one who can mend it is still listening.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from contract.fields import AT_DOOR, LONGEST_TEXT
from contract.instants import instant
from contract.records import RECORDS
from contract.texts import refused_sign
from contract.verbs import BY_NAME

FAULTS_MOST = 20
"""Faults of one record that are told."""
DEEPEST = 16
LARGEST_WHOLE = 2**53
"""Beyond this a double no longer tells one whole number from the next (IEEE 754)."""
HAPPENED = frozenset({
    "acknowledged_at", "activated_at", "as_of", "at", "created_at", "decided_at", "ended_at", "last_report_at",
    "met_at", "paused_since", "present_since", "received_at", "replied_at", "resolved_at", "stage_since", "started_at",
    "updated_at",
})  # fmt: skip
"""Fields of any type that say when something was so: it cannot be still to come."""
AHEAD_MOST = timedelta(minutes=5)
"""So far ahead of the server's a source's clock may be; beyond it, what it tells has no time that anybody can use."""
IN_TIME = "a time that is not ahead of the server's clock"
WHOLE = ""
"""The field of a fault that is the record itself."""


@dataclass(frozen=True)
class Fault:
    """A field by its path with dots, and what was expected there."""

    field: str
    expected: str


def faults(kind: str, data: Mapping[str, Any], *, is_part: bool = False) -> tuple[Fault, ...]:
    """Everything that keeps `data` from being a record of `kind`; empty where it is one. Raises nothing.

    `is_part`: of a record that exists: what it cannot be without may be left out, for it is there.
    """
    model = RECORDS.get(kind)
    if model is None:
        return (Fault(WHOLE, "a type of the contract"),)
    found = list(_values(data, (), 0)) or _misfits(model, _plain(data), "forbid")
    missing = _EXPECTED["missing"] if is_part else None
    return _by_field(one for one in found if one.expected != missing or one.field not in model.model_fields)


def ahead(data: Mapping[str, Any], now: datetime) -> tuple[Fault, ...]:
    """Every time in `data` that lies after `now` by more than a clock may be off, though it is told as past."""
    late = now + AHEAD_MOST
    return tuple(Fault(field, IN_TIME) for field, at in _told_times(data, ()) if at > late)[:FAULTS_MOST]


def _told_times(value: Any, way: tuple[str, ...]) -> Iterator[tuple[str, datetime]]:
    """The times of what happened, each with its path; what is nested deeper than a record may be has none."""
    if len(way) > DEEPEST:
        return
    if isinstance(value, Mapping):
        for name, one in value.items():
            at = instant(one) if name in HAPPENED else None
            if at is not None:
                yield ".".join((*way, str(name))), at
            yield from _told_times(one, (*way, str(name)))
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            yield from _told_times(one, (*way, str(place)))


def payload_faults(verb: str, payload: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Everything that keeps `payload` from being what `verb` says; empty where it is that, and of a verb unknown here.

    A field of tomorrow is none: an older server takes a newer console's actions.
    """
    known = BY_NAME.get(verb)
    if known is None:
        return ()
    size = len(json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))
    if size > known.most_bytes:
        return (Fault(WHOLE, f"at most {known.most_bytes} bytes"),)
    return _by_field(_misfits(known.payload, payload, "ignore"))


def _misfits(model: type[BaseModel], data: Mapping[str, Any], extra: Literal["forbid", "ignore"]) -> list[Fault]:
    try:
        model.model_validate_json(json.dumps(data), strict=True, extra=extra, context=AT_DOOR)
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False, include_context=False)
        return [Fault(_path(data, one["loc"]), _expected(one["type"], one["msg"])) for one in told]
    return []


def _by_field(found: Iterable[Fault]) -> tuple[Fault, ...]:
    """One for each field, with all that it might have been."""
    expected: dict[str, dict[str, None]] = {}
    for fault in found:
        expected.setdefault(fault.field, {})[fault.expected] = None
    return tuple(Fault(field, " or ".join(words)) for field, words in expected.items())[:FAULTS_MOST]


def _values(value: Any, way: tuple[str, ...], depth: int) -> Iterator[Fault]:
    """What no field of any type may hold."""
    at = ".".join(way)
    if depth > DEEPEST:
        yield Fault(at, f"at most {DEEPEST} levels")
    elif isinstance(value, str):
        sign = refused_sign(value)
        if sign is not None:
            yield Fault(at, f"a text without {sign}")
        elif len(value) > LONGEST_TEXT:
            yield Fault(at, f"a text of at most {LONGEST_TEXT} letters")
    elif isinstance(value, float) and not math.isfinite(value):
        yield Fault(at, "a finite number")
    elif isinstance(value, int) and not isinstance(value, bool) and abs(value) > LARGEST_WHOLE:
        yield Fault(at, f"a number of at most {LARGEST_WHOLE}")
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if refused_sign(str(key)) is not None:
                yield Fault(at, "names of fields without control signs")
            else:
                yield from _values(one, (*way, str(key)), depth + 1)
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            yield from _values(one, (*way, str(place)), depth + 1)


def _plain(value: Any) -> Any:
    """JSON knows one kind of number: 4.0 is a whole one."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _path(data: Any, loc: tuple[str | int, ...]) -> str:
    """The way to the fault as it stands in the data: pydantic names members of unions in it as well."""
    way: list[str] = []
    at = data
    for step in loc:
        there = at if isinstance(at, Mapping) else dict(enumerate(at)) if isinstance(at, list | tuple) else {}
        if step in there:
            at = there[step]
        elif not isinstance(at, Mapping):
            continue
        way.append(str(step))
    return ".".join(way)


_PREFIXES = ("Input should be ", "Value error, ", "String should have ", "String should ")
_EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        "missing": "this field",
        "extra_forbidden": "no such field",
        "timezone_aware": "a time with its offset",
        "json_invalid": "JSON of whole letters, nested less deeply",
    }
)


def _expected(kind: str, message: str) -> str:
    if kind.startswith("datetime_"):
        return "a time as ISO 8601"
    for prefix in _PREFIXES:
        message = message.removeprefix(prefix)
    return _EXPECTED.get(kind) or message

"""The one door by which records become models: one by one, and of each record as much as can be read.

A value that its field does not take costs the nearest thing that can do without it: the field, the line of the history
it stands in, a screen's wish. Where the record cannot be without it, `Record.INSTEAD` names what stands for it, so that
an emergency whose severity is unreadable is seen rather than hidden; only what has neither is left out. Whatever was
lost is said in the answer (`Oddity`), and nobody is told by silence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from console.records.said import AS_SAID, FROM_SERVER, ITS_ID, Record
from contract.fields import LONGEST_TEXT
from contract.texts import CONTROLS, TURNING
from offline_cache.json_text import NO_LETTER, read_json, whole_letters

R = TypeVar("R", bound=Record)
Path = tuple[str | int, ...]
WHOLE = ""
"""The field of an oddity that is the record itself."""
SHOWN_MOST = 60
"""Letters of an odd value that are shown."""
TOLD_MOST = 12
"""Oddities of one record that are told."""
ROUNDS = 8
"""Each round takes out what the one before laid bare; models nest five deep."""
_HARMFUL = re.compile(f"[{TURNING}{CONTROLS}\\ufffd]")
_ESCAPED = re.compile(f"[{TURNING}\\x7f-\\x9f\\ufffd\\ufeff]|\\\\u(?:00[01]|[dD][89a-fA-F])|\\\\[bf]")
"""The same where it stands in JSON; it may find too much, and then a record is looked through for nothing."""
_WHY: Mapping[str, str] = MappingProxyType(
    {
        "missing": "missing",
        "string_type": "no_text",
        "timezone_aware": "no_zone",
        "finite_number": "no_number",
        "value_error": "no_number",
        "greater_than_equal": "out_of_range",
        "less_than_equal": "out_of_range",
    }
)
_WHY_BEGINS = (("int_", "no_number"), ("float_", "no_number"), ("datetime_", "no_time"), ("bool_", "no_yes_no"))


_GONE = object()


@dataclass(frozen=True)
class Oddity:
    """What could not be read: the field's path (`WHOLE` for all of it), a code that says why, and what was said."""

    field: str
    why: str
    said: str = ""


@dataclass(frozen=True)
class Reading(Generic[R]):
    """A record as far as it could be read; None where nothing of it can be shown."""

    record: R | None
    oddities: tuple[Oddity, ...] = ()
    source: str = ""
    """Who sent it, as far as the record says."""


def read_record(model: type[R], key: str, version: int, text: str) -> Reading[R]:
    """Read one row of the cache. Never raises, whatever stands in it."""
    odd: list[Oddity] = []
    try:
        data = read_json(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        odd.append(Oddity(WHOLE, "no_record", shown(data)))
        data = {name: _instead(value, {"id": key}, name) for name, value in model.INSTEAD.items()}
    elif len(text) > LONGEST_TEXT or _ESCAPED.search(text):
        data = _harmless(model, data, odd)
    fields = {**data, "id": key, "version": version}
    _name(model, fields, odd)
    for _round in range(ROUNDS):
        try:
            record = model.model_validate(fields, context=FROM_SERVER)
        except ValidationError as error:
            found = error.errors(include_url=False, include_context=False, include_input=False)
            _mend(model, fields, found, odd)
        else:
            odd += [Oddity(path, "not_understood") for path in record.misfits()]
            return _reading(record, odd, data)
    return Reading(None, tuple(odd[:TOLD_MOST]) or (Oddity(WHOLE, "no_record"),), _source(data))


def _name(model: type[Record], fields: dict[str, Any], odd: list[Oddity]) -> None:
    """What people call something by has a letter in it."""
    for name, wanted in model.INSTEAD.items():
        said = fields.get(name)
        field = model.model_fields.get(name)
        is_name = wanted in (ITS_ID, AS_SAID) and field is not None and field.is_required()
        if is_name and isinstance(said, str) and not said.strip():
            odd.append(Oddity(name, "empty"))
            fields[name] = _instead(wanted, fields, name)


def _reading(record: R, odd: list[Oddity], data: Mapping[str, Any]) -> Reading[R]:
    if not odd:
        return Reading(record)
    unread = dict.fromkeys(one.field.partition(".")[0] for one in odd)
    return Reading(record.model_copy(update={"unread": tuple(unread)}), tuple(odd[:TOLD_MOST]), _source(data))


def _source(data: Mapping[str, Any]) -> str:
    said = data.get("source_name") or data.get("source")
    return shown(said) if isinstance(said, str) else ""


def shown(value: Any) -> str:
    """An odd value in one harmless line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    flat = " ".join(_HARMFUL.sub(NO_LETTER, whole_letters(text[: 4 * SHOWN_MOST])).split())
    return flat if len(flat) <= SHOWN_MOST else f"{flat[: SHOWN_MOST - 1]}…"


def _harmless(model: type[Record], data: dict[str, Any], odd: list[Oddity]) -> dict[str, Any]:
    """The same with U+FFFD for every mark that turns a line around, hides in it or is no letter; texts have an end."""

    def cleaned(value: Any, path: Path) -> Any:
        if isinstance(value, str):
            whole = whole_letters(value)
            if NO_LETTER in whole and path[0] in model.model_fields:
                odd.append(Oddity(".".join(map(str, path)), "half_letter", shown(whole)))
            if len(whole) > LONGEST_TEXT:
                odd.append(Oddity(".".join(map(str, path)), "too_long", shown(whole)))
                whole = f"{whole[: LONGEST_TEXT - 1]}…"
            return _HARMFUL.sub(NO_LETTER, whole)
        if isinstance(value, dict):
            return {cleaned(key, ("",)): cleaned(one, (*path, key)) for key, one in value.items()}
        if isinstance(value, list):
            return [cleaned(one, (*path, place)) for place, one in enumerate(value)]
        return value

    return {key: cleaned(one, (key,)) for key, one in data.items()}


def _mend(model: type[Record], fields: dict[str, Any], errors: list[ErrorDetails], odd: list[Oddity]) -> None:
    """Take out of `fields` what stands in the way, and write down what it was."""
    known = {one.field for one in odd}
    instead: dict[Path, Any] = {}
    for error in errors:
        kind, loc = error["type"], error["loc"]
        place, value = _found(fields, loc)
        name = ".".join(map(str, loc if kind == "missing" else place))
        if name not in known:
            known.add(name)
            odd.append(Oddity(name, _why(kind), "" if kind == "missing" else shown(value)))
        if not place or place[0] in model.INSTEAD:
            top = str(loc[0])
            instead[(top,)] = _instead(model.INSTEAD[top], fields, top) if top in model.INSTEAD else _GONE
        else:
            instead[place] = _GONE
    for place in sorted(instead, key=_order, reverse=True):
        _put(fields, place, instead[place])


def _why(kind: str) -> str:
    return _WHY.get(kind) or next((why for begin, why in _WHY_BEGINS if kind.startswith(begin)), "not_understood")


def _found(fields: Any, loc: Path) -> tuple[Path, Any]:
    """How far `loc` leads in the data (pydantic names members of unions in it as well), and what stands there."""
    at, steps = fields, 0
    for step in loc:
        if not isinstance(at, (list if isinstance(step, int) else dict)):
            break
        try:
            at = cast(Any, at)[step]
        except LookupError:
            break
        steps += 1
    return loc[:steps], at


def _order(place: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in place)


def _put(fields: dict[str, Any], place: Path, value: Any) -> None:
    """Let `value` stand at that place, or nothing; the last lines of a list come first, so that the others stay put."""
    holder: Any = _found(fields, place[:-1])[1]
    if value is not _GONE:
        holder[place[-1]] = value
    elif isinstance(holder, dict):
        holder.pop(place[-1], None)
    else:
        del holder[place[-1]]


def _instead(wanted: Any, fields: Mapping[str, Any], name: str) -> Any:
    if wanted is ITS_ID:
        return fields["id"]
    if wanted is AS_SAID:
        said = fields.get(name)
        return "?" if said is None else shown(said) or "?"
    return wanted

"""Who needs a record that a pack no longer has: what people see, what they work at, who reports. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

Name = tuple[str, str]
Records = Mapping[Name, Mapping[str, Any]]
_SHOWN = ("layout", "wall", "plan", "alarm_rule", "incident")
_FIELDS: Mapping[str, tuple[tuple[str, ...], frozenset[str]]] = MappingProxyType({
    "camera": (_SHOWN, frozenset({"camera", "cameras", "camera_ids"})),
    "indicator": (_SHOWN, frozenset({"indicator", "indicators", "indicator_ids"})),
    "contact": (("checklist", "plan"), frozenset({"contact", "contacts"})),
    "checklist": (("incident",), frozenset({"checklist"})),
    "incident_kind": (("incident",), frozenset({"kind"})),
    "life_cycle": (("incident",), frozenset({"life_cycle"})),
})  # fmt: skip
"""By type: the types of records that name one, and the fields in which they do, at any depth."""


@dataclass(frozen=True)
class Use:
    """A record, or a node of a wall, that needs another one."""

    kind: str
    key: str
    name: str = ""


def uses(name: Name, data: Mapping[str, Any], records: Records) -> tuple[Use, ...]:
    """Everything among `records`, open incidents and nodes with a token among them, that needs the record `name`."""
    kind, key = name
    kinds, fields = _FIELDS.get(kind, ((), frozenset()))
    needs = _BY_KIND.get(kind, _nobody)
    found = [
        other
        for other, there in records.items()
        if other != name and ((other[0] in kinds and _names(there, fields, key)) or needs(name, data, other, there))
    ]
    return tuple(Use(*other, told(records[other])) for other in found) + tuple(_own(name, data))


def told(data: Mapping[str, Any]) -> str:
    """What people call a record: its name, or an incident's code and title."""
    words = (data.get("code"), data.get("name") or data.get("title"))
    return " · ".join(str(word) for word in words if word)


def _own(name: Name, data: Mapping[str, Any]) -> Iterator[Use]:
    """What is going on at the record itself."""
    if name[0] == "plan":
        for field in ("running", "running_drill"):
            if data.get(field):
                yield Use("activation", str(data[field]), told(data))
    if name[0] == "wall" and isinstance(data.get("lease"), dict):
        yield Use("lease", name[1], str(data["lease"].get("holder_name") or ""))


def _names(value: object, fields: frozenset[str], key: str, field: str = "") -> bool:
    if isinstance(value, Mapping):
        return any(_names(inner, fields, key, str(name)) for name, inner in value.items())
    if isinstance(value, (list, tuple)):
        return any(_names(inner, fields, key, field) for inner in value)
    return field in fields and value == key


def _nobody(_name: Name, _data: Mapping[str, Any], _other: Name, _there: Mapping[str, Any]) -> bool:
    return False


def _of_source(name: Name, data: Mapping[str, Any], other: Name, there: Mapping[str, Any]) -> bool:
    return other[0] == "indicator" and there.get("source") in (name[1], data.get("name"))


def _of_wall(name: Name, _data: Mapping[str, Any], other: Name, there: Mapping[str, Any]) -> bool:
    if other[0] == "plan":
        return name[1] in (there.get("preset") or {})
    return other[0] == "node" and there.get("wall") == name[1]


def _of_agency(name: Name, data: Mapping[str, Any], other: Name, there: Mapping[str, Any]) -> bool:
    if other[0] != "incident":
        return False
    called = {name[1], data.get("name"), data.get("short_name")} - {None, ""}
    return there.get("agency") in called or there.get("assignee_id") in {f"agency:{one}"[:120] for one in called}


_BY_KIND: Mapping[str, Callable[[Name, Mapping[str, Any], Name, Mapping[str, Any]], bool]] = MappingProxyType(
    {"source": _of_source, "wall": _of_wall, "agency": _of_agency}
)

"""Every field of every type of record, and what could stand in it, letter by letter as it goes over the wire."""

from __future__ import annotations

import json
import math
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import AwareDatetime, BaseModel

from backend.city.loading import load
from backend.demo.story.story import Story
from console.records.reading import Reading
from console.records.said import OURS, Record
from console.sync.record_types import MODELS
from offline_cache.json_text import NO_LETTER, read_json
from tests.harness.feed_server import Raw

CITY = Path(__file__).resolve().parents[2] / "resources" / "cities" / "song-may"
NOW = datetime.now(UTC)
GIVEN = frozenset({"id", "version"})
"""What a record has besides its data."""
Path_ = tuple[str | int, ...]

ODD: Mapping[str, str] = MappingProxyType(
    {
        "null": "null",
        "NaN": "NaN",
        "inf": "Infinity",
        "-inf": "-Infinity",
        "1e999": "1e999",
        "-1": "-1",
        "0": "0",
        "2**63": str(2**63),
        "2**70": str(2**70),
        "5,000 digits": "9" * 5000,
        "5": "5",
        "2.5": "2.5",
        "text of 5": '"5"',
        "empty": '""',
        "blank": '"  "',
        "x": '"x"',
        "true": "true",
        "list": "[]",
        "list of null": "[null]",
        "list of odd": '[{}, 5, "x", [[]]]',
        "object": "{}",
        "other object": '{"a": 1}',
        "naive": '"2026-11-29T10:11:12"',
        "year 1": '"0001-01-01T00:00:00Z"',
        "year 9999": '"9999-12-31T23:59:59Z"',
        "no time": '"29/11/2026 25:61"',
        "half": '"Ch\\ud83d y"',
        "turned": '"a\\u202eb\\u2066c"',
        "NUL": '"a\\u0000b"',
        "bell": '"a\\u0007\\u001bb"',
        "64 KB": json.dumps("ngập " * 13_000, ensure_ascii=False),
        "deep": "[" * 200 + "]" * 200,
        "deeper": "[" * 5_000 + "]" * 5_000,
    }
)


@dataclass(frozen=True)
class Case:
    """One odd value in one place of one record."""

    kind: str
    path: Path_
    value: str
    """Its name in `ODD`."""

    @property
    def id(self) -> str:
        """The record's id; a new one for each case."""
        return f"{self.kind}:{'.'.join(map(str, self.path))}:{list(ODD).index(self.value)}"

    def raw(self, version: int = 1) -> Raw:
        """The record as it goes over the wire."""
        return Raw(self.kind, self.id, _with(base(self.kind), self.path, ODD[self.value]), str(version))


def cases() -> Iterator[Case]:
    """All of them."""
    for kind in MODELS:
        for path in paths(base(kind)):
            for value in ODD:
                yield Case(kind, path, value)


def is_silent(case: Case, reading: Reading[Any]) -> bool:
    """Whether the odd value was swallowed: neither told, nor to be seen in the record as it was said."""
    if reading.oddities:
        return not any(one.field in ("", case.path[0]) or one.field.startswith(f"{case.path[0]}.")
                       for one in reading.oddities)  # fmt: skip
    said, place = read_json(ODD[case.value]), reading.record
    for step in case.path:
        if isinstance(place, BaseModel):
            names = {
                (field.validation_alias and "from") or name: name for name, field in type(place).model_fields.items()
            }
            if step not in names:
                return False  # a field of tomorrow is nobody's
            place = getattr(place, names[str(step)])
        elif isinstance(place, dict | list | tuple):
            try:
                place = place[step]  # type: ignore[index]
            except LookupError:
                return True
        else:
            return True
    return not _is_said(place, said)


def _is_said(seen: Any, said: Any) -> bool:
    if isinstance(seen, BaseModel):
        return isinstance(said, dict)  # its own fields are cases of their own
    if isinstance(seen, tuple | list):
        return isinstance(said, list) and len(seen) == len(said)
    if isinstance(seen, dict):
        return isinstance(said, dict) and seen.keys() == said.keys()
    if isinstance(seen, bool):
        return said in (seen, int(seen)) or said in ("true", "false")
    if isinstance(said, float) and not math.isfinite(said):
        return str(seen) == str(said)
    if isinstance(seen, datetime):
        return False  # none of the odd ones is a time
    if isinstance(seen, str):
        return NO_LETTER in seen or seen == str(said)
    return bool(seen == said) or str(seen) == str(said) or (isinstance(said, str) and float(seen) == float(said))


def witness(kind: str) -> Raw:
    """A good record of a type: it is on every screen, whatever stands beside it."""
    return Raw(kind, f"witness-{kind}", json.dumps(base(kind), ensure_ascii=False))


@cache
def standing() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """The demo city's records without its incidents, with what its sources say now."""
    pack = load(CITY)
    story = Story(pack)
    heard = {(kind, key): fields for kind, key, fields in story.heard(NOW)}
    notices = [record for record in story.records(NOW) if record[0] == "notice"]
    records = [*pack.records(now=NOW), *notices]
    return tuple((kind, key, data | heard.get((kind, key), {})) for kind, key, data in records)


def layouts() -> Iterator[Raw]:
    """The demo city's layouts: its wall names them."""
    for kind, key, data in standing():
        if kind == "layout":
            yield Raw(kind, key, json.dumps(data, ensure_ascii=False))


def paths(data: Any, at: Path_ = ()) -> Iterator[Path_]:
    """Every place in a record: each field, each line of a list, each field of a line."""
    if at:
        yield at
    if isinstance(data, dict) and len(at) < 5:
        for name, value in data.items():
            yield from paths(value, (*at, name))
    elif isinstance(data, list) and data and len(at) < 5:
        yield from paths(data[0], (*at, 0))


@cache
def base(kind: str) -> Any:
    """A good record of a type: the demo city's own, with whatever its model knows besides."""
    made = _sample(MODELS[kind])
    ours = next((data for of, _key, data in standing() if of == kind), {})
    found = {name: value for name, value in {**made, **ours}.items() if name not in GIVEN}
    if kind == "city_map":  # one shape of each form stands for them all
        forms = {one["geometry"]["type"]: one for one in found["features"]}
        found["features"] = [
            {**one, "geometry": {**one["geometry"], "coordinates": one["geometry"]["coordinates"]}}
            for one in sorted(forms.values(), key=lambda one: len(json.dumps(one)))
        ]
    return json.loads(json.dumps(found))


def _with(data: Any, path: Path_, text: str) -> str:
    """The data as JSON with `text` in that place."""
    mark = "\N{REPLACEMENT CHARACTER}here\N{REPLACEMENT CHARACTER}"
    changed = json.loads(json.dumps(data))
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = mark
    return json.dumps(changed, ensure_ascii=False).replace(json.dumps(mark, ensure_ascii=False), text)


GOOD: Mapping[str, Any] = MappingProxyType(
    {
        "severity": 3, "state": "new", "channel": "sensor", "lat": 9.62, "lon": 106.48, "title": "Ngập hẻm 12",
        "period": "hour", "kind": "ngap", "satisfaction": 4, "code": "SC-1", "main_url": "rtsp://127.0.0.1:9/a/main",
        "sub_url": "rtsp://127.0.0.1:9/a/sub", "centre": {"lat": 9.62, "lon": 106.48}, "life_cycle": "", "stage": "",
        "joined_into": None, "ended_at": None, "shelved_until": None, "features": [], "masks": [[0.1, 0.1, 0.2, 0.2]],
        "main_size": [1280, 720], "sub_size": [640, 360], "deadline": (NOW + timedelta(hours=2)).isoformat(),
        "next_report_at": (NOW + timedelta(minutes=20)).isoformat(),
        "starts_at": (NOW - timedelta(hours=1)).isoformat(),
        "ends_at": (NOW + timedelta(hours=11)).isoformat(), "drill": False, "paused_since": None, "resolved_at": None,
        "screen": {"rows": 1, "cols": 1, "tiles": [{"type": "clock", "row": 0, "col": 0}]}, "blank": False,
        "frozen": False, "tour": [], "layout": None, "identify_until": None, "replied_at": None, "corrects": None,
    }
)  # fmt: skip


def _sample(model: type[BaseModel], deep: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if OURS in field.metadata or (name in GIVEN and issubclass(model, Record)):
            continue
        said = name if field.validation_alias is None else "from"
        found[said] = GOOD[name] if name in GOOD else _value(field.annotation, name, deep)
    return found


def _value(of: Any, name: str, deep: int) -> Any:
    origin, inner = typing.get_origin(of), typing.get_args(of)
    if origin in (typing.Union, types.UnionType):
        return _value(next(one for one in inner if one is not type(None)), name, deep)
    if origin is typing.Annotated:
        return _value(inner[0], name, deep)
    if origin is tuple:
        return [] if deep > 3 else [_value(inner[0], name, deep + 1)]
    if origin is dict:
        return {} if deep > 3 else {"one": _value(inner[1], name, deep + 1)}
    if isinstance(of, type) and issubclass(of, BaseModel):
        return _sample(of, deep + 1)
    if isinstance(of, type) and issubclass(of, StrEnum):
        return next(iter(of))
    if of is AwareDatetime:
        return NOW.isoformat()
    known = {datetime: NOW.isoformat(), bool: True, int: 2, float: 1.5, str: f"chữ {name}"}
    return known.get(of)

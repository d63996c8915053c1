"""City packs that differ from the demo's in what a test says, and a ledger that took one over."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from backend.city.loading import DEFAULT_CITY, load
from backend.city.pack import CityPack
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.program.roster import let_begin
from backend.program.structure import put_in_place
from backend.upkeep.taking import brought, compare, take
from backend.upkeep.words import lines

BASE = "rtsp://cameras.example"


@functools.cache
def city() -> CityPack:
    """The demo's."""
    return load(DEFAULT_CITY)


def lived(pack: CityPack | None = None) -> Ledger:
    """A ledger whose server began with `pack`."""
    ledger = Ledger(open_engine("sqlite://"))
    put_in_place(ledger, pack or city(), BASE)
    let_begin(ledger, pack or city(), datetime.now(UTC))
    return ledger


def with_entry(pack: CityPack, field: str, key: str, **changed: Any) -> CityPack:
    """The pack with the entry `key` of the list `field` changed."""
    entries = [one.model_copy(update=changed) if one.id == key else one for one in getattr(pack, field)]
    whole: dict[str, Any] = {field: tuple(entries)}
    return dataclasses.replace(pack, **whole)


def with_more(pack: CityPack, field: str, entry: Any) -> CityPack:
    """The pack with `entry` at the end of the list `field`."""
    changed: dict[str, Any] = {field: (*getattr(pack, field), entry)}
    return dataclasses.replace(pack, **changed)


def without(pack: CityPack, field: str, *keys: str) -> CityPack:
    """The pack without the entries `keys` of the list `field`."""
    changed: dict[str, Any] = {field: tuple(one for one in getattr(pack, field) if one.id not in keys)}
    return dataclasses.replace(pack, **changed)


def planned(ledger: Ledger, pack: CityPack, lang: str = "vi") -> list[str]:
    """What `city apply` would say."""
    return list(lines(compare(ledger, brought(pack, BASE)).differences, lang))


def applied(ledger: Ledger, pack: CityPack) -> list[str]:
    """What it says it did."""
    return list(lines(take(ledger, brought(pack, BASE)).differences, "vi"))


def everything(ledger: Ledger) -> dict[tuple[str, str], tuple[int, Any]]:
    """Every record that is there, with its version."""
    _as_of, rows, page = ledger.snapshot_page(None, 5000)
    assert page is None
    return {(row.type, row.id): (row.version, row.data) for row in rows}


def data(ledger: Ledger, kind: str, key: str) -> dict[str, Any]:
    """The data of a record that is there."""
    found = ledger.current(kind, key)
    assert found is not None, (kind, key)
    return found[1]


def incident(key: str, **fields: Any) -> tuple[str, str, dict[str, Any]]:
    """An incident as a connector reports it."""
    given: dict[str, Any] = {
        "code": f"SC-{key}", "title": "Ngập hẻm 12", "description": "", "kind": "ngap-duong", "channel": "field_report",
        "source_name": "1022", "severity": 3, "state": "new", "ward": "Phường Hòa An", "place": "Hẻm 12",
        "camera_ids": [], "indicator_ids": [], "created_at": "2026-11-21T05:00:00.000Z",
        "updated_at": "2026-11-21T05:00:00.000Z", "history": [],
    }  # fmt: skip
    return "incident", key, given | fields


def kinds(names: Iterable[tuple[str, str]]) -> set[str]:
    """The types among the names of records."""
    return {kind for kind, _key in names}

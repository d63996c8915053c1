"""The past is found by the beginnings of words without their marks, on both engines the same."""

from __future__ import annotations

from typing import Any

import pytest

from backend.ledger.ledger import Ledger
from backend.past.moving import move
from backend.past.searching import NUMBER_MOST, Asked, search
from tests.backend.past.desk import DAY_MS, NOW_MS, Desk, ended

WORDS: tuple[tuple[str, list[str]], ...] = (
    ("", ["i5", "i4", "i3", "i2", "i1"]),
    ("ngap", ["i3", "i1"]),
    ("NGẬP duong", ["i3", "i1"]),
    ("da nang", ["i2"]),
    ("đà nẵng", ["i2"]),
    ("sm-2041", ["i1"]),
    ("sm2041", []),
    ("tran ph", ["i1"]),
    ("ran phu", []),
    ("22kv", ["i4"]),
    ("7/2026", ["i4"]),
    ("ward", ["i4"]),
    ("=wben", []),
    ("kflood", []),
    ("duong n_7", ["i5"]),
    ("drop \"AND' NOT", ["i5"]),
    ("' OR 22=22 --", []),
    ("& | ! ( ) : * '", ["i5", "i4", "i3", "i2", "i1"]),
    ("khong co", []),
)


@pytest.fixture
def city(ledger: Ledger) -> Ledger:
    """Five incidents of the past and one of today."""
    ledger.publish([
        ("incident", "i1", ended("Ngập đường Trần Phú", 400, code="SM-2041", ward="Phường Bến Nghé", kind="flood")),
        ("incident", "i2", ended("Cháy ở chợ Đà Nẵng", 300, ward="Bến Nghé", kind="fire", agency="Điện lực")),
        ("incident", "i3", ended("Đường bị ngập sâu", 200, ward="Cảng", assignee_id="agency:Thoát nước",
                                 assignee_name="Thoát nước")),
        ("incident", "i4", ended("Ward of nobody", 100, description="Cột điện 22kV đổ; xem biên bản số 7/2026")),
        ("incident", "i5", ended("'\"; DROP — AND OR NOT *", 50, place="đường N_7")),
        ("incident", "now", ended("Ngập hôm nay", 1)),
    ])  # fmt: skip
    assert move(ledger, NOW_MS) == 5
    return ledger


def _found(ledger: Ledger, text: str = "", **more: Any) -> list[str]:
    rows, _following = search(ledger.engine, Asked(text, **more), 50)
    return [row.id for row in rows]


def test_words(city: Ledger) -> None:
    assert {text: _found(city, text) for text, _ids in WORDS} == dict(WORDS)


def test_a_kind_a_ward_or_an_agency_is_found_by_its_own_words(city: Ledger) -> None:
    assert _found(city, facets={"ward": "bến ngh"}) == ["i2", "i1"]
    assert _found(city, facets={"ward": "Phuong Ben Nghe"}) == ["i1"]
    assert _found(city, facets={"ward": "chợ"}) == [], "that is its title"
    assert _found(city, facets={"ward": "phường"}) == ["i1"], "longer than the index has beginnings"
    assert _found(city, facets={"ward": "phuonx"}) == [], "as much of it as the index has is another's"
    assert _found(city, facets={"kind": "flood"}) == ["i1"]
    assert _found(city, facets={"agency": "Thoát nước"}) == ["i3"], "whom it was forwarded to"
    assert _found(city, "cháy", facets={"agency": "điện lực", "kind": "fire"}) == ["i2"]
    assert _found(city, "ngập", facets={"agency": "điện lực"}) == []
    assert _found(city, facets={"kind": "lood"}) == []


def test_times_are_when_it_began(city: Ledger) -> None:
    since, until = NOW_MS - 310 * DAY_MS, NOW_MS - 100 * DAY_MS
    assert _found(city, since_ms=since, until_ms=until) == ["i3", "i2"]
    assert _found(city, since_ms=NOW_MS - 100 * DAY_MS) == ["i5", "i4"]
    assert _found(city, "ngap", until_ms=since) == ["i1"]
    assert _found(city, since_ms=-(10**18)) == _found(city)
    assert _found(city, since_ms=10**18) == []


def test_pages_hold_each_once_though_all_began_at_the_same_instant(ledger: Ledger) -> None:
    ledger.publish([("incident", f"i{number}", ended("Ngập", 90)) for number in range(23)])
    move(ledger, NOW_MS)
    for text in ("", "ngập"):
        seen: list[str] = []
        before: int | None = NUMBER_MOST
        while before is not None:
            rows, before = search(ledger.engine, Asked(text, before=before), 5)
            seen += [row.id for row in rows]
        assert sorted(seen) == sorted(f"i{number}" for number in range(23))


def test_what_came_back_is_not_found_and_goes_again_as_it_is_then(city: Ledger) -> None:
    Desk(city).does("note", "i1", text="Ghi thêm")
    assert _found(city, "tran phu") == []
    assert move(city, NOW_MS + 400 * DAY_MS) == 2
    rows, _following = search(city.engine, Asked("tran phu"), 5)
    assert [line["text"] for line in rows[0].data["history"]] == ["đã xong", "Ghi thêm"]

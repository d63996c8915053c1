"""A draft is texts, there and back; what it says of a place is a place or nothing."""

from __future__ import annotations

import pytest

from contract.records.incident import Channel, Severity
from contract.records.life_cycle import Kind
from views.base.commands import CommandRefusedError
from views.opening.draft import Draft, read
from views.opening.said import said_of

TREE = Kind(id="cay-do", name="Cây đổ", channel="sensor", severity=2)


def test_it_is_kept_as_texts_and_read_again() -> None:
    draft = Draft(kind="cay-do", place="Hẻm 12", name="Bác Tư").moved(10.78, 106.7, "Mây")
    assert read(draft.texts()) == draft
    assert read({**draft.texts(), "of_another_version": "x"}) == draft
    assert Draft().texts() == {}


@pytest.mark.parametrize(("lat", "lon"), [("", ""), ("x", "1"), ("91", "0"), ("nan", "0"), ("1", "inf")])
def test_what_is_no_place_is_none(lat: str, lon: str) -> None:
    assert Draft(lat=lat, lon=lon).at is None


def test_the_kinds_name_is_the_title_until_somebody_writes_one() -> None:
    said = said_of(Draft(kind="cay-do", place="Hẻm 12"), TREE)
    assert (said.title, said.kind, said.severity, said.channel) == ("Cây đổ", "cay-do", Severity.HIGH, Channel.SENSOR)
    said = said_of(Draft(kind="cay-do", place="Hẻm 12", title="Cây bàng gãy ngang", severity="1"), TREE)
    assert (said.title, said.severity) == ("Cây bàng gãy ngang", Severity.CRITICAL)
    said = said_of(Draft(typed_kind="Bò chạy rông", place="Hẻm 12"), None)
    assert (said.title, said.kind, said.channel) == ("Bò chạy rông", "", Channel.FIELD_REPORT)


@pytest.mark.parametrize(
    ("draft", "kind", "code"),
    [
        (Draft(place="Hẻm 12"), None, "open_without_title"), (Draft(kind="cay-do"), TREE, "open_without_place"),
        (Draft(place="Hẻm 12", title="x" * 201), None, "open_too_long"),
        (Draft(place="Hẻm 12", description="x" * 4001), TREE, "open_too_long"),
    ],
)  # fmt: skip
def test_what_nobody_could_act_on_is_named(draft: Draft, kind: Kind | None, code: str) -> None:
    with pytest.raises(CommandRefusedError) as refused:
        said_of(draft, kind)
    assert refused.value.code == code


def test_a_point_of_the_map_is_place_enough() -> None:
    said = said_of(Draft(kind="cay-do").moved(10.78, 106.7, "Mây"), TREE)
    assert (said.lat, said.lon, said.ward) == (10.78, 106.7, "Mây")

"""What is sent to whom: a wall gets what is listed and no more, who looks after the system no number of a person."""

from __future__ import annotations

import pytest

from backend.people.roles import Role
from backend.privacy.on_wall import INCIDENT, NEVER, THINGS, on_wall
from backend.privacy.sight import Sight, may_see, shown, sight_of
from contract.records import RECORDS

HELD_BACK = {
    "incident": {
        "agency_steps", "rated_at", "rating_text",
        "description", "acknowledged_by", "assignee_id", "assignee_name", "resolution", "reporter", "reporter_masked",
        "shelved_by", "shelved_by_name", "shelved_until", "shelved_reason", "steps", "history", "tags", "attachments",
        "replies",
    },
    "plan": {"roles"},
    "wall": {"presets", "kept_presets", "lease", "told", "changed"},
    "shift": {"people", "next_people"},
}  # fmt: skip
"""Decided: none of it goes as it is."""


@pytest.mark.parametrize("kind", sorted(RECORDS.keys() - NEVER - {"activation"}))
def test_somebody_has_decided_on_every_field(kind: str) -> None:
    listed = set(INCIDENT if kind == "incident" else THINGS[kind])
    held_back = HELD_BACK.get(kind, set())
    assert not listed & held_back
    assert listed | held_back == set(RECORDS[kind].model_fields), "a new field: may it hang in a room?"


def test_a_field_and_a_type_of_tomorrow_are_not_sent() -> None:
    assert "owner_phone" not in on_wall("camera", {"name": "C", "owner_phone": "x"})
    assert on_wall("visitor", {"name": "Trần Văn A"}) == {}


def test_no_text_on_a_wall_holds_a_number_of_a_person() -> None:
    data = {"title": "Ngập, gọi 0912 345 678", "place": "nhà ông A, CCCD 001086012345", "description": "x"}
    assert on_wall("incident", data) | {"history": []} == {
        "title": "Ngập, gọi ••••678", "place": "nhà ông A, CCCD ••••345", "description": "", "history": [],
        "assignee_id": None, "assignee_name": None,
    }  # fmt: skip


def test_who_deals_with_it_reads_all_and_who_looks_after_the_system_no_numbers() -> None:
    data = {"title": "Cháy", "description": "gọi 0912 345 678"}
    assert shown(Role.OPERATOR, "incident", data) == data
    assert shown(Role.ADMIN, "incident", data) == data | {"description": "gọi ••••678"}
    assert may_see(Role.ADMIN, "log_entry")
    assert not may_see(Role.WALL, "log_entry")
    acting = {Role.OPERATOR, Role.DUTY_OFFICER, Role.SECURITY_ANALYST, Role.AGENCY}
    assert {role for role in Role if sight_of(role) == Sight.WHOLE} == acting

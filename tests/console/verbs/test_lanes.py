"""What a console offers is what the server will take from this role: the table of rights is one for both."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backend.people.roles import Scope
from backend.people.scopes import why_not
from console.records.models import Actor, Incident
from console.verbs.actions import allowed
from console.verbs.incident import BY_NAME
from contract.roles import Role

AT = datetime(2026, 11, 21, tzinfo=UTC)


def incident(channel: str) -> Incident:
    return Incident(id="i", version=1, code="c", title="t", channel=channel, created_at=AT)


@pytest.mark.parametrize(
    ("role", "verb", "channel", "why"),
    [
        ("operator", "acknowledge", "sensor", None), ("operator", "acknowledge", "security", "security_lane"),
        ("operator", "note", "security", None), ("operator", "escalate", "security", None),
        ("security_analyst", "acknowledge", "security", None),
        ("security_analyst", "acknowledge", "sensor", "security_alone"),
        ("duty_officer", "acknowledge", "security", None), ("viewer", "note", "sensor", "forbidden"),
        ("agency", "note", "sensor", None), ("agency", "assign", "sensor", "forbidden"),
        ("auditor", "note", "sensor", "forbidden"), ("of_tomorrow", "note", "sensor", "forbidden"),
    ],
)  # fmt: skip
def test_why_a_verb_is_off(role: str, verb: str, channel: str, why: str | None) -> None:
    assert allowed(verb, incident(channel), Actor(id="a", name="A", role=role)) == why


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("channel", ["sensor", "security"])
def test_nothing_is_offered_that_the_server_refuses_by_the_table(role: Role, channel: str) -> None:
    """An agency's own incidents apart: what it is shown is in its reach."""
    data = {"channel": channel, "agency": "Sở"}
    for verb in BY_NAME:
        offered = allowed(verb, incident(channel), Actor(id="a", name="A", role=role)) is None
        refused = why_not(Scope(role), verb, "incident", data)
        if offered and role != Role.AGENCY:
            assert refused is None, verb

"""What a pack says of messages: which deed makes one, for whom, by what it goes, and its words."""

from __future__ import annotations

import string
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from backend.city.models import Channel, Entry, Identity, Text

PLACEHOLDERS = frozenset({
    "code", "title", "place", "ward", "time", "severity", "assignee", "text", "agency", "actor", "centre", "plan",
    "level", "reason",
})  # fmt: skip
Medium = Literal["email", "webhook", "sms", "voice", "zalo", "cap", "file"]
Made = Literal["forwarding", "reply", "report", "request", "notice", "warning"]
DeedName = Literal[
    "forward", "reply", "plan_activate", "plan_level", "plan_stand_down", "plan_report", "plan_poll",
]  # fmt: skip
To = Literal["agency", "reporter", "agencies", "named", "public"]
OF_INCIDENTS = frozenset({"forward", "reply"})
FITS: Mapping[str, frozenset[str]] = MappingProxyType({
    "agency": frozenset({"forward"}), "reporter": frozenset({"forward", "reply"}),
    "agencies": frozenset({"plan_activate", "plan_level", "plan_stand_down", "plan_report", "plan_poll"}),
    "public": frozenset({"plan_activate", "plan_level", "plan_stand_down"}),
})  # fmt: skip
"""Which deeds have such a receiver; those that are named by the rule itself go with each."""


def _with_places(text: str) -> str:
    """Only known placeholders, each closed and plain; lines may break."""
    try:
        found = list(string.Formatter().parse(text))
    except ValueError as error:
        raise ValueError("bad_message_place") from error
    for _text, name, form, turn in found:
        if name is not None and (name not in PLACEHOLDERS or form or turn):
            raise ValueError("bad_message_place")
    if any(ord(sign) < 32 and sign != "\n" for sign in text):
        raise ValueError("not_plain")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("not_plain")
    return _with_places(text)


class MessageRule(Entry):
    """One deed, and the message that it makes for each of its receivers."""

    id: Identity
    name: Text
    deed: DeedName
    """What somebody does in the room (docs/reference/verbs.md)."""
    kind: Made
    to: To
    """`agency` is the one that an incident is forwarded to, `agencies` all that a plan names, `reporter` whoever told
    of the incident, `public` everybody, by CAP alone; `named` are those below."""
    agencies: Annotated[list[Identity], Field(max_length=50, default_factory=list)]
    contacts: Annotated[list[Identity], Field(max_length=50, default_factory=list)]
    channels: Annotated[list[Medium], Field(min_length=1, max_length=7)]
    """By what it goes: the first by which the receiver can be reached; where that fails for good the next one."""
    incident_channels: list[Channel] = Field(default_factory=list)
    """Only for incidents that came so; for all where none is named."""
    plans: list[Identity] = Field(default_factory=list)
    """Only for these plans; for all where none is named."""
    in_drills: bool = False
    """Whether an exercise sends it as well: what comes of one is marked as such."""
    subject: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_one_line)]
    text: Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(_with_places)]

    @model_validator(mode="after")
    def _fits_together(self) -> MessageRule:
        if self.to in FITS and self.deed not in FITS[self.to]:
            raise ValueError("receiver_of_another_deed")
        if (self.to == "named") != bool(self.agencies or self.contacts):
            raise ValueError("named_receivers")
        if (self.to == "public") != (self.channels == ["cap"]):
            raise ValueError("public_by_cap")
        return self


FILES: tuple[tuple[str, Any], ...] = (("messages.yaml", list[MessageRule]),)
FIELDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("messages.yaml", ("agencies",), "agency"),
    ("messages.yaml", ("contacts",), "contact"),
    ("messages.yaml", ("plans",), "plan"),
)
"""File, field of each entry, and what it names; read by `backend.city.references`."""

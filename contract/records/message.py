"""What goes out of the room: to an agency, to whom told of something, to the public; and how far it has come."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from contract.fields import Count, Moment
from contract.records.base import Owner, Part


class MessageState(StrEnum):
    """How far a message has come. Each channel tells as much as it can: a letter without receipts stays `sent`."""

    WAITING = "waiting"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"


class MessageKind(StrEnum):
    """What a message is for."""

    FORWARDING = "forwarding"
    REPLY = "reply"
    REPORT = "report"
    REQUEST = "request"
    NOTICE = "notice"
    WARNING = "warning"


class Medium(StrEnum):
    """What a message is brought by."""

    EMAIL = "email"
    WEBHOOK = "webhook"
    SMS = "sms"
    VOICE = "voice"
    ZALO = "zalo"
    CAP = "cap"
    FILE = "file"


class ToKind(StrEnum):
    """What sort of receiver a message has."""

    AGENCY = "agency"
    CONTACT = "contact"
    REPORTER = "reporter"
    PUBLIC = "public"


class Reach(Part):
    """What of its incident decides who may see a message: as the incident has it now."""

    ward: str = ""
    agency: str = ""
    assignee_name: str = ""
    channel: str = ""
    kind: str = ""


class Message(Part):
    """A message that a deed made, without its text and without any address: those never leave the server."""

    OWNER: ClassVar[Owner | None] = "server"

    about: str
    """The id of what it is about."""
    about_type: str = "incident"
    """`incident` or `activation`."""
    kind: MessageKind | str = MessageKind.NOTICE
    to: str = ""
    """Whom it is for, in words: an agency's name; of whom told of something no more than that it is they."""
    to_kind: ToKind | str = ToKind.AGENCY
    channel: Medium | str = ""
    """By what it goes, or went last; empty while there is none."""
    state: MessageState | str = MessageState.WAITING
    reason: str = ""
    """Why it has not gone, or why the last try failed, as a word for programs (docs/reference/messages.md#reasons)."""
    reason_text: str = ""
    """The same in words, in the server's language."""
    tries: Count = 0
    next_try_at: Moment | None = None
    """While it waits for another try."""
    made_at: Moment
    sent_at: Moment | None = None
    delivered_at: Moment | None = None
    read_at: Moment | None = None
    failed_at: Moment | None = None
    action_id: str = ""
    """Of the deed that made it."""
    drill: bool = False
    reach: Reach = Field(default_factory=Reach)

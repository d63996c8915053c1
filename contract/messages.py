"""What is asked about messages beside the feed: how one will look, which have failed, what became of one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from contract.wire import NO_NUL, Answer, Key, Strict

Text = Annotated[str, StringConstraints(max_length=4000, pattern=NO_NUL)]
Name = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]


class PreviewIn(Strict):
    """What somebody is about to do at an incident: answer, or forward."""

    about: Key
    verb: Literal["reply", "forward"] = "reply"
    text: Text = ""
    agency: Name = ""


class PreviewOut(Answer):
    """One message as its receiver will see it."""

    to: str
    to_kind: str
    kind: str
    channel: str
    """By what it will go, as far as is known now; empty where there is no way."""
    subject: str
    """Empty where the channel has none."""
    text: str
    parts: int
    """Of an SMS: how many are paid for; 1 by any other channel."""
    reason: str = ""
    reason_text: str = ""
    """Why there is no way."""


class Preview(Answer):
    """What will go out; nothing where the city's pack makes no message of it, or the server sends none."""

    text: str
    """The text that it is about: a template's with its places filled, else as it was sent."""
    messages: list[PreviewOut]


class FailedOut(Answer):
    """A message that nobody tries any more."""

    id: str
    about_type: str
    about: str
    kind: str
    rule: str
    to: str
    channel: str
    reason: str
    reason_text: str
    tries: int
    made_at: str
    failed_at: str


class FailedMessages(Answer):
    """The newest first."""

    messages: list[FailedOut]


class MessageAnswer(Answer):
    """Which message it was."""

    id: str

"""What is brought out, what comes of it, and what every adapter is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Letter:
    """A message as it goes out. `key` is the same however often it is sent: whoever gets it twice knows by it."""

    key: str
    kind: str
    about_type: str
    about_id: str
    subject: str
    text: str
    made_ms: int
    drill: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What of it is known in fields, such as `code`, `hazard`, `level`."""


@dataclass(frozen=True)
class Address:
    """Where a receiver is reached by one channel. Never in a record, a log or a fault."""

    values: tuple[str, ...] = field(repr=False)
    """Addresses of mail, one number, a folder's name, or the address of a webhook."""
    secret: str = field(default="", repr=False)
    """What a webhook's letters are signed with."""


@dataclass(frozen=True)
class Sent:
    """The other side has it."""

    ref: str = ""
    """What it calls the message: receipts come with it."""
    is_delivered: bool = False
    """Whether its answer is the receipt as well."""


class NotSentError(Exception):
    """It did not go out, as far as is known. `reason` is one of `backend.messages.words.REASONS`."""

    def __init__(
        self, reason: str, *, final: bool = False, after_s: float = 0.0, of_all: bool = False
    ) -> None:  # fmt: skip
        super().__init__(reason)
        self.reason = reason
        self.final = final
        """The same again would fail the same."""
        self.after_s = after_s
        """The other side asked to be left alone for so long."""
        self.of_all = of_all
        """And that holds for everything that goes by this channel."""


class Adapter(Protocol):
    """One way out. From several threads at a time; a call ends within the channel's time."""

    def send(self, letter: Letter, address: Address) -> Sent:
        """Bring it out. Raises `NotSentError`."""
        ...

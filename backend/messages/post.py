"""All of a server's messages: how deeds make them, the queue, and what brings them out by the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from backend.ledger.ledger import Ledger
from backend.messages import making
from backend.messages.channels import Channels
from backend.messages.making import Making
from backend.messages.queue import Queue
from backend.messages.sending import Sender
from backend.messages.standing import Following
from backend.messages.texts import Wording
from backend.operations.beats import Beat

SEND_EVERY_S = 1.0
FORGET_EVERY_S = 24 * 3600.0


class Lists(making.Lists, Protocol):
    """What of a pack is asked here."""

    @property
    def zone(self) -> ZoneInfo: ...


@dataclass(frozen=True)
class Post:
    """One server's."""

    channels: Channels
    making: Making
    queue: Queue
    sender: Sender
    following: Following
    days: int
    """For so many days what became of a message is kept."""
    wording: Wording

    def beats(self, alone: Callable[[Callable[[], object]], Callable[[], object]]) -> tuple[Beat, ...]:
        """Sending, by one server of several; forgetting, daily. Whose turn it is, is asked where there is work alone:
        the answer is written down each time."""
        step = alone(self.sender.step)
        return (
            Beat("send-messages", SEND_EVERY_S, lambda: self.sender.has_work() and step()),
            Beat("forget-messages", FORGET_EVERY_S, alone(lambda: self.queue.forget(self.days)), at_once=True),
        )


def post_over(ledger: Ledger, lists: Lists, channels: Channels, lang: str = "vi") -> Post:
    """That of a city, by these channels."""
    queue = Queue(ledger, lang)
    wording = Wording(lists.city.short_name, lists.zone, lang)
    return Post(
        channels, Making(lists, channels, wording), queue, Sender(channels, queue), Following(ledger),
        lists.city.retention.incident_days, wording,
    )  # fmt: skip

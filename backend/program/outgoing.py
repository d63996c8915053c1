"""What a server sends out of the room, as its configuration wants it."""

from __future__ import annotations

from backend.city.pack import CityPack
from backend.ledger.ledger import Ledger
from backend.messages.channel_file import channels_of
from backend.messages.post import Post, post_over
from backend.program.configuration import Configuration


def post_of(ledger: Ledger, pack: CityPack, said: Configuration) -> Post | None:
    """What brings messages out; None where no file of channels is named. Raises `RefusedError`."""
    if said.message_channels is None:
        return None
    return post_over(ledger, pack, channels_of(said.message_channels, said.lang), said.lang)

"""What a server's entrance remembers and allows: one for all of its connections and requests."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager

from starlette.types import Scope

from backend.entrance.caps import KIB, MIB
from backend.entrance.connections import MOST, PER_SOURCE, Connections
from backend.entrance.rates import Rates
from backend.entrance.sources import Network, Sources
from backend.entrance.turns import Room, Turns, too_many

SIGN_INS, SIGN_INS_PER_SOURCE = 256, 128
"""That wait, with those at work: two passwords are tried at once, so the last of them waits for six seconds."""
SIGN_INS_A_MINUTE = 300
"""From one address: a shift of a hundred desks behind one router signs in within a few seconds."""
NAMELESS_AT_ONCE, NAMELESS_A_SECOND = 600.0, 100.0
"""Requests without a token, and those whose token is none. A balancer asks once a second."""
LOOK_UPS, LOOK_UPS_PER_SOURCE = 128, 32
"""Tokens that are being looked up in the database."""
LARGE = 64 * KIB
"""From here on a body takes of the room for bodies: what people send is smaller."""
ROOM, ROOM_PER_SOURCE, ROOM_PATIENCE_S = 16 * MIB, 8 * MIB, 20.0
"""Read and understood, a body takes some fifteen times its bytes."""


PAGES_ROOM, PAGES_ROOM_PER_SOURCE = 48 * MIB, 12 * MIB
"""Of the server's own pages, which anybody may send a picture to: no desk and no source waits for those."""


class Doorway:
    """`proxies` are the networks whose `X-Forwarded-For` is believed."""

    def __init__(
        self,
        proxies: Iterable[Network] = (),
        *,
        connections: int = MOST,
        connections_per_source: int = PER_SOURCE,
        sign_ins_a_minute: int = SIGN_INS_A_MINUTE,
    ) -> None:
        self.sources = Sources(proxies)
        self.connections = Connections(connections, connections_per_source)
        self.sign_ins = Turns(SIGN_INS, SIGN_INS_PER_SOURCE)
        """Who waits for a password to be tried."""
        self.sign_in_rate = Rates(max(1, sign_ins_a_minute / 2), sign_ins_a_minute / 60)
        self.nameless_rate = Rates(NAMELESS_AT_ONCE, NAMELESS_A_SECOND)
        self.look_ups = Turns(LOOK_UPS, LOOK_UPS_PER_SOURCE)
        """Tokens that nobody asked with a moment ago, and that are looked up in the database before a body is read."""
        self.room = Room(ROOM, ROOM_PER_SOURCE, ROOM_PATIENCE_S)
        self.pages_room = Room(PAGES_ROOM, PAGES_ROOM_PER_SOURCE, ROOM_PATIENCE_S)

    def check_sign_in(self, scope: Scope) -> None:
        """Raise `ProblemError` too-many-requests where no sign-in of this source would be tried now."""
        wait_s = self.sign_in_rate.wait_s(self.sources.of_request(scope))
        if wait_s:
            raise too_many(wait_s)

    def turn_to_sign_in(self, scope: Scope) -> AbstractContextManager[None]:
        """A place among those whose password is tried. Raises `ProblemError` at once where there is none."""
        source = self.sources.of_request(scope)
        wait_s = self.sign_in_rate.take(source)
        if wait_s:
            raise too_many(wait_s)
        return self.sign_ins.one(source)

"""One connection, as uvicorn speaks HTTP on it, with the bounds that it has not (docs/decisions/070-availability.md).

A request's head has to be whole soon after its first byte, and soon after connecting; who has shown no token is not
waited for between requests; who does not read its answer is not kept. An answer to a request whose body was not read
ends the connection politely: the rest of the body is thrown away for a moment, so that the answer arrives.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.utils import get_remote_addr
from uvicorn.server import ServerState

from backend.entrance.connections import Visitor
from backend.entrance.doorway import Doorway

VISITOR = "visitor"
"""Under this name a request's `state` has its connection."""
HEAD_S = 10.0
"""For the head of a request, and for the first one after connecting."""
NAMELESS_IDLE_S = 15.0
"""Between requests of who has shown no token; others may wait as long as uvicorn is told to let them."""
STALLED_S = 30.0
"""Without one byte of an answer taken."""
REST_S, REST_MOST = 2.0, 2**20
"""How long, and how many bytes of a body that nobody wants."""


class Line(H11Protocol):
    """`enter` comes first; where TLS is agreed on before, it does."""

    def __init__(
        self, config: Config, server_state: ServerState, app_state: dict[str, Any], doorway: Doorway
    ) -> None:  # fmt: skip
        super().__init__(config, server_state, app_state)
        self._doorway = doorway
        self._visitor: Visitor | None = None
        self._patience_s = self.timeout_keep_alive
        self._head_due: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None
        self._rest: int | None = None
        """Bytes of an unwanted body so far, once the answer to it is out."""

    # the connection

    def enter(self, transport: asyncio.Transport) -> bool:
        """Into the book; False where there is no place, and the connection is ended."""
        address = get_remote_addr(transport)
        peer = address[0] if address else ""
        sources = self._doorway.sources
        self._visitor = self._doorway.connections.arrive(
            sources.of_peer(peer), transport.abort, is_proxy=sources.is_proxy(peer)
        )
        if self._visitor is None:
            transport.abort()
        return self._visitor is not None

    def leave(self) -> None:
        """Out of the book."""
        if self._visitor is not None:
            self._doorway.connections.leave(self._visitor)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request."""
        super().connection_made(_Polite(transport, self))  # type: ignore[arg-type]
        if self._visitor is not None or self.enter(transport):
            self.app_state = {**self.app_state, VISITOR: self._visitor}
            self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self._stop_expecting()
        self._stop_watching()
        self.leave()
        super().connection_lost(exc)
        self._unset_keepalive_if_required()

    def _awaits_head(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def data_received(self, data: bytes) -> None:
        """Pass on what belongs to a request; see that its head comes to an end."""
        if self._rest is not None:
            self._rest += len(data)
            if self._rest > REST_MOST:
                self.transport.abort()
            return
        if self._awaits_head():
            self._expect_head()
        super().data_received(data)
        if not self._awaits_head():
            self._stop_expecting()
            if self._visitor is not None:
                self._doorway.connections.asked(self._visitor)

    def on_response_complete(self) -> None:
        """Wait for the next request as long as this one's sender deserves; who asks too much is heard again later."""
        rest_s = self._visitor.rest_s if self._visitor is not None else 0.0
        if rest_s and self._visitor is not None:
            self._visitor.rest_s = 0.0
            self.loop.call_later(rest_s, self._go_on)
        else:
            self._go_on()

    def _go_on(self) -> None:
        if self.transport.is_closing():
            return
        is_known = self._visitor is not None and self._visitor.is_known
        self.timeout_keep_alive = self._patience_s if is_known else min(NAMELESS_IDLE_S, self._patience_s)  # type: ignore[assignment]
        super().on_response_complete()
        if not self._awaits_head():  # it was all there
            self._stop_expecting()

    def _expect_head(self) -> None:
        if self._head_due is None:
            self._head_due = self.loop.call_later(HEAD_S, self.transport.abort)

    def _stop_expecting(self) -> None:
        if self._head_due is not None:
            self._head_due.cancel()
            self._head_due = None

    # answers that nobody takes

    def pause_writing(self) -> None:
        """More is to be sent than the other side takes."""
        super().pause_writing()
        self._watch(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """It was taken."""
        self._stop_watching()
        super().resume_writing()

    def _watch(self, before: int) -> None:
        self._stop_watching()
        self._taking = self.loop.call_later(STALLED_S, self._look, before)

    def _look(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left >= before:
            self.transport.abort()
        else:
            self._watch(left)

    def _stop_watching(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    # bodies that nobody reads

    def part(self, transport: asyncio.Transport) -> None:
        """Close, after an answer that may have been given before all of its request was read."""
        if self._rest is not None:
            return
        if self.cycle is None or not self.cycle.more_body or transport.is_closing():
            transport.close()
            return
        self._rest = 0
        if transport.can_write_eof():
            with contextlib.suppress(OSError):  # a proxy that has the answer is gone at once
                transport.write_eof()
        transport.resume_reading()
        self.loop.call_later(REST_S, transport.abort)


class _Polite:
    """The transport, whose `close` lets the line part."""

    def __init__(self, transport: asyncio.Transport, line: Line) -> None:
        self._transport = transport
        self._line = line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def close(self) -> None:
        """Close in the line's own way."""
        self._line.part(self._transport)

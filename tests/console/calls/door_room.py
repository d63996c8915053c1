"""A door of calls on a port of the test's own, and what is sent to it as bytes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from console.calls.call import CallIn
from console.calls.door import HERE, CallDoor
from tests.journeys.city import free_port

SECRET = "s" * 43
RINGING = {"number": "0900000417", "line": "1022, máy 3", "call": "a-1", "event": "ringing"}


class Room:
    """A door, and what was told there."""

    def __init__(self) -> None:
        self.told: list[CallIn] = []
        self.door = CallDoor(self.told.append)
        self.port = free_port()

    async def send(self, raw: bytes) -> tuple[int, dict[str, str], bytes]:
        """What comes back: status (0 for nothing), fields, body."""
        reader, writer = await asyncio.open_connection(HERE, self.port)
        writer.write(raw)
        with_answer = await reader.read()
        writer.close()
        head, _blank, body = with_answer.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        fields = dict(line.split(": ", 1) for line in lines)
        return int(first.split(" ")[1]) if first else 0, fields, body

    def raw(self, body: bytes | None = None, first: str = "POST /call HTTP/1.1", **changed: str | None) -> bytes:
        """A request as it should be, but for what is changed of it; None leaves a field out."""
        body = json.dumps(RINGING).encode() if body is None else body
        fields: dict[str, str | None] = {
            "Host": f"127.0.0.1:{self.port}", "Authorization": f"Bearer {SECRET}",
            "Content-Type": "application/json", "Content-Length": str(len(body)),
        }  # fmt: skip
        fields |= {name.replace("_", "-"): value for name, value in changed.items()}
        lines = [first, *(f"{name}: {value}" for name, value in fields.items() if value is not None)]
        return "\r\n".join([*lines, "", ""]).encode() + body


def at_door(story: Callable[[Room], Awaitable[None]]) -> None:
    """Tell a story at an open door."""

    async def run() -> None:
        room = Room()
        await room.door.open(room.port, SECRET)
        try:
            await asyncio.wait_for(story(room), 60)
        finally:
            await room.door.close()

    asyncio.run(run())


def called(**changed: Any) -> bytes:
    """The body of a call that is told of otherwise."""
    return json.dumps({**RINGING, **changed}).encode()

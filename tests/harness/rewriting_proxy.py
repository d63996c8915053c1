"""A proxy that understands HTTP: it writes down what was asked and lets a test rewrite what is answered.

Only answers in JSON are rewritten, and the pages that a stream of events brings; the rest of it passes as it comes.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.harness.fault_proxy import CHUNK, End, FaultProxy

BROUGHT = "/v1/sync/changes with a wake-up"
"""The path of a page that nobody asked for."""


@dataclass(frozen=True)
class Asked:
    """One request: its body is what its JSON says, None where it has none; `at` is monotonic (s)."""

    method: str
    path: str
    body: Any
    at: float
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Answer:
    """One answer in JSON."""

    status: int
    body: Any
    headers: tuple[tuple[str, str], ...] = ()


Rewrite = Callable[[Asked, Answer], Answer]


def as_it_is(_asked: Asked, answer: Answer) -> Answer:
    """No change."""
    return answer


def problem(status: int, code: str, *headers: tuple[str, str]) -> Answer:
    """A refusal as the contract has it."""
    body = {"type": f"urn:ioc:problem:{code}", "title": code, "status": status, "code": code, "detail": "by a test"}
    return Answer(status, body, (("Content-Type", "application/problem+json"), *headers))


class RewritingProxy(FaultProxy):
    """`rewrite` is asked for every answer in JSON, `refuse` before anything is passed on: an answer there ends it.

    Of the modes of its base, clear, refuse and answer work.
    """

    def __init__(self, target: tuple[str, int]) -> None:
        super().__init__(target)
        self.rewrite: Rewrite = as_it_is
        self.refuse: Callable[[Asked], Answer | None] = lambda _asked: None
        self.asked: list[Asked] = []

    def clear(self) -> None:
        """Pass everything as it is again."""
        self.mode = "clear"
        self.rewrite, self.refuse = as_it_is, lambda _asked: None

    def batches(self) -> list[Asked]:
        """The deliveries among what was asked."""
        return [one for one in self.asked if one.path == "/v1/actions:batch"]

    async def _converse(self, near: End, far: End) -> None:
        (reader, writer), (far_reader, far_writer) = near, far
        while True:
            head, body = await _message(reader)
            method, path, _rest = head.split(b" ", 2)
            said = json.loads(body) if body else None
            asked = Asked(method.decode(), path.decode(), said, time.monotonic(), _headers(head))
            self.asked.append(asked)
            refused = self.refuse(asked)
            if refused is not None:
                writer.write(_bytes_of(refused))
                await writer.drain()
                continue
            far_writer.write(head + body)
            await far_writer.drain()
            answer_head = await far_reader.readuntil(b"\r\n\r\n")
            if b"text/event-stream" in answer_head.lower() and b" 200 " in answer_head:
                writer.write(answer_head)
                await self._pass_events_on(asked, far_reader, writer)
            if b"json" not in answer_head.lower():
                await self._pass_on(answer_head, far_reader, writer)
                continue
            content = await far_reader.readexactly(_length(answer_head))
            answer = Answer(int(answer_head.split(b" ", 2)[1]), json.loads(content), _headers(answer_head))
            writer.write(_bytes_of(self.rewrite(asked, answer)))
            await writer.drain()

    async def _pass_events_on(
        self, asked: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:  # fmt: skip
        """A page that comes with a wake-up is an answer like another; one that is refused leaves the wake-up alone."""
        while size := int(await reader.readline(), 16):
            event = (await reader.readexactly(size + 2))[:-2]
            name, number, data = (line.partition(b": ")[2] for line in event.strip().split(b"\n"))
            if name == b"page":
                page = self.rewrite(replace(asked, path=BROUGHT), Answer(200, json.loads(data), ()))
                name, said = (b"page", page.body) if page.status == 200 else (b"wake", {"cursor": number.decode()})
                event = b"event: %b\nid: %b\ndata: %b\n\n" % (name, number, _json(said))
            writer.write(b"%x\r\n%b\r\n" % (len(event), event))
            await writer.drain()
        raise ConnectionResetError

    @staticmethod
    async def _pass_on(head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        await writer.drain()
        if b"chunked" not in head.lower():
            writer.write(await reader.readexactly(_length(head)))
            return
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
        raise ConnectionResetError


async def _message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    return head, await reader.readexactly(_length(head))


def _headers(head: bytes) -> tuple[tuple[str, str], ...]:
    lines = head.decode("latin-1").split("\r\n")[1:]
    return tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines if line))


def _length(head: bytes) -> int:
    return next((int(value) for name, value in _headers(head) if name.lower() == "content-length"), 0)


def _json(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()


def _bytes_of(answer: Answer) -> bytes:
    body = _json(answer.body)
    kept = [(name, value) for name, value in answer.headers if name.lower() != "content-length"]
    if not any(name.lower() == "content-type" for name, _ in kept):
        kept.append(("Content-Type", "application/json"))
    lines = [
        f"HTTP/1.1 {answer.status} X",
        *(f"{name}: {value}" for name, value in kept),
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body


def with_body(answer: Answer, **fields: Any) -> Answer:
    """The answer with some fields of its body as given."""
    return replace(answer, body={**answer.body, **fields})

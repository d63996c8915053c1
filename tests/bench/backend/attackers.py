"""A process that tries to stop a server from one address: bodies of 8 MB, sign-ins, connections that say nothing.

One line of JSON on standard input says where; a second line ends it, and what was answered is written to standard
output. It gives way to everybody on this machine (nice 10): an attacker brings processors of their own.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import resource
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from contract.proof import HEADER, NONCE_HEADER
from tests.harness.proven import Proven, key_of

BODY = 8 * 2**20
SLICE = 64 * 1024
JSON = "Content-Type: application/json\r\n"
HALF_OPEN, SIGNING_IN, SENDING = 2000, 64, 3
"""Connections of each kind at once; with bodies so many without a token, with a stolen one, and with an operator's and
the key that it is bound to."""
PAUSE_S, HALF_OPEN_PAUSE_S = 0.01, 1.0
"""Before one comes again that was sent away: what is measured is the server, not how fast this machine connects."""
Kind = Callable[[], Coroutine[Any, Any, None]]


class Attack:
    """All of it; `seen` counts what came of it."""

    def __init__(self, job: dict[str, Any]) -> None:
        parts = urlsplit(str(job["url"]))
        self._where = (parts.hostname, parts.port)
        self._url = str(job["url"])
        self._proven = Proven(key_of(str(job["device"])), str(job["token"]), dict(job["nonces"]))
        self.seen: Counter[str] = Counter()
        self.open = 0
        self.most_open = 0

    async def run(self, stopped: asyncio.Event) -> None:
        """Until told."""
        kinds: list[Kind] = [self._sign_in] * SIGNING_IN
        for whose in ("nobody's", "a thief's", "an operator's"):
            kinds += [partial(self._send, whose)] * SENDING
        tasks = [asyncio.create_task(self._again(kind, PAUSE_S)) for kind in kinds]
        tasks += [asyncio.create_task(self._again(self._half_open, HALF_OPEN_PAUSE_S)) for _one in range(HALF_OPEN)]
        await stopped.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _again(self, kind: Kind, pause_s: float) -> None:
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, ValueError, IndexError):
                await kind()
            await asyncio.sleep(pause_s)

    async def _half_open(self) -> None:
        """Half a request, and then nothing for as long as it is let."""
        reader, writer = await asyncio.open_connection(*self._where)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            writer.write(b"GET /v1/health HTT")
            await reader.read(1)
            self.seen["half-open, sent away"] += 1
        finally:
            self.open -= 1
            writer.close()

    async def _sign_in(self) -> None:
        """A wrong password, as fast as the answers come."""
        guessing = Proven(key_of("attack"), "", self._proven.nonces)
        body = json.dumps({"user": "bench.0", "password": "wrong", "device_id": "attack"}).encode()
        reader, writer = await asyncio.open_connection(*self._where)
        try:
            while True:
                proof = guessing.headers("POST", self._url + "/v1/sign-in")[HEADER]
                head = f"POST /v1/sign-in HTTP/1.1\r\nHost: {urlsplit(self._url).netloc}\r\n{HEADER}: {proof}\r\n{JSON}"
                head += f"Content-Length: {len(body)}\r\n\r\n"
                writer.write(head.encode() + body)
                self.seen[f"sign-in {await self._status(reader)}"] += 1
        finally:
            writer.close()

    def _headers(self, whose: str, path: str) -> str:
        """Of a body."""
        found = {} if whose == "nobody's" else self._proven.headers("POST", self._url + path)
        if whose == "a thief's":
            found = {"Authorization": found["Authorization"]}
        return "".join(f"{name}: {value}\r\n" for name, value in found.items())

    async def _send(self, whose: str) -> None:
        """8 MB of records for as long as they are taken."""
        reader, writer = await asyncio.open_connection(*self._where)
        answered, path = asyncio.create_task(self._status(reader)), "/v1/feeds/records"
        try:
            head = f"POST {path} HTTP/1.1\r\nHost: {urlsplit(self._url).netloc}\r\n{self._headers(whose, path)}{JSON}"
            writer.write(f"{head}Content-Length: {BODY}\r\n\r\n".encode())
            with contextlib.suppress(OSError):
                for part in _records():
                    if answered.done():
                        break
                    writer.write(part)
                    await writer.drain()
                    self.seen[f"{whose} MB"] += len(part)
            self.seen[f"{whose} body {await answered}"] += 1
        finally:
            answered.cancel()
            writer.close()

    async def _status(self, reader: asyncio.StreamReader) -> int:
        """Of the next answer, which is read whole."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        told = {name.lower(): value for name, _, value in (line.partition(": ") for line in head.split("\r\n")[1:])}
        self._proven.learn(self._url, told.get(NONCE_HEADER.lower()))
        await reader.readexactly(int(told.get("content-length", 0)))
        return int(head.split(" ", 2)[1])


def _records() -> list[bytes]:
    """A body of `BODY` bytes that is JSON from its first to its last one: it has to be read whole to be refused."""
    one = b'{"type":"incident","id":"x","data":{"title":"' + "Ngập nước ".encode() * 90 + b'"}},'
    text = b'{"records":[' + one * (BODY // len(one) - 1)
    text = text[:-1] + b"]" + b" " * (BODY - len(text)) + b"}"
    return [text[start : start + SLICE] for start in range(0, len(text), SLICE)]


async def _attack(job: dict[str, Any]) -> dict[str, Any]:
    attack, stopped = Attack(job), asyncio.Event()
    running = asyncio.create_task(attack.run(stopped))
    await asyncio.sleep(float(job["warm_s"]))
    print(json.dumps({"ready": True}), flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    stopped.set()
    await running
    seen = {name: count / 1e6 if name.endswith(" MB") else count for name, count in attack.seen.items()}
    return {"seen": seen, "most_open": attack.most_open}


def main() -> int:
    """Until told."""
    os.nice(10)
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    job = json.loads(sys.stdin.readline())
    print(json.dumps(asyncio.run(_attack(job))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

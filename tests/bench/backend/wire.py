"""HTTP/1.1 by hand, so that two hundred consoles cost the machine little: what is measured is the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Self
from urllib.parse import urlsplit

from contract.proof import NONCE_HEADER
from tests.harness.proven import Proven

LIMIT = 64 * 2**20


class Line:
    """One connection that is kept; one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, url: str, proven: Proven) -> None:
        self._reader = reader
        self._writer = writer
        self._url = url
        self._proven = proven

    @classmethod
    async def to(cls, url: str, proven: Proven) -> Self:
        """Connected to the server at `url`, signed in with its token. Raises OSError."""
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=LIMIT)
        return cls(reader, writer, url, proven)

    async def get(self, path: str) -> tuple[int, bytes]:
        """Status and body."""
        status, length = await self._ask(path, "application/json")
        body = await self._reader.readexactly(length)
        if status == 401 and b"use-dpop-nonce" in body:
            status, length = await self._ask(path, "application/json")
            body = await self._reader.readexactly(length)
        return status, body

    async def events(self, path: str) -> AsyncIterator[tuple[str, bytes]]:
        """Name and data of server-sent events as they come. Raises `ConnectionError` where there are none to come."""
        status, length = await self._ask(path, "text/event-stream")
        if status == 401:
            await self._reader.readexactly(length)
            status, _length = await self._ask(path, "text/event-stream")
        if status != 200:
            raise ConnectionError(f"{path}: {status}")
        name, data = "", b""
        async for line in self._lines():
            if line.startswith(b"event: "):
                name = line[7:].decode()
            elif line.startswith(b"data: "):
                data = line[6:]
            elif not line:
                yield name, data

    def close(self) -> None:
        """Hang up."""
        self._writer.close()

    async def _ask(self, path: str, accept: str) -> tuple[int, int]:
        headers = {"Host": urlsplit(self._url).netloc, **self._proven.headers("GET", self._url + path)}
        said = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._writer.write(f"GET {path} HTTP/1.1\r\n{said}IOC-Schema: 1\r\nAccept: {accept}\r\n\r\n".encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        told = {name.lower(): value for name, _, value in (line.partition(": ") for line in head.split("\r\n")[1:])}
        self._proven.learn(self._url, told.get(NONCE_HEADER.lower()))
        return int(head.split(" ", 2)[1]), int(told.get("content-length", 0))

    async def _lines(self) -> AsyncIterator[bytes]:
        """Lines of a body that comes in chunks."""
        rest = b""
        while size := int(await self._reader.readuntil(b"\r\n"), 16):
            *lines, rest = (rest + (await self._reader.readexactly(size + 2))[:-2]).split(b"\n")
            for line in lines:
                yield line

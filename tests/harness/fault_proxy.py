"""A TCP proxy that misbehaves on command: it stalls, cuts, trickles or garbles what comes back from the far side.

Runs in a thread with an event loop of its own, so that tests in any style can hold it. Its port stays the same while
the far side comes and goes.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

CHUNK = 16_384
TRICKLE_BYTES, TRICKLE_S = 200, 0.25


class FaultProxy:
    """Between 127.0.0.1:`port` and `target` (host, port). `mode` applies to bytes on their way back, at once.

    clear · stall (nothing comes, connections stay) · trickle (800 bytes a second) · garble (one byte in 200 is
    another one) · refuse (new connections are cut) · swallow (questions arrive, answers are lost) · cut_at (each
    connection is cut after `cut_at` bytes of answers) · answer (new connections get `answer`, whatever they ask)
    """

    cut_at = 0
    answer = b""

    def __init__(self, target: tuple[str, int], port: int = 0) -> None:
        self.target, self.port = target, port
        self.mode = "clear"
        self.connects: list[float] = []
        """Monotonic times at which somebody connected."""
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()
        self._chance = random.Random(3)
        self._ready = threading.Event()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._run, name="fault-proxy")

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(5)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.mode = "clear"
        self._call(self._close)
        time.sleep(0.1)  # those that were cut go by themselves
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def cut(self) -> None:
        """End every connection at once, without a goodbye."""
        self._call(self._cut)

    def _call(self, what: Callable[[], None]) -> None:
        done = threading.Event()

        def run() -> None:
            what()
            done.set()

        self._loop.call_soon_threadsafe(run)
        done.wait(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._server = self._loop.run_until_complete(asyncio.start_server(self._on_client, "127.0.0.1", self.port))
        self.port = self._server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    def _cut(self) -> None:
        for writer in tuple(self._open):
            writer.transport.abort()

    def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        self._cut()

    async def _on_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connects.append(time.monotonic())
        if self.mode == "refuse":
            writer.transport.abort()
            return
        if self.mode == "answer":
            with contextlib.suppress(OSError):
                await reader.read(CHUNK)
                writer.write(self.answer)
                await writer.drain()
            writer.close()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection(*self.target)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, far_writer}
        try:
            await asyncio.gather(
                self._carry(reader, far_writer, back=False), self._carry(far_reader, writer, back=True)
            )
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self._open -= {writer, far_writer}
            for end in (writer, far_writer):
                end.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, back: bool) -> None:
        passed = 0
        while data := await reader.read(CHUNK):
            if back:
                data = await self._spoil(data, writer)
            if back and self.mode == "cut_at" and passed + len(data) > self.cut_at:
                writer.write(data[: self.cut_at - passed])
                await writer.drain()
                raise ConnectionResetError
            passed += len(data)
            writer.write(data)
            await writer.drain()
        with contextlib.suppress(OSError):
            writer.write_eof()

    async def _spoil(self, data: bytes, writer: asyncio.StreamWriter) -> bytes:
        while self.mode == "stall":  # noqa: ASYNC110 - the mode is set from another thread
            await asyncio.sleep(0.05)
        if self.mode == "swallow":
            return b""
        if self.mode == "trickle":
            while data and self.mode == "trickle":
                writer.write(data[:TRICKLE_BYTES])
                data = data[TRICKLE_BYTES:]
                await asyncio.sleep(TRICKLE_S)
        if self.mode == "garble":
            spoilt = bytearray(data)
            for place in range(self._chance.randrange(200), len(spoilt), 200):
                spoilt[place] = self._chance.randrange(256)
            return bytes(spoilt)
        return data

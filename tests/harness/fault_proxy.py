"""A TCP proxy that misbehaves on command: it stalls, cuts, delays, trickles or garbles what passes.

Runs in a thread with an event loop of its own, so that tests in any style can hold it. Its port stays the same while
the far side comes and goes.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

CHUNK = 16_384
QUEUED = 256
"""Parts on their way; who sends more is held up."""
End = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class FaultProxy:
    """Between `host`:`port` and `target` (host, port). `mode` applies to bytes on their way back, at once.

    clear · stall (nothing comes, connections stay) · trickle (`trickle`: so many bytes each so many seconds) · delay
    (`delay_s`: mean and spread, by a seed; `delay_asking` delays the way there too) · garble (one byte in 200 is
    another one) · refuse (new connections are cut) · swallow (questions arrive, answers are lost) · cut_at (each
    connection is cut after `cut_at` bytes of answers) · answer (new connections get `answer` and then `flood()`,
    whatever they ask). With `tls` it speaks TLS on this side; a certificate loaded later is shown to who comes later.
    """

    cut_at = 0
    answer = b""
    flood: Callable[[], Iterable[bytes]] = staticmethod(tuple)
    trickle = (200, 0.25)
    delay_s = (5.0, 2.0)
    delay_asking = False

    def __init__(
        self,
        target: tuple[str, int],
        port: int = 0,
        host: str = "127.0.0.1",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.target, self.port, self.host = target, port, host
        self._tls = tls
        self.mode = "clear"
        self.connects: list[float] = []
        """Monotonic times at which somebody connected (with TLS: and believed us)."""
        self.asked_bytes = 0
        """How much went to the far side."""
        self._frozen: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.StreamWriter] = set()
        self._cuts = 0
        self._chance = random.Random(3)
        self._ready = threading.Event()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._run, name="fault-proxy")

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(60)
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
        """End every connection at once, without a goodbye; nothing of theirs is on its way to the far side any more."""
        self._call(self._cut)

    def freeze(self) -> None:
        """Nothing passes any more on the connections that are open now, and neither end is told; new ones work."""
        self._call(lambda: self._frozen.update(self._open))

    def _call(self, what: Callable[[], None]) -> None:
        done = threading.Event()

        def run() -> None:
            what()
            done.set()

        self._loop.call_soon_threadsafe(run)
        done.wait(60)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        serving = asyncio.start_server(self._on_client, self.host, self.port, ssl=self._tls)
        self._server = self._loop.run_until_complete(serving)
        self.port = self._server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    def _cut(self) -> None:
        self._cuts += 1
        for writer in tuple(self._open):
            writer.transport.abort()

    def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        self._frozen.clear()
        self._cut()

    async def _on_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connects.append(time.monotonic())
        if self.mode == "refuse":
            writer.transport.abort()
            return
        if self.mode == "answer":
            await self._answer(reader, writer)
            return
        cuts = self._cuts
        try:
            far_reader, far_writer = await asyncio.open_connection(*self.target)
        except OSError:
            writer.transport.abort()
            return
        if cuts != self._cuts:
            writer.transport.abort()
            far_writer.transport.abort()
            return
        self._open |= {writer, far_writer}
        try:
            await self._to_its_end((reader, writer), (far_reader, far_writer))
        except asyncio.CancelledError:
            pass  # the proxy's own end
        finally:
            self._open -= {writer, far_writer}
            self._frozen -= {writer, far_writer}
            for end in (writer, far_writer):
                end.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            await reader.read(CHUNK)
            writer.write(self.answer)
            for part in self.flood():
                if self.mode != "answer":
                    break
                writer.write(part)
                await writer.drain()
            await writer.drain()
        writer.close()

    async def _to_its_end(self, near: End, far: End) -> None:
        try:
            await self._converse(near, far)
        except* (OSError, asyncio.IncompleteReadError):
            pass

    async def _converse(self, near: End, far: End) -> None:
        """Carry a connection to its end."""
        ways = (self._carry(near[0], far[1], back=False), self._carry(far[0], near[1], back=True))
        async with asyncio.TaskGroup() as group:
            for way in ways:
                group.create_task(way)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, back: bool) -> None:
        line: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(QUEUED)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._read(reader, line, back=back))
            group.create_task(self._write(line, writer, back=back))

    async def _read(
        self, reader: asyncio.StreamReader, line: asyncio.Queue[tuple[float, bytes]], *, back: bool
    ) -> None:
        """Put what comes in a line, each part with the time at which it may arrive; nothing at its end."""
        due = 0.0
        while True:
            data = await reader.read(CHUNK)
            if self.mode == "delay" and (back or self.delay_asking):
                mean, spread = self.delay_s
                due = max(due, time.monotonic() + self._chance.uniform(mean - spread, mean + spread))
            await line.put((due, data))
            if not data:
                return

    async def _write(
        self, line: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter, *, back: bool
    ) -> None:
        passed = 0
        while True:
            due, data = await line.get()
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            while writer in self._frozen:  # noqa: ASYNC110 - frozen from another thread
                await asyncio.sleep(0.05)
            if not data:
                break
            if writer.is_closing():
                raise ConnectionResetError
            if back:
                data = await self._spoil(data, writer)
            else:
                self.asked_bytes += len(data)
            if back and self.mode == "cut_at" and passed + len(data) > self.cut_at:
                writer.write(data[: self.cut_at - passed])
                await writer.drain()
                raise ConnectionResetError
            passed += len(data)
            writer.write(data)
            await writer.drain()
        with contextlib.suppress(OSError):
            if writer.can_write_eof():
                writer.write_eof()

    async def _spoil(self, data: bytes, writer: asyncio.StreamWriter) -> bytes:
        while self.mode == "stall":  # noqa: ASYNC110 - the mode is set from another thread
            await asyncio.sleep(0.05)
        if self.mode == "swallow":
            return b""
        if self.mode == "trickle":
            while data and self.mode == "trickle":
                some, pause_s = self.trickle
                writer.write(data[:some])
                data = data[some:]
                await asyncio.sleep(pause_s)
        if self.mode == "garble":
            spoilt = bytearray(data)
            for place in range(self._chance.randrange(200), len(spoilt), 200):
                spoilt[place] = self._chance.randrange(256)
            return bytes(spoilt)
        return data

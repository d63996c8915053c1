"""The door at which a telephone system tells of calls: on this machine alone, one request a connection, each bounded.

What comes there is a stranger's until it has shown the secret, and costs little: bytes, seconds and places are counted.
Nothing of it is written down but that it was refused, and why.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable
from http import HTTPStatus

from pydantic import ValidationError

from console.base.server_time import boot_s
from console.calls.call import CallIn
from console.calls.request import HEAD_MOST, Refused, head_of, judge_place, judge_what, knows

_log = logging.getLogger(__name__)
HERE = "127.0.0.1"
TOGETHER = 8
"""Connections at a time; one more takes the place of the one that has been there longest, so that whoever says nothing
keeps nobody out."""
PATIENCE_S, WRONG_S, LINGER_S = 5.0, 1.0, 0.5
"""How long a request may take, how long a wrong secret waits for its answer, and how long the rest is read after one:
a connection that is cut with unread bytes loses the answer on its way."""
LINGER_BYTES = 64 * 1024
TOLD_EACH_S = 60.0
"""A refusal is logged so often, with how many there were."""


class CallDoor:
    """`told(call)` hears of each call. `secret` is asked for, `port` listened at."""

    def __init__(self, told: Callable[[CallIn], None]) -> None:
        self._told = told
        self._secret, self._port = "", 0
        self._server: asyncio.Server | None = None
        self._inside: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._refusals, self._logged_s = 0, -TOLD_EACH_S

    async def open(self, port: int, secret: str) -> None:
        """Listen. Raises OSError where somebody else has the port."""
        self._secret, self._port = secret, port
        self._server = await asyncio.start_server(self._enter, HERE, port, limit=HEAD_MOST, reuse_address=True)

    async def close(self) -> None:
        """Hear nobody any more."""
        if self._server is not None:
            self._server.close()
            self._server = None
        going = tuple(self._inside)
        for task in going:
            task.cancel()
        if going:
            await asyncio.wait(going)

    def _enter(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while len(self._inside) >= TOGETHER:
            longest = next(iter(self._inside))
            self._inside.pop(longest).transport.abort()
            longest.cancel()
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer), name="call at the door")
        self._inside[task] = writer
        task.add_done_callback(self._leave)

    def _leave(self, task: asyncio.Task[None]) -> None:
        self._inside.pop(task, None)
        if not task.cancelled() and task.exception() is not None:
            _log.error("the door of calls failed", exc_info=task.exception())

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            try:
                status, code = await self._heard(reader)
            except Refused as refused:
                status, code = refused.status, refused.code
                self._log_refusal(code)
            if status:
                await self._answer(reader, writer, status, code)
        except OSError:
            _log.debug("who told of a call went away")
        finally:
            writer.transport.abort()

    async def _heard(self, reader: asyncio.StreamReader) -> tuple[int, str]:
        try:
            async with asyncio.timeout(PATIENCE_S):
                head = head_of(await reader.readuntil(b"\r\n\r\n"))
                judge_place(head, self._port)
                if not knows(head, self._secret):
                    await asyncio.sleep(WRONG_S)
                    raise Refused(401, "wrong-secret")
                body = await reader.readexactly(judge_what(head))
        except TimeoutError:
            raise Refused(408, "too-slow") from None
        except asyncio.LimitOverrunError:
            raise Refused(431, "head-too-large") from None
        except asyncio.IncompleteReadError as error:
            if not error.partial:
                return 0, ""
            raise Refused(400, "bad-request") from None
        try:
            said = CallIn.model_validate_json(body)
        except ValidationError as error:
            raise Refused(422, _fault(error)) from None
        self._told(said)
        return 204, ""

    def _log_refusal(self, code: str) -> None:
        self._refusals += 1
        if boot_s() - self._logged_s >= TOLD_EACH_S:
            self._logged_s = boot_s()
            _log.info("the door of calls refused %d since it told last, just now for %s", self._refusals, code)
            self._refusals = 0

    @staticmethod
    async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, status: int, code: str) -> None:
        body = json.dumps({"code": code}).encode() if code else b""
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", "Connection: close", "Cache-Control: no-store"]
        if status == HTTPStatus.UNAUTHORIZED:
            lines.append("WWW-Authenticate: Bearer")
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            lines.append("Allow: POST")
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LINGER_S):
                await writer.drain()
                writer.write_eof()
                left = LINGER_BYTES
                while left > 0 and (some := await reader.read(HEAD_MOST)):
                    left -= len(some)


def _fault(error: ValidationError) -> str:
    """Which field is wrong, never what stood in it."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]["loc"]
    name = str(first[0]) if first else ""
    return f"bad-{name}" if name in CallIn.model_fields else "bad-json" if not first else "unknown-field"

"""One HTTP POST to a camera: bounded in time and size, to the configured host alone."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import quote, urlsplit

from backend.ptz.errors import UNREACHABLE, CameraError

MAX_ANSWER_BYTES = 2**23
"""A recorder of 256 channels describes each of its profiles in some 6 kB."""
_ENDS = re.compile(rb"</(?:[\w.-]+:)?Envelope\s*>\s*\Z")


@dataclass(frozen=True)
class Reply:
    """What came back, unpacked."""

    status: int
    data: bytes
    headers: Message


def target(address: str) -> str:
    """The path and query of `address` as a request names them."""
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return quote(path, safe="/%:=&?~+!$,;'@()*[]")


def post(address: str, payload: bytes, headers: Mapping[str, str], ends_at: float) -> Reply:
    """POST `payload`; all of it is over at `ends_at` of the monotonic clock, however slowly the camera dribbles.

    http.client follows no redirect and asks no proxy of the environment. Raises `CameraError`.
    """
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    reached = False
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=_left(ends_at))
        try:
            connection.connect()
            reached = True
            return _exchanged(connection, target(address), payload, headers, ends_at)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError, LookupError, OverflowError) as error:
        said = f"the camera does not answer ({type(error).__name__})"
        raise CameraError(UNREACHABLE, said, reached=reached) from error


def _exchanged(
    connection: http.client.HTTPConnection, path: str, payload: bytes, headers: Mapping[str, str], ends_at: float
) -> Reply:
    # A socket's own timeout begins anew with every byte.
    guard = threading.Timer(_left(ends_at), _cut, [connection.sock])
    guard.daemon = True
    guard.start()
    try:
        # A camera that wants another sign-in may answer and hang up before it has read everything.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.request("POST", path, payload, dict(headers))
        answer = connection.getresponse()
        return Reply(
            answer.status, _unpacked(_read(answer, ends_at), answer.headers.get("Content-Encoding", "")), answer.headers
        )
    finally:
        guard.cancel()


def _read(answer: http.client.HTTPResponse, ends_at: float) -> bytes:
    data = bytearray()
    while part := answer.read1(2**16):
        data += part
        if len(data) > MAX_ANSWER_BYTES:
            raise ValueError("too large")
        # Some tell no length and keep the connection open.
        if _ENDS.search(data, max(0, len(data) - 100)):
            return bytes(data)
    if time.monotonic() >= ends_at:
        raise TimeoutError  # cut off, not ended
    return bytes(data)


def _unpacked(data: bytes, coding: str) -> bytes:
    """`data` without gzip or deflate, which some cameras send unasked. Raises `ValueError`."""
    packed = data.startswith(b"\x1f\x8b") or coding.strip().lower() == "deflate"
    if not packed:
        return data
    for form in (47, -15):  # gzip or zlib by its head, then deflate without one
        try:
            plain = zlib.decompressobj(form).decompress(data, MAX_ANSWER_BYTES + 1)
        except zlib.error:
            continue
        if len(plain) > MAX_ANSWER_BYTES:
            raise ValueError("too large")
        return plain
    raise ValueError("not packed as it says")


def _left(ends_at: float) -> float:
    left_s = ends_at - time.monotonic()
    if left_s <= 0:
        raise TimeoutError
    return left_s


def _cut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)

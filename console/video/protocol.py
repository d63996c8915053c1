"""What the console and a decoder process say to each other: JSON over a socket pair, memory as file descriptors.

Orders: open {stream, url, sign_in, hosts, width, height, pace, urgent, masks, reader, replay_of, seconds} + memory,
close {stream}, tune {stream, pace, urgent}, still {request, stream} + file, clip {request, stream, seconds} + file.
A worker says first {layers}, then {beat} twice a second, {answer, facts | error} to a still or a clip, and {guilty}:
the streams for whose sake it ends. What it says is looked at by `answers`: it may be anybody by then.
The socket closing is the order to end.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
from typing import Any

MAX_MESSAGE = 65_536
"""Bytes. The longest order names an address (2048 characters at most), a sign-in and the masks of one camera."""


class ProtocolError(ValueError):
    """A message that is no message: too long, or no object of JSON."""


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends that keep messages whole."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(end: socket.socket, message: dict[str, Any], fd: int | None = None, wait_s: float = 0.0) -> bool:
    """Send one message, waiting so long for room; False if it is too long, or the other end is gone or reads none."""
    data = json.dumps(message).encode()
    if len(data) > MAX_MESSAGE:
        return False
    try:
        if wait_s:
            select.select([], [end], [], wait_s)
        socket.send_fds(end, [data], [fd] if fd is not None else [], socket.MSG_DONTWAIT)
    except (OSError, ValueError):
        return False
    return True


def receive(end: socket.socket, most: int = MAX_MESSAGE) -> tuple[dict[str, Any] | None, int | None]:
    """The next message and the descriptor with it; (None, None) once the other end is gone. Raises `ProtocolError`,
    also where it is longer than `most` bytes."""
    data, fds, flags, _address = socket.recv_fds(end, most, 1)
    try:
        message = json.loads(data) if data and not flags & socket.MSG_TRUNC else None
    except (ValueError, RecursionError):
        message = None
    if not isinstance(message, dict):
        for fd in fds:
            with contextlib.suppress(OSError):
                os.close(fd)
        if not data:
            return None, None
        raise ProtocolError
    return message, (fds[0] if fds else None)

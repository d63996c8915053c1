"""What the console and a decoder process say to each other: JSON over a socket pair, memory as file descriptors.

Orders: open {stream, url, sign_in, hosts, width, height, pace, urgent, masks, reader, replay_of, seconds} + memory,
close {stream}, tune {stream, pace, urgent}, still {request, stream} + file, clip {request, stream, seconds} + file.
A worker says first {gate}, then {beat} twice a second, and {answer, facts | error} to a still or a clip.
The socket closing is the order to end.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
from typing import Any

MAX_MESSAGE = 16_384


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends that keep messages whole."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(end: socket.socket, message: dict[str, Any], fd: int | None = None) -> bool:
    """Send one message without waiting; False where the other end is gone or does not read."""
    data = json.dumps(message).encode()
    try:
        socket.send_fds(end, [data], [fd] if fd is not None else [], socket.MSG_DONTWAIT)
    except OSError:
        return False
    return True


def receive(end: socket.socket) -> tuple[dict[str, Any] | None, int | None]:
    """The next message and the descriptor with it; (None, None) once the other end is gone."""
    data, fds, _flags, _address = socket.recv_fds(end, MAX_MESSAGE, 1)
    if not data:
        for fd in fds:
            with contextlib.suppress(OSError):
                os.close(fd)
        return None, None
    return json.loads(data), (fds[0] if fds else None)

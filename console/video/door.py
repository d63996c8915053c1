"""Where FFmpeg meets us instead of a camera: a port of this machine that its gate lets it knock at, and nobody else.

The port is bound before the process is born, so that the keeper of its gate knows the one number that is free
(`console.video.sandbox.warden`). Who cannot name the word of an opening that is waited for is turned away.
"""

from __future__ import annotations

import contextlib
import os
import queue
import socket
import threading
import time

KNOCK_S = 0.5
"""Who knocks says at once for whom."""
_MOST = 4096


def listener() -> socket.socket:
    """A socket for one process's door."""
    return socket.create_server(("127.0.0.1", 0), backlog=64)


class Door:
    """One process's door; its thread ends with the process, or when it is closed."""

    def __init__(self, listening: socket.socket | None = None) -> None:
        self._listening = listening or listener()
        self._port = int(self._listening.getsockname()[1])
        self._awaited: dict[str, queue.SimpleQueue[socket.socket]] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._thread: threading.Thread | None = None

    def expect(self) -> Guest:
        """Somebody is about to knock."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="door")
                self._thread.start()
            guest = Guest(self, self._port, os.urandom(16).hex())
            self._awaited[guest.word] = guest.came
        return guest

    def forget(self, guest: Guest) -> None:
        """Wait for this one no more."""
        with self._lock:
            self._awaited.pop(guest.word, None)

    def close(self) -> None:
        """Take nobody in any more; for who ends before the process does."""
        self._closed = True
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        if self._thread is not None:
            self._thread.join(1.0)

    def _run(self) -> None:
        while not self._closed:
            try:
                knocking, _ = self._listening.accept()
            except OSError:
                if not self._closed:
                    time.sleep(KNOCK_S)
                continue
            with self._lock:
                came = self._awaited.pop(_word(knocking), None)
            if came is None:
                knocking.close()
            else:
                came.put(knocking)


class Guest:
    """One opening that is waited for."""

    def __init__(self, door: Door, port: int, word: str) -> None:
        self._door, self.word = door, word
        self.url = f"rtsp://127.0.0.1:{port}/{word}"
        self.came: queue.SimpleQueue[socket.socket] = queue.SimpleQueue()

    def wait(self, seconds: float) -> socket.socket | None:
        """Its socket, from which nothing has been read yet; None where nobody came."""
        try:
            return self.came.get(timeout=seconds)
        except queue.Empty:
            return None
        finally:
            self._door.forget(self)


def _word(knocking: socket.socket) -> str:
    """What the first line asks for; it stays to be read."""
    until, line = time.monotonic() + KNOCK_S, b""
    with contextlib.suppress(OSError):
        while b"\r\n" not in line and len(line) < _MOST and (left := until - time.monotonic()) > 0:
            knocking.settimeout(left)
            before, line = len(line), knocking.recv(_MOST, socket.MSG_PEEK)
            if len(line) == before:
                time.sleep(0.005)
    knocking.settimeout(None)
    words = line.split(b"\r\n", 1)[0].split(b" ")
    return words[1].rpartition(b"/")[2].decode("ascii", "replace") if len(words) == 3 else ""

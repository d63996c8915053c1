"""A fleet for quirky cameras, and what is waited for there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from console.records.models import StreamState
from console.video.fleet import CameraAccess, Fleet, Stream, StreamSpec
from tests.console.video.cameras import until

PATIENCE_S = 60.0
"""Far more than is needed: the machine may be busy, and how long it may take is for the bench to say."""


class Watch:
    """Streams in one fleet, each as a small tile asks for it. `sign_in` is that of the camera named `locked`."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self._opened: list[Stream] = []

    def open(self, url: str, sign_in: tuple[str, str] | None = None, hosts: frozenset[str] | None = None) -> Stream:
        """Begin to play."""
        camera = f"cam{len(self._opened)}"
        self.fleet.set_access(CameraAccess(hosts, {} if sign_in is None else {camera: sign_in}))
        stream = self.fleet.open(StreamSpec(camera, url, 160, 90))
        self._opened.append(stream)
        return stream

    def live(self, stream: Stream) -> None:
        """Wait until it shows pictures."""
        until(self.fleet, lambda: stream.state is StreamState.LIVE, PATIENCE_S)

    def reason(self, stream: Stream) -> str:
        """Wait until it says why there is no picture; the code."""
        until(self.fleet, lambda: bool(stream.reason), PATIENCE_S)
        return stream.reason

    def close(self) -> None:
        """Close every stream."""
        for stream in self._opened:
            stream.close()
        self._opened.clear()


@contextmanager
def fleet() -> Iterator[Fleet]:
    """One that has begun."""
    made = Fleet()
    made.start()
    until(made, lambda: made.layers is not None, PATIENCE_S)
    try:
        yield made
    finally:
        made.stop()

"""All cameras of a console: decoder processes under a supervisor thread, and streams that the screen polls."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable

from console.models import StreamState
from console.video import reconnect
from console.video.decoder import Decoder
from console.video.frames import Frame
from console.video.stream import Stream, StreamSpec, StreamStats

__all__ = ["Fleet", "Frame", "Stream", "StreamSpec", "StreamStats"]

WATCH_S = 0.1
PREPARED = 2
"""Workers started before the first camera is asked for: their imports overlap with the window's."""
RESTART_FIRST_S, RESTART_LAST_S = 0.2, 10.0


class _Place:
    """One worker's post: the decoder that fills it, who plays there, and how often it fell."""

    def __init__(self, decoder: Decoder) -> None:
        self.decoder: Decoder | None = decoder
        self.streams: dict[int, Stream] = {}
        self.falls = 0
        self.back_at = 0.0
        self.started = time.monotonic()


class Fleet:
    """Used from one thread; nothing here blocks but `stop`, which ends within 1.5 s."""

    def __init__(self, *, cameras_per_worker: int = 8, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_worker, self._clock = cameras_per_worker, clock
        self._streams: dict[int, Stream] = {}
        self._orders: queue.SimpleQueue[Stream | None] = queue.SimpleQueue()
        self._places: list[_Place] = []
        self._thread: threading.Thread | None = None
        self._turnstile = -1
        self._count = 0

    def start(self) -> None:
        """Start the supervisor and the first workers."""
        if self._thread is None:
            self._turnstile = reconnect.create()
            self._thread = threading.Thread(target=self._supervise, name="video-fleet", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End every worker; leaves no process, thread or descriptor."""
        if self._thread is None:
            return
        self._orders.put(None)
        self._thread.join()
        self._thread = None
        for stream in self._streams.values():
            stream.closed = True
            stream.release()
        self._streams.clear()
        os.close(self._turnstile)

    def open(self, spec: StreamSpec) -> Stream:
        """Begin to play; the stream tells how it goes."""
        self._count += 1
        stream = Stream(self._count, spec, self._order)
        self._streams[stream.number] = stream
        self._order(stream)
        return stream

    def poll(self) -> list[Stream]:
        """Streams with a new picture or another state since the last call; meant for 30 calls a second."""
        now = self._clock()
        return [stream for stream in self._streams.values() if stream.poll(now)]

    def census(self) -> tuple[int, int]:
        """How many streams are live, of how many that somebody can see."""
        seen = [stream for stream in self._streams.values() if stream.visible]
        return sum(stream.state is StreamState.LIVE for stream in seen), len(seen)

    def _order(self, stream: Stream) -> None:
        if stream.closed:
            self._streams.pop(stream.number, None)
        self._orders.put(stream)

    def _supervise(self) -> None:
        self._places = [_Place(Decoder(self._turnstile)) for _ in range(PREPARED)]
        while True:
            with contextlib.suppress(queue.Empty):
                stream = self._orders.get(timeout=WATCH_S)
                if stream is None:
                    break
                self._place(stream)
                continue
            for place in self._places:
                self._watch(place)
        decoders = [place.decoder for place in self._places if place.decoder is not None]
        for decoder in decoders:
            decoder.hang_up()
        until = time.monotonic() + 0.8
        for decoder in decoders:
            decoder.reap(max(0.0, until - time.monotonic()))
        self._places = []

    def _place(self, stream: Stream) -> None:
        place = next((place for place in self._places if stream.number in place.streams), None)
        if stream.closed or not stream.visible:
            if place is not None:
                del place.streams[stream.number]
                if place.decoder is not None:
                    place.decoder.send({"do": "close", "stream": stream.number})
            if stream.closed:
                stream.release()
            return
        if place is None:
            place = min(self._places, key=lambda one: len(one.streams))
            if len(place.streams) >= self._per_worker:
                place = _Place(Decoder(self._turnstile))
                self._places.append(place)
            place.streams[stream.number] = stream
        _begin(place, stream)

    def _watch(self, place: _Place) -> None:
        now = time.monotonic()
        if place.decoder is not None:
            if place.decoder.alive():
                return
            place.decoder.hang_up()
            place.decoder.process.kill()
            place.decoder.reap(1.0)
            place.decoder = None
            place.falls = place.falls + 1 if now - place.started < 30.0 else 1
            place.back_at = now + min(RESTART_LAST_S, RESTART_FIRST_S * 2.0 ** (place.falls - 1))
            for stream in place.streams.values():
                stream.mark_down()
        if now >= place.back_at:
            place.decoder, place.started = Decoder(self._turnstile), now
            for stream in sorted(place.streams.values(), key=lambda one: -one.spec.priority):
                _begin(place, stream)


def _begin(place: _Place, stream: Stream) -> None:
    decoder = place.decoder
    if decoder is None or stream.fd < 0:
        return
    spec = stream.spec
    decoder.send(
        {"do": "open", "stream": stream.number, "url": spec.url, "width": max(2, spec.width),
         "height": max(2, spec.height), "keyframes_only": spec.keyframes_only},
        stream.fd,
    )  # fmt: skip
    stream.process = decoder.process.pid

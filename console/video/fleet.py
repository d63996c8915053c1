"""All cameras of a console: decoder processes under a supervisor thread, and streams that the screen polls."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from console.video import addresses, reconnect
from console.video.census import Census, shown
from console.video.decoder import Decoder
from console.video.names import Names
from console.video.nursery import Nursery, NurseryError
from console.video.packets import KEEP_S
from console.video.post import Post
from console.video.pressure import Load, Pressure
from console.video.requests import Requests
from console.video.sandbox.layers import Layers
from console.video.stream import Stream, StreamSpec, StreamStats

__all__ = ["CameraAccess", "Fleet", "Stream", "StreamSpec", "StreamStats"]

_log = logging.getLogger(__name__)
WATCH_S, LOAD_S = 0.1, 1.0
PREPARED = 2
"""Workers started before the first camera is asked for: their imports overlap with the window's."""


@dataclass(frozen=True)
class CameraAccess:
    """Which hosts may be reached (None: any, for want of a list) and how one signs in, by camera. In memory only."""

    hosts: frozenset[str] | None = None
    sign_ins: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"CameraAccess(hosts={self.hosts}, sign_ins of {len(self.sign_ins)})"


class Fleet:
    """Used from one thread; nothing here blocks but `stop`, which ends within 1.5 s."""

    def __init__(
        self,
        *,
        cameras_per_worker: int = 8,
        reader: str = "auto",
        replay_s: float = KEEP_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_worker, self._reader, self._replay_s, self._clock = cameras_per_worker, reader, replay_s, clock
        self._access: CameraAccess | None = CameraAccess()
        self._streams: dict[int, Stream] = {}
        self._orders: queue.SimpleQueue[Stream | None] = queue.SimpleQueue()
        self._posts: list[Post] = []
        self._requests = Requests()
        self._pressure, self._load = Pressure(), Load()
        self._loaded_at = 0.0
        self._thread: threading.Thread | None = None
        self._ending = threading.Event()
        self._nursery: Nursery | None = None
        self._names = Names()
        self._turnstile = -1
        self._count = 0

    def start(self) -> None:
        """Start the supervisor and the first workers."""
        if self._thread is None:
            self._ending.clear()
            self._turnstile = reconnect.create()
            self._thread = threading.Thread(target=self._supervise, name="video-fleet", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End every worker; leaves no process, thread or descriptor, also where nothing was ever started."""
        started = self._thread is not None
        if self._thread is not None:
            self._ending.set()
            self._orders.put(None)
            self._thread.join()
            self._thread = None
        for stream in self._streams.values():
            stream.closed = True
            stream.release()
        self._streams.clear()
        _release(self._orders)
        self._requests.fail_all()
        if started:
            os.close(self._turnstile)

    def set_access(self, access: CameraAccess | None) -> None:
        """What the server says about hosts and sign-ins; streams that this changes are opened (again).

        None holds all of them back: it is not known yet whom they may ask.
        """
        before, self._access = self._access, access
        if access is None:
            return
        for stream in self._streams.values():
            camera = stream.camera_id
            same = before is not None and before.sign_ins.get(camera) == access.sign_ins.get(camera)
            if not same or (before is not None and _listed(before, stream) != _listed(access, stream)):
                self._orders.put(stream)

    def open(self, spec: StreamSpec) -> Stream:
        """Begin to play; the stream tells how it goes."""
        self._count += 1
        stream = Stream(self._count, spec, self._order)
        self._streams[stream.number] = stream
        self._order(stream)
        return stream

    def still(self, stream: Stream, fd: int) -> Future[dict[str, Any]]:
        """Have the newest picture written to `fd` (closed here) as PNG; its facts. Fails with `CannotKeepError`."""
        return self._requests.add({"do": "still", "stream": stream.number}, fd)

    def clip(self, stream: Stream, fd: int, seconds: float) -> Future[dict[str, Any]]:
        """Have the last `seconds` written to `fd` (closed here) as MP4; its facts. Fails with `CannotKeepError`."""
        return self._requests.add({"do": "clip", "stream": stream.number, "seconds": seconds}, fd)

    def poll(self) -> list[Stream]:
        """Streams with a new picture or another state since the last call; meant for 30 calls a second."""
        now = self._clock()
        return [stream for stream in self._streams.values() if stream.poll(now)]

    def census(self) -> Census:
        """How many pictures come, of how many that somebody can see."""
        return shown(self._streams.values())

    @property
    def layers(self) -> Layers | None:
        """What stands around every decoder process; None while one has yet to say."""
        said = [post.decoder.layers for post in self._posts if post.decoder is not None]
        known = [one for one in said if one is not None]
        return Layers(*map(min, zip(*known, strict=True))) if known and len(known) == len(said) else None

    def _order(self, stream: Stream) -> None:
        if stream.closed:
            self._streams.pop(stream.number, None)
        self._orders.put(stream)

    def _supervise(self) -> None:
        self._posts = [self._new_post() for _ in range(PREPARED)]
        while True:
            with contextlib.suppress(queue.Empty):
                stream = self._orders.get(timeout=WATCH_S)
                if stream is None:
                    break
                self._settle(stream)
                del stream  # the memory of one that was closed is not kept until the next order
                continue
            self._requests.pass_on(self._posts)
            for post in self._posts:
                post.watch(self._begin)
            self._set_apart()
            self._allow()
            self._tune()
        decoders = [decoder for post in self._posts for decoder in post.end()]
        until = time.monotonic() + 0.8
        for decoder in decoders:
            decoder.reap(max(0.0, until - time.monotonic()))
        self._posts = []
        self._names.close()
        if self._nursery is not None:
            self._nursery.close()

    def _new_post(self) -> Post:
        return Post(self._new_decoder)

    def _new_decoder(self) -> Decoder | None:
        """A new worker; None where the nursery itself has to be made anew first."""
        if self._nursery is None:
            self._nursery = Nursery(self._ending.is_set, self._reader)
        nursery = self._nursery
        try:
            return Decoder(lambda end: nursery.spawn(end, self._turnstile), self._requests.answered)
        except (NurseryError, OSError) as error:
            if not self._ending.is_set():
                _log.warning("the nursery of decoders is made anew: %s", error)
            nursery.close()
            self._nursery = None
            return None

    def _settle(self, stream: Stream) -> None:
        post = next((post for post in self._posts if stream.number in post.streams), None)
        if stream.closed or not stream.visible:
            if post is not None:
                post.drop(stream.number)
            if stream.closed:
                stream.release()
            return
        if post is None:
            post = self._room(stream)
            post.streams[stream.number] = stream
        self._begin(post, stream)

    def _set_apart(self) -> None:
        """Give every stream that made a decoder fall one of its own: the others paid for it once."""
        for post in tuple(self._posts):
            while post.guilty:
                stream = post.guilty.pop()
                _log.info("%s made its decoder fall and is given one of its own", stream.camera_id)
                post.drop(stream.number)
                own = self._new_post()
                own.alone = True
                own.streams[stream.number] = stream
                self._posts.append(own)
                self._begin(own, stream)

    def _room(self, stream: Stream) -> Post:
        of = stream.spec.replay_of
        if of:  # what was kept lies in the memory of the worker that plays the camera
            return next((post for post in self._posts if of in post.streams), self._posts[0])
        shared = [post for post in self._posts if not (post.alone and post.streams)]
        post = min(shared, key=lambda one: len(one.streams), default=None)
        if post is None or len(post.streams) >= self._per_worker:
            post = self._new_post()
            self._posts.append(post)
        post.alone = False
        return post

    def _allow(self) -> None:
        """Tell the keeper of the gates whom each worker may connect to, before it is told to: its own cameras alone."""
        access, nursery = self._access, self._nursery
        hosts = access.hosts if access is not None else frozenset()
        if hosts is None:
            hosts = frozenset(addresses.host_of(stream.spec.url) for stream in tuple(self._streams.values()))
        self._names.want(hosts)
        places = self._names.places()
        for post in self._posts:
            decoder = post.decoder
            asked = {addresses.host_of(stream.spec.url) for stream in post.streams.values()} & hosts
            wanted = {host: places[host] for host in asked if host in places}
            if decoder is not None and nursery is not None and wanted != decoder.allowed:
                with contextlib.suppress(NurseryError):  # the next worker that is to be born finds out
                    nursery.allow(decoder.pid, wanted)
                    decoder.allowed = wanted

    def _tune(self) -> None:
        """Once a second: who is shed, who comes first."""
        now = time.monotonic()
        if now - self._loaded_at >= LOAD_S:
            self._loaded_at = now
            self._pressure.note(self._load.busy(), now)
            for post in self._posts:
                post.tune(self._pressure.pace)

    def _begin(self, post: Post, stream: Stream) -> None:
        decoder, spec, access = post.decoder, stream.spec, self._access
        if decoder is None or stream.fd < 0 or access is None:
            return
        self._allow()
        sign_in, host = access.sign_ins.get(spec.camera_id), addresses.host_of(spec.url)
        order = {
            "do": "open", "stream": stream.number, "url": spec.url[: addresses.MAX_LENGTH + 1], "sign_in": sign_in,
            "hosts": None if access.hosts is None else sorted({host} & access.hosts), "width": max(2, spec.width),
            "height": max(2, spec.height), "pace": stream.pace, "urgent": spec.priority > 0, "masks": spec.masks,
            "reader": self._reader, "replay_of": spec.replay_of, "seconds": self._replay_s,
        }  # fmt: skip
        decoder.send(order, stream.fd)
        stream.process = decoder.pid


def _release(orders: queue.SimpleQueue[Stream | None]) -> None:
    """Give back what streams hold that were closed before, or without, a supervisor that would have come to them."""
    with contextlib.suppress(queue.Empty):
        while True:
            stream = orders.get_nowait()
            if stream is not None:
                stream.release()


def _listed(access: CameraAccess, stream: Stream) -> bool:
    return access.hosts is None or addresses.host_of(stream.spec.url) in access.hosts

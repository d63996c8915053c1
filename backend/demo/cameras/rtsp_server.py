#!/usr/bin/python3
"""An RTSP server that plays encoded clips for ever, for the system's Python (GStreamer's bindings live there).

Reads a JSON line on standard input:
{"port": 8554, "mounts": {"/cam-01/sub": "/path/clip.sub"}, "auth": {"/cam-01/sub":
["user", "password"]}}
prints one JSON line when it serves, and ends when standard input ends or its parent dies. Each further line,
{"mounts": {"/cam-01/sub": "/path/other.sub"}}, puts another clip of the same format in the place of one: whoever
watches sees it from its next keyframe on, without connecting anew.
No address but 127.0.0.1 is listened on. Nothing is transcoded; every access unit gets a new time stamp, so a clip has
no seam.
"""

from __future__ import annotations

import base64
import ctypes
import json
import mmap
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstApp, GstRtspServer  # noqa: E402

LAUNCH = (
    "( appsrc name=src is-live=true format=time block=false max-bytes=4000000 "
    "caps=video/x-h264,stream-format=byte-stream,alignment=au ! h264parse config-interval=1 "
    # Slices of a clock are many and small: they travel together, and packets are a little larger than a network's, so
    # that there are as many as without a clock. Nothing here leaves the machine.
    "! rtph264pay name=pay0 pt=96 config-interval=1 aggregate-mode=zero-latency mtu=2400 )"
)
PARTS = ("appsrc", "h264parse", "rtph264pay")
"""Of which one may be missing where only some of GStreamer's packages are installed."""
ANYBODY = "anybody"
AHEAD = 3
"""Pictures pushed at once when a media starts: enough for the server to learn the stream's parameters."""


class Clock:
    """Shows the time in a clip's keyframes: for each place there is a slice for whatever may stand there.

    Nothing is encoded: `places` tells from which letter of the text on a place shows two, and their slices.
    """

    def __init__(self, told: dict[str, Any]) -> None:
        self._text: str = told["text"]
        self._begin, self._end = told["instead"]
        self._places = [
            (start, {letters: base64.b64decode(data) for letters, data in found.items()})
            for start, found in told["places"]
        ]

    def put(self, picture: bytes, now: float) -> bytes:
        """The keyframe with that time in the place of its empty strip."""
        text = time.strftime(self._text, time.localtime(now))
        strip = [found[text[start : start + 2]] for start, found in self._places]
        return b"".join((picture[: self._begin], *strip, picture[self._end :]))


class Clip:
    """The access units of one stream, mapped and not copied until they are sent."""

    def __init__(self, base: str) -> None:
        index = json.loads(Path(base + ".json").read_text())
        self.fps: int = index["format"]["fps"]
        self.units: list[list[int]] = index["units"]
        self._clock = Clock(index["clock"]) if index.get("clock") else None
        with open(base + ".h264", "rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def unit(self, number: int) -> bytes:
        """The picture `number`, counted for ever; a keyframe shows the time if the clip has a clock."""
        offset, size, key = self.units[number % len(self.units)]
        picture = self._bytes[offset : offset + size]
        return self._clock.put(picture, time.time()) if key and self._clock else picture

    def begins(self, number: int) -> bool:
        """Whether the picture `number` stands on its own."""
        return bool(self.units[number % len(self.units)][2])


class Mount:
    """What is played at one path at present."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip


class Feeder:
    """Pushes a mount's clip into one media's source in real time, from the media's start to its end."""

    def __init__(self, mount: Mount, source: GstApp.AppSrc) -> None:
        self._mount = mount
        self._clip = clip = mount.clip
        self._source = source
        self._next = self._first = 0
        self._started = time.monotonic()
        self._timer = GLib.timeout_add(max(1, 1000 // clip.fps - 4), self._on_time)
        for _ in range(AHEAD):
            self._push()

    def stop(self, *_args: object) -> None:
        """Feed no more."""
        if self._timer:
            GLib.source_remove(self._timer)
            self._timer = 0

    def _on_time(self) -> bool:
        due = int((time.monotonic() - self._started) * self._clip.fps) + AHEAD
        if due - self._next > self._clip.fps:
            self._next = due - self._clip.fps
        while self._next < due:
            if not self._push():
                self._timer = 0
                return False
        return True

    def _push(self) -> bool:
        if self._clip is not self._mount.clip and self._clip.begins(self._next - self._first):
            self._clip, self._first = self._mount.clip, self._next
        buffer = Gst.Buffer.new_wrapped(self._clip.unit(self._next - self._first))
        buffer.pts = buffer.dts = self._next * Gst.SECOND // self._clip.fps
        buffer.duration = Gst.SECOND // self._clip.fps
        self._next += 1
        return bool(self._source.push_buffer(buffer) == Gst.FlowReturn.OK)


def add_mount(server: GstRtspServer.RTSPServer, path: str, mount: Mount, role: str) -> None:
    """Serve `mount` at `path`, to `role` alone unless that is anybody."""
    factory = GstRtspServer.RTSPMediaFactory()
    factory.set_launch(LAUNCH)
    factory.set_shared(True)
    factory.set_latency(100)

    def configure(_factory: object, media: GstRtspServer.RTSPMedia) -> None:
        feeder = Feeder(mount, media.get_element().get_by_name_recurse_up("src"))
        media.connect("unprepared", feeder.stop)

    factory.connect("media-configure", configure)
    permissions = GstRtspServer.RTSPPermissions()
    for name in {role, ANYBODY}:
        permissions.add_permission_for_role(name, "media.factory.access", True)
    permissions.add_permission_for_role(role, "media.factory.construct", True)
    factory.set_permissions(permissions)
    server.get_mount_points().add_factory(path, factory)


def sign_in(server: GstRtspServer.RTSPServer, users: dict[str, list[str]]) -> None:
    """Ask for a user and password where `users` (path to [user, password]) says so."""
    if not users:
        return
    auth = GstRtspServer.RTSPAuth()
    anonymous = GstRtspServer.RTSPToken()
    anonymous.set_string("media.factory.role", ANYBODY)
    auth.set_default_token(anonymous)
    for user, password in users.values():
        token = GstRtspServer.RTSPToken()
        token.set_string("media.factory.role", user)
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    server.set_auth(auth)


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends (Linux prctl 1 = PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def say(what: dict[str, object]) -> None:
    """One JSON line for whoever started us."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Wishes:
    """Lines on standard input after the first: clips to play in the place of others. `ended` is called at its end."""

    def __init__(self, mounts: dict[str, Mount], ended: Callable[[], object]) -> None:
        self._mounts = mounts
        self._ended = ended
        self._rest = b""
        GLib.io_add_watch(0, GLib.PRIORITY_LOW, GLib.IOCondition.IN | GLib.IOCondition.HUP, self._on_input)

    def _on_input(self, *_args: object) -> bool:
        read = os.read(0, 65536)
        *lines, self._rest = (self._rest + read).split(b"\n")
        for line in lines:
            for path, base in json.loads(line)["mounts"].items():
                self._mounts[path].clip = Clip(base)
        if not read:
            self._ended()
        return bool(read)


def main() -> int:
    """Serve until standard input ends."""
    die_with_parent()
    with open(0, "rb", buffering=0, closefd=False) as first:
        wanted = json.loads(first.readline())
    Gst.init(None)
    if not all(Gst.ElementFactory.find(part) for part in PARTS):
        say({"error": "missing_packages"})
        return 1
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(str(wanted["port"]))
    server.get_session_pool().set_max_sessions(512)
    users = wanted.get("auth", {})
    sign_in(server, users)
    clips = {base: Clip(base) for base in set(wanted["mounts"].values())}
    mounts = {path: Mount(clips[base]) for path, base in wanted["mounts"].items()}
    for path, mount in mounts.items():
        add_mount(server, path, mount, users[path][0] if path in users else ANYBODY)
    if not server.attach(None):
        say({"error": "port_in_use", "port": wanted["port"]})
        return 1
    loop = GLib.MainLoop()
    _wishes = Wishes(mounts, loop.quit)
    for number in (signal.SIGTERM, signal.SIGINT):
        GLib.unix_signal_add(GLib.PRIORITY_HIGH, number, loop.quit)
    GLib.timeout_add_seconds(5, lambda: server.get_session_pool().cleanup() >= 0)
    say({"ready": True, "port": server.get_bound_port()})
    loop.run()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())

"""A process that plays one address as a decoder process does, behind the same gate, and tells what it sees.

Its input is JSON lines: first {reader, url, width, height, pace}, then {"pace": …}, {"look": true} or {"stop": true}.
Its output is JSON lines: {gate}, {first}, {seen}, {ended} and {stopped}.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import socket
import sys
import threading
import time
from typing import Any
from urllib.parse import urlsplit

import av.logging

from console.video import door, ffmpeg_reader, frames, limits, probe, vlc_reader, ward
from console.video.packets import Recent
from console.video.reader import Playing, Reader
from console.video.reasons import Failed
from console.video.sandbox import gate, layers
from console.video.sandbox.warden import Kept


def tell(**facts: Any) -> None:
    print(json.dumps(facts), flush=True)


def looked(ring: frames.Ring, playing: Playing) -> dict[str, Any]:
    frame = ring.newest()
    counted = ring.counted()
    facts: dict[str, Any] = {"frames": playing.frames, "state": ring.state, "codec": ring.codec, "bytes": counted.size}
    if frame is None:
        return facts
    row = frame.stride * (frame.height // 8)
    left, right = row + 4 * (frame.width // 8), row + 4 * (frame.width * 7 // 8)
    return facts | {
        "pictures": frame.seq,
        "size": [frame.width, frame.height],
        "source": [counted.source_width, counted.source_height],
        "left": list(frame.buffer[left : left + 4]),
        "right": list(frame.buffer[right : right + 4]),
        "changed_ago_s": time.monotonic() - ring.changed_s,
    }


def play(reader: Reader, started: float, playing: Playing) -> None:
    try:
        reader.run()
        code = ""
    except vlc_reader.Ended as ended:
        code = ended.code
    except Failed as error:
        code = error.state
    tell(ended=code, after_s=time.monotonic() - started, frames=playing.frames)


def keep(warden: socket.socket, pid: int, host: str, listening: socket.socket) -> None:
    """Keep the gate of the process that plays, until it has ended."""
    _data, fds, _flags, _address = socket.recv_fds(warden, 16, 2)
    kept = Kept(fds[0], fds[1], listening)
    kept.allow({host: [host]})
    poll = select.poll()
    poll.register(fds[0], select.POLLIN)
    while all(event & select.POLLIN and kept.answer() for _fd, event in poll.poll()):
        pass
    os.waitpid(pid, 0)


def main() -> None:
    order = json.loads(sys.stdin.readline())
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listening = door.listener()
    for name in ward.LATE:
        importlib.import_module(name)
    if order["reader"] == "vlc":
        probe.libvlc()
        vlc_reader.load()
    fd = frames.create(order["width"], order["height"])
    gated = gate.is_possible()
    born = os.fork()
    if born:
        theirs.close()
        keep(ours, born, urlsplit(order["url"]).hostname or "", listening)
        return
    limits.apply()
    os.chdir("/")
    av.logging.set_level(av.logging.PANIC)
    tell(gate=gated and layers.put_up(theirs, apart=False).gate)
    theirs.close()
    ring = frames.Ring(fd, order["width"], order["height"])
    playing = Playing(ring, threading.Event(), Recent(), pace=order["pace"])
    reader: Any
    if order["reader"] == "vlc":
        reader = vlc_reader.Reader(order["url"], playing)
    else:
        reader = ffmpeg_reader.Reader(order["url"], playing, door.Door(listening))
    thread = threading.Thread(target=play, args=(reader, time.monotonic(), playing), daemon=True)
    thread.start()
    while ring.seq == 0 and thread.is_alive():
        time.sleep(0.02)
    tell(first=ring.seq > 0)
    for line in sys.stdin:
        order = json.loads(line)
        if "pace" in order:
            playing.pace = order["pace"]
        if "look" in order:
            still = reader.last
            tell(seen=looked(ring, playing) | {"still": still and [still.width, still.height]})
        if "stop" in order:
            started = time.monotonic()
            playing.stop.set()
            thread.join(5.0)
            tell(stopped=time.monotonic() - started, alive=thread.is_alive())
            os._exit(0)


if __name__ == "__main__":
    main()

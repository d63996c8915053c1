"""Stands between FFmpeg and a camera: speaks to the camera as `rtsp.Session`, to FFmpeg as a camera without oddities,
and passes the pictures on. What that costs: decision 017."""

from __future__ import annotations

import contextlib
import re
import select
import socket
import threading
import time
from collections.abc import Callable

from console.video.addresses import Address
from console.video.door import Door
from console.video.line import Line, connect, head_of
from console.video.reasons import Failed
from console.video.rtsp import Session
from console.video.sdp import Media
from console.video.seen import Seen
from console.video.sign_in import SignIn

COME_S = 4.0
LOOK_S, STUCK_S = 1.0, 2.5
"""It looks up so often at least; where it has not for so much longer, it hangs."""
_MOST_KEPT = 1 << 18
"""A camera that sends so much which is neither pictures nor answers sends neither."""
_AT_ONCE = 1 << 16
GATHER_S = 0.2
"""Where only keyframes are shown, what comes within so long goes on at once: two threads wake up a third as often."""
_SEND_BUFFER = 1 << 16
"""Small, so that a decoder that is late does not find seconds of the past between the two of us."""


class Front(threading.Thread):
    """One camera's pictures for one reader, which opens `url`. `failure` is why it ended."""

    def __init__(self, door: Door) -> None:
        super().__init__(daemon=True, name="front")
        self._guest = door.expect()
        self.url = self._guest.url
        self.failure = ""
        self.seen = Seen("", described=False)
        self.watching = True
        """Whether what comes is looked at; off once there is a picture."""
        self.gathers: Callable[[], bool] = lambda: False
        """Asked at each piece: whether it may wait for the next ones."""
        self._line: Line | None = None
        self._reader: socket.socket | None = None
        self._session: Session | None = None
        self._media: Media | None = None
        self._kept = bytearray()
        self._closed = False
        self._touched_s = 0.0

    @property
    def offended(self) -> bool:
        """Whether the camera may have hung up on a sign of life."""
        return self._session is not None and self._session.offended

    def open(self, address: Address, sign_in: SignIn, until: float, alive_by: str = "") -> None:
        """Bring the camera to the point where it sends, then begin to pass on. Raises `Failed`."""
        self._line = line = connect(address, until)
        if address.secure:
            line.secure(address)
        self._session = Session(address, line, sign_in, alive_by)
        self._media = media = self._session.open()
        self.seen = Seen(media.codec, described="sprop" in media.text, locked=media.offers_encryption)
        self.start()

    def why(self) -> str:
        """What is to be said of a picture that does not come."""
        if self.failure or self._line is None:
            return self.failure or "no_answer"
        if self._session is None:
            return "tls_failed"
        return "silent" if self._media is None else self.seen.reason()

    def is_stuck(self, now: float) -> bool:
        """Whether the thread that passes on has not come back from a call that should have ended."""
        return self._touched_s > 0 and self.is_alive() and now - self._touched_s > LOOK_S + STUCK_S

    def interrupt(self) -> None:
        """Hang up on the reader, or on a camera that is still being asked."""
        self._closed = True
        if self._reader is not None:
            with contextlib.suppress(OSError):
                self._reader.shutdown(socket.SHUT_RDWR)
        elif self._line is not None and self._media is None:
            self._line.interrupt()

    def close(self) -> None:
        """Hang up on both sides. The thread that talks to the camera takes its leave, where it still can."""
        self.interrupt()
        if self.is_alive():
            self.join(1.0)
        if self._line is not None:
            self._line.close()
        if self._reader is not None:
            self._reader.close()

    def run(self) -> None:
        """Receive the reader, then pass on until one of both hangs up."""
        try:
            self._reader = self._guest.wait(COME_S)
            if self._reader is None or self._session is None or self._line is None:
                return
            self._reader.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
            self._reader.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._greet(self._reader):
                self._pass_on(self._reader, self._line, self._session)
        except Failed as error:
            self.failure = "" if self._closed else error.reason
        except (OSError, ValueError):
            self.failure = "" if self._closed else self.failure
        finally:
            if self._reader is not None:
                with contextlib.suppress(OSError):
                    self._reader.shutdown(socket.SHUT_RDWR)
            if self._session is not None and not self.failure:
                with contextlib.suppress(Failed):
                    self._session.tear_down()
            if self._line is not None:
                self._line.close()

    def _greet(self, reader: socket.socket) -> bool:
        """The reader's part of the conversation up to PLAY; whether it came so far."""
        line = Line(reader, time.monotonic() + COME_S)
        while True:
            head = line.read_head()
            method = head.split(b" ", 1)[0]
            reader.sendall(self._canned(method, head))
            if method in {b"PLAY", b"TEARDOWN"}:
                return method == b"PLAY"

    def _canned(self, method: bytes, head: bytes) -> bytes:
        found = re.search(rb"(?im)^cseq:\s*(\d+)", head)
        more, body = "Session: 1;timeout=600\r\n", ""
        if method == b"OPTIONS":
            more = "Public: OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY, GET_PARAMETER\r\n"
        elif method == b"DESCRIBE" and self._media is not None:
            body = self._media.text
            more = f"Content-Type: application/sdp\r\nContent-Length: {len(body.encode())}\r\n"
        elif method == b"SETUP" and self._session is not None:
            channel = self._session.channel
            more += f"Transport: RTP/AVP/TCP;unicast;interleaved={channel}-{channel + 1}\r\n"
        return f"RTSP/1.0 200 OK\r\nCSeq: {int(found.group(1)) if found else 0}\r\n{more}\r\n{body}".encode()

    def _pass_on(self, reader: socket.socket, line: Line, session: Session) -> None:
        camera = line.sock
        camera.settimeout(None)
        poll = select.poll()
        poll.register(camera, select.POLLIN)
        poll.register(reader, select.POLLIN)
        mine = reader.fileno()
        every = max(1.0, session.timeout_s / 2 - 1.0)
        due = time.monotonic() + every
        room = memoryview(bytearray(_AT_ONCE))
        self._from_camera(memoryview(session.frames), reader, session)
        while not self._closed:
            self._touched_s = time.monotonic()
            for fd, _event in poll.poll(LOOK_S * 1000):
                if fd == mine:
                    if not self._from_reader(reader, camera):
                        return
                    continue
                try:
                    size = camera.recv_into(room)
                except ConnectionError:  # it hung up on something of ours that it had not read
                    size = 0
                if not size:
                    session.hung_up()
                    raise Failed("hung_up")
                self._from_camera(room[:size], reader, session)
                while hasattr(camera, "pending") and camera.pending():
                    self._from_camera(room[: camera.recv_into(room)], reader, session)
                if size < _AT_ONCE and not self.watching and self.gathers():
                    time.sleep(GATHER_S)
            if time.monotonic() >= due:
                due = time.monotonic() + every
                session.keep_alive()
                camera.settimeout(None)

    def _from_camera(self, data: memoryview, reader: socket.socket, session: Session) -> None:
        """Whole interleaved packets go on, answers are ours."""
        kept = self._kept
        kept += data
        at = start = 0
        size = len(kept)
        while at < size:
            if kept[at] == 0x24:  # "$" (RFC 2326, 10.12)
                if at + 4 > size or (end := at + 4 + (kept[at + 2] << 8 | kept[at + 3])) > size:
                    break
                if self.watching and kept[at + 1] == session.channel:
                    self.seen.note(bytes(kept[at + 4 : end]))
                at = end
                continue
            if at > start:
                reader.sendall(kept[start:at])
            start = at = self._message(at, session)
            if start < 0:
                start = at = -start - 1
                break
        if at > start:
            reader.sendall(kept[start:at])
        del kept[:at]
        if len(kept) > _MOST_KEPT:
            raise Failed("wrong_protocol")

    def _message(self, at: int, session: Session) -> int:
        """Read an answer that begins at `at`; where the next thing begins, or `-at - 1` while it is not whole."""
        kept = self._kept
        if kept[at] in b"\r\n":
            return at + 1
        if not b"RTSP/".startswith(kept[at : at + 5]):
            found = kept.find(b"$", at)
            return len(kept) if found < 0 else found
        end = kept.find(b"\r\n\r\n", at)
        if end < 0:
            return -at - 1
        answer = head_of(bytes(kept[at:end]))
        told = answer.get("content-length")
        end += 4 + (int(told) if told.isdecimal() else 0)
        if end > len(kept):
            return -at - 1
        session.answered(answer)
        return end

    def _from_reader(self, reader: socket.socket, camera: socket.socket) -> bool:
        """Its reports on what it received go to the camera, its own signs of life end here; whether it is there."""
        data = reader.recv(65_536)
        if not data:
            return False
        at = 0
        while at < len(data):
            if data[at] == 0x24 and at + 4 <= len(data):
                end = at + 4 + int.from_bytes(data[at + 2 : at + 4], "big")
                camera.sendall(data[at:end])
            else:
                found = data.find(b"\r\n\r\n", at)
                end = len(data) if found < 0 else found + 4
                if data[at:end].startswith(b"TEARDOWN"):
                    return False
                reader.sendall(self._canned(data[at:end].split(b" ", 1)[0], data[at:end]))
            at = end
        return True

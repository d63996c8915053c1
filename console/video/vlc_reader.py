"""Turns one address into pictures of a tile's size by libVLC (python-vlc), by pictures in memory, never by a window.

libVLC calls back from threads of its own. What it calls here copies a picture or sets a flag; it never calls libVLC,
which is not re-entrant there. States are asked for by the thread that plays.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import mmap
import threading
import time
from types import MappingProxyType
from typing import Any

import numpy as np

from console.video import motion
from console.video.reader import OPEN_S, READ_S, Playing
from console.video.sizes import fitted

POLL_S, STOP_S = 0.25, 1.0
KEY_READ_S = 12.0
"""Keyframes alone may be ten seconds apart."""
SCHEMES = ("http://", "https://", "rtsp://", "rtsps://")
OPTIONS = (
    "--quiet", "--verbose=-1", "--no-audio", "--aout=none", "--no-spu", "--no-osd", "--no-video-title-show",
    "--no-lua", "--no-metadata-network-access", "--no-http-forward-cookies", "--no-interact", "--no-auto-preparse",
    "--no-sub-autodetect-file", "--no-disable-screensaver", "--no-media-library", "--keystore=memory",
    "--network-caching=300", "--avcodec-threads=1", "--avcodec-hw=none", "--swscale-mode=0",
)  # fmt: skip
"""No option comes from data. One that this build does not know is left out."""
KEY_OPTIONS = ("--avcodec-skip-frame=3",)
_ALIGN, _SLACK = 64, 4096
_ERROR_LEVEL = 4
_STATUS = MappingProxyType({401: "sign_in_failed", 403: "sign_in_failed", 400: "wrong_address", 404: "wrong_address"})


class Ended(Exception):  # noqa: N818 - a stream that ends is no error of ours
    """The stream ended or could not be opened; `code` is one of the states in `frames.STATES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Reader:
    """Reads `url` for `playing`. Raises `Ended` where the stream ends before it is stopped."""

    def __init__(self, url: str, playing: Playing) -> None:
        self._url, self._playing = url, playing
        self._screen = _Screen(playing)

    def run(self) -> None:
        """Open and play; libVLC decides about keyframes when it opens, so that another pace opens anew."""
        playing = self._playing
        if not self._url.startswith(SCHEMES):
            raise Ended("wrong_address")
        playing.touch(OPEN_S)
        vlc = _library()
        try:
            while not playing.stop.is_set():
                self._once(vlc, playing.pace == "key")
        finally:
            self._screen.close()

    def _once(self, vlc: Any, keyed: bool) -> None:
        playing, screen = self._playing, self._screen
        playing.touch(OPEN_S)
        session = _Session(vlc, OPTIONS + (KEY_OPTIONS if keyed else ()), screen)
        try:
            session.open(self._url)
            started = time.monotonic()
            read_s = KEY_READ_S if keyed else READ_S
            while not playing.stop.wait(POLL_S) and keyed == (playing.pace == "key"):
                now = time.monotonic()
                playing.touch(POLL_S + 1.0)
                session.count()
                last = screen.last_ns / 1e9
                silent = now - last > read_s if last > started else now - started > OPEN_S
                if silent or session.over():
                    raise Ended(session.complaint or "no_frames")
        finally:
            playing.touch(STOP_S + 1.0)
            session.close()


class _Screen:
    """Where libVLC puts pictures: one buffer, copied into the ring. Every method but `close` is called by libVLC."""

    def __init__(self, playing: Playing) -> None:
        self._playing, self._ring = playing, playing.ring
        ring = self._ring
        self._pitch = _aligned(ring.width * 4)
        self._memory = mmap.mmap(-1, self._pitch * _aligned(ring.height) + _SLACK)
        self._pixels = memoryview(self._memory)
        self._address = ctypes.addressof(ctypes.c_char.from_buffer(self._memory))
        self._lock = threading.Lock()
        self._open = True
        self._motion = motion.Motion(ring.note_changed)
        self._looked_ns = 0
        self._odd = False
        self._size = self._source = (0, 0)
        self.last_ns = 0
        self.unaccounted = 0
        self._first_ns = 0

    def close(self) -> None:
        """Nothing is written into the ring after this."""
        with self._lock:
            self._open = False

    def format(self, _opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any) -> int:  # noqa: PLR0917
        """Ask for BGRA at the tile's size; 0 refuses."""
        with contextlib.suppress(ValueError, ZeroDivisionError):
            self._source = (width[0], height[0])
            self._size = fitted(width[0], height[0], self._ring.width, self._ring.height)
            ctypes.memmove(chroma, b"RV32", 4)
            width[0], height[0] = self._size
            pitches[0] = _aligned(self._size[0] * 4)
            lines[0] = _aligned(self._size[1])
            return 1
        return 0

    def lock(self, _opaque: Any, planes: Any) -> None:
        """The buffer to draw into."""
        planes[0] = self._address

    def display(self, _opaque: Any, _picture: Any) -> None:
        """A picture is due: hand it on."""
        arrived = time.monotonic_ns()
        with self._lock:
            if self._open:
                self._show(arrived)

    def _show(self, arrived: int) -> None:
        ring, playing, (width, height) = self._ring, self._playing, self._size
        stride = _aligned(width * 4)
        if playing.frames == 0:
            self._first_ns = arrived
            ring.tell("live")
        playing.frames += 1
        self.last_ns = arrived
        self._look(width, height, stride, arrived)
        self._odd = not self._odd
        if self._odd or playing.pace != "half":
            # libVLC keeps a picture's own time to itself: it is shown when it is due, and that is its time.
            pts_us = (arrived - self._first_ns) // 1000
            ring.publish(self._pixels[: stride * height], width, height, stride, pts_us, arrived)
        size, self.unaccounted = self.unaccounted, 0
        ring.note_frame(size, (time.monotonic_ns() - arrived) // 1000, *self._source)

    def _look(self, width: int, height: int, stride: int, at_ns: int) -> None:
        if at_ns - self._looked_ns >= motion.EVERY_NS:
            self._looked_ns = at_ns
            rows = np.frombuffer(self._pixels, np.uint8, stride * height).reshape(height, stride)
            self._motion.look_at(rows[:: motion.STEP, 1 : width * 4 : motion.STEP * 4], at_ns)


class _Session:
    """One libVLC instance with one player. Whatever may block on the way out is left to a thread of its own."""

    def __init__(self, vlc: Any, options: tuple[str, ...], screen: _Screen) -> None:
        self._vlc, self._screen = vlc, screen
        self._read = self._lost = 0
        self.complaint = ""
        callbacks = vlc.CallbackDecorators
        # Kept as long as this object: libVLC calls them until it has stopped for good.
        self._kept = (
            callbacks.VideoFormatCb(screen.format),
            callbacks.VideoLockCb(screen.lock),
            callbacks.VideoDisplayCb(screen.display),
            callbacks.LogCb(self._swallow),
        )
        self._instance = _instance(vlc, options)
        self._player: Any = None
        self._media: Any = None

    def open(self, url: str) -> None:
        """Begin to play. Raises `Ended` where this libVLC takes nothing of the kind."""
        wanted, lock, display, log = self._kept
        self._instance.log_set(log, None)
        self._media = self._instance.media_new_location(url)
        self._player = self._instance.media_player_new()
        if self._media is None or self._player is None:
            raise Ended("no_frames")
        self._player.set_media(self._media)
        self._vlc.libvlc_video_set_callbacks(self._player, lock, self._vlc.VideoUnlockCb(), display, None)
        self._vlc.libvlc_video_set_format_callbacks(self._player, wanted, self._vlc.VideoCleanupCb())
        if self._player.play() != 0:
            raise Ended("no_frames")

    def over(self) -> bool:
        """Whether libVLC has given up."""
        state = self._vlc.State
        return self._player.get_state() in (state.Ended, state.Error, state.Stopped)

    def count(self) -> None:
        """Carry libVLC's own figures over."""
        stats = self._vlc.MediaStats()
        if self._media.get_stats(stats):
            read = max(stats.read_bytes, stats.demux_read_bytes)
            self._screen.unaccounted += max(0, read - self._read)
            self._read = read

    def close(self) -> None:
        """Stop and free, for at most `STOP_S`; the process' end frees what hangs."""
        thread = threading.Thread(target=self._free, daemon=True, name="vlc-release")
        thread.start()
        thread.join(STOP_S)

    def _free(self) -> None:
        if self._player is not None:
            self._player.stop()
            self._player.release()
        if self._media is not None:
            self._media.release()
        self._instance.release()

    def _swallow(self, _data: Any, level: int, _context: Any, form: bytes, arguments: Any) -> None:
        """libVLC's log names addresses with their passwords: nothing of it is kept but the kind of a failure."""
        if level < _ERROR_LEVEL or self.complaint:
            return
        import sys; b=ctypes.create_string_buffer(500); ctypes.CDLL(None).vsnprintf(b,500,form,ctypes.c_void_p(arguments)); print("LOG", form, b.value, file=sys.stderr)


def _library() -> Any:
    try:
        return importlib.import_module("vlc")
    except (ImportError, OSError, NotImplementedError) as error:
        raise Ended("no_frames") from error


def _instance(vlc: Any, options: tuple[str, ...]) -> Any:
    """An instance with every option that this build knows. Raises `Ended` where libVLC does not start at all."""
    instance = vlc.Instance(list(options))
    if instance is None:
        instance = vlc.Instance([option for option in options if _known(vlc, option)])
    if instance is None:
        raise Ended("no_frames")
    return instance


def _known(vlc: Any, option: str) -> bool:
    instance = vlc.Instance(["--quiet", option])
    if instance is not None:
        instance.release()
    return instance is not None


def _aligned(size: int) -> int:
    return (size + _ALIGN - 1) // _ALIGN * _ALIGN

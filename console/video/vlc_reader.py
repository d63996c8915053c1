"""Turns one address into pictures of a tile's size by libVLC (python-vlc), by pictures in memory, never by a window.

libVLC calls back from threads of its own. What it calls here copies a picture or sets a flag; it never calls libVLC,
which is not re-entrant there. States are asked for by the thread that plays.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import importlib
import mmap
import os
import threading
import time
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import av
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
_STATUS = MappingProxyType({401: "sign_in_failed", 403: "sign_in_failed"})
_HTTP_ERROR, _CONNECT_ERROR, _REDIRECT = b"HTTP %d error", b"connection failed: %s", b"redirecting to: %s"
_TELLING = frozenset({_HTTP_ERROR, _CONNECT_ERROR, _REDIRECT})
"""Formats of libVLC 3's log that say why there is no picture. It follows redirects and has no switch against it."""
_LOG_BYTES = 256
ASK_S, QUICK_S = 0.5, 0.02
_PADDING = 64
"""A decoder's picture is larger than what it shows by less than this."""
_CODECS = MappingProxyType({"mjpg": "mjpeg", "mp4v": "mpeg4", "avc1": "h264", "hev1": "hevc"})


_FORMAT = ctypes.CFUNCTYPE(ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.POINTER(ctypes.c_uint)] * 4)
"""python-vlc declares the format's four letters as a constant text, which could not be written to."""


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

    @property
    def last(self) -> Any:
        """The newest picture, which libVLC has already made as small as the tile; None before the first."""
        return self._screen.still()

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
            while not playing.stop.wait(POLL_S if screen.last_ns > started * 1e9 else QUICK_S):
                if keyed != (playing.pace == "key"):
                    return
                now = time.monotonic()
                playing.touch(POLL_S + 1.0)
                session.tell()
                last = screen.last_ns / 1e9
                if session.complaint or session.over():
                    raise Ended(session.complaint or "no_frames")
                silent = now - last > read_s if last > started else now - started > OPEN_S
                if silent:
                    raise Ended("no_frames")
        finally:
            playing.touch(STOP_S + 1.0)
            session.close()


class _Screen:
    """Where libVLC puts pictures: one buffer, copied into the ring. libVLC calls `format`, `lock` and `display`."""

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
        self._size = self._source = self._answer = (0, 0)
        self.asks, self._told = threading.Event(), threading.Event()
        self.last_ns = 0
        self.unaccounted = 0
        self._first_ns = 0

    def close(self) -> None:
        """Nothing is written into the ring after this."""
        with self._lock:
            self._open = False

    def name(self, codec: str) -> None:
        """Say what is played, and by whom."""
        with self._lock:
            if self._open:
                self._ring.note_names(codec, "vlc")

    def lose(self, count: int) -> None:
        """So many pictures came too late or could not be decoded."""
        with self._lock:
            if count and self._open:
                self._ring.note_lost(count)

    def format(self, _opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any) -> int:
        """Ask for BGRA at the tile's size; 0 refuses."""
        with contextlib.suppress(ValueError, ZeroDivisionError):
            self._source = self._visible(width[0], height[0])
            self._size = fitted(*self._source, self._ring.width, self._ring.height)
            ctypes.memmove(chroma, b"RV32", 4)
            width[0], height[0] = self._size
            pitches[0] = _aligned(self._size[0] * 4)
            lines[0] = _aligned(self._size[1])
            return 1
        return 0

    def _visible(self, width: int, height: int) -> tuple[int, int]:
        """The part of a decoded picture that is meant to be seen; only the thread that plays may ask libVLC."""
        self._told.clear()
        self.asks.set()
        self._told.wait(ASK_S)
        shown_width, shown_height = self._answer
        if 0 <= width - shown_width < _PADDING and 0 <= height - shown_height < _PADDING:
            return shown_width, shown_height
        return width, height

    def answer(self, width: int, height: int) -> None:
        """The size that `asks` is about."""
        self._answer = (width, height)
        self.asks.clear()
        self._told.set()

    def still(self) -> Any:
        """The newest picture as an `av.VideoFrame` of the tile's size; None before the first."""
        with self._lock:
            if not self.last_ns:
                return None
            width, height = self._size
            stride = _aligned(width * 4)
            rows = np.frombuffer(self._pixels, np.uint8, stride * height).reshape(height, stride)
            pixels = rows[:, : width * 4].reshape(height, width, 4).copy()
        return av.VideoFrame.from_ndarray(pixels, "bgra")

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
            _FORMAT(screen.format),
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

    def tell(self) -> None:
        """Carry over what libVLC says of the stream: its size when it is asked for, its codec, bytes and losses."""
        screen = self._screen
        if screen.asks.is_set():
            width, height = self._player.video_get_size(0)
            if width and height:
                screen.answer(width, height)
                screen.name(self._codec())
        stats = self._vlc.MediaStats()
        if self._media.get_stats(stats):
            read = max(stats.read_bytes, stats.demux_read_bytes)
            screen.unaccounted += max(0, read - self._read)
            screen.lose(max(0, stats.lost_pictures - self._lost))
            self._read, self._lost = read, stats.lost_pictures

    def _codec(self) -> str:
        vlc = self._vlc
        tracks = ctypes.POINTER(vlc.MediaTrack)()
        count = vlc.libvlc_media_tracks_get(self._media, ctypes.byref(tracks))
        if not count:
            return ""
        # The array's first pointer, not a pointer to it, is what has to be given back.
        array = ctypes.cast(tracks, ctypes.POINTER(ctypes.POINTER(vlc.MediaTrack)))
        found = [array[n].contents for n in range(count)]
        names = [track.codec.to_bytes(4, "little") for track in found if track.type == vlc.TrackType.video]
        vlc.libvlc_media_tracks_release(array, count)
        name = names[0].decode("ascii", "replace").strip().lower() if names else ""
        return _CODECS.get(name, name)

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
        """libVLC's log names addresses with their passwords: nothing of it is kept but what kind of failure it is."""
        if self.complaint or form not in _TELLING:
            return
        with contextlib.suppress(Exception):
            text = ctypes.create_string_buffer(_LOG_BYTES)
            ctypes.CDLL(None).vsnprintf(text, _LOG_BYTES, form, ctypes.c_void_p(arguments))
            self.complaint = _meaning(form, text.value)


def _meaning(form: bytes, text: bytes) -> str:
    """The state that a line of libVLC's log means; empty where it means none."""
    if form == _REDIRECT:
        return "wrong_address"
    if form == _HTTP_ERROR:
        status = int(text.split()[1])
        return _STATUS.get(status, "wrong_address" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "no_frames")
    reasons = (os.strerror(errno.ECONNREFUSED), os.strerror(errno.EACCES))
    return "refused" if text.decode("utf-8", "replace").endswith(reasons) else ""


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

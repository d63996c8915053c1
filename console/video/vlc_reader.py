"""Turns one address into pictures of a tile's size by libVLC (python-vlc).

libVLC calls back from threads of its own and is not re-entrant there: what it calls copies a picture or keeps a word.
The thread that plays asks for everything else, four times a second. It hands out no compressed pictures and no time of
the camera: what it plays can be neither replayed nor kept as a clip, and a still has the tile's size.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import importlib
import os
import threading
import time
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from console.video import source
from console.video.probe import LIBRARY
from console.video.reader import OPEN_S, Playing
from console.video.reasons import Failed
from console.video.vlc_screen import Screen, Size

POLL_S, QUICK_S, STOP_S = 0.25, 0.02, 1.0
"""States are asked for so often while it plays and while it opens; stopping is waited for so long."""
SCHEMES = ("http://", "https://", "rtsp://")
OPTIONS = (
    "--quiet", "--verbose=-1", "--no-audio", "--aout=none", "--no-spu", "--no-osd", "--no-video-title-show",
    "--no-lua", "--no-metadata-network-access", "--no-http-forward-cookies", "--no-interact", "--no-auto-preparse",
    "--no-sub-autodetect-file", "--no-disable-screensaver", "--no-media-library", "--keystore=memory",
    "--network-caching=300", "--avcodec-threads=1", "--avcodec-hw=none", "--swscale-mode=0",
)  # fmt: skip
"""No option comes from data. One that this build does not know is left out."""
ASKED_BEFORE = frozenset({"redirected", "sign_in_missing", "sign_in_wrong", "sign_in_unknown", "forbidden"})
"""Answers after which libVLC does not ask again: to the first it would go, by the others a camera locks the account."""
RTSP_OPTION = "--rtsp-tcp"
"""Comes with live555. Without it rtsp would fall to the module for satellite receivers, which streams over UDP."""

_HTTP_ERROR, _CONNECT_ERROR, _REDIRECT = b"HTTP %d error", b"connection failed: %s", b"redirecting to: %s"
_TELLING = frozenset({_HTTP_ERROR, _CONNECT_ERROR})
"""Formats of libVLC 3's log that say why there is no picture. It follows redirects and has no switch against it."""
HOLD_S = 0.1
"""What stopping needs until every wait of libVLC's threads is called off."""
_LOG_BYTES = 256
_STATUS = MappingProxyType({401: "sign_in_failed", 403: "sign_in_failed"})
_CODECS = MappingProxyType({"mjpg": "mjpeg", "mp4v": "mpeg4", "avc1": "h264", "hev1": "hevc", "hvc1": "hevc"})
_FORMAT = ctypes.CFUNCTYPE(ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.POINTER(ctypes.c_uint)] * 4)
"""python-vlc declares the format's four letters as a constant text, which could not be written to."""


class Ended(Exception):  # noqa: N818 - a stream that ends is no error of ours
    """The stream ended or could not be opened; `code` is one of the states in `frames.STATES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Reader:
    """Reads `url` for `playing`. Raises `Ended` where the stream ends before it is stopped, `Failed` where the camera
    has said why it cannot be played."""

    def __init__(self, url: str, playing: Playing) -> None:
        self._url, self._playing = url, playing
        self._screen = Screen(playing)
        self._known: Size | None = None

    @property
    def last(self) -> Any:
        """The newest picture, which libVLC has already made as small as the tile; None before the first."""
        return self._screen.still()

    def interrupt(self) -> None:
        """It looks four times a second by itself."""

    def is_stuck(self, now: float) -> bool:
        """libVLC's threads are watched by the one that plays."""
        return False

    def why(self) -> str:
        """libVLC does not say how far it has come; nothing is claimed."""
        return "" if self._screen.last_s else "no_media"

    def run(self) -> None:
        """Open and play, a second time where the pictures turn out to have other proportions.

        The camera is asked by ourselves before: an address that leads elsewhere is not given to libVLC at all.
        """
        playing = self._playing
        if not self._url.startswith(SCHEMES):
            raise Ended("wrong_address")
        playing.touch(OPEN_S)
        playing.recent.begin("", None)  # what another reader kept before is not this camera's last minute any more
        reason = source.why_not(self._url, sign_in_failed=False)
        if reason in ASKED_BEFORE:
            raise Failed(reason)
        vlc = _library()
        while not playing.stop.is_set():
            playing.touch(OPEN_S)
            self._screen = Screen(playing, self._known)
            session = _Session(vlc, self._options(), self._screen)
            try:
                session.open(self._url)
                self._watch(session)
            finally:
                self._screen.close()
                playing.touch(STOP_S + 1.0)
                session.close()

    def _options(self) -> tuple[str, ...]:
        return (*OPTIONS, RTSP_OPTION) if self._url.startswith("rtsp") else OPTIONS

    def _watch(self, session: _Session) -> None:
        """Until it is stopped, or has to be opened anew. Raises `Ended`."""
        playing, screen = self._playing, self._screen
        started = time.monotonic()
        while not playing.stop.wait(POLL_S if screen.last_s else QUICK_S):
            now = time.monotonic()
            playing.touch(POLL_S + 1.0)
            if session.led_away or session.over():
                raise Ended(session.complaint or "no_frames")
            if not screen.last_s:
                if now - started > playing.open_s:
                    playing.wait_longer()
                    raise Ended("no_frames")
                continue
            if now - screen.last_s > playing.read_s:
                raise Ended("no_frames")
            session.count()
            if self._known is None:
                self._known = session.size()
            if self._known and not screen.checked:
                screen.checked = True
                if not screen.fits(self._known):
                    return


class _Session:
    """One libVLC instance with one player. Whatever may block on the way out is left to a thread of its own."""

    def __init__(self, vlc: Any, options: tuple[str, ...], screen: Screen) -> None:
        self._vlc, self._screen = vlc, screen
        self._player: Any = None
        self._media: Any = None
        self._codec = ""
        self._counted = (0, 0, 0)
        self._leaving = threading.Event()
        self.complaint = ""
        """The state that libVLC's last complaint means; it counts when libVLC gives up, not before."""
        self.led_away = False
        """Whether the address leads to another one."""
        callbacks = vlc.CallbackDecorators
        # Kept as long as this object: libVLC calls them until it has stopped for good.
        self._kept = (
            _FORMAT(screen.format),
            callbacks.VideoLockCb(screen.lock),
            callbacks.VideoDisplayCb(screen.display),
            callbacks.LogCb(self._swallow),
        )
        self._instance = _instance(vlc, options)

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

    def size(self) -> Size | None:
        """What the stream says is to be seen of its pictures; libVLC learns it after the first of them."""
        width, height = self._player.video_get_size(0)
        return (int(width), int(height)) if width and height else None

    def count(self) -> None:
        """Carry libVLC's own figures over."""
        stats = self._vlc.MediaStats()
        if not self._media.get_stats(stats):
            return
        self._codec = self._codec or self._find_codec()
        # Of HLS only the playlist counts as read, of everything else more is read than the demuxer takes.
        now = (max(stats.read_bytes, stats.demux_read_bytes), stats.lost_pictures, stats.decoded_video)
        read, lost, decoded = (max(0, after - before) for after, before in zip(now, self._counted, strict=True))
        self._screen.note(self._codec, read, lost, decoded)
        self._counted = now

    def _find_codec(self) -> str:
        vlc = self._vlc
        tracks = ctypes.POINTER(vlc.MediaTrack)()
        count = vlc.libvlc_media_tracks_get(self._media, ctypes.byref(tracks))
        # The array's own address has to be given back; python-vlc declares it as a pointer to a track.
        array = ctypes.cast(tracks, ctypes.POINTER(ctypes.POINTER(vlc.MediaTrack)))
        found = [array[n].contents for n in range(count)]
        names = [track.codec.to_bytes(4, "little") for track in found if track.type == vlc.TrackType.video]
        if count:
            vlc.libvlc_media_tracks_release(array, count)
        name = names[0].decode("ascii", "replace").strip().lower() if names else ""
        return _CODECS.get(name, name)

    def close(self) -> None:
        """Stop and free, for at most `STOP_S`; what hangs is left to the end of the process."""
        thread = threading.Thread(target=self._free, daemon=True, name="vlc-release")
        thread.start()
        thread.join(STOP_S)

    def _free(self) -> None:
        self._leaving.set()
        if self._player is not None:
            self._player.stop()
            self._player.release()
        if self._media is not None:
            self._media.release()
        self._instance.release()

    def _swallow(self, _data: Any, _level: int, _context: Any, form: bytes, arguments: Any) -> None:
        """libVLC's log names addresses with their passwords: nothing of it is kept but what kind of failure it is."""
        if form == _REDIRECT:
            self.complaint, self.led_away = "wrong_address", True
            # This is the thread that is about to follow: it is held until it has been told to stop.
            self._leaving.wait(STOP_S)
            time.sleep(HOLD_S)
        elif form in _TELLING:
            with contextlib.suppress(Exception):
                text = ctypes.create_string_buffer(_LOG_BYTES)
                ctypes.CDLL(None).vsnprintf(text, _LOG_BYTES, form, ctypes.c_void_p(arguments))
                self.complaint = _meaning(form, text.value) or self.complaint


def _meaning(form: bytes, text: bytes) -> str:
    """The state that a line of libVLC's log means; empty where it means none."""
    if form == _HTTP_ERROR:
        status = int(text.split()[1])
        return _STATUS.get(status, "wrong_address" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "no_frames")
    reasons = (os.strerror(errno.ECONNREFUSED), os.strerror(errno.EACCES))
    return "refused" if text.decode("utf-8", "replace").endswith(reasons) else ""


@functools.cache
def load() -> Any:
    """Load libVLC ahead, for processes that are forked from this one: they see no folder any more in which to look for
    its modules. The list of those lives as long as the instance, which is kept and has no thread."""
    with contextlib.suppress(Ended):
        return _instance(_library(), OPTIONS)
    return None


def _library() -> Any:
    """python-vlc, which loads libVLC: no earlier than something is to be played by it. Raises `Ended`."""
    try:
        # python-vlc ends the whole process where the library that it is told of does not load. Untold, it starts
        # programs to find one, which a decoder process may not.
        ctypes.CDLL(LIBRARY)
        os.environ["PYTHON_VLC_LIB_PATH"] = LIBRARY
        return importlib.import_module("vlc")
    except (ImportError, OSError, RuntimeError) as error:
        raise Ended("no_frames") from error


def _instance(vlc: Any, options: tuple[str, ...]) -> Any:
    """An instance with every option that this build knows. Raises `Ended` where it cannot be had."""
    instance = vlc.Instance(list(options))
    if instance is None:
        known = [option for option in options if _is_known(vlc, option)]
        if RTSP_OPTION not in options or RTSP_OPTION in known:
            instance = vlc.Instance(known)
    if instance is None:
        raise Ended("no_frames")
    return instance


def _is_known(vlc: Any, option: str) -> bool:
    instance = vlc.Instance(["--quiet", option])
    if instance is not None:
        instance.release()
    return instance is not None

"""What the decoders of this machine are, and which of them plays an address."""

from __future__ import annotations

import ctypes
import functools
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

LIBRARY = "libvlc.so.5"
_CORE = "libvlccore"
_LIVE555 = "*/liblive555_plugin*"
_MAJOR = "3."
"""The libVLC that the second reader was written for: its pictures in memory work otherwise in the next."""


@dataclass(frozen=True)
class LibVlc:
    """What of libVLC is there: its version (None: nothing that loads), and whether it plays RTSP (live555)."""

    version: str | None
    rtsp: bool

    def plays(self, url: str) -> bool:
        """Whether it can be tried at all with this kind of address."""
        if self.version is None or not self.version.startswith(_MAJOR):
            return False
        return url.startswith(("http://", "https://")) or (self.rtsp and url.startswith("rtsp://"))


def libavformat_version() -> str:
    """The version of FFmpeg's libavformat that PyAV brings."""
    import av  # noqa: PLC0415 - 17 MB, and a console that only runs decodes nothing itself

    return ".".join(map(str, av.library_versions["libavformat"]))


@functools.cache
def libvlc() -> LibVlc:
    """Look at libVLC without starting it, once: in a decoder process there is nothing to be seen any more. Never
    raises; takes a few milliseconds."""
    try:
        if importlib.util.find_spec("vlc") is None:
            return LibVlc(None, rtsp=False)
        library = ctypes.CDLL(LIBRARY)
        library.libvlc_get_version.restype = ctypes.c_char_p
        told = library.libvlc_get_version().decode("ascii", "replace").split()
        return LibVlc(told[0] if told else None, rtsp=_has_live555())
    except (OSError, AttributeError, ValueError):
        return LibVlc(None, rtsp=False)


def choose(setting: str, url: str, vlc: LibVlc) -> Literal["ffmpeg", "vlc"]:
    """The reader for `url`: `setting` is auto, ffmpeg or vlc. FFmpeg plays whatever libVLC cannot."""
    return "vlc" if setting == "vlc" and vlc.plays(url) else "ffmpeg"


def _has_live555() -> bool:
    """libVLC looks for its modules beside the core library that is mapped into the process."""
    lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    folders = {Path(line.split(maxsplit=5)[5]).parent for line in lines if f"/{_CORE}" in line}
    return any(any((folder / "vlc" / "plugins").glob(_LIVE555)) for folder in folders)

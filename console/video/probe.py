"""What the decoders of this machine are."""

from __future__ import annotations

import av


def libavformat_version() -> str:
    """The version of FFmpeg's libavformat that PyAV brings."""
    return ".".join(map(str, av.library_versions["libavformat"]))

"""Stills and clips: written by the decoder process into a descriptor that the console opened, masked like the tile."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import av

from console.video import clip, masks, packets

INK_RGB = (33, 36, 40)


class CannotKeepError(Exception):
    """There is nothing to keep; the text is a code: no_picture, nothing_kept, bad_stream, too_many."""


def code_of(error: Exception) -> str:
    """The word for what went wrong. FFmpeg's errors are the stream's, even if they look like the system's."""
    if isinstance(error, CannotKeepError):
        return str(error)
    if isinstance(error, MemoryError):
        return "no_memory"
    if isinstance(error, OSError) and not isinstance(error, av.error.FFmpegError):
        return "disk_full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "bad_file"
    return "bad_stream"


def write_still(fd: int, picture: Any, masked: Sequence[masks.Mask]) -> dict[str, Any]:
    """The picture at its source's full size as PNG; its facts. Raises `CannotKeepError`."""
    if picture is None:
        raise CannotKeepError("no_picture")
    pixels = picture.to_ndarray(format="rgb24")
    height, width = pixels.shape[:2]
    for mask in masked:
        left, top, right, bottom = masks.box(mask, width, height)
        pixels[top:bottom, left:right] = INK_RGB
    encoder: Any = av.CodecContext.create("png", "w")
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "rgb24"
    encoder.time_base = Fraction(1, 1)
    frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
    data = b"".join(bytes(packet) for part in (frame, None) for packet in encoder.encode(part))
    _write(fd, data)
    return {"width": width, "height": height, "bytes": len(data)}


def write_clip(fd: int, recent: packets.Recent, seconds: float, masked: Sequence[masks.Mask]) -> dict[str, Any]:
    """The last seconds as MP4; its facts. As they came where that can be (`clip`). Raises `CannotKeepError`."""
    try:
        kept = recent.since(seconds)
        with os.fdopen(os.dup(fd), "w+b") as file:
            readable = fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDWR
            made = clip.write(file, kept, masked, readable=readable)
            size = file.seek(0, os.SEEK_END)
    except packets.NothingKeptError as error:
        raise CannotKeepError("nothing_kept") from error
    except clip.BadStreamError as error:
        raise CannotKeepError("bad_stream") from error
    first, last = kept.packets[0], kept.packets[-1]
    return {
        "codec": made.codec,
        "codec_of_camera": kept.codec,
        "encoded_anew": made.encoded_anew,
        "container": "video/mp4",
        "bytes": size,
        "pictures": made.pictures,
        "seconds": made.seconds,
        "begin_s": made.begin_s,
        "end_s": made.end_s,
        "camera_begin_us": first.camera_us,
        "camera_end_us": last.camera_us,
    }


def _write(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]

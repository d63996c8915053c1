"""Stills and clips: written by the decoder process into a descriptor that the console opened, masked like the tile."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import av
import numpy as np

from console.video import masks, packets

INK_RGB = (33, 36, 40)


class CannotKeepError(Exception):
    """There is nothing to keep; the text is a code: no_picture, nothing_kept, bad_stream."""


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
    """The last seconds as MP4, as they came; a camera with masks is encoded anew, since packets cannot be masked.

    Raises `CannotKeepError`.
    """
    try:
        kept = recent.since(seconds)
        data = packets.to_mp4(kept, recent.codec)
        if masked:
            data = _encoded_anew(data, masked)
    except packets.NothingKeptError as error:
        raise CannotKeepError("nothing_kept") from error
    except (av.error.FFmpegError, ValueError) as error:
        raise CannotKeepError("bad_stream") from error
    _write(fd, data)
    first, last = kept[0], kept[-1]
    return {
        "codec": recent.codec,
        "encoded_anew": bool(masked),
        "bytes": len(data),
        "pictures": len(kept),
        "seconds": round(last.arrived_s - first.arrived_s, 3),
        "begin_s": first.arrived_s,
        "end_s": last.arrived_s,
        "camera_begin_us": first.camera_us,
        "camera_end_us": last.camera_us,
    }


def _encoded_anew(clip: bytes, masked: Sequence[masks.Mask]) -> bytes:
    target = io.BytesIO()
    source: Any
    with av.open(io.BytesIO(clip)) as source, av.open(target, "w", format="mp4") as out:
        track = source.streams.video[0]
        made: Any = out.add_stream("libx264", rate=25, options={"preset": "veryfast", "crf": "20"})
        made.width, made.height, made.pix_fmt = track.width, track.height, "yuv420p"
        made.time_base = track.time_base
        for picture in source.decode(track):
            pixels = picture.to_ndarray(format="rgb24")
            for mask in masked:
                left, top, right, bottom = masks.box(mask, pixels.shape[1], pixels.shape[0])
                pixels[top:bottom, left:right] = INK_RGB
            frame: Any = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="rgb24")
            frame.pts, frame.time_base = picture.pts, picture.time_base
            out.mux(made.encode(frame))
        out.mux(made.encode(None))
    return target.getvalue()


def _write(fd: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]

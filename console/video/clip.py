"""A clip out of kept packets: always MP4, always with the times of `timeline`, and begun with a picture that decodes.

What players take in MP4 is put there as it came. Everything else, cameras with masks, and what turns out not to be
readable when it is read back, is encoded anew as H.264.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any, BinaryIO

import av
import numpy as np

from console.video import masks, nal, sizes, timeline
from console.video.packets import Kept

COPIED = MappingProxyType({"h264": "h264", "hevc": "hevc", "mpeg4": "m4v", "mjpeg": "mjpeg"})
"""Codecs that players take in MP4, with the format in which their packets stand one after the other."""
TAGS = MappingProxyType({"hevc": "hvc1"})
"""Apple's players and Windows open H.265 under this name alone; FFmpeg and VLC do not mind."""
LOOKED_AT = 64
"""Packets that are decoded to find out in which order they are shown: two groups of most cameras, four seconds."""
GREY = (46, 130, 126)
"""`masks.GREY` as Y, U and V (ITU-R BT.601)."""
ENCODER = MappingProxyType({"preset": "superfast", "crf": "20", "bf": "0", "threads": "2"})
TICK = Fraction(1, timeline.TICKS)


class BadStreamError(Exception):
    """Nothing of what was kept can be decoded."""


@dataclass(frozen=True)
class Made:
    """What was written: by which codec, so many pictures, the first and the last of them on the monotonic clock."""

    codec: str
    encoded_anew: bool
    pictures: int
    seconds: float
    begin_s: float
    end_s: float


def write(file: BinaryIO, kept: Kept, masked: Sequence[masks.Mask], *, readable: bool = True) -> Made:
    """Into an empty file that can be sought, and read back where it is `readable`. Raises `BadStreamError`, and what
    the file raises."""
    kept, times = timed(kept)
    if not masked and kept.codec in COPIED:
        try:
            _copy(file, kept, times)
            if readable:
                _read_back(file)
            return _made(kept.codec, times, encoded_anew=False)
        except (av.error.FFmpegError, ValueError, IndexError):
            file.seek(0)
            file.truncate()
    found = _encode(file, kept, times, masked)
    return _made("h264", found, encoded_anew=True)


def timed(kept: Kept) -> tuple[Kept, list[float]]:
    """The packets that can be decoded, and when each was, on the monotonic clock. Raises `BadStreamError`."""
    return _decodable(kept, timeline.laid(kept.packets, _shown(kept)))


def decoder(kept: Kept) -> Any:
    """A decoder for `whole` packets. Raises `BadStreamError` where there is none for this codec."""
    try:
        made: Any = av.CodecContext.create(kept.codec, "r")
    except (av.error.FFmpegError, ValueError) as error:
        raise BadStreamError from error
    made.thread_count, made.options = 1, {"max_pixels": str(sizes.MOST_PIXELS)}
    if kept.extradata and not nal.is_in_band(kept.codec):
        made.extradata = kept.extradata
    return made


def pictures(kept: Kept, lost: Callable[[], object] = int) -> Iterator[tuple[int, Any]]:
    """What a decoder shows, in its order, each with its packet's number. A broken packet costs its own picture, and
    `lost` is told of it. Raises `BadStreamError`."""
    made = decoder(kept)
    for at in range(len(kept) + 1):
        try:
            for picture in made.decode(_numbered(kept, at) if at < len(kept) else None):
                if picture.pts is not None and 0 <= picture.pts < len(kept):
                    yield picture.pts, picture
        except av.error.MemoryError:
            raise
        except av.error.FFmpegError:
            lost()


def _numbered(kept: Kept, at: int) -> Any:
    packet: Any = av.Packet(kept[at].data)
    packet.pts, packet.time_base = at, TICK
    return packet


def _shown(kept: Kept) -> list[int] | None:
    """The order in which a decoder shows the packets where their own times do not tell it; else None."""
    order = [at for at, _picture in pictures(kept[:LOOKED_AT])]
    if not order:
        raise BadStreamError
    told = [kept.packets[at].pts_s for at in order]
    times = [time for time in told if time is not None]
    is_right = times == sorted(times) and len(times) >= len(told) - 1 and not timeline.is_broken(kept.packets)
    if is_right or order == sorted(order):
        return None
    return list(dict.fromkeys(at for at, _picture in pictures(kept)))


def _decodable(kept: Kept, times: list[float]) -> tuple[Kept, list[float]]:
    """Without what is shown before the first keyframe, since it needs one that is not kept (open groups of pictures),
    and without what came early at the end, since pictures that are shown before it are yet to come."""
    end = len(times) - timeline.ahead(times)
    at = [0, *(at for at in range(1, end) if times[at] > times[0])]
    return Kept(kept.codec, kept.extradata, [kept.packets[one] for one in at]), [times[one] for one in at]


def _copy(file: BinaryIO, kept: Kept, times: Sequence[float]) -> None:
    shown = timeline.in_ticks(times)
    decoded = timeline.decoding(shown)
    with av.open(file, "w", format="mp4") as out:
        track = _track(out, kept)
        for at, packet in enumerate(kept):
            part: Any = av.Packet(packet.data)
            part.stream, part.time_base, part.is_keyframe = track, TICK, packet.key
            part.pts, part.dts = shown[at], decoded[at]
            part.duration = round(timeline.interval_s(times) * timeline.TICKS) if at == len(kept) - 1 else 0
            out.mux(part)


def _track(out: Any, kept: Kept) -> Any:
    """A track for these packets, known by the first of them."""
    with av.open(io.BytesIO(kept[0].data), format=COPIED[kept.codec]) as source:
        track = out.add_stream_from_template(source.streams.video[0], opaque=True)
    track.time_base = TICK
    if kept.codec in TAGS:
        track.codec_context.codec_tag = TAGS[kept.codec]
    return track


def _read_back(file: BinaryIO) -> None:
    """Raises `ValueError` or what FFmpeg raises where the first picture cannot be had from what was written."""
    file.seek(0)
    source: Any
    with av.open(file) as source:
        if next(source.decode(source.streams.video[0]), None) is None:
            raise ValueError("no picture")


def _encode(file: BinaryIO, kept: Kept, times: Sequence[float], masked: Sequence[masks.Mask]) -> list[float]:
    """As H.264 in the order of showing, masked; the times of what was written."""
    written: list[float] = []
    ticks = timeline.in_ticks(times)
    step, before = max(1, round(timeline.interval_s(times) * timeline.TICKS)), -1
    with av.open(file, "w", format="mp4") as out:
        made: Any = out.add_stream("libx264", rate=Fraction(timeline.TICKS, step), options=dict(ENCODER))
        for at, picture in pictures(kept):
            if ticks[at] <= before:
                continue
            if not written:
                made.width, made.height, made.pix_fmt = picture.width // 2 * 2, picture.height // 2 * 2, "yuv420p"
                made.codec_context.time_base = TICK
            frame = _masked(picture, made.width, made.height, masked)
            frame.pts, frame.time_base, frame.duration = ticks[at], TICK, step
            out.mux(made.encode(frame))
            before = ticks[at]
            written.append(times[at])
        if not written:
            raise BadStreamError
        out.mux(made.encode(None))
    return written


def _masked(picture: Any, width: int, height: int, masked: Sequence[masks.Mask]) -> Any:
    """The picture with its masks, as large as fits, amid grey where its proportions are others."""
    wide, high = picture.width // 2 * 2, picture.height // 2 * 2
    wide, high = sizes.fitted(max(2, wide), max(2, high), width, height)
    planes = _planes(picture.reformat(wide, high, "yuv420p"), wide, high)
    for plane, grey in zip(planes, GREY, strict=True):
        for mask in masked:
            left, top, right, bottom = masks.box(mask, plane.shape[1], plane.shape[0])
            plane[top:bottom, left:right] = grey
    if (wide, high) == (width, height):
        return _frame(planes, width, height)
    whole = [
        np.full((height >> part, width >> part), grey, np.uint8) for part, grey in zip((0, 1, 1), GREY, strict=True)
    ]
    for part, (plane, room) in enumerate(zip(planes, whole, strict=True)):
        top, left = (height - high) // 4 * 2 >> min(part, 1), (width - wide) // 4 * 2 >> min(part, 1)
        room[top : top + plane.shape[0], left : left + plane.shape[1]] = plane
    return _frame(whole, width, height)


def _planes(frame: Any, width: int, height: int) -> list[Any]:
    """Brightness and the two colours as arrays that can be written to."""
    flat = frame.to_ndarray(format="yuv420p").reshape(-1)
    luma, chroma = width * height, width * height // 4
    half = (height // 2, width // 2)
    return [
        flat[:luma].reshape(height, width),
        flat[luma : luma + chroma].reshape(half),
        flat[luma + chroma :].reshape(half),
    ]


def _frame(planes: Sequence[Any], width: int, height: int) -> Any:
    flat = np.concatenate([plane.reshape(-1) for plane in planes]).reshape(height * 3 // 2, width)
    return av.VideoFrame.from_ndarray(flat, format="yuv420p")


def _made(codec: str, times: Sequence[float], *, encoded_anew: bool) -> Made:
    begin, end = min(times), max(times)
    seconds = end - begin + timeline.interval_s(times)
    return Made(codec, encoded_anew, len(times), round(seconds, 3), begin, end)

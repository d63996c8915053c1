"""NAL units of H.264 and H.265 as decoders take them without being told anything: behind start codes (Annex B).

RTSP and MPEG-TS send them so. FLV, MP4 and Matroska put a length before each and the parameter sets into a record
beside the stream: AVCDecoderConfigurationRecord, HEVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1, 8.3.3.1).
"""

from __future__ import annotations

from functools import lru_cache

START = b"\0\0\0\1"
_IN_BAND = frozenset({"h264", "hevc", "mpeg4"})
"""Whose headers a decoder also finds within the stream."""
_H264_SETS, _HEVC_SETS = 5, 22
"""Where the sets begin in either record."""


def whole(data: bytes, codec: str, extradata: bytes, *, key: bool) -> bytes:
    """A packet that needs no `extradata`; the same object where it is one already."""
    if codec not in _IN_BAND or not extradata:
        return data
    record = _record(codec, extradata)
    if record is None:
        return extradata + data if key and not data.startswith(extradata) else data
    length, sets = record
    # A length of one byte is no NAL unit: some cameras send start codes in spite of their record.
    return (sets if key else b"") + (data if data.startswith(START) else annexb(data, length))


def is_in_band(codec: str) -> bool:
    """Whether `whole` packets of this codec can be decoded without extradata."""
    return codec in _IN_BAND


def annexb(data: bytes, length: int) -> bytes:
    """NAL units with `length` bytes of length before each, with start codes instead; a torn last one is left out."""
    parts: list[bytes] = []
    at, end = 0, len(data)
    while at + length <= end:
        size = int.from_bytes(data[at : at + length], "big")
        at += length
        if not size or at + size > end:
            break
        parts += (START, data[at : at + size])
        at += size
    return b"".join(parts)


@lru_cache(maxsize=32)
def _record(codec: str, extradata: bytes) -> tuple[int, bytes] | None:
    """Bytes of a length and the parameter sets in Annex B; None where `extradata` is no configuration record."""
    if extradata[:1] != b"\1" or codec not in {"h264", "hevc"}:
        return None
    try:
        return _avcc(extradata) if codec == "h264" else _hvcc(extradata)
    except IndexError:
        return None


def _avcc(record: bytes) -> tuple[int, bytes]:
    sets, at = [], _H264_SETS
    for mask in (31, 255):  # so many sequence parameter sets, then so many picture parameter sets
        count, at = record[at] & mask, at + 1
        for _ in range(count):
            part, at = _sized(record, at)
            sets.append(part)
    return (record[4] & 3) + 1, b"".join(START + part for part in sets)


def _hvcc(record: bytes) -> tuple[int, bytes]:
    sets, at = [], _HEVC_SETS + 1
    for _ in range(record[_HEVC_SETS]):
        count, at = record[at + 1] << 8 | record[at + 2], at + 3
        for _ in range(count):
            part, at = _sized(record, at)
            sets.append(part)
    return (record[21] & 3) + 1, b"".join(START + part for part in sets)


def _sized(record: bytes, at: int) -> tuple[bytes, int]:
    end = at + 2 + (record[at] << 8 | record[at + 1])
    if end > len(record):
        raise IndexError
    return record[at + 2 : end], end

"""What is known of a stream besides its pictures: words in the head of its shared memory."""

from __future__ import annotations

import struct
from types import MappingProxyType
from typing import NamedTuple

HEADER_BYTES = 512
STATES = (
    "connecting", "live", "no_frames", "refused", "sign_in_failed", "wrong_address", "hidden", "ended",
)  # fmt: skip
"""What a worker can say of a stream; what only time tells (late, frozen) is the reader's to find out."""
STATE_CODES = MappingProxyType({name: code for code, name in enumerate(STATES)})

SEQ, SLOT, HELD, STATE, _CONNECTS, _FRAMES, _BYTES, RETRY_NS, _CHANGED_NS, _DECODE_US = range(10)
_SOURCE_W, _SOURCE_H, STATE_SEQ, _LOST, _JITTER_US = range(10, 15)
SLOT_WORDS, FIRST_SLOT = 8, 16
SLOT_FACTS = struct.Struct("=6q")
_HEARD_NS, _STILLS, _INTERVAL_US = range(40, 43)
_BEHIND_US, _OFFSET_US, _OFFSET_KNOWN, _KEPT_US = range(48, 52)
REASON = 60
"""Why there is no picture, as `reasons.REASONS` counts."""
_CODEC_AT, _READER_AT, _NAME_BYTES = 52 * 8, 54 * 8, 16


_MOST_COUNT, _MOST_SIDE = 1 << 53, 1 << 16
_MOST_US = 86_400 * 1_000_000
"""A day: no lateness, no unevenness and no replay is longer."""
_MOST_OFFSET_US = 100 * 366 * _MOST_US
"""A camera without a battery is in 1970."""


def within(told: int, most: int, least: int = 0) -> int:
    """A word that a writer told, made one that can be true."""
    return max(least, min(most, told))


class Counted(NamedTuple):
    """Figures of one connection so far."""

    frames: int
    size: int
    decode_us: int
    source_width: int
    source_height: int
    lost: int
    jitter_us: int


class Signs:
    """Signs of life: what a camera's rhythm, and whether its picture moves, are judged by."""

    def __init__(self, header: memoryview) -> None:
        self._words = header.cast("q")

    @property
    def changed_s(self) -> float:
        """When the picture last differed from the one before, monotonic."""
        return self._words[_CHANGED_NS] / 1e9

    @property
    def stills(self) -> int:
        """How often the picture was looked at since it last differed."""
        return within(self._words[_STILLS], _MOST_COUNT)

    @property
    def heard_s(self) -> float:
        """When a picture came that was left out for want of time, monotonic; 0 where none ever was."""
        return self._words[_HEARD_NS] / 1e9

    @property
    def interval_s(self) -> float:
        """How far this connection's first two pictures lie apart, at most; 0 where it is not known."""
        return within(self._words[_INTERVAL_US], _MOST_US) / 1e6

    def note_changed(self, at_ns: int) -> None:
        """Writer: the picture moved."""
        self._words[_CHANGED_NS] = at_ns
        self._words[_STILLS] = 0

    def note_still(self) -> None:
        """Writer: the picture was looked at, and did not move."""
        self._words[_STILLS] += 1

    def note_interval(self, interval_us: int) -> None:
        """Writer: how far the first two pictures of this connection lie apart, at most."""
        self._words[_INTERVAL_US] = interval_us

    def note_heard(self, at_ns: int) -> None:
        """Writer: a picture came that is not shown, for this machine shows fewer, or awaits a keyframe after that."""
        self._words[_HEARD_NS] = at_ns


class RingFacts(Signs):
    """One writer, one reader; a word is written whole or not at all."""

    def __init__(self, header: memoryview) -> None:
        super().__init__(header)
        self._header = header

    @property
    def retry_s(self) -> float:
        """When the connection is tried again, monotonic; 0 where nothing is planned."""
        return self._words[RETRY_NS] / 1e9

    @property
    def connects(self) -> int:
        """How often the address was opened."""
        return within(self._words[_CONNECTS], _MOST_COUNT)

    @property
    def behind_s(self) -> float:
        """How much later than the quickest picture of this connection the newest one came; a replay: than now."""
        return within(self._words[_BEHIND_US], _MOST_US) / 1e6

    @property
    def clock_offset_s(self) -> float | None:
        """How far the camera's clock is ahead of ours; None where the camera does not tell its time."""
        offset_us = within(self._words[_OFFSET_US], _MOST_OFFSET_US, -_MOST_OFFSET_US)
        return offset_us / 1e6 if self._words[_OFFSET_KNOWN] else None

    @property
    def kept_s(self) -> float:
        """How many seconds can be replayed."""
        return within(self._words[_KEPT_US], _MOST_US) / 1e6

    @property
    def codec(self) -> str:
        """The codec's short name; empty before the first picture."""
        return self._name(_CODEC_AT)

    @property
    def reader(self) -> str:
        """Which reader plays it: ffmpeg or vlc."""
        return self._name(_READER_AT)

    def counted(self) -> Counted:
        """Figures of this connection."""
        words = self._words
        frames, size, decode_us, lost = (
            within(words[at], _MOST_COUNT) for at in (_FRAMES, _BYTES, _DECODE_US, _LOST)
        )  # fmt: skip
        width, height = (within(words[at], _MOST_SIDE) for at in (_SOURCE_W, _SOURCE_H))
        return Counted(frames, size, decode_us, width, height, lost, within(words[_JITTER_US], _MOST_US))

    def note_connect(self) -> None:
        """Writer: one more opening."""
        self._words[_CONNECTS] += 1

    def note_frame(self, size: int, decode_us: int, width: int, height: int) -> None:
        """Writer: figures of one decoded packet."""
        words = self._words
        words[_FRAMES] += 1
        words[_BYTES] += size
        words[_DECODE_US] += decode_us
        words[_SOURCE_W] = width
        words[_SOURCE_H] = height

    def note_lost(self, count: int = 1) -> None:
        """Writer: so many pictures could not be decoded."""
        self._words[_LOST] += count

    def note_timing(self, jitter_us: int, behind_us: int) -> None:
        """Writer: how unevenly pictures come, and how much later than the quickest one the newest came."""
        self._words[_JITTER_US] = jitter_us
        self._words[_BEHIND_US] = behind_us

    def note_clock(self, offset_us: int) -> None:
        """Writer: the camera's clock minus ours."""
        self._words[_OFFSET_US] = offset_us
        self._words[_OFFSET_KNOWN] = 1

    def note_kept(self, kept_us: int) -> None:
        """Writer: how much can be replayed."""
        self._words[_KEPT_US] = kept_us

    def note_names(self, codec: str, reader: str) -> None:
        """Writer: codec and reader of this connection."""
        for at, name in ((_CODEC_AT, codec), (_READER_AT, reader)):
            self._header[at : at + _NAME_BYTES] = name.encode("ascii", "replace")[:_NAME_BYTES].ljust(
                _NAME_BYTES, b"\0"
            )

    def _name(self, at: int) -> str:
        name = bytes(self._header[at : at + _NAME_BYTES]).rstrip(b"\0").decode("ascii", "replace")
        return name if name.isprintable() else ""

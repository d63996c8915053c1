"""Rewrites the headers of H.264 slices, so that pictures encoded by themselves become parts of a larger one.

As much of the standard (ITU-T H.264, 7.3) as our own encoder makes use of: frames, no B slices, one slice group,
marking of references by their order. Data of slices is never touched, only moved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

START = b"\0\0\0\1"
SLICE, KEY_SLICE, SEQUENCE, PICTURE = 1, 5, 7, 8
ACROSS_SLICES, WITHIN_SLICES = 0, 2
"""What the filter against blocks goes over."""


class Bits:
    """Reads what an encoder wrote, bit by bit."""

    def __init__(self, data: bytes) -> None:
        self._all, self.long, self.at = int.from_bytes(data, "big"), len(data) * 8, 0

    def take(self, count: int) -> int:
        """The next `count` bits."""
        self.at += count
        return (self._all >> (self.long - self.at)) & ((1 << count) - 1)

    def number(self) -> int:
        """The next number without a sign (9.1)."""
        zeros = 0
        while not self.take(1):
            zeros += 1
        return (1 << zeros) - 1 + self.take(zeros)

    def signed(self) -> int:
        """The next number with a sign."""
        value = self.number()
        return (value + 1) // 2 if value % 2 else -(value // 2)

    def rest(self) -> int:
        """All that follows."""
        return self._all & ((1 << (self.long - self.at)) - 1)


class Written:
    """Bits to be written."""

    def __init__(self) -> None:
        self.value, self.long = 0, 0

    def put(self, value: int, count: int) -> None:
        """Write the `count` lower bits of `value`."""
        self.value, self.long = self.value << count | value, self.long + count

    def number(self, value: int) -> None:
        """Write a number without a sign."""
        self.put(value + 1, (value + 1).bit_length() * 2 - 1)

    def signed(self, value: int) -> None:
        """Write a number with a sign."""
        self.number(2 * value - 1 if value > 0 else -2 * value)


@dataclass(frozen=True)
class Parameters:
    """What the parameter sets of a stream say about the headers of its slices."""

    frame_bits: int
    arithmetic: bool
    references: int
    weighted: bool
    quality: int


def units(data: bytes) -> list[bytes]:
    """The units of a piece of a stream, without their start codes."""
    return [unit.rstrip(b"\0") for unit in data.split(b"\0\0\1")[1:]]


def slice_of(picture: bytes) -> bytes:
    """The slice of a picture that has but one."""
    return next(unit for unit in units(picture) if kind(unit) in (SLICE, KEY_SLICE))


def kind(unit: bytes) -> int:
    """Which kind of unit it is."""
    return unit[0] & 31


def parameters(found: list[bytes]) -> Parameters:
    """Read the parameter sets among these units."""
    sequence = Bits(_plain(next(unit for unit in found if kind(unit) == SEQUENCE))[1:])
    sequence.take(24)
    sequence.number()
    frame_bits = sequence.number() + 4
    picture = Bits(_plain(next(unit for unit in found if kind(unit) == PICTURE))[1:])
    picture.number()
    picture.number()
    arithmetic = bool(picture.take(1))
    picture.take(1)
    picture.number()
    references = picture.number() + 1
    picture.number()
    weighted = bool(picture.take(1))
    picture.take(2)
    return Parameters(frame_bits, arithmetic, references, weighted, picture.signed())


def moved(unit: bytes, first: int, ours: Parameters, theirs: Parameters) -> bytes:
    """The slice of a stream with `ours` as one of a stream with `theirs`, from block `first` on; after a start code."""
    if replace(ours, quality=0) != replace(theirs, quality=0):
        raise ValueError(f"streams of different kinds: {ours}, {theirs}")
    plain = _plain(unit)
    bits, out = Bits(plain[1:]), Written()
    bits.number()
    out.number(first)
    intra = _copied(bits, out) % 5 == 2
    _copied(bits, out)
    out.put(bits.take(ours.frame_bits), theirs.frame_bits)
    if kind(unit) == KEY_SLICE:
        bits.number()
        out.number(0)
    if not intra:
        _references(bits, out, ours)
    marks = 2 if kind(unit) == KEY_SLICE else 1
    out.put(bits.take(marks), marks)
    if ours.arithmetic and not intra:
        _copied(bits, out)
    out.signed(bits.signed() + ours.quality - theirs.quality)
    edges = bits.number()
    out.number(WITHIN_SLICES if edges == ACROSS_SLICES else edges)
    if edges != 1:
        out.signed(bits.signed())
        out.signed(bits.signed())
    return START + plain[:1] + _guarded(_with_data(bits, out, plain[1:], arithmetic=ours.arithmetic))


def _copied(bits: Bits, out: Written) -> int:
    value = bits.number()
    out.number(value)
    return value


def _references(bits: Bits, out: Written, ours: Parameters) -> None:
    """What a slice that refers to other pictures says of them."""
    many, override = ours.references, bits.take(1)
    out.put(override, 1)
    if override:
        many = _copied(bits, out) + 1
    if bits.take(1):
        raise ValueError("references in an order of their own")
    out.put(0, 1)
    if not ours.weighted:
        return
    _copied(bits, out)
    _copied(bits, out)
    for _ in range(many):
        for values in (2, 4):
            weighs = bits.take(1)
            out.put(weighs, 1)
            for _ in range(values if weighs else 0):
                out.signed(bits.signed())


def _with_data(bits: Bits, out: Written, plain: bytes, *, arithmetic: bool) -> bytes:
    """The new header, and after it the old data."""
    if arithmetic:
        fill = -out.long % 8
        header = (out.value << fill | (1 << fill) - 1).to_bytes((out.long + fill) // 8, "big")
        return header + plain[-(-bits.at // 8) :]
    left = bits.long - bits.at
    value, long = out.value << left | bits.rest(), out.long + left
    zeros = (value & -value).bit_length() - 1
    value, long = value >> zeros, long - zeros
    fill = -long % 8
    return (value << fill).to_bytes((long + fill) // 8, "big")


def _plain(unit: bytes) -> bytes:
    return unit.replace(b"\0\0\3", b"\0\0")


def _guarded(plain: bytes) -> bytes:
    return re.sub(rb"\0\0(?=[\0-\3])", b"\0\0\3", plain)

"""Figures of equal width for a font that has none.

Be Vietnam Pro carries no `tnum` feature (its GSUB table has only locl, liga and ccmp), so that a clock set in it would
shiver. The font stays as it is on disk; in memory its ten digits are given the width of the widest one, each centred
in its cell, by rewriting their entries of the table of horizontal metrics (`hmtx`, OpenType 1.9).
"""

from __future__ import annotations

import struct

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QRawFont

DIGITS = "0123456789"
_RECORD = struct.Struct(">4sIII")
_METRIC = struct.Struct(">Hh")


def with_equal_figures(font: bytes) -> bytes:
    """The TrueType font with digits of equal width; unchanged where it cannot be read or they are equal already."""
    tables = _tables(font)
    glyphs = QRawFont(QByteArray(font), 16).glyphIndexesForString(DIGITS)
    if not {"hmtx", "hhea"} <= tables.keys() or len(glyphs) != len(DIGITS):
        return font
    begin, length, record = tables["hmtx"]
    full = struct.unpack_from(">H", font, tables["hhea"][0] + 34)[0]
    if max(glyphs) >= full:
        return font
    widths = {glyph: _METRIC.unpack_from(font, begin + glyph * _METRIC.size) for glyph in glyphs}
    widest = max(advance for advance, _bearing in widths.values())
    changed = bytearray(font)
    for glyph, (advance, bearing) in widths.items():
        _METRIC.pack_into(changed, begin + glyph * _METRIC.size, widest, bearing + (widest - advance) // 2)
    padded = bytes(changed[begin : begin + length]) + b"\0" * (-length % 4)
    total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
    struct.pack_into(">I", changed, record + 4, total)
    return bytes(changed)


def _tables(font: bytes) -> dict[str, tuple[int, int, int]]:
    """Offset, length and place of the directory entry of each table."""
    found = {}
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        record = 12 + number * _RECORD.size
        tag, _sum, offset, length = _RECORD.unpack_from(font, record)
        found[tag.decode("latin-1")] = (offset, length, record)
    return found

"""Figures of equal width for a font that has none.

Be Vietnam Pro carries no `tnum` feature (its GSUB table has only locl, liga and ccmp), so that a clock set in it would
shiver. The font stays as it is on disk; in memory a second one is made of it whose ten digits have the width of the
middle one, each centred in its cell, by rewriting their entries of the table of horizontal metrics (`hmtx`, OpenType
1.9). It serves what changes in place: the clock, the time that is left, the ages of pictures. Running text keeps its
figures as they are, since a narrow 1 would tear numbers such as 115 apart.

And room for marks: the font says that its letters reach one em above the line, where Ẳ, Ổ and Ễ reach a fifth more, so
that whatever is as high as the font says cuts their marks off. It knows better in another place (`usWinAscent` in its
`OS/2` table). In memory that is what it says everywhere, and with it every label, field, row and painter has the room
(docs/decisions/053-letters-with-all-their-marks.md).
"""

from __future__ import annotations

import struct

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QRawFont

DIGITS = "0123456789"
_RECORD = struct.Struct(">4sIII")
_METRIC = struct.Struct(">Hh")
_LINE, _TYPO, _WIN = 4, 68, 74
"""Where a table keeps ascent and descent (OpenType 1.9): `hhea`, and `OS/2` for typographers and for Windows."""


NAMES = ((b"Be Vietnam Pro", b"Be Vietnam Num"), (b"BeVietnamPro", b"BeVietnamNum"))
FAMILY = "Be Vietnam Num"
"""Under this name the program asks for the changed font; as long as the old one, so that no table grows."""


def with_room_for_marks(font: bytes) -> bytes:
    """The TrueType font with the ascent and descent that its highest and lowest letters need; unchanged where it cannot
    be read. FreeType takes them from `OS/2` or from `hhea`, as a flag of the font says: both are set."""
    tables = _tables(font)
    if not {"hhea", "OS/2"} <= tables.keys():
        return font
    above, below = struct.unpack_from(">HH", font, tables["OS/2"][0] + _WIN)
    changed = bytearray(font)
    for table, place in (("hhea", _LINE), ("OS/2", _TYPO)):
        struct.pack_into(">hhh", changed, tables[table][0] + place, above, -below, 0)
        _sum_up(changed, *tables[table])
    return bytes(changed)


def with_equal_figures(font: bytes) -> bytes:
    """The TrueType font with digits of equal width, under the name `FAMILY`; unchanged where it cannot be read."""
    tables = _tables(font)
    glyphs = QRawFont(QByteArray(font), 16).glyphIndexesForString(DIGITS)
    if not {"hmtx", "hhea", "name"} <= tables.keys() or len(glyphs) != len(DIGITS):
        return font
    begin = tables["hmtx"][0]
    full = struct.unpack_from(">H", font, tables["hhea"][0] + 34)[0]
    if max(glyphs) >= full:
        return font
    widths = {glyph: _METRIC.unpack_from(font, begin + glyph * _METRIC.size) for glyph in glyphs}
    cell = sorted(advance for advance, _bearing in widths.values())[len(widths) // 2]
    changed = bytearray(font)
    for glyph, (advance, bearing) in widths.items():
        _METRIC.pack_into(changed, begin + glyph * _METRIC.size, cell, bearing + (cell - advance) // 2)
    _rename(changed, tables)
    for table in ("hmtx", "name"):
        _sum_up(changed, *tables[table])
    return bytes(changed)


def _rename(font: bytearray, tables: dict[str, tuple[int, int, int]]) -> None:
    begin, length, _record = tables["name"]
    names = bytes(font[begin : begin + length])
    for old, new in NAMES:
        names = names.replace(old, new).replace(_wide(old), _wide(new))
    font[begin : begin + length] = names


def _wide(text: bytes) -> bytes:
    return text.decode("ascii").encode("utf-16-be")


def _sum_up(font: bytearray, begin: int, length: int, record: int) -> None:
    padded = bytes(font[begin : begin + length]) + b"\0" * (-length % 4)
    total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
    struct.pack_into(">I", font, record + 4, total)


def _tables(font: bytes) -> dict[str, tuple[int, int, int]]:
    """Offset, length and place of the directory entry of each table."""
    found = {}
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        record = 12 + number * _RECORD.size
        tag, _sum, offset, length = _RECORD.unpack_from(font, record)
        found[tag.decode("latin-1")] = (offset, length, record)
    return found

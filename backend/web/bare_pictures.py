"""A picture as a telephone makes it, without what it writes beside it: where somebody stood, with which device, when,
and a second, smaller picture. Nothing is decoded, and how it is turned is kept."""

from __future__ import annotations

from collections.abc import Iterator

from backend.walls.images import BadPictureError

_START, _END, _SCAN, _TURNED = b"\xff\xd8", 0xD9, 0xDA, 0x0112
_KEPT = frozenset({0xE0, 0xE2, 0xEE})
"""JFIF, a colour profile, and how colours are written (ITU-T T.872; Adobe TN 5116)."""
_APPS = range(0xE0, 0xF0)
_COMMENT = 0xFE
_PNG, _PNG_KEPT = b"\x89PNG\r\n\x1a\n", frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"IDAT", b"IEND"})


def bare(data: bytes) -> bytes:
    """The picture alone; what is no JPEG or PNG as it is. Raises `BadPictureError` where it is broken off."""
    if data.startswith(_START):
        return _bare_jpeg(data)
    return _bare_png(data) if data.startswith(_PNG) else data


def _bare_jpeg(data: bytes) -> bytes:
    parts, turned = [_START], b""
    for marker, part in _segments(data):
        if marker == 0xE1:
            turned = turned or _orientation(part)
        elif _belongs(marker, part):
            parts.append(part)
    first = 2 if len(parts) > 1 and parts[1][1] == 0xE0 else 1
    return b"".join([*parts[:first], turned, *parts[first:]])


def _belongs(marker: int, part: bytes) -> bool:
    """Whether a segment is needed to show the picture as it was taken."""
    if marker == 0xE2:
        return part[4:].startswith(b"ICC_PROFILE")
    return marker in _KEPT or (marker not in _APPS and marker != _COMMENT)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment up to the end of the picture, a scan with all that was scanned. What is behind
    the end is left out: telephones put a film or a map of brightness there."""
    at = 2
    while at + 2 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF:
            break
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            yield marker, data[at : at + 2]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == _SCAN:
            end = _behind_scan(data, end)
        if end > len(data) or end < at + 4:
            break
        yield marker, data[at:end]
        at = end
    raise BadPictureError("the JPEG is not whole")


def _behind_scan(data: bytes, at: int) -> int:
    """Where the next marker is that is none of the scan's own."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    raise BadPictureError("the JPEG is not whole")


def _orientation(part: bytes) -> bytes:
    """A segment that says how the picture is turned and no more (CIPA DC-008); empty where it is not turned."""
    tiff = part[10:]
    order = "little" if tiff[:2] == b"II" else "big"
    if part[4:10] != b"Exif\0\0" or tiff[:2] not in {b"II", b"MM"}:
        return b""
    first = int.from_bytes(tiff[4:8], order)  # type: ignore[arg-type]
    count = int.from_bytes(tiff[first : first + 2], order)  # type: ignore[arg-type]
    for number in range(min(count, 100)):
        entry = tiff[first + 2 + number * 12 : first + 14 + number * 12]
        if int.from_bytes(entry[:2], order) == _TURNED:  # type: ignore[arg-type]
            way = int.from_bytes(entry[8:10], order)  # type: ignore[arg-type]
            if not 2 <= way <= 8:
                return b""
            body = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + _TURNED.to_bytes(2) + b"\0\x03\0\0\0\x01" + way.to_bytes(2)
            body += b"\0\0\0\0\0\0"
            return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body
    return b""


def _bare_png(data: bytes) -> bytes:
    parts, at = [_PNG], len(_PNG)
    while at + 12 <= len(data):
        kind, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4])
        if kind in _PNG_KEPT:
            parts.append(data[at:end])
        at = end
        if kind == b"IEND":
            break
    return b"".join(parts)

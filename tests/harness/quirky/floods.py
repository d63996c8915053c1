"""What no camera should send and some do: answers without an end, pictures of absurd sizes, hundreds of streams."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from tests.harness.quirky import units
from tests.harness.quirky.http_camera import Answer, Conversation

_TS_BYTES = 188


def endless(head: bytes, body: bytes) -> Answer:
    """The head of an answer once, and then the same again and again until the path is another's."""

    def answer(to: Conversation) -> None:
        to.wfile.write(b"HTTP/1.1 200 OK\r\n" + head)
        while to.server.paths.get(to.path) is answer and not to.server.over.is_set():
            to.wfile.write(body)

    return answer


def typed(kind: str) -> bytes:
    """The rest of a head that says so."""
    return f"Content-Type: {kind}\r\nConnection: close\r\n\r\n".encode()


def huge_jpeg(width: int, height: int) -> bytes:
    """A JPEG whose frame header (SOF0) claims this size."""
    data = bytearray(units.jpegs(1)[0])
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def huge_h264(width: int, height: int) -> bytes:
    """A keyframe whose sequence parameter set (ITU-T H.264, 7.3.2.1.1) claims this size; multiples of 16."""
    parts = [part for part in units.nals(units.encoded(frames=1)[0].data) if units.nal_type(part, "H264") in {5, 8}]
    bits = "010000100000000000111110"  # baseline, level 6.2
    bits += "".join(_golomb(value) for value in (0, 0, 2, 1)) + "0"  # one reference, counted in order of output
    bits += _golomb(width // 16 - 1) + _golomb(height // 16 - 1) + "1" + "1" + "0" + "0" + "1"
    sets = int(bits.ljust((len(bits) + 7) // 8 * 8, "0"), 2).to_bytes((len(bits) + 7) // 8, "big")
    return b"".join(b"\0\0\0\1" + part for part in (b"\x67" + sets.replace(b"\0\0", b"\0\0\3"), *parts))


def _golomb(value: int) -> str:
    """Exp-Golomb code (ITU-T H.264, 9.1)."""
    code = f"{value + 1:b}"
    return "0" * (len(code) - 1) + code


def programs(count: int) -> bytes:
    """An MPEG-TS with so many programmes, each with a stream of H.264 (ISO/IEC 13818-1, 2.4.4)."""
    found = b""
    for first in range(0, count, 200):
        some = range(first, min(first + 200, count))
        body = b"".join(struct.pack(">HH", number + 1, 0xE000 | (32 + number * 2)) for number in some)
        found += _section(0, 0, 1, body, first // 200, (count - 1) // 200)
    for number in range(count):
        picture = 33 + number * 2
        found += _section(
            32 + number * 2,
            2,
            number + 1,
            struct.pack(">HHBHH", 0xE000 | picture, 0xF000, 27, 0xE000 | picture, 0xF000),
            0,
            0,
        )
        found += _packets(picture, b"\0\0\1\xe0\0\0\x80\0\0" + units.encoded(frames=1)[0].data)
    return found


def _section(pid: int, table: int, number: int, body: bytes, at: int, last: int) -> bytes:  # noqa: PLR0917
    head = struct.pack(">BHHBBB", table, 0xB000 | (len(body) + 9), number, 0xC1, at, last)
    return _packets(pid, b"\0" + head + body + struct.pack(">I", _crc(head + body)), fill=b"\xff")


def _packets(pid: int, data: bytes, fill: bytes = b"") -> bytes:
    return b"".join(_cut(pid, data, fill))


def _cut(pid: int, data: bytes, fill: bytes) -> Iterator[bytes]:
    room = _TS_BYTES - 4
    for count, at in enumerate(range(0, len(data), room)):
        part = data[at : at + room]
        head = struct.pack(">BHB", 0x47, (0x4000 if at == 0 else 0) | pid, (0x10 if fill else 0x30) | count & 15)
        if fill or len(part) == room:
            yield struct.pack(">BHB", 0x47, (0x4000 if at == 0 else 0) | pid, 0x10 | count & 15) + part.ljust(
                room, fill or b"\0"
            )
        else:
            stuffing = room - len(part) - 1
            yield head + bytes([stuffing]) + (b"\0" + b"\xff" * (stuffing - 1) if stuffing else b"") + part


def _crc(data: bytes) -> int:
    """CRC-32 of MPEG-2 (ISO/IEC 13818-1, annex A)."""
    found = 0xFFFFFFFF
    for byte in data:
        found ^= byte << 24
        for _ in range(8):
            found = (found << 1 ^ 0x04C11DB7 if found & 0x80000000 else found << 1) & 0xFFFFFFFF
    return found

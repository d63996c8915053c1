"""RTP payloads of H.264 (RFC 6184) and H.265 (RFC 7798): single NAL units, and fragments of larger ones."""

from __future__ import annotations

import struct
from collections.abc import Iterator

LARGEST = 1400


def payloads(nal: bytes, codec: str) -> Iterator[bytes]:
    """One NAL unit as the payloads of one or more packets."""
    if len(nal) <= LARGEST:
        yield nal
        return
    if codec == "H264":
        kind, rest, head = nal[0] & 31, nal[1:], bytes([(nal[0] & 0xE0) | 28])
    else:
        kind, rest, head = nal[0] >> 1 & 63, nal[2:], bytes([(nal[0] & 0x81) | 49 << 1, nal[1]])
    for at in range(0, len(rest), LARGEST):
        first, last = 0x80 if at == 0 else 0, 0x40 if at + LARGEST >= len(rest) else 0
        yield head + bytes([first | last | kind]) + rest[at : at + LARGEST]


def packet(payload: bytes, *, marker: bool, number: int, timestamp: int, source: int = 77) -> bytes:
    """A packet of payload type 96 (RFC 3550, 5.1)."""
    second = (0x80 if marker else 0) | 96
    return struct.pack(">BBHII", 0x80, second, number & 0xFFFF, timestamp & 0xFFFFFFFF, source) + payload


def interleaved(channel: int, body: bytes) -> bytes:
    """A packet within the RTSP connection (RFC 2326, 10.12)."""
    return b"$" + bytes([channel]) + struct.pack(">H", len(body)) + body

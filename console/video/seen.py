"""What has come of a stream so far, looked at until its first picture: it tells why none is to be seen yet."""

from __future__ import annotations

_H264_SETS, _H265_SETS = frozenset({7, 8}), frozenset({32, 33, 34})


class Seen:
    """Fed with RTP packets of one codec (its name in capitals); `described`: the description had parameter sets,
    `locked`: it spoke of keys."""

    def __init__(self, codec: str, *, described: bool, locked: bool = False) -> None:
        self._codec, self._described, self._locked = codec, described, locked
        self.packets = 0
        self._kinds: set[int] = set()

    def note(self, packet: bytes | memoryview) -> None:
        """One packet of RTP (RFC 3550) as it came."""
        if len(packet) < 14 or packet[1] & 0x7F in range(72, 77):  # the latter: RTCP
            return
        self.packets += 1
        start = 12 + 4 * (packet[0] & 0x0F)
        if packet[0] & 0x10 and len(packet) >= start + 4:
            start += 4 + 4 * int.from_bytes(packet[start + 2 : start + 4], "big")
        payload = packet[start:]
        if len(payload) >= 3:
            self._kinds |= set(_h264(payload) if self._codec == "H264" else _h265(payload))

    def reason(self) -> str:
        """Why there is no picture although all of this came."""
        if not self.packets:
            return "no_media"
        if self._locked:
            return "encrypted"
        if self._codec not in {"H264", "H265", "HEVC"}:
            return "undecodable"
        sets = _H264_SETS if self._codec == "H264" else _H265_SETS
        if not self._described and not sets <= self._kinds:
            return "no_parameter_sets"
        keys = {5} if self._codec == "H264" else set(range(16, 24))
        return "undecodable" if keys & self._kinds else "no_keyframe"


def _h264(payload: bytes | memoryview) -> list[int]:
    """Types of NAL units in one payload (RFC 6184): single, aggregated (24), or the start of a fragmented one (28)."""
    kind = payload[0] & 31
    if kind == 28:
        return [payload[1] & 31] if payload[1] & 0x80 else []
    return [part[0] & 31 for part in _parts(payload[1:])] if kind == 24 else [kind]


def _h265(payload: bytes | memoryview) -> list[int]:
    """The same for RFC 7798: aggregated (48), fragmented (49)."""
    kind = payload[0] >> 1 & 63
    if kind == 49:
        return [payload[2] & 63] if payload[2] & 0x80 else []
    return [part[0] >> 1 & 63 for part in _parts(payload[2:])] if kind == 48 else [kind]


def _parts(data: bytes | memoryview) -> list[bytes | memoryview]:
    found, at = [], 0
    while at + 2 < len(data):
        size = int.from_bytes(data[at : at + 2], "big")
        found.append(data[at + 2 : at + 2 + size])
        at += 2 + size
    return [part for part in found if len(part)]

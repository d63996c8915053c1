"""The last seconds of a stream as they came, compressed: for replay and for clips. Costs memory and no decoding.

What is kept can always be decoded from its first packet, and never exceeds its bounds, whatever comes. Room is made by
letting go of the oldest keyframe together with what needs it. Where that is the only one, because the camera sends no
further keyframes or because a single picture is larger than all that may be kept, nothing is left, and nothing is kept
until the next keyframe: pictures without the one that they are differences from are of no use to anybody.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

from console.video import nal

KEEP_S = 60.0
MOST_BYTES = 16 << 20
"""What one camera may keep: 60 s at 2.2 Mbit/s; a stream that is fatter keeps fewer seconds."""
MOST_PACKETS = 20_000
"""60 s at 333 pictures a second. Each takes 350 bytes besides its data, by `sys.getsizeof` of its parts: 7 MB."""


MOST_EXTRADATA = 1 << 16
"""Parameter sets take some hundred bytes; what is larger is none, and is not kept."""


class Packet(NamedTuple):
    """One compressed picture with its stream's own times, ours, and the camera's where it tells (0: it does not)."""

    data: bytes
    key: bool
    pts_s: float | None
    """When it is shown; None where the stream does not say."""
    arrived_s: float
    camera_us: int
    dts_s: float | None = None
    """When it is decoded; None where the stream does not say."""


class NothingKeptError(Exception):
    """There is no keyframe to begin with."""


@dataclass(frozen=True)
class Kept(Sequence[Packet]):
    """Packets in the order of decoding, the first one a keyframe, as of one moment.

    Each is handed out as a decoder that knows nothing takes it: NAL units behind start codes, and before every keyframe
    the parameter sets that some cameras tell once, at the beginning. Nothing is copied before.
    """

    codec: str
    extradata: bytes
    packets: list[Packet] = field(repr=False)

    @overload
    def __getitem__(self, at: int) -> Packet: ...
    @overload
    def __getitem__(self, at: slice) -> Kept: ...
    def __getitem__(self, at: int | slice) -> Packet | Kept:
        if isinstance(at, slice):
            return Kept(self.codec, self.extradata, self.packets[at])
        packet = self.packets[at]
        data = nal.whole(packet.data, self.codec, self.extradata, key=packet.key)
        return packet if data is packet.data else packet._replace(data=data)

    def __len__(self) -> int:
        return len(self.packets)


class Recent:
    """Written by a reader's thread, read by others. At most `keep_s` from its first packet to its last."""

    def __init__(self, keep_s: float = KEEP_S, most_bytes: int = MOST_BYTES) -> None:
        self._keep_s, self._most = keep_s, most_bytes
        self._packets: deque[Packet] = deque()
        self._keys: deque[int] = deque()
        """Numbers of the kept keyframes. Packets are numbered as they come; the first kept one has the first number."""
        self._first = self._next = 0
        self._size = 0
        self._awaits_key = True
        self._lock = threading.Lock()
        self.codec = ""
        self._extradata = b""

    def begin(self, codec: str, extradata: bytes | None) -> None:
        """A new connection: what was kept stays if it can still be decoded together with what comes."""
        told = extradata if extradata and len(extradata) <= MOST_EXTRADATA else b""
        with self._lock:
            if (codec, told) != (self.codec, self._extradata):
                self._packets.clear()
                self._keys.clear()
                self._first, self._size = self._next, 0
            self.codec, self._extradata = codec, told
            self._awaits_key = True

    def add(self, packet: Packet) -> None:
        """Keep one more and let go of what is too old or too much."""
        kept = self._packets
        with self._lock:
            if packet.key:
                self._keys.append(self._next)
                self._awaits_key = False
            elif self._awaits_key:
                return
            kept.append(packet)
            self._next += 1
            self._size += len(packet.data)
            # A clock that was set back would keep what it leaves behind for ever: that goes as well.
            too_much = self._size > self._most or len(kept) > MOST_PACKETS
            if too_much or not 0.0 <= packet.arrived_s - kept[0].arrived_s <= self._keep_s:
                self._let_go(packet.arrived_s)

    def _let_go(self, now: float) -> None:
        kept, keys = self._packets, self._keys
        while kept:
            too_much = self._size > self._most or len(kept) > MOST_PACKETS
            if not too_much and 0.0 <= now - kept[0].arrived_s <= self._keep_s:
                break
            keys.popleft()
            until = keys[0] if keys else self._next
            while self._first < until:
                self._size -= len(kept.popleft().data)
                self._first += 1
        self._awaits_key = not kept

    @property
    def kept_s(self) -> float:
        """From the first kept packet to the last, in seconds."""
        with self._lock:
            return self._packets[-1].arrived_s - self._packets[0].arrived_s if self._packets else 0.0

    @property
    def kept_bytes(self) -> int:
        """What is kept of data."""
        with self._lock:
            return self._size

    def since(self, seconds: float, now: float | None = None) -> Kept:
        """The packets of the last `seconds` that came before `now`, from a keyframe on. Raises `NothingKeptError`.

        Of a camera that is gone these are the last seconds before it went.
        """
        with self._lock:
            packets, keys, first = list(self._packets), list(self._keys), self._first
            codec, extradata = self.codec, self._extradata
        if not packets:
            raise NothingKeptError
        begin = min(time.monotonic() if now is None else now, packets[-1].arrived_s) - seconds
        starts = [number - first for number in keys]
        start = max((at for at in starts if packets[at].arrived_s <= begin), default=0)
        return Kept(codec, extradata, packets[start:])

"""Cameras that offer HLS (RFC 8216): a playlist that grows, and MPEG-TS in pieces."""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import av

from tests.harness.quirky.http_camera import Answer, Conversation
from tests.harness.quirky.units import Unit


def hls(units: Sequence[Unit], fps: int, each: int) -> dict[str, Answer]:
    """The paths of a stream of H.264 that loops, in pieces of so many pictures, the first three of them at once."""
    span_s, began = each / fps, time.monotonic()
    count = len(units) // each

    def listed(to: Conversation) -> None:
        last = 3 + int((time.monotonic() - began) / span_s)
        lines = ["#EXTM3U", "#EXT-X-VERSION:3", f"#EXT-X-TARGETDURATION:{round(span_s)}", "#EXT-X-MEDIA-SEQUENCE:0"]
        lines += [f"#EXTINF:{span_s:.3f},\npiece.ts?{number}" for number in range(last)]
        text = "\n".join(lines).encode() + b"\n"
        to.begin("application/vnd.apple.mpegurl", ("Content-Length", str(len(text))))
        to.wfile.write(text)

    def piece(to: Conversation) -> None:
        number = int(to.path.split("?")[1])
        first = number % count * each
        data = _muxed(units[first : first + each], fps, number // count * len(units))
        to.begin("video/mp2t", ("Content-Length", str(len(data))))
        to.wfile.write(data)

    return {"/live.m3u8": listed, "/piece.ts": piece}


def _muxed(units: Sequence[Unit], fps: int, later: int) -> bytes:
    sink = io.BytesIO()
    with av.open(sink, "w", format="mpegts") as out:
        track: Any = out.add_mux_stream("h264", rate=fps)
        for unit in units:
            packet: Any = av.Packet(unit.data)
            packet.stream, packet.time_base, packet.is_keyframe = track, Fraction(1, fps), unit.key
            packet.pts, packet.dts = unit.pts + later + fps, unit.dts + later + fps
            out.mux(packet)
    return sink.getvalue()

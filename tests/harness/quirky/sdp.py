"""Descriptions of quirky cameras' streams (RFC 4566), right and wrong."""

from __future__ import annotations

import base64
import re

from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.units import nal_type, nals


def base(url: str, kind: str) -> str:
    """The header Content-Base: normal, none, no_slash, other_host, garbage."""
    normal = url if url.endswith("/") else url + "/"
    return {
        "normal": f"Content-Base: {normal}\r\n",
        "none": "",
        "no_slash": f"Content-Base: {url}\r\n",
        "other_host": f"Content-Base: {re.sub('//[^/]+', '//192.0.2.9:554', normal)}\r\n",
        "garbage": "Content-Base: /\r\n",
    }[kind]


def description(quirks: Quirks, url: str) -> str:
    """The whole text."""
    normal = url if url.endswith("/") else url + "/"
    control = {"relative": "trackID=1", "absolute": normal + "trackID=1", "star": "*", "none": ""}[quirks.control]
    video = f"m=video 0 RTP/AVP 96\r\n{_format(quirks)}" + (f"a=control:{control}\r\n" if control else "")
    audio = "m=audio 0 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=control:trackID=0\r\n"
    head = f"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=cam\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n{quirks.sdp_extra}"
    return head + (audio + video if quirks.audio_first else video)


def _format(quirks: Quirks) -> str:
    parts = nals(quirks.units[0].data) if quirks.units else []
    sets = {nal_type(nal, quirks.codec): nal for nal in reversed(parts)}
    if quirks.codec == "H264":
        more = ""
        if quirks.sprop and 7 in sets and 8 in sets:
            both = ",".join(base64.b64encode(sets[kind]).decode() for kind in (7, 8))
            more = f";profile-level-id={sets[7][1:4].hex()};sprop-parameter-sets={both}"
        return f"a=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1{more}\r\n"
    if quirks.codec == "H265":
        more = ";".join(
            f"sprop-{name}={base64.b64encode(sets[kind]).decode()}"
            for name, kind in (("vps", 32), ("sps", 33), ("pps", 34))
            if quirks.sprop and kind in sets
        )
        return "a=rtpmap:96 H265/90000\r\n" + (f"a=fmtp:96 {more}\r\n" if more else "")
    return f"a=rtpmap:96 {quirks.codec}/90000\r\n"

"""Descriptions of streams (RFC 4566): the one picture in them, and a clean description of it for a reader."""

from __future__ import annotations

import re
from dataclasses import dataclass

from console.video.addresses import Address
from console.video.reasons import Failed

CODECS = frozenset(
    {
        "H264", "H265", "HEVC", "JPEG", "MP4V-ES", "MPV", "H263", "H263-1998", "H263-2000", "H261", "VP8", "VP9", "AV1",
        "MP2T", "THEORA", "MJPEG",
    }
)  # fmt: skip
"""Encodings (RFC 4855's names in capitals) that FFmpeg takes out of RTP."""
_STATIC = frozenset({"26", "31", "32", "33", "34"})
"""Payload types of video that need no name (RFC 3551, 6): JPEG, H261, MPV, MP2T, H263."""
_HEAD = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
TRACK = "track"
"""What a reader asks our side of the connection for."""


@dataclass(frozen=True)
class Media:
    """One m= section with its lines, and the a=control of itself and of the whole session."""

    lines: tuple[str, ...]
    control: str
    session_control: str

    @property
    def codec(self) -> str:
        """The encoding's name in capitals; empty where the payload type is name enough."""
        found = (re.match(r"a=rtpmap:\s*\d+\s+([^/\s]+)", line) for line in self.lines)
        return next((match.group(1).upper() for match in found if match), "")

    @property
    def offers_encryption(self) -> bool:
        """Whether keys are spoken of although the transport is a plain one: it may come encrypted all the same."""
        return any(re.match(r"a=(crypto|key-mgmt|fingerprint):", line) for line in self.lines)

    @property
    def text(self) -> str:
        """For a reader, which shall ask for `TRACK` and nothing else."""
        kept = [line for line in self.lines if not re.match(r"a=(control|range|key-mgmt|crypto)", line)]
        kept[0] = re.sub(r"^(m=video) +\S+", r"\1 0", kept[0])
        return _HEAD + "".join(f"{line}\r\n" for line in kept) + f"a=control:{TRACK}\r\n"


def picture_of(data: bytes) -> Media:
    """The first video that can be played. Raises `Failed`, with why there is none."""
    text = data.decode("utf-8", "replace")
    if re.search(r"<(!doctype|html)", text[:512], re.IGNORECASE):
        raise Failed("web_page")
    lines = [line.strip() for line in re.split(r"[\r\n]+", text) if re.match(r"\s*[a-z]=", line)]
    starts = [at for at, line in enumerate(lines) if line.startswith("m=")]
    if not starts:
        raise Failed("bad_description")
    head = lines[: starts[0]]
    sections = [lines[at:end] for at, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    videos = [tuple(section) for section in sections if section[0].startswith("m=video")]
    if not videos:
        raise Failed("no_video")
    session_control = _control(head)
    for lines_of in videos:
        media = Media(lines_of, _control(lines_of), session_control)
        words = lines_of[0].split()
        if len(words) < 4:
            raise Failed("bad_description")
        if "SAVP" in words[2]:
            raise Failed("encrypted")
        if media.codec in CODECS or (not media.codec and words[3] in _STATIC):
            return media
    raise Failed("unknown_codec")


def _control(lines: list[str] | tuple[str, ...]) -> str:
    return next((line.removeprefix("a=control:").strip() for line in lines if line.startswith("a=control:")), "")


def base_of(address: Address, content_base: str, content_location: str) -> str:
    """What controls are relative to (RFC 2326, C.1.1), always at the camera's own host; garbage is as good as none."""
    for told in (content_base, content_location):
        if re.match(r"rtsps?://[^/]", told, re.IGNORECASE) and told.isascii():
            return _here(address, told)
    return address.asked


def controls(address: Address, base: str, control: str) -> list[str]:
    """Addresses under which a track may be asked for, the likeliest first."""
    if not control or control == "*":
        return [base]
    if re.match(r"[a-z]+://", control, re.IGNORECASE):
        return [_here(address, control)]
    joined = base.rstrip("/") + "/" + control.lstrip("/")
    path, mark, query = base.partition("?")
    return [joined, f"{path.rstrip('/')}/{control.lstrip('/')}?{query}", base] if mark else [joined, base]


def _here(address: Address, told: str) -> str:
    """The same at the host that we were given: a camera behind a router names its inner one."""
    rest = re.sub(r"^[A-Za-z]+://[^/?]*|[\x00-\x20\x7f]", "", told)
    return f"{address.url[: len(address.scheme)]}://{address.named}{rest}"

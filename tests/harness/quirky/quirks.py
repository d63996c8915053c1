"""How one quirky RTSP camera differs from the others."""

from __future__ import annotations

from dataclasses import dataclass

from tests.harness.quirky import sign_in
from tests.harness.quirky.units import Unit


@dataclass
class Quirks:
    """How one camera differs. `units` are looped for ever unless `loop` is off; `fps` is its true rate."""

    units: tuple[Unit, ...] = ()
    codec: str = "H264"
    fps: float = 15
    sign_in: sign_in.Lock | None = None
    sprop: bool = True
    """Whether the description brings the parameter sets."""
    strip: tuple[int, ...] = ()
    """Types of NAL units that only the first access unit has."""
    strip_all: tuple[int, ...] = ()
    """Types of NAL units that are never sent."""
    audio_first: bool = False
    base: str = "normal"
    """Content-Base of the description: normal, none, no_slash, other_host, garbage."""
    control: str = "relative"
    """Of the track: relative, absolute, star, none."""
    timeout_s: int = 60
    enforce: str = ""
    """What keeps the session alive: nothing (""), "any" request, or "close_400": GET_PARAMETER is answered 400 and the
    connection closed."""
    tcp: bool = True
    """Off: 461, since it sends by UDP alone."""
    jump_at: int = 0
    jump_by: int = 0
    """From this picture on the RTP time is ahead by so many ticks of 90 kHz."""
    loop: bool = True
    loop_from: int = 0
    """The picture that follows the last one; above 0 no keyframe comes again if none stands behind it."""
    start_at: int = 0
    pts_order: bool = True
    """RTP times are those of showing, as they should be; off: those of decoding."""
    speed: float = 1.0
    skew: float = 0.0
    """Crystal: the RTP clock runs fast by this share (0.00005: 50 ppm)."""
    declared_fps: float = 0.0
    """RTP times count by this rate; 0: by the true one."""
    sdp_extra: str = ""
    redirect: str = ""
    fails: str = ""
    """A status line that DESCRIBE is answered with, as "453 Not Enough Bandwidth"."""
    mute: bool = False
    """PLAY is answered and nothing comes."""

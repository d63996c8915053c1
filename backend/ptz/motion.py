"""How a camera's turning is worded: which axes, in which units, and other words where it refuses the first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

CAMERA_TIMEOUT = "PT1S"
"""After this the camera itself stops, should the server or the line to it be gone."""
STEP = 0.05
"""Of the whole way, for one order to a camera that knows single steps only; a held key gives three a second."""
PAN_TILT, ZOOM = "PanTilt", "Zoom"


@dataclass(frozen=True)
class Velocity:
    """How fast to turn: each from -1 to 1 of what the camera can do; right, up and in are positive."""

    pan: float = 0.0
    tilt: float = 0.0
    zoom: float = 0.0

    @property
    def still(self) -> bool:
        """Whether this means to stop."""
        return self.pan == self.tilt == self.zoom == 0.0

    def along(self, axis: str) -> tuple[float, ...]:
        """The parts that belong to an axis."""
        return (self.pan, self.tilt) if axis == PAN_TILT else (self.zoom,)


@dataclass(frozen=True)
class Space:
    """The units of an axis: its least and greatest value for each part. `name` is given where it has to be said."""

    ranges: tuple[tuple[float, float], ...] = ((-1.0, 1.0), (-1.0, 1.0))
    name: str = ""

    def scaled(self, parts: Sequence[float]) -> list[float]:
        """Shares from -1 to 1 in the camera's units; ranges that lack one direction are taken for both."""
        return [
            part * (high if part > 0 else (-low if low < 0 else high))
            for part, (low, high) in zip(parts, self.ranges, strict=False)
        ]


@dataclass(frozen=True)
class Head:
    """What of a camera can be turned: spaces by axis, continuous and in steps, and the time-out that it likes best."""

    continuous: tuple[tuple[str, Space], ...] = ((PAN_TILT, Space()), (ZOOM, Space()))
    steps: tuple[tuple[str, Space], ...] = ((PAN_TILT, Space()), (ZOOM, Space()))
    timeout: str = ""

    @property
    def axes(self) -> tuple[str, ...]:
        """Those that it says it has, or both where it says nothing."""
        return tuple(axis for axis, _space in self.continuous or self.steps)


@dataclass(frozen=True)
class Wording:
    """One way to say an order: its name among others, the operation, its XML, and the axes that it speaks of."""

    name: str
    action: str
    body: str
    axes: frozenset[str]


def head_of(configuration: Element | None, node: Element | None) -> Head:
    """From a profile's PTZConfiguration and from its PTZNode, which knows more; None where there is none."""
    timeout = "" if configuration is None else (configuration.findtext("DefaultPTZTimeout") or "").strip()
    spaces = None if node is None else node.find(".//SupportedPTZSpaces")
    if spaces is not None:
        continuous = _spaces(spaces, configuration, "Continuous{}VelocitySpace")
        steps = _spaces(spaces, configuration, "Relative{}TranslationSpace")
        if continuous or steps:
            return Head(continuous, steps, timeout)
    named = [
        axis
        for axis in (PAN_TILT, ZOOM)
        if configuration is not None and configuration.find(f"DefaultContinuous{axis}VelocitySpace") is not None
    ]
    both = tuple((axis, Space()) for axis in named or (PAN_TILT, ZOOM))
    return Head(both, both, timeout)


def _spaces(node: Element, configuration: Element | None, kind: str) -> tuple[tuple[str, Space], ...]:
    found = []
    for axis in (PAN_TILT, ZOOM):
        offered = node.findall(kind.format(axis))
        if not offered:
            continue
        default = "" if configuration is None else configuration.findtext("Default" + kind.format(axis)) or ""
        usual = next((one for one in offered if (one.findtext("URI") or "").strip() == default.strip()), None)
        one = offered[0] if usual is None else usual
        # Without a name the camera takes its default; where that is none of what it has, the name has to be said.
        name = (one.findtext("URI") or "").strip() if usual is None and default else ""
        found.append((axis, Space((_range(one, "XRange"), _range(one, "YRange")), name)))
    return tuple(found)


def _range(space: Element, name: str) -> tuple[float, float]:
    try:
        low, high = (float(space.findtext(f"{name}/{end}") or "none") for end in ("Min", "Max"))
    except ValueError:
        return -1.0, 1.0
    return (low, high) if math.isfinite(low) and math.isfinite(high) and high > max(low, 0.0) else (-1.0, 1.0)


def moves(head: Head, velocity: Velocity) -> Iterator[Wording]:
    """Ways to turn, the best first: with a time-out of the camera's own, without the axis that rests, without a
    time-out (the camera then takes its default, and the server's Stop ends it), and at last in single steps."""
    used = [axis for axis in head.axes if any(velocity.along(axis))]
    whole = list(head.axes)
    narrow = [used] if used and used != whole else []
    if head.continuous:
        limits = [CAMERA_TIMEOUT, *([head.timeout] if head.timeout not in {"", CAMERA_TIMEOUT} else []), ""]
        for limit in limits:
            for axes in [whole, *narrow]:
                ends = f"<q:Timeout>{limit}</q:Timeout>" if limit else ""
                body = f"<q:Velocity>{_vector(head.continuous, axes, velocity, 1.0)}</q:Velocity>{ends}"
                yield Wording(f"{limit} {len(axes)}", "ContinuousMove", body, frozenset(axes))
    step = _vector(head.steps, used, velocity, STEP)
    if step:
        yield Wording("step", "RelativeMove", f"<q:Translation>{step}</q:Translation>", frozenset(used))


def stop_of(axes: Sequence[str]) -> Wording:
    """Stop, naming the axes: some cameras ignore one that names none, others refuse a name that they do not have."""
    body = "".join(f"<q:{axis}>{str(axis in axes).lower()}</q:{axis}>" for axis in (PAN_TILT, ZOOM) if axis in axes)
    return Wording("stop", "Stop", body, frozenset(axes))


def rest(head: Head, axis: str) -> Wording:
    """No speed along one axis: a stop for cameras that know no Stop."""
    body = f"<q:Velocity>{_vector(head.continuous, [axis], Velocity(), 1.0)}</q:Velocity>"
    return Wording("rest", "ContinuousMove", body, frozenset([axis]))


def _vector(spaces: tuple[tuple[str, Space], ...], axes: Sequence[str], velocity: Velocity, share: float) -> str:
    found = ""
    for axis, space in spaces:
        if axis in axes:
            parts = zip(("x", "y"), space.scaled([part * share for part in velocity.along(axis)]), strict=False)
            said = " ".join(f'{letter}="{value + 0.0:.3f}"' for letter, value in parts)
            found += f"<tt:{axis} {said}{f' space={quoteattr(space.name)}' if space.name else ''}/>"
    return found

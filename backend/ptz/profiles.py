"""A camera's media profiles, and which of them is turned: of a recorder's channels only the camera's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from backend.ptz.errors import NO_PTZ, UNCLEAR, CameraError
from backend.ptz.streams import another_channel, of_channel, owner

MOST_NAMED = 12
_ASK = "none of the channels of its ONVIF service is surely this camera's; onvif_profile can name one of: "


@dataclass(frozen=True)
class Profile:
    """One profile; `source` is the lens that it shows, and `ptz` its configuration for turning, where it has one."""

    token: str
    name: str
    source: str
    ptz: Element | None

    @property
    def node(self) -> str:
        """What is turned by it, as far as the camera says."""
        if self.ptz is None:
            return ""
        return (self.ptz.findtext("NodeToken") or "").strip() or self.ptz.get("token", "") or self.token


def profiles(answer: Element) -> list[Profile]:
    """What GetProfiles says, of Media (ver10) or Media2 (ver20)."""
    found = []
    for one in answer.iter("Profiles"):
        ptz = one.find("PTZConfiguration")
        ptz = one.find("Configurations/PTZ") if ptz is None else ptz
        sources = ("VideoSourceConfiguration/SourceToken", "Configurations/VideoSource/SourceToken")
        source = next((text.strip() for text in map(one.findtext, sources) if text and text.strip()), "")
        if one.get("token"):
            found.append(Profile(one.get("token", ""), (one.findtext("Name") or "").strip(), source, ptz))
    return found


def chosen(
    known: Sequence[Profile], configured: str, streams: Sequence[str], address_of: Callable[[Profile], str]
) -> Profile:
    """The profile to turn: the `configured` one, or that of the lens which the camera's own `streams` show.

    `address_of` asks the camera where a profile's stream is, "" where it does not say. One lens is the camera's, unless
    its stream is plainly another channel's: recorders leave out channels that are away. Raises `CameraError` UNCLEAR
    rather than turning a camera that may be another.
    """
    if configured:
        return _configured(known, configured)
    turning = [one for one in known if one.ptz is not None]
    if not turning:
        raise CameraError(NO_PTZ, "none of the camera's profiles can be turned")
    by_source = len({one.source for one in known if one.source}) > 1
    if not by_source and len({one.node for one in turning}) == 1:
        hints = [address for address in streams if of_channel(address)]
        theirs = address_of(turning[0]) if hints else ""
        if theirs and all(another_channel(address, theirs) for address in hints):
            raise CameraError(UNCLEAR, _ASK + _named(turning))
        return turning[0]

    def lens(one: Profile) -> str:
        return one.source if by_source else one.node

    addresses = {one.token: (lens(one), address_of(one)) for one in known if lens(one)}
    mine = owner(streams, {token: (whose, address) for token, (whose, address) in addresses.items() if address})
    if mine is None:
        raise CameraError(UNCLEAR, _ASK + _named(turning))
    found = [one for one in turning if lens(one) == mine]
    if not found:
        raise CameraError(NO_PTZ, "the channel of this camera cannot be turned")
    return found[0]


def _configured(known: Sequence[Profile], token: str) -> Profile:
    found = next((one for one in known if one.token == token), None)
    if found is None:
        raise CameraError(UNCLEAR, f"its ONVIF service has no profile {token[:64]!r}; it has: {_named(known)}")
    return found


def _named(known: Sequence[Profile]) -> str:
    names = [f"{one.token[:64]} ({one.name[:64]})" if one.name else one.token[:64] for one in known[:MOST_NAMED]]
    return ", ".join(names) + (" …" if len(known) > MOST_NAMED else "")

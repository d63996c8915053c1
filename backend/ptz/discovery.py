"""What has to be known of a camera before it can be turned: its services, its profile, its axes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit, urlunsplit
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from backend.ptz.errors import NO_PTZ, UNREACHABLE, CameraError
from backend.ptz.motion import Head, head_of
from backend.ptz.profiles import Profile, chosen, profiles
from backend.ptz.soap import DEVICE, TIMEOUT_S, Line
from backend.ptz.streams import parts_of

MEDIA = "http://www.onvif.org/ver10/media/wsdl"
MEDIA2 = "http://www.onvif.org/ver20/media/wsdl"
PTZ = "http://www.onvif.org/ver20/ptz/wsdl"
LEARN_S, LEARN_ALL_S = 10.0, 60.0
"""For one question about everything, as a recorder needs its time to describe all its channels; and for all of them."""
_STREAM_URI = MappingProxyType({
    MEDIA: "<q:StreamSetup><tt:Stream>RTP-Unicast</tt:Stream><tt:Transport><tt:Protocol>RTSP</tt:Protocol>"
           "</tt:Transport></q:StreamSetup><q:ProfileToken>{}</q:ProfileToken>",
    MEDIA2: "<q:Protocol>RTSP</q:Protocol><q:ProfileToken>{}</q:ProfileToken>",
})  # fmt: skip
_NOT_HERE = frozenset({404, 405, 501})
_Lenses = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Service:
    """Where and what to ask, learned from the camera itself.

    `streams` are the camera's addresses by which its profile was chosen among `lenses`.
    """

    addresses: tuple[str, ...]
    profile: str
    head: Head
    streams: tuple[str, ...] = ()
    lenses: _Lenses = ()


class Discovery:
    """Asks one camera about itself, at its configured host alone. Raises `CameraError`."""

    def __init__(self, line: Line, address: str, profile: str, streams: Callable[[], Sequence[str]]) -> None:
        """`profile` is the configured token, "" for none; `streams` tells the camera's addresses as they are now."""
        self._line = line
        self._address = address
        self._profile = profile
        self._streams = streams

    def outdated(self, known: Service) -> bool:
        """Whether the camera's addresses have changed since."""
        return not self._profile and known.streams != tuple(self._streams())

    def learn(self, before: Service | None) -> Service:
        """Everything anew; of `before` only the choice among profiles that are the same still."""
        services = self._services()
        media, known = self._profiles(services)
        streams, ends_at = tuple(self._streams()), time.monotonic() + LEARN_ALL_S
        lenses = tuple((one.token, one.source, one.node) for one in known)
        if before is not None and (before.streams, before.lenses) == (streams, lenses):
            profile = next(one for one in known if one.token == before.profile)
        else:
            profile = chosen(
                known, self._profile, streams, lambda one: self._stream_of(one, media, services[media], ends_at)
            )
        return Service(services[PTZ], profile.token, self._head(profile, services[PTZ]), streams, lenses)

    def ask(
        self, addresses: Sequence[str], namespace: str, action: str, body: str, *,
        timeout_s: float = TIMEOUT_S, urgent: bool = False,
    ) -> Element:  # fmt: skip
        """`Line.ask` at the first of the addresses that has this service."""
        for address in addresses[:-1]:
            try:
                return self._line.ask(address, namespace, action, body, timeout_s=timeout_s, urgent=urgent)
            except CameraError as error:
                if error.status not in _NOT_HERE:
                    raise
        return self._line.ask(addresses[-1], namespace, action, body, timeout_s=timeout_s, urgent=urgent)

    def _services(self) -> dict[str, tuple[str, ...]]:
        """Addresses by service, by the older question and, where its answer lacks any, by the newer one too."""
        found: dict[str, tuple[str, ...]] = {}
        refused: CameraError | None = None
        for question in (self._by_capabilities, self._by_services):
            try:
                found = question() | found
            except CameraError as error:
                if not error.refused:
                    raise
                refused = refused or error
            if {PTZ, MEDIA} <= found.keys():
                return found
        if PTZ not in found:
            raise refused or CameraError(NO_PTZ, "the camera says that it cannot be turned")
        return found

    def _by_capabilities(self) -> dict[str, tuple[str, ...]]:
        body = "<q:GetCapabilities><q:Category>All</q:Category></q:GetCapabilities>"
        answer = self.ask([self._address], DEVICE, "GetCapabilities", body)
        places = {
            namespace: answer.find(f".//Capabilities/{name}") for name, namespace in (("PTZ", PTZ), ("Media", MEDIA))
        }
        return {name: self._here(one.findtext("XAddr") or "") for name, one in places.items() if one is not None}

    def _by_services(self) -> dict[str, tuple[str, ...]]:
        body = "<q:GetServices><q:IncludeCapability>false</q:IncludeCapability></q:GetServices>"
        answer = self.ask([self._address], DEVICE, "GetServices", body)
        named = {(one.findtext("Namespace") or "").strip().rstrip("/"): one for one in answer.iter("Service")}
        return {name: self._here(named[name].findtext("XAddr") or "") for name in (PTZ, MEDIA, MEDIA2) if name in named}

    def _here(self, address: str) -> tuple[str, ...]:
        """A service's path at the configured host: a camera behind another network tells addresses that lead nowhere,
        and one that lies shall not choose whom the server asks. One that names this host is believed about the port,
        should nothing be at the configured one. Without a path the device's own serves all."""
        mine, theirs = urlsplit(self._address), parts_of(address)
        if not theirs.scheme and theirs.path and not theirs.path.startswith("/"):
            theirs = parts_of(f"//{theirs.geturl()}")
        path, query = (theirs.path, theirs.query) if theirs.path.strip("/") else (mine.path, mine.query)
        found = [urlunsplit((mine.scheme, mine.netloc, path or "/", query, ""))]
        try:
            other = theirs.port
        except ValueError:
            other = None
        if other is not None and theirs.hostname == mine.hostname and theirs.scheme == mine.scheme:
            host = f"[{mine.hostname}]" if ":" in (mine.hostname or "") else mine.hostname or ""
            found.append(urlunsplit((mine.scheme, f"{host}:{other}", path or "/", query, "")))
        return tuple(dict.fromkeys(found))

    def _profiles(self, services: dict[str, tuple[str, ...]]) -> tuple[str, list[Profile]]:
        """Which media service describes the camera, and its profiles; `services` learns of Media2 where it has to."""
        refused: CameraError | None = None
        if not {MEDIA, MEDIA2} & services.keys():
            services[MEDIA] = self._here("")
        for namespace in (MEDIA, MEDIA2):
            body = "<q:GetProfiles/>" if namespace == MEDIA else "<q:GetProfiles><q:Type>All</q:Type></q:GetProfiles>"
            try:
                if namespace == MEDIA2 and MEDIA2 not in services:
                    services |= self._by_services() | services
                if namespace in services:
                    found = profiles(self.ask(services[namespace], namespace, "GetProfiles", body, timeout_s=LEARN_S))
                    if found:
                        return namespace, found
            except CameraError as error:
                if not error.refused:
                    raise
                refused = refused or error
        raise refused or CameraError(NO_PTZ, "the camera has no profile")

    def _stream_of(self, profile: Profile, media: str, addresses: tuple[str, ...], ends_at: float) -> str:
        if time.monotonic() > ends_at:
            raise CameraError(UNREACHABLE, "the camera takes too long to tell its channels apart")
        body = f"<q:GetStreamUri>{_STREAM_URI[media].format(escape(profile.token))}</q:GetStreamUri>"
        try:
            return (self.ask(addresses, media, "GetStreamUri", body).findtext(".//Uri") or "").strip()
        except CameraError as error:
            if not error.refused:
                raise
            return ""

    def _head(self, profile: Profile, addresses: tuple[str, ...]) -> Head:
        token = "" if profile.ptz is None else (profile.ptz.findtext("NodeToken") or "").strip()
        node = None
        if token:
            try:
                body = f"<q:GetNode><q:NodeToken>{escape(token)}</q:NodeToken></q:GetNode>"
                node = self.ask(addresses, PTZ, "GetNode", body).find(".//PTZNode")
            except CameraError as error:
                if not error.refused:
                    raise
        return head_of(profile.ptz, node)

"""A camera that can be turned, by ONVIF's device, media and PTZ services."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from backend.camera_access import CameraSignIn
from backend.ptz.soap import NO_PTZ, SIGN_IN, UNREACHABLE, CameraError, ask

DEVICE = "http://www.onvif.org/ver10/device/wsdl"
MEDIA = "http://www.onvif.org/ver10/media/wsdl"
PTZ = "http://www.onvif.org/ver20/ptz/wsdl"
CAMERA_TIMEOUT = "PT1S"
"""After this the camera itself stops, should the server or the line to it be gone."""
SIGN_IN_PAUSE_S = 10.0
"""Cameras lock an account after a few wrong passwords; an operator's stick would send ten a second."""
MAX_PRESETS = 500


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


@dataclass(frozen=True)
class Preset:
    """A position that the camera remembers."""

    token: str
    name: str


@dataclass(frozen=True)
class _Service:
    """Where and what to ask, learned from the camera itself."""

    address: str
    profile: str
    turns: bool
    zooms: bool
    clock_offset_s: float


class OnvifCamera:
    """Safe to use from several threads; each question is a connection of its own."""

    def __init__(self, address: str, sign_in: CameraSignIn | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._address = address
        self._sign_in = sign_in
        self._clock = clock
        self._service: _Service | None = None
        self._shut_until = 0.0

    def move(self, velocity: Velocity) -> None:
        """Turn until told otherwise, for a second at most. Raises `CameraError`, as everything here."""
        service = self._found()
        turn = f'<tt:PanTilt x="{velocity.pan:.3f}" y="{velocity.tilt:.3f}"/>' if service.turns else ""
        zoom = f'<tt:Zoom x="{velocity.zoom:.3f}"/>' if service.zooms else ""
        self._tell("ContinuousMove", f"<q:Velocity>{turn}{zoom}</q:Velocity><q:Timeout>{CAMERA_TIMEOUT}</q:Timeout>")

    def stop(self) -> None:
        """Turn no more."""
        self._tell("Stop", "<q:PanTilt>true</q:PanTilt><q:Zoom>true</q:Zoom>")

    def go_to(self, token: str) -> None:
        """Turn to a preset."""
        self._tell("GotoPreset", f"<q:PresetToken>{escape(token)}</q:PresetToken>")

    def presets(self) -> list[Preset]:
        """What the camera remembers, in its own order."""
        answer = self._tell("GetPresets", "")
        found = [(one.get("token", ""), (one.findtext("Name") or "").strip()) for one in answer.iter("Preset")]
        return [Preset(token[:64], (name or token)[:64]) for token, name in found if token][:MAX_PRESETS]

    def save(self, name: str) -> Preset:
        """Remember where the camera looks now."""
        answer = self._tell("SetPreset", f"<q:PresetName>{escape(name)}</q:PresetName>")
        token = (answer.findtext(".//PresetToken") or "").strip()
        if not token:
            raise CameraError(UNREACHABLE, "the camera saved the preset without telling its token")
        return Preset(token[:64], name)

    def _tell(self, action: str, rest: str) -> Element:
        service = self._found()
        body = f"<q:{action}><q:ProfileToken>{escape(service.profile)}</q:ProfileToken>{rest}</q:{action}>"
        try:
            return self._ask(service.address, PTZ, action, body, service.clock_offset_s)
        except CameraError:
            # Another firmware, another clock, another profile: learn anew before the next order.
            self._service = None
            raise

    def _found(self) -> _Service:
        service = self._service
        if service is None:
            service = self._service = self._find()
        return service

    def _find(self) -> _Service:
        offset_s = self._clock_offset_s()
        body = "<q:GetCapabilities><q:Category>All</q:Category></q:GetCapabilities>"
        answer = self._ask(self._address, DEVICE, "GetCapabilities", body, offset_s)
        ptz, media = (answer.findtext(f".//Capabilities/{name}/XAddr") for name in ("PTZ", "Media"))
        if ptz is None or media is None:
            raise CameraError(NO_PTZ, "the camera says that it cannot be turned")
        answer = self._ask(self._here(media), MEDIA, "GetProfiles", "<q:GetProfiles/>", offset_s)
        for profile in answer.iter("Profiles"):
            configuration = profile.find("PTZConfiguration")
            if configuration is not None and profile.get("token"):
                turns = configuration.find("DefaultContinuousPanTiltVelocitySpace") is not None
                zooms = configuration.find("DefaultContinuousZoomVelocitySpace") is not None
                known = turns or zooms
                return _Service(
                    self._here(ptz), profile.get("token", ""), turns or not known, zooms or not known, offset_s
                )
        raise CameraError(NO_PTZ, "none of the camera's profiles can be turned")

    def _here(self, address: str) -> str:
        """A service's path at the configured host: a camera behind another network tells addresses that lead nowhere,
        and one that lies shall not choose whom the server asks."""
        mine, theirs = urlsplit(self._address), urlsplit(address.strip())
        return urlunsplit((mine.scheme, mine.netloc, theirs.path or "/", theirs.query, ""))

    def _clock_offset_s(self) -> float:
        """How far the camera's clock is ahead: a sign-in from another time is refused. Asked without a sign-in."""
        try:
            answer = ask(self._address, DEVICE, "GetSystemDateAndTime", "<q:GetSystemDateAndTime/>", sign_in=None)
        except CameraError as error:
            if error.code == UNREACHABLE:
                raise
            return 0.0
        names = ("Date/Year", "Date/Month", "Date/Day", "Time/Hour", "Time/Minute", "Time/Second")
        with contextlib.suppress(TypeError, ValueError):
            year, month, day, hour, minute, second = (
                int(answer.findtext(f".//UTCDateTime/{name}") or "none") for name in names
            )
            there = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
            return (there - datetime.now(UTC)).total_seconds()
        return 0.0

    def _ask(self, address: str, namespace: str, action: str, body: str, offset_s: float) -> Element:
        if self._clock() < self._shut_until:
            raise CameraError(SIGN_IN, "the camera did not take the server's sign-in; the next try is due shortly")
        try:
            return ask(address, namespace, action, body, sign_in=self._sign_in, clock_offset_s=offset_s)
        except CameraError as error:
            if error.code == SIGN_IN:
                self._shut_until = self._clock() + SIGN_IN_PAUSE_S
            raise

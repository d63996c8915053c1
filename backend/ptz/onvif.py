"""A camera that can be turned, by ONVIF's device, media and PTZ services."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from backend.ptz.camera_access import CameraSignIn
from backend.ptz.discovery import LEARN_S, PTZ, Discovery, Service
from backend.ptz.errors import NO_PTZ, REFUSED, UNREACHABLE, CameraError
from backend.ptz.motion import Velocity, Wording, moves, rest, stop_of
from backend.ptz.soap import TIMEOUT_S, Line

__all__ = ["OnvifCamera", "Preset", "Velocity"]

TRIES_S = 3.0
"""For all wordings of one move together: meanwhile nobody else can tell the camera to stop."""
MAX_PRESETS = 500
MAX_TOKEN = 64
"""ONVIF's bound of a ReferenceToken; a longer one cannot be told whole, and cut it would be another preset's."""


@dataclass(frozen=True)
class Preset:
    """A position that the camera remembers."""

    token: str
    name: str


def _no_streams() -> Sequence[str]:
    return ()


class OnvifCamera:
    """Safe to use from several threads; each question is a connection of its own."""

    def __init__(
        self, address: str, sign_in: CameraSignIn | None, clock: Callable[[], float] = time.monotonic, *,
        profile: str = "", basic: bool = False, streams: Callable[[], Sequence[str]] = _no_streams,
    ) -> None:  # fmt: skip
        """`profile` names the camera's media profile; without it `streams`, its addresses, tell which one is its own.

        `basic` lets the password itself go over an open line, for cameras that know nothing better.
        """
        self._discovery = Discovery(Line(address, sign_in, clock, basic=basic), address, profile, streams)
        self._service: Service | None = None
        self._doubtful = False
        self._wording = ""
        self._moved: frozenset[str] = frozenset()

    def move(self, velocity: Velocity) -> None:
        """Turn until told otherwise, for a second at most. Raises `CameraError`, as everything here."""
        service = self._found()
        ways = sorted(moves(service.head, velocity), key=lambda way: way.name != self._wording)
        refused: CameraError | None = None
        ends_at = time.monotonic() + TRIES_S
        for way in ways:
            if refused is not None and time.monotonic() > ends_at:
                break
            try:
                self._tell(service, way.action, way.body)
            except CameraError as error:
                if error.reached and not error.status:
                    self._moved |= way.axes
                if not error.refused:
                    raise
                # What nobody knows the outcome of is told rather than what was plainly refused.
                refused = error if refused is None or error.code != REFUSED else refused
            else:
                self._wording, self._doubtful = way.name, False
                self._moved |= way.axes
                return
        raise refused or CameraError(NO_PTZ, "the camera has no such axis")

    def stop(self) -> None:
        """Turn no more. What may turn is told at once, by what is known of it, and learned anew where it refuses."""
        service = self._service if self._moved or not self._doubtful else None
        try:
            self._halt(service or self._found())
        except CameraError as error:
            if service is None or error.code != REFUSED:
                raise
            self._halt(self._learned())
        if self._moved:
            self._see_to_it(self._found())
        self._moved, self._doubtful = frozenset(), False

    def go_to(self, token: str) -> None:
        """Turn to a preset."""
        self._tell(self._found(), "GotoPreset", f"<q:PresetToken>{escape(token)}</q:PresetToken>")

    def presets(self) -> list[Preset]:
        """What the camera remembers, in its own order; those of one name are told apart by their tokens."""
        try:
            answer = self._tell(self._found(), "GetPresets", "", timeout_s=LEARN_S)
        except CameraError as error:
            if error.code != REFUSED or "notsupported" not in error.fault.lower():
                raise
            return []  # it turns without remembering
        found = [(one.get("token", ""), (one.findtext("Name") or "").strip()) for one in answer.iter("Preset")]
        found = [(token, name or token) for token, name in found if 0 < len(token) <= MAX_TOKEN][:MAX_PRESETS]
        names = [name for _token, name in found]
        return [
            Preset(token, (f"{name[:40]} ({token})" if names.count(name) > 1 else name)[:64]) for token, name in found
        ]

    def save(self, name: str) -> Preset:
        """Remember where the camera looks now."""
        answer = self._tell(self._found(), "SetPreset", f"<q:PresetName>{escape(name)}</q:PresetName>")
        token = (answer.findtext(".//PresetToken") or "").strip()
        if not 0 < len(token) <= MAX_TOKEN:
            raise CameraError(UNREACHABLE, "the camera saved the preset without telling its token")
        return Preset(token, name)

    def _halt(self, service: Service) -> None:
        axes = service.head.axes
        try:
            self._end(service, stop_of(axes))
        except CameraError as error:
            if not error.refused:
                raise
            refused = error
        else:
            return
        stopped = {axis for axis in axes if self._halted(service, axis)}
        if stopped and self._moved <= stopped:
            return
        if not self._done(service, stop_of(())):
            raise refused

    def _see_to_it(self, service: Service) -> None:
        """Where a camera that answered its Stop says that it moves, tell it in other words as well. Some say so always,
        and some while they come to rest: this proves nothing, and costs no more than words."""
        try:
            status = self._tell(service, "GetStatus", "").find(".//MoveStatus")
            told = {one.tag for one in status if (one.text or "").strip() == "MOVING"} if status is not None else set()
            for axis in sorted(told & self._moved):
                self._halted(service, axis)
        except CameraError:
            return

    def _halted(self, service: Service, axis: str) -> bool:
        """Whether one axis takes a Stop of its own, or no speed for one."""
        alone = len(service.head.axes) == 1
        ways = ([] if alone else [stop_of([axis])]) + ([rest(service.head, axis)] if service.head.continuous else [])
        taken = [self._done(service, way) for way in ways]
        return any(taken)

    def _done(self, service: Service, way: Wording) -> bool:
        try:
            self._end(service, way)
        except CameraError as error:
            if not error.refused:
                raise
            return False
        return True

    def _end(self, service: Service, way: Wording) -> None:
        self._tell(service, way.action, way.body, urgent=bool(self._moved))

    def _tell(
        self, service: Service, action: str, rest: str, *, urgent: bool = False, timeout_s: float = TIMEOUT_S
    ) -> Element:
        body = f"<q:{action}><q:ProfileToken>{escape(service.profile)}</q:ProfileToken>{rest}</q:{action}>"
        try:
            return self._discovery.ask(service.addresses, PTZ, action, body, urgent=urgent, timeout_s=timeout_s)
        except CameraError:
            # Another firmware, another profile: learn anew before the next order.
            self._doubtful = True
            raise

    def _found(self) -> Service:
        """What is known of the camera; nothing is learned while it may turn, for that takes its time."""
        service = self._service
        known = service is not None and not self._doubtful and not self._discovery.outdated(service)
        return service if service is not None and (known or self._moved) else self._learned()

    def _learned(self) -> Service:
        service, self._wording = self._discovery.learn(self._service), ""
        self._service, self._doubtful = service, False
        return service

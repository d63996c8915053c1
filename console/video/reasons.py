"""Why there is no picture: one code a cause, the state that it means, and the failure that carries it."""

from __future__ import annotations

from types import MappingProxyType

STATE_OF = MappingProxyType({
    "": "no_frames",
    # The sign-in.
    "sign_in_missing": "sign_in_failed", "sign_in_wrong": "sign_in_failed", "sign_in_unknown": "sign_in_failed",
    "forbidden": "sign_in_failed",
    # The address, before anybody is asked (`addresses.AddressError`).
    "address_characters": "wrong_address", "address_fragment": "wrong_address", "address_scheme": "wrong_address",
    "address_host": "wrong_address", "address_letters": "wrong_address", "address_port": "wrong_address",
    "address_sign_in": "wrong_address", "address_too_long": "wrong_address", "address_dots": "wrong_address",
    "address_not_listed": "wrong_address",
    # The way to the camera.
    "name_unknown": "wrong_address", "unreachable": "no_frames", "port_closed": "refused", "not_allowed": "refused",
    "no_answer": "no_frames", "tls_failed": "refused", "silent": "no_frames", "hung_up": "no_frames",
    "wrong_protocol": "wrong_address",
    # What it answers.
    "no_such_stream": "wrong_address", "bad_request": "wrong_address", "redirected": "wrong_address",
    "web_page": "wrong_address", "not_video": "wrong_address", "single_picture": "wrong_address",
    "busy": "no_frames", "camera_error": "no_frames", "session_lost": "no_frames", "udp_only": "no_frames",
    # What it describes and sends.
    "bad_description": "wrong_address", "no_video": "wrong_address", "unknown_codec": "no_frames",
    "encrypted": "no_frames", "no_segments": "no_frames", "no_boundary": "no_frames", "no_media": "no_frames",
    "no_keyframe": "no_frames", "no_parameter_sets": "no_frames", "undecodable": "no_frames",
})  # fmt: skip
"""The state of `ring_facts.STATES` that a cause means; the empty cause is an unknown one."""
REASONS = tuple(STATE_OF)
"""Codes in the order in which a ring's head counts them."""
CODES = MappingProxyType({name: code for code, name in enumerate(REASONS)})


class Failed(Exception):  # noqa: N818 - a camera that sends nothing is no error of ours
    """A stream that cannot be played or no longer goes on; `reason` is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def state(self) -> str:
        """The state that it means."""
        return STATE_OF[self.reason]

"""Looking after people at the server, in calls that block and belong on a net thread (`Session.call`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from console.base.errors import LinkError
from contract.administration import (
    Choices,
    CodeOut,
    DeviceOut,
    DevicesOut,
    Ended,
    PasswordOut,
    PeopleOut,
    PersonOut,
    SessionOut,
    SessionsOut,
    SourceTokenOut,
    SourceTokensOut,
)

JsonObject = dict[str, Any]
Told = TypeVar("Told", bound=BaseModel)


class Caller(Protocol):
    """What is needed of `console.net.api.Api`."""

    def call(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        *,
        body: Mapping[str, Any] | None = None,
        empty: bool = False,
    ) -> JsonObject:
        """A call that is answered in JSON, or not at all where it may be `empty`."""


@dataclass(frozen=True)
class Accounts:
    """Everybody, every sign-in that holds, what lets sources in, every device with a key, and what limits can be made
    of."""

    people: tuple[PersonOut, ...] = ()
    sessions: tuple[SessionOut, ...] = ()
    devices: tuple[DeviceOut, ...] = ()
    choices: Choices = field(default_factory=Choices)
    source_tokens: tuple[SourceTokenOut, ...] = ()

    def person(self, key: str) -> PersonOut | None:
        """Somebody by the name that they sign in with."""
        return next((one for one in self.people if one.id == key), None)

    def device(self, key: str) -> DeviceOut | None:
        """A device by its name."""
        return next((one for one in self.devices if one.id == key), None)


# All of these raise `LinkError` where the server cannot be asked or answers otherwise, `SignInError` where it refuses.


def read(api: Caller) -> Accounts:
    """All of it, in five calls."""
    people = _told(PeopleOut, api.call("GET", "/v1/admin/people")).people
    sessions = _told(SessionsOut, api.call("GET", "/v1/admin/sessions")).sessions
    devices = _told(DevicesOut, api.call("GET", "/v1/admin/devices")).devices
    choices = _told(Choices, api.call("GET", "/v1/admin/choices"))
    tokens = _told(SourceTokensOut, api.call("GET", "/v1/admin/source-tokens")).tokens
    return Accounts(tuple(people), tuple(sessions), tuple(devices), choices, tuple(tokens))


def add(api: Caller, person: Mapping[str, Any]) -> PasswordOut:
    """A new person; the password that the server made is told this once."""
    return _told(PasswordOut, api.call("POST", "/v1/admin/people", body=person))


def change(api: Caller, user: str, what: Mapping[str, Any]) -> PersonOut:
    """Role, limits or state, as they shall be; their sign-ins end."""
    return _told(PersonOut, api.call("PATCH", _path(user), body=what))


def reset_password(api: Caller, user: str) -> PasswordOut:
    """Another password, told this once."""
    return _told(PasswordOut, api.call("POST", f"{_path(user)}/password"))


def unlock(api: Caller, user: str) -> None:
    """Let nobody wait who signs in as them."""
    api.call("POST", f"{_path(user)}/unlock", empty=True)


def end_sessions(api: Caller, user: str, session: str = "") -> int:
    """End one sign-in of somebody, or all; how many ended."""
    path = f"{_path(user)}/sessions" + (f"/{quote(session, safe='')}" if session else "")
    return _told(Ended, api.call("DELETE", path)).ended


def new_code(api: Caller) -> CodeOut:
    """A code that lets one device in, told this once."""
    return _told(CodeOut, api.call("POST", "/v1/admin/enrolment-codes"))


def shut_device(api: Caller, device: str, *, is_disabled: bool) -> None:
    """Shut a device out, or let it in again."""
    api.call("PATCH", _device(device), body={"disabled": is_disabled})


def forget_device(api: Caller, device: str) -> None:
    """Forget its key, so that the next one under its name counts."""
    api.call("DELETE", _device(device), empty=True)


def _device(device: str) -> str:
    return f"/v1/admin/devices/{quote(device, safe='')}"


def _path(user: str) -> str:
    return f"/v1/admin/people/{quote(user, safe='')}"


def _told(kind: type[Told], answer: JsonObject) -> Told:
    try:
        return kind.model_validate(answer)
    except ValidationError as error:
        raise LinkError("bad_answer", detail="administration") from error

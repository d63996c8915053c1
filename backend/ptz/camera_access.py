"""Which addresses and sign-ins belong to cameras: configuration of the server, never part of a record."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from backend.base.messages import camera_access_fault
from backend.base.plain_files import OddFileError, opened
from backend.base.text_files import NotJsonError, NotTextError, decoded, json_of

MAX_FILE_BYTES = 2**20


class CameraAccessError(Exception):
    """The file cannot be used; `reason` says why in English and never holds a value of the file."""

    def __init__(self, code: str, **params: str) -> None:
        self.code, self.params = code, params
        self.reason = self.text("en")
        super().__init__(self.reason)

    def text(self, lang: str) -> str:
        """The reason in the language `lang`, half a sentence."""
        return camera_access_fault(lang, self.code, **self.params)


@dataclass(frozen=True)
class CameraSignIn:
    """A name and a password at a camera. The password stays out of every `repr`."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class CameraEntry:
    """What is known of one camera: the sign-in of its streams, where its ONVIF service is, and the sign-in there.

    `onvif_profile` is the token of the profile to turn, "" where the camera's own addresses tell it; `onvif_basic` lets
    the password itself go over an open line.
    """

    sign_in: CameraSignIn | None = None
    onvif: str = ""
    onvif_sign_in: CameraSignIn | None = None
    onvif_profile: str = ""
    onvif_basic: bool = False


@dataclass(frozen=True)
class CameraAccess:
    """All cameras' entries by their id, and the hosts that a console may connect to for pictures."""

    hosts: tuple[str, ...] = ()
    cameras: Mapping[str, CameraEntry] = field(default_factory=lambda: MappingProxyType({}))

    def steerable(self, camera_id: str) -> bool:
        """Whether the camera can be turned from here."""
        entry = self.cameras.get(camera_id)
        return entry is not None and bool(entry.onvif)

    def with_hosts_of(self, records: Iterable[tuple[str, str, Mapping[str, Any]]]) -> CameraAccess:
        """The same, and the hosts of the addresses in camera records `(type, id, data)`."""
        return self.with_hosts(hosts_of(records))

    def with_hosts(self, hosts: Iterable[str]) -> CameraAccess:
        """The same, and `hosts`."""
        return replace(self, hosts=tuple(sorted({*self.hosts, *hosts})))


_ADDRESSES = ("main_url", "sub_url")
HOSTS_NOTE = "camera_hosts"
"""Note of the ledger: the hosts in the addresses of the city pack that was taken over last, as a list in JSON."""


def hosts_of(records: Iterable[tuple[str, str, Mapping[str, Any]]]) -> frozenset[str]:
    """The hosts of the addresses in camera records `(type, id, data)`."""
    addresses = (data.get(name, "") for kind, _key, data in records if kind == "camera" for name in _ADDRESSES)
    return frozenset(host for address in addresses if (host := urlsplit(address).hostname))


NO_ACCESS = CameraAccess()


def streams_of(camera: Mapping[str, Any]) -> tuple[str, ...]:
    """The addresses of a camera record's streams."""
    return tuple(str(camera[name]) for name in _ADDRESSES if camera.get(name))


def has_sign_in(camera: Mapping[str, Any]) -> bool:
    """Whether one of a camera record's addresses holds a name or a password, which every console would then keep."""
    return any("@" in str(camera.get(name, "")).partition("://")[2].partition("/")[0] for name in _ADDRESSES)


def _service(address: str) -> str:
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError as error:
        raise ValueError("the port is no number up to 65535") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0 or not address.isascii():
        raise ValueError("this is no http:// or https:// address")
    if parts.username is not None or parts.fragment or any(sign.isspace() for sign in address):
        raise ValueError("the address holds a sign-in, a fragment or a space")
    return address


def _host(name: str) -> str:
    return name.strip().lower()


# XML 1.0 has no place for control signs, and no camera takes them.
_Plain = Annotated[str, Field(min_length=1, max_length=1024, pattern=r"^[^\x00-\x1f\x7f\ufffe\uffff]*$")]


class Written(BaseModel):
    """What the file says of one camera."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    user: _Plain | None = None
    """The name at the camera; it goes together with the password."""
    password: _Plain | None = None
    onvif: Annotated[str, Field(max_length=400), AfterValidator(_service)] | None = None
    """The address of its ONVIF service; without one the camera cannot be turned."""
    onvif_user: _Plain | None = None
    """A sign-in of the ONVIF service's own, which no console receives."""
    onvif_password: _Plain | None = None
    onvif_profile: Annotated[_Plain, Field(max_length=64)] | None = None
    """The token of the profile to turn, such as a recorder's channel; without it the camera's own addresses tell it."""
    onvif_basic: bool = False
    """Whether the password itself may go over plain http://, for a camera that knows nothing better."""

    @model_validator(mode="after")
    def _in_pairs(self) -> Written:
        for user, password in ((self.user, self.password), (self.onvif_user, self.onvif_password)):
            if (user is None) != (password is None):
                raise ValueError("a user and a password go together")
        return self

    def entry(self) -> CameraEntry:
        """The same as the backend keeps it."""
        streams = _sign_in(self.user, self.password)
        turning = _sign_in(self.onvif_user, self.onvif_password) or streams
        return CameraEntry(streams, self.onvif or "", turning, self.onvif_profile or "", self.onvif_basic)


class AccessFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    hosts: list[Annotated[str, Field(min_length=1, max_length=253), AfterValidator(_host)]] = []
    """Hosts that consoles may connect to besides those in the cameras' own addresses."""
    cameras: dict[Annotated[str, Field(min_length=1, max_length=120)], Written] = {}
    """By the id of the camera."""


def _sign_in(user: str | None, password: str | None) -> CameraSignIn | None:
    return None if user is None or password is None else CameraSignIn(user, password)


def load(path: Path) -> CameraAccess:
    """The access file at `path`: JSON `{"hosts": […], "cameras": {id: {user, password, onvif}}}`.

    `onvif_user` and `onvif_password` may give the ONVIF service a sign-in of its own, which no console receives;
    `onvif_profile` the token of the profile to turn; `onvif_basic` true lets a plain http:// camera have its password.
    Raises `CameraAccessError` where others may read the file, or where it is not as it should be.
    """
    try:
        with opened(path) as file:
            status = os.fstat(file.fileno())
            if stat.S_IMODE(status.st_mode) & 0o177:
                raise CameraAccessError("mode", mode=f"{stat.S_IMODE(status.st_mode):04o}")
            content = file.read(MAX_FILE_BYTES + 1)
    except OddFileError:
        raise CameraAccessError("no_plain_file") from None
    except OSError as error:
        raise CameraAccessError("no_file", reason=error.strerror or type(error).__name__) from error
    if len(content) > MAX_FILE_BYTES:
        raise CameraAccessError("large", limit=str(MAX_FILE_BYTES))
    try:
        checked = AccessFile.model_validate(json_of(decoded(content)))
    except NotTextError as error:
        raise CameraAccessError("encoding", position=str(error.position), line=str(error.line)) from None
    except NotJsonError as error:
        raise CameraAccessError("syntax", line=str(error.line), column=str(error.column), why=error.why) from None
    except ValidationError as error:
        # What the file holds is secret: places and rules are told, no values. Nor is the cause passed on.
        faults = error.errors(include_input=False, include_context=False, include_url=False)[:3]
        places = "; ".join(f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in faults)
        raise CameraAccessError("fields", places=places.lstrip(": ")) from None
    cameras = {key: one.entry() for key, one in checked.cameras.items()}
    return CameraAccess(tuple(sorted(set(checked.hosts))), MappingProxyType(cameras))

"""The wall's part of the contract, in calls that block and belong on a net thread. See docs/reference/wall.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from console.base.errors import LinkError
from console.records.wall import Actual, LayoutVersion, Recording, Still

JsonObject = dict[str, Any]
JPEG, PNG = "image/jpeg", "image/png"
PICTURE_S = 120.0
"""For a picture of 8 MiB over some 600 kbit/s."""
M = TypeVar("M", bound=BaseModel)


class Caller(Protocol):
    """What is needed of `console.net.api.Api`."""

    def call(
        self, method: str, path: str, query: Mapping[str, Any] | None = None, *, body: Mapping[str, Any] | None = None,
        empty: bool = False,
    ) -> JsonObject:  # fmt: skip
        """A call that is answered in JSON."""

    def fetch(
        self, method: str, path: str, *, content: bytes | None = None, headers: Mapping[str, str] | None = None,
        deadline_s: float = ...,
    ) -> tuple[int, Mapping[str, str], bytes]:  # fmt: skip
        """A call that carries or brings something else: status, headers and body."""


class Asked(BaseModel):
    """What a node hears in answer to its report."""

    stills: bool = False
    """Whether somebody looks: a still every 10 s, else every 60."""
    server_time: datetime | None = None


def _path(*parts: str) -> str:
    return "/v1/" + "/".join(quote(part, safe="") for part in parts)


def report(api: Caller, wall: str, node: str, said: Mapping[str, Any]) -> Asked:
    """Say what a node shows."""
    return _read(Asked, api.call("PUT", _path("walls", wall, "nodes", node), body=said))


def send_still(api: Caller, wall: str, node: str, screen: str, *, jpeg: bytes, at: datetime) -> None:
    """Say how a screen looks."""
    path = _path("walls", wall, "nodes", node, "stills", screen)
    api.fetch("PUT", path, content=jpeg, headers={"Content-Type": JPEG, "IOC-At": at.isoformat()})


def send_recording(api: Caller, wall: str, entries: Sequence[Mapping[str, Any]]) -> None:
    """Say what a node showed while it could not report; said twice, it is one."""
    api.call("POST", _path("walls", wall, "recording"), body={"entries": list(entries)}, empty=True)


def actual(api: Caller, wall: str, *, glance: bool = False) -> Actual:
    """What the wall really shows; a `glance` lets its nodes send no more stills than without."""
    return _read(Actual, api.call("GET", _path("walls", wall, "actual"), {"glance": "true"} if glance else None))


def still(api: Caller, wall: str, screen: str, etag: str = "") -> Still | None:
    """How a screen looks; None where there is none, or while it is as under `etag`."""
    return _still(api, _path("walls", wall, "stills", screen), etag)


def recording(api: Caller, wall: str, query: Mapping[str, Any]) -> Recording:
    """A page of what was on the wall, the newest first."""
    return _read(Recording, api.call("GET", _path("walls", wall, "recording"), query))


def recorded_still(api: Caller, wall: str, still_id: str) -> Still | None:
    """A picture of the recording."""
    return _still(api, _path("walls", wall, "recording", "stills", still_id), "")


def versions(api: Caller, layout: str) -> list[LayoutVersion]:
    """Every version of a layout that was saved, the newest first."""
    answer = api.call("GET", _path("layouts", layout, "versions"))
    return [_read(LayoutVersion, one) for one in answer.get("versions", ()) if isinstance(one, dict)]


def picture(api: Caller, digest: str) -> bytes | None:
    """A picture of a layout; None where the server does not have it. Not checked yet."""
    try:
        path = _path("layout-pictures", digest)
        _status, _headers, content = api.fetch("GET", path, headers={"Accept": f"{PNG}, {JPEG}"}, deadline_s=PICTURE_S)
    except LinkError as error:
        if error.params.get("status") == 404:
            return None
        raise
    return content


def has_picture(api: Caller, digest: str) -> bool:
    """Whether the server has a picture of a layout; nothing but the answer goes over the line."""
    try:
        api.fetch("GET", _path("layout-pictures", digest), headers={"If-None-Match": f'"{digest}"'})
    except LinkError as error:
        if error.params.get("status") == 404:
            return False
        raise
    return True


def send_picture(api: Caller, digest: str, content: bytes) -> None:
    """Give the server a picture of a layout; sent twice, it is one."""
    kind = PNG if content.startswith(b"\x89PNG") else JPEG
    path = _path("layout-pictures", digest)
    api.fetch("PUT", path, content=content, headers={"Content-Type": kind}, deadline_s=PICTURE_S)


def _read(model: type[M], data: JsonObject) -> M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise LinkError("bad_answer", detail=model.__name__) from error


def _still(api: Caller, path: str, etag: str) -> Still | None:
    try:
        status, headers, content = api.fetch("GET", path, headers={"If-None-Match": etag} if etag else None)
    except LinkError as error:
        if error.params.get("status") == 404:
            return None
        raise
    if status == 304 or not content:
        return None
    return _read(Still, {"jpeg": content, "at": headers.get("IOC-At") or None, "etag": headers.get("ETag", "")})

"""One SOAP 1.2 question to a camera: bounded in time and size, signed, and read without trust."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import secrets
import socket
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import NoReturn
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape

from backend.camera_access import CameraSignIn
from backend.ptz.http_digest import authorization

TIMEOUT_S = 3.0
"""For a whole question and answer, however slowly the camera dribbles."""
MAX_ANSWER_BYTES = 2**18
MAX_DEPTH = 64
UNREACHABLE, SIGN_IN, REFUSED, NO_PTZ = "camera-unreachable", "camera-sign-in", "camera-refused", "no-ptz"

_WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss"
_SECURITY = (
    '<s:Header><wsse:Security s:mustUnderstand="1"><wsse:UsernameToken><wsse:Username>{user}</wsse:Username>'
    f'<wsse:Password Type="{_WSS}-username-token-profile-1.0#PasswordDigest">{{digest}}</wsse:Password>'
    f'<wsse:Nonce EncodingType="{_WSS}-soap-message-security-1.0#Base64Binary">{{nonce}}</wsse:Nonce>'
    "<wsu:Created>{created}</wsu:Created></wsse:UsernameToken></wsse:Security></s:Header>"
)
_ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" '
    f'xmlns:wsse="{_WSS}-wssecurity-secext-1.0.xsd" xmlns:wsu="{_WSS}-wssecurity-utility-1.0.xsd" '
    'xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:q="{namespace}">{header}<s:Body>{body}</s:Body></s:Envelope>'
)


class CameraError(Exception):
    """A camera did not do as it was told; `code` is that of the problem document."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


def ask(
    address: str, namespace: str, action: str, body: str, *, sign_in: CameraSignIn | None, clock_offset_s: float = 0.0
) -> Element:
    """The body of the answer to `action` of the service at `address`; tags are without their prefixes.

    `body` is XML with the prefix `q` for `namespace` and `tt` for the common schema. `clock_offset_s` is how far the
    camera's clock is ahead of ours. Raises `CameraError`.
    """
    header = "" if sign_in is None else _security(sign_in, clock_offset_s)
    text = _ENVELOPE.format(namespace=namespace, header=header, body=body).encode()
    headers = {
        "Content-Type": f'application/soap+xml; charset=utf-8; action="{namespace}/{action}"',
        "Connection": "close",
    }
    ends_at = time.monotonic() + TIMEOUT_S
    try:
        status, data, challenges = _post(address, text, headers, ends_at)
        if status == 401 and sign_in is not None:
            known = authorization(challenges, sign_in, _path(address))
            if known is not None:
                status, data, _ = _post(address, text, headers | {"Authorization": known}, ends_at)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise CameraError(UNREACHABLE, f"the camera does not answer ({type(error).__name__})") from error
    if status in {401, 403}:
        raise CameraError(SIGN_IN, "the camera does not take the sign-in that the server has for it")
    answer = _body(status, data)
    fault = answer.find("Fault")
    if fault is not None:
        _raise_fault(fault)
    if status != 200:
        raise CameraError(REFUSED, f"the camera answered {status}")
    return answer


def _security(sign_in: CameraSignIn, offset_s: float) -> str:
    """A UsernameToken with a password digest, as WS-Security's username token profile 1.0 has it."""
    nonce = secrets.token_bytes(16)
    created = (datetime.now(UTC) + timedelta(seconds=offset_s)).strftime("%Y-%m-%dT%H:%M:%SZ")
    # SHA-1 is the profile's choice, not ours.
    digest = hashlib.sha1(nonce + created.encode() + sign_in.password.encode()).digest()  # noqa: S324
    return _SECURITY.format(user=escape(sign_in.user), digest=_base64(digest), nonce=_base64(nonce), created=created)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _path(address: str) -> str:
    parts = urlsplit(address)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _post(address: str, payload: bytes, headers: Mapping[str, str], ends_at: float) -> tuple[int, bytes, list[str]]:
    """Status, body and challenges. http.client follows no redirect and asks no proxy of the environment."""
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=_left(ends_at))
    try:
        connection.connect()
        # A socket's own timeout begins anew with every byte.
        guard = threading.Timer(_left(ends_at), _cut, [connection.sock])
        guard.daemon = True
        guard.start()
        try:
            connection.request("POST", _path(address), payload, dict(headers))
            answer = connection.getresponse()
            data = answer.read(MAX_ANSWER_BYTES + 1)
        finally:
            guard.cancel()
        if len(data) > MAX_ANSWER_BYTES:
            raise ValueError("too large")
        return answer.status, data, answer.headers.get_all("WWW-Authenticate") or []
    finally:
        connection.close()


def _left(ends_at: float) -> float:
    left_s = ends_at - time.monotonic()
    if left_s <= 0:
        raise TimeoutError
    return left_s


def _cut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _body(status: int, data: bytes) -> Element:
    try:
        body = _tree(data).find("Body")
    except (expat.ExpatError, ValueError) as error:
        raise CameraError(UNREACHABLE, f"the camera answered {status} without SOAP") from error
    if body is None:
        raise CameraError(UNREACHABLE, f"the camera answered {status} without SOAP")
    return body


def _tree(data: bytes) -> Element:
    """Elements by their local names: cameras are found that use prefixes which they never declare.

    Raises `ExpatError`, or `ValueError` for a document type (no entities from outside, no billion laughs) and for
    too deep a nest.
    """
    builder, parser, depth = TreeBuilder(), expat.ParserCreate(), 0

    def refuse(*_declared: object) -> NoReturn:
        raise ValueError("a document type is not allowed")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise ValueError("too deep")
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(name))

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.Parse(data, True)
    return builder.close()


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _raise_fault(fault: Element) -> NoReturn:
    codes = " ".join(value.text or "" for value in fault.iter("Value"))
    if "NotAuthorized" in codes or "FailedAuthentication" in codes:
        raise CameraError(SIGN_IN, "the camera does not take the sign-in that the server has for it")
    reason = (fault.findtext("Reason/Text") or "no reason given").strip()
    raise CameraError(REFUSED, f"the camera refused: {reason[:200]}")

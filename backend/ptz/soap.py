"""How one camera is asked: SOAP questions, signed as it wants them signed, by its own clock."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import NoReturn
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element
from xml.parsers import expat
from xml.sax.saxutils import escape

from backend.ptz.answers import tree
from backend.ptz.camera_access import CameraSignIn
from backend.ptz.camera_clock import SAME_S, offsets
from backend.ptz.errors import NO_PTZ, REFUSED, SIGN_IN, UNREACHABLE, CameraError
from backend.ptz.exchange import Reply, post, target
from backend.ptz.http_digest import HttpSignIn, challenges

__all__ = ["NO_PTZ", "REFUSED", "SIGN_IN", "UNREACHABLE", "CameraError", "Line"]

DEVICE = "http://www.onvif.org/ver10/device/wsdl"
TIMEOUT_S = 3.0
"""For a whole question and answer, however slowly the camera dribbles."""
SIGN_IN_PAUSE_S = 10.0
"""Cameras lock an account after a few wrong passwords; an operator's stick would send ten a second."""

_WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss"
_SECURITY = (
    '<s:Header><wsse:Security s:mustUnderstand="1"><wsse:UsernameToken><wsse:Username>{user}</wsse:Username>'
    f'<wsse:Password Type="{_WSS}-username-token-profile-1.0#PasswordDigest">{{digest}}</wsse:Password>'
    f'<wsse:Nonce EncodingType="{_WSS}-soap-message-security-1.0#Base64Binary">{{nonce}}</wsse:Nonce>'
    "<wsu:Created>{created}</wsu:Created></wsse:UsernameToken></wsse:Security></s:Header>"
)
_ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="{soap}" '
    f'xmlns:wsse="{_WSS}-wssecurity-secext-1.0.xsd" xmlns:wsu="{_WSS}-wssecurity-utility-1.0.xsd" '
    'xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:q="{namespace}">{header}<s:Body>{body}</s:Body></s:Envelope>'
)
_SOAP = MappingProxyType({
    "1.2": "http://www.w3.org/2003/05/soap-envelope",
    "1.1": "http://schemas.xmlsoap.org/soap/envelope/",
})  # fmt: skip
_UNAUTHORIZED = ("notauthorized", "failedauthentication", "invalidsecurity", "messageexpired")
_UNAUTHORIZED_WORDS = ("not authorized", "unauthorized", "authority failure", "authentication fail")


class Line:
    """Safe to use from several threads; each question is a connection of its own. Raises `CameraError`."""

    def __init__(
        self, address: str, sign_in: CameraSignIn | None, clock: Callable[[], float] = time.monotonic, *,
        basic: bool = False,
    ) -> None:  # fmt: skip
        """`basic`: whether the password itself may go over a line that anybody can read; over TLS it always may."""
        self._address = address
        self._sign_in = sign_in
        self._clock = clock
        open_line = urlsplit(address).scheme != "https"
        self._http = None if sign_in is None else HttpSignIn(sign_in, basic=basic or not open_line)
        self._shut_until = 0.0
        self._offset_s: float | None = None
        self._soap = "1.2"
        self._by_token = True

    def ask(
        self, address: str, namespace: str, action: str, body: str, *,
        timeout_s: float = TIMEOUT_S, urgent: bool = False,
    ) -> Element:  # fmt: skip
        """The body of the answer to `action` of the service at `address`; tags are without their prefixes.

        `body` is XML with the prefix `q` for `namespace` and `tt` for the common schema. A refused sign-in is not tried
        again for a while, unless the question is `urgent`.
        """
        question = _Question(address, namespace, action, body, timeout_s)
        if self._sign_in is None:
            return self._answer(question, False, 0.0)
        if self._clock() < self._shut_until and not urgent:
            raise CameraError(SIGN_IN, "the camera did not take the server's sign-in; the next try is due shortly")
        known, tried = self._offset_s, []
        due = [known] if known is not None else list(self._possible_offsets())
        while due:
            offset_s = due.pop(0)
            try:
                answer = self._signed(question, offset_s)
            except CameraError as error:
                if error.code != SIGN_IN:
                    raise
                refused = error
            else:
                self._offset_s = offset_s
                return answer
            tried.append(offset_s)
            if offset_s == known:
                # Another clock since then: a camera that started again, or one that was set.
                due = [one for one in self._possible_offsets() if abs(one - offset_s) >= SAME_S]
        self._offset_s = None
        self._shut_until = self._clock() + SIGN_IN_PAUSE_S
        raise refused

    def _possible_offsets(self) -> tuple[float, ...]:
        """How far the camera's clock may be ahead, asked without a sign-in that would depend on it."""
        question = _Question(self._address, DEVICE, "GetSystemDateAndTime", "<q:GetSystemDateAndTime/>", TIMEOUT_S)
        reply, _by_http = self._reply(question, "")
        try:
            answer: Element | None = _understood(reply)
        except CameraError:
            answer = None
        return offsets(answer, reply.headers.get("Date"), datetime.now(UTC))

    def _signed(self, question: _Question, offset_s: float) -> Element:
        """With a UsernameToken or, where HTTP has a sign-in of its own or the token is not understood, without."""
        by_token = self._by_token
        try:
            return self._answer(question, by_token, offset_s)
        except CameraError as error:
            other = error.code == SIGN_IN and (error.by_http or not by_token)
            if not other and "mustunderstand" not in error.fault.lower():
                raise
        answer = self._answer(question, not by_token, offset_s)
        self._by_token = not by_token
        return answer

    def _answer(self, question: _Question, by_token: bool, offset_s: float) -> Element:
        header = _security(self._sign_in, offset_s) if by_token and self._sign_in is not None else ""
        reply, by_http = self._reply(question, header)
        try:
            return _understood(reply, by_http=by_http)
        except CameraError as error:
            if self._soap == "1.1" or (error.status != 415 and "versionmismatch" not in error.fault.lower()):
                raise
        self._soap = "1.1"
        reply, by_http = self._reply(question, header)
        return _understood(reply, by_http=by_http)

    def _reply(self, question: _Question, header: str) -> tuple[Reply, bool]:
        """What came back, and whether HTTP's own sign-in was asked for and given."""
        namespace, action = question.namespace, question.action
        text = _ENVELOPE.format(soap=_SOAP[self._soap], namespace=namespace, header=header, body=question.body).encode()
        headers = {"Content-Type": f'application/soap+xml; charset=utf-8; action="{namespace}/{action}"'}
        if self._soap == "1.1":
            headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{namespace}/{action}"'}
        headers |= {"Connection": "close", "Accept-Encoding": "identity"}
        ends_at = time.monotonic() + question.timeout_s
        reply, answered = post(question.address, text, headers, ends_at), False
        while reply.status == 401 and self._http is not None:
            offered = challenges(reply.headers.get_all("WWW-Authenticate") or ())
            if answered and not any(one.stale for one in offered):
                break
            known = self._http.answer(offered, target(question.address), text)
            if known is None:
                break
            reply, answered = post(question.address, text, headers | {"Authorization": known}, ends_at), True
        return reply, answered


@dataclass(frozen=True)
class _Question:
    address: str
    namespace: str
    action: str
    body: str
    timeout_s: float


def _security(sign_in: CameraSignIn, offset_s: float) -> str:
    """A UsernameToken with a password digest, as WS-Security's username token profile 1.0 has it."""
    nonce = secrets.token_bytes(16)
    created = (datetime.now(UTC) + timedelta(seconds=offset_s)).strftime("%Y-%m-%dT%H:%M:%SZ")
    # SHA-1 is the profile's choice, not ours.
    digest = hashlib.sha1(nonce + created.encode() + sign_in.password.encode()).digest()  # noqa: S324
    return _SECURITY.format(user=escape(sign_in.user), digest=_base64(digest), nonce=_base64(nonce), created=created)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _understood(reply: Reply, *, by_http: bool = False) -> Element:
    """The body of the answer. Raises `CameraError` for a fault, whatever the status that it comes with."""
    status = reply.status
    if status in {401, 403}:
        said = "the camera does not take the sign-in that the server has for it"
        if any(one.scheme == "basic" for one in challenges(reply.headers.get_all("WWW-Authenticate") or ())):
            said += "; it offers basic, by which the password goes over an open line only where onvif_basic says so"
        raise CameraError(SIGN_IN, said, status=status, by_http=by_http)
    body = _body(reply)
    fault = body.find("Fault")
    if fault is not None:
        _raise_fault(fault, status, by_http)
    if status != 200:
        raise CameraError(REFUSED, f"the camera answered {status}", status=status)
    return body


def _body(reply: Reply) -> Element:
    try:
        body = tree(reply.data, reply.headers.get_content_charset()).find("Body")
    except (expat.ExpatError, ValueError, LookupError, TypeError, OverflowError):
        # The last three are how the standard library fails at a charset that is told in pieces, or is none.
        body = None
    if body is None:
        said = f"the camera answered {reply.status} without SOAP"
        # A client's fault was not carried out; of anything else nobody knows.
        raise CameraError(REFUSED if 400 <= reply.status < 500 else UNREACHABLE, said, status=reply.status)
    return body


def _raise_fault(fault: Element, status: int, by_http: bool) -> NoReturn:
    """SOAP 1.2 has Code/Value, Subcode/Value and Reason/Text; 1.1 faultcode, faultstring and detail."""
    codes = " ".join(one.text or "" for name in ("Value", "faultcode") for one in fault.iter(name))
    reason = (fault.findtext("Reason/Text") or fault.findtext("faultstring") or "no reason given").strip()
    if any(word in codes.lower() for word in _UNAUTHORIZED) or any(
        word in reason.lower() for word in _UNAUTHORIZED_WORDS
    ):
        said = "the camera does not take the sign-in that the server has for it"
        raise CameraError(SIGN_IN, said, status=status, fault=codes, by_http=by_http)
    raise CameraError(REFUSED, f"the camera refused: {reason[:200]}", status=status, fault=codes)

"""Camera addresses: read, checked, and then used byte for byte, so that a camera is asked what the city wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

PORTS = MappingProxyType({"rtsp": 554, "rtsps": 322, "http": 80, "https": 443})
"""Schemes that may be opened, with the port of an address that names none (RFC 2326, RFC 7826, RFC 9110)."""
MAX_LENGTH = 2048
_HOST = re.compile(r"^[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?$")
_HOST_6 = re.compile(r"^[0-9a-f:.]{2,45}(?:%[a-z0-9._~-]{1,32})?$")
_REFUSED = re.compile(r"[\x00-\x20\x7f\"'<>\\^`{|}]")
"""What RFC 3986 leaves out of addresses, and the apostrophe: they are written as %XX, and go so."""
_KEY = r"(?:pass(?:word|wd|wort)?|passwd|pwd|psw|pw|token|auth|secret|key|sig(?:nature)?|user(?:name)?|usr|login)"
_SECRET = re.compile(
    rf"(?i)((?:^|[^a-z]){_KEY}\d?=)(?:(?!_[a-z]+=)[^&;/?#])*"  # ends at a separator, or before `_channel=`
)


class AddressError(ValueError):
    """An address that no reader may open. `code` names why: scheme, host, letters (of a host, to be written as xn--…),
    characters (to be written as %XX), fragment, dots, too_long, port, sign_in, not_listed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Address:
    """An address that passed, in its parts. `rest` is path and query, `named` what a request calls host and port."""

    url: str
    scheme: str
    named: str
    host: str
    port: int
    rest: str

    @property
    def asked(self) -> str:
        """The address as a request line names it."""
        return f"{self.url[: len(self.scheme)]}://{self.named}{self.rest}"

    @property
    def secure(self) -> bool:
        """Whether the connection is encrypted."""
        return self.scheme in {"rtsps", "https"}


def read(url: str) -> Address:
    """The parts of an address. Raises `AddressError` where it is none that may be opened.

    A name or password before the host is refused: they come apart (contract: `/v1/cameras/access`), since an address
    is kept, shown and logged. Letters outside of ASCII go as UTF-8 in %XX (RFC 3987), everything else as it stands.
    """
    if len(url) > MAX_LENGTH:
        raise AddressError("too_long")
    _check_characters(url)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressError("port" if "ort" in str(error) else "host") from error
    if parts.scheme not in PORTS or url[len(parts.scheme) : len(parts.scheme) + 3] != "://":
        raise AddressError("scheme")
    if "@" in parts.netloc:
        raise AddressError("sign_in")
    if "#" in url:
        raise AddressError("fragment")
    if port == 0:
        raise AddressError("port")
    host = plain_host(parts.hostname or "")
    if not host.isascii():
        raise AddressError("letters")
    if not (_HOST_6 if parts.netloc.startswith("[") else _HOST).match(host):
        raise AddressError("host")
    if ".." in unquote(parts.path).split("/"):
        raise AddressError("dots")
    start = len(parts.scheme) + 3
    rest = quote(url[start + len(parts.netloc) :], safe=_ASCII)
    named = re.sub(r"%[^\]]*\]", "]", parts.netloc)  # a zone is this machine's own matter (RFC 6874, 4)
    whole = f"{url[:start]}{parts.netloc}{rest}"
    return Address(whole, parts.scheme, named, host, port or PORTS[parts.scheme], rest)


_ASCII = "".join(chr(code) for code in range(0x21, 0x7F))


def _check_characters(url: str) -> None:
    if _REFUSED.search(url) or any(unicodedata.category(sign)[0] in "CZ" for sign in url if not sign.isascii()):
        raise AddressError("characters")
    # They would stay as they are on the way; no camera means them, and who writes them means no camera.
    if any(byte < 0x20 or byte == 0x7F for byte in unquote_to_bytes(url)):
        raise AddressError("characters")


def checked(url: str, hosts: Iterable[str] | None = None) -> str:
    """The same address. `hosts` are those the backend listed; None accepts any host. Raises `AddressError`."""
    address = read(url)
    if hosts is not None and address.host not in {plain_host(host) for host in hosts}:
        raise AddressError("not_listed")
    return address.url


def plain_host(name: str) -> str:
    """A host as names are compared: small letters, no dot at the end, a zone's percent sign by itself."""
    return name.lower().replace("%25", "%").removesuffix(".")


def host_of(url: str) -> str:
    """The host that an address names; empty where it cannot be read."""
    try:
        return plain_host(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def signed_in(url: str, user: str, password: str) -> str:
    """A checked address with a sign-in, for the reader that opens it and for nobody else."""
    scheme, rest = url.split("://", 1)
    return f"{scheme}://{quote(user, safe='')}:{quote(password, safe='')}@{rest}"


def parted(url: str) -> tuple[str, tuple[str, str] | None]:
    """The address and the sign-in that `signed_in` put together."""
    scheme, _, rest = url.partition("://")
    named, slash, path = rest.partition("/")
    who, at, place = named.rpartition("@")
    if not at:
        return url, None
    user, _, password = who.partition(":")
    return f"{scheme}://{place}{slash}{path}", (unquote(user), unquote(password))


def redacted(url: str) -> str:
    """The address as a log or a sidecar may show it: no user, no password wherever it stands, no query."""
    try:
        parts = urlsplit(url)
        named = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
        path = _SECRET.sub(r"\1…", parts.path)
        return f"{parts.scheme}://{named}{port}{path}"
    except ValueError:
        return "(unreadable address)"

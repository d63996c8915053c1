"""Camera addresses: parsed, checked and built anew, so that nothing but a plain address reaches a decoder."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

SCHEMES = frozenset({"rtsp", "rtsps", "http", "https"})
MAX_LENGTH = 2048
_HOST = re.compile(r"^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45})$")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\"'<>`|{}^]")
_QUERY = re.compile(r"^[A-Za-z0-9._~&=%+,;:/@!-]*$")


class AddressError(ValueError):
    """An address that no reader may open. `code` names why: scheme, host, characters, too_long, port, sign_in."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked(url: str, hosts: frozenset[str] | None = None) -> str:
    """The same address rebuilt from its parts. `hosts` are those the backend listed; None accepts any host.

    A name or password in the address is refused: they come apart (contract: `/v1/cameras/access`), since an address
    is kept, shown and logged. Raises `AddressError`.
    """
    if len(url) > MAX_LENGTH:
        raise AddressError("too_long")
    if _FORBIDDEN.search(url) or _FORBIDDEN.search(unquote(url).replace(" ", "")):
        raise AddressError("characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressError("port") from error
    if parts.scheme not in SCHEMES:
        raise AddressError("scheme")
    if "@" in parts.netloc:
        raise AddressError("sign_in")
    host = parts.hostname or ""
    if not _HOST.match(host) or (hosts is not None and host not in hosts):
        raise AddressError("host")
    if not _QUERY.match(parts.query):
        raise AddressError("characters")
    path = quote(unquote(parts.path), safe="/._~-:@=,+!()*")
    if ".." in path.split("/"):
        raise AddressError("characters")
    return f"{parts.scheme}://{_place(host, port)}{path}{f'?{parts.query}' if parts.query else ''}"


def host_of(url: str) -> str:
    """The host that an address names; empty where it cannot be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def signed_in(url: str, user: str, password: str) -> str:
    """A checked address with a sign-in, for the reader that opens it and for nobody else."""
    scheme, rest = url.split("://", 1)
    return f"{scheme}://{quote(user, safe='')}:{quote(password, safe='')}@{rest}"


def redacted(url: str) -> str:
    """The address as a log may show it: no user, no password, no query."""
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{_place(parts.hostname or '', parts.port)}{parts.path}"
    except ValueError:
        return "(unreadable address)"


def _place(host: str, port: int | None) -> str:
    named = f"[{host}]" if ":" in host else host
    return f"{named}:{port}" if port else named

"""Camera addresses: parsed, checked and built anew, so that nothing but a plain address reaches a decoder."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

SCHEMES = frozenset({"rtsp", "rtsps", "http", "https"})
MAX_LENGTH = 2048
_HOST = re.compile(r"^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45})$")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\\"'<>`|{}^]")


class AddressError(ValueError):
    """An address that no reader may open. `code` names why: scheme, host, characters, too_long, port."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked(url: str, hosts: frozenset[str] | None = None) -> str:
    """The same address rebuilt from its parts. `hosts` are those the backend listed; None accepts any host.

    Raises `AddressError`.
    """
    if len(url) > MAX_LENGTH:
        raise AddressError("too_long")
    if _FORBIDDEN.search(url):
        raise AddressError("characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressError("port") from error
    if parts.scheme not in SCHEMES:
        raise AddressError("scheme")
    host = parts.hostname or ""
    if not _HOST.match(host) or (hosts is not None and host not in hosts):
        raise AddressError("host")
    named = f"[{host}]" if ":" in host else host
    if parts.username is not None:
        user = quote(unquote(parts.username), safe="")
        named = f"{user}:{quote(unquote(parts.password or ''), safe='')}@{named}"
    path = quote(unquote(parts.path), safe="/._~-:@=,+!()*")
    if ".." in path.split("/"):
        raise AddressError("characters")
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{named}{f':{port}' if port else ''}{path}{query}"


def redacted(url: str) -> str:
    """The address as a log may show it: no user, no password, no query."""
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"
    except ValueError:
        return "(unreadable address)"

"""Whether everybody on the way to a server can read along: plain HTTP leads no further than this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from console.base.errors import LinkError


def is_readable(url: str) -> bool:
    """Whether the address is plain `http://`, and another machine's. One that cannot be read is taken for that."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return True
    return scheme.lower() != "https" and not is_this_machine(host_of(url))


def host_of(url: str) -> str:
    """The name of the machine in an address; empty where there is none to be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def check(url: str, *, allowed: bool) -> None:
    """Raise `LinkError` plain_http where everybody on the way could read along and no setting allows it: nothing is
    sent then, not even a name."""
    if not allowed and is_readable(url):
        raise LinkError("plain_http")


def is_this_machine(host: str) -> bool:
    """Whether nothing leaves this machine on the way to it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

"""Connections to the outside: where they may go, how long they may take, and who must vouch for the other side.

What a name means is looked up once, held against what is allowed, and called by that very address: nobody changes it
between the look and the call.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from types import MappingProxyType

from backend.messages.letter import NotSentError

_WRAPPERS = tuple(ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
"""Networks whose addresses hold another one that is called in truth: refused unless they are named."""
REASON_OF_ERRORS = MappingProxyType({TimeoutError: "timeout", ssl.SSLError: "bad-certificate"})


class Bounds:
    """Of one call: networks that are allowed beside the internet, and seconds in all from now on."""

    def __init__(self, networks: Sequence[str], timeout_s: float, authorities: Path | None = None) -> None:
        self._networks = tuple(ip_network(one) for one in networks)
        self._ends = time.monotonic() + timeout_s
        self._authorities = authorities

    @property
    def left_s(self) -> float:
        """Seconds that are left; never none, so that it can be waited for."""
        return max(0.05, self._ends - time.monotonic())

    @property
    def is_over(self) -> bool:
        """Whether its time is up."""
        return time.monotonic() >= self._ends

    def allows(self, text: str) -> bool:
        """Whether an address may be called."""
        found = ip_address(text.partition("%")[0])
        if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        if any(found.version == network.version and found in network for network in self._networks):
            return True
        return _is_of_internet(found)

    def context(self) -> ssl.SSLContext:
        """TLS as it must be: at least 1.2, with a certificate for that very name by an authority that is trusted."""
        try:
            context = ssl.create_default_context(cafile=self._authorities)
        except (OSError, ssl.SSLError) as error:
            raise NotSentError("bad-certificate") from error
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context


def _is_of_internet(found: IPv4Address | IPv6Address) -> bool:
    if found.is_multicast or not found.is_global:
        return False
    return not any(found.version == network.version and found in network for network in _WRAPPERS)


def connected(host: str, port: int, bounds: Bounds) -> socket.socket:
    """A connection to one of the addresses of `host` that may be called. Raises `NotSentError`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSentError("unreachable") from error
    allowed = [one for one in found if bounds.allows(str(one[4][0]))]
    if found and not allowed:
        raise NotSentError("address-refused", final=True)
    why = NotSentError("unreachable")
    for family, kind, protocol, _name, address in allowed:
        opened = socket.socket(family, kind, protocol)
        opened.settimeout(bounds.left_s)
        try:
            opened.connect(address)
        except OSError as error:
            opened.close()
            why = NotSentError("timeout" if isinstance(error, TimeoutError) else "unreachable")
            if bounds.is_over:
                break
            continue
        return opened
    raise why


def with_tls(opened: socket.socket, host: str, bounds: Bounds) -> ssl.SSLSocket:
    """The same connection, encrypted, with the other side vouched for. Raises `NotSentError`."""
    opened.settimeout(bounds.left_s)
    try:
        return bounds.context().wrap_socket(opened, server_hostname=host)
    except BaseException as error:
        opened.close()
        if isinstance(error, OSError):
            raise NotSentError(reason_of(error)) from error
        raise


@contextlib.contextmanager
def cut_off(opened: Callable[[], socket.socket | None], bounds: Bounds) -> Iterator[None]:
    """However slowly the other side drips, the connection, whichever it is by then, ends when the time is up; that is a
    `timeout` then."""

    def end() -> None:
        found = opened()
        with contextlib.suppress(OSError):
            if found is not None:
                socket.socket.shutdown(found, socket.SHUT_RDWR)  # the plain one: TLS would want to say goodbye

    timer = threading.Timer(bounds.left_s, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except NotSentError as error:
        if bounds.is_over and error.reason in ("unreachable", "odd-answer", "bad-certificate"):
            raise NotSentError("timeout") from error
        raise
    finally:
        timer.cancel()


def reason_of(error: BaseException) -> str:
    """What a broken connection is called."""
    for kind, reason in REASON_OF_ERRORS.items():
        if isinstance(error, kind):
            return reason
    return "unreachable"

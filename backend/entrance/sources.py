"""Where something comes from, as far as it can be believed: what a proxy says counts only where the proxy is known."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import Scope

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
FORWARDED_FOR = "x-forwarded-for"
HOME_BITS = 64
"""Of an IPv6 address: one machine has all addresses of such a network (RFC 4291)."""


class Sources:
    """Knows the proxies of a centre by their networks. Nobody else's `X-Forwarded-For` is believed."""

    def __init__(self, proxies: Iterable[Network] = ()) -> None:
        self._proxies = tuple(proxies)

    def is_proxy(self, peer: str) -> bool:
        """Whether who connects from there speaks for others."""
        address = _address(peer)
        return address is not None and any(address in network for network in self._proxies)

    def of_peer(self, peer: str) -> str:
        """One name for all that a single machine can connect from; empty for who has no address."""
        address = _address(peer)
        if address is None:
            return peer
        if isinstance(address, ipaddress.IPv6Address):
            return str(ipaddress.ip_network((address, HOME_BITS), strict=False).network_address)
        return str(address)

    def of_request(self, scope: Scope) -> str:
        """The same of a request: through a known proxy it is the last address that no proxy of ours has."""
        client = scope.get("client")
        peer = str(client[0]) if client else ""
        if not self.is_proxy(peer):
            return self.of_peer(peer)
        told = ",".join(Headers(scope=scope).getlist(FORWARDED_FOR)).split(",")
        for one in reversed([part.strip() for part in told]):
            if _address(one) is None:
                break
            if not self.is_proxy(one):
                return self.of_peer(one)
        return self.of_peer(peer)


def _address(text: str) -> Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found

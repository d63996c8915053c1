"""Who may read the metrics: they name sources and tell how much goes on, so not everybody (decision 064)."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")
"""A request with one of these came through a proxy: its peer says nothing of who asks."""
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Scraping:
    """Whoever has `token`, and whoever connects from one of `networks`; besides them only an admin."""

    token: str = ""
    networks: tuple[Network, ...] = ()

    def allows(self, peer: str, headers: Mapping[str, str], bearer: str) -> bool:
        """Whether this one may read without being an admin."""
        if self.token and hmac.compare_digest(bearer.encode(), self.token.encode()):
            return True
        if any(name in headers for name in FORWARDED):
            return False
        try:
            address = ipaddress.ip_address(peer)
        except ValueError:
            return False
        return any(address in network for network in self.networks)


def networks_of(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks as they are written in a configuration, `127.0.0.1` or `10.0.0.0/8`. Raises ValueError."""
    return tuple(ipaddress.ip_network(text) for text in texts)

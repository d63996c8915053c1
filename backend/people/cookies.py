"""The one cookie there is: that of a sign-in at the server's own pages (`backend.web`)."""

from __future__ import annotations

COOKIE, SECURE_COOKIE = "ioc", "__Host-ioc"
"""A browser takes the second over TLS alone, and gives it to this host alone."""


def token_in(cookies: dict[str, str]) -> str:
    """The token in whichever came, unproven; empty where none did."""
    return (cookies.get(SECURE_COOKIE) or cookies.get(COOKIE) or "").partition(".")[0]

"""Where the request that is being answered came from, for whoever writes down who did what."""

from __future__ import annotations

from contextvars import ContextVar

LONGEST = 64
current: ContextVar[str] = ContextVar("caller_address", default="")
"""Of the request that this thread or task works for; empty for what the server or a command does by itself."""
who: ContextVar[str] = ContextVar("who", default="")
"""The person whom that request comes from, once that is known."""
COMMAND = "command"


def acting() -> str:
    """Who does what is being done: whoever asked for it, or somebody at the machine itself."""
    return who.get() or COMMAND

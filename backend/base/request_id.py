"""The name of the request that is being answered: in the answer, in its problem document, in every line of the log."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

HEADER = "X-Request-Id"
_SOUND = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""What proxies and tracers make of ids; a sign more could end a line of the log, or a header."""

current: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request that this thread or task works for; empty for what the server does by itself."""


def taken(given: str) -> str:
    """`given` where it can be a name of a request, else a new one."""
    return given if _SOUND.fullmatch(given) else secrets.token_hex(8)

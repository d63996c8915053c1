"""No password on a command line: everybody on a machine reads those, and shells remember them."""

from __future__ import annotations

import re
from collections.abc import Sequence

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_SECRET_FIELD = re.compile(r"[?&](?:ssl)?password=", re.IGNORECASE)
"""Of libpq's addresses (PostgreSQL, "Connection URIs")."""


def seen_secret(arguments: Sequence[str]) -> str:
    """The option whose address holds a password, such as `--database`; empty where none does."""
    option = ""
    for argument in arguments:
        name, equals, value = argument.partition("=") if argument.startswith("--") else ("", "", argument)
        option = name or option
        if _holds_password(value if equals or not name else ""):
            return option or "…"
    return ""


def _holds_password(address: str) -> bool:
    if _URL.match(address) is None:
        return False
    # Not by a parser of addresses: a password may hold a slash or a question mark that nobody has encoded.
    sign_in = address.partition("://")[2].rpartition("@")[0]
    is_path = "/" in sign_in.partition(":")[0]
    return (":" in sign_in and not is_path) or _SECRET_FIELD.search(address) is not None

"""What looks like a secret, and stands in no log of either side."""

from __future__ import annotations

import re

_SECRETS = (
    (re.compile(r"(?i)(bearer\s+)[A-Za-z0-9._~+/=-]+"), r"\1…"),
    (
        re.compile(r"(?i)(?<![a-z])((?:password|passwd|pwd|psw|token|secret|pin)[\"']?\s*[:=]\s*[\"']?)[^\s\"',;&]+"),
        r"\1…",
    ),
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^/\s@]+@"), r"\1…@"),
)


def redacted(text: str) -> str:
    """`text` without bearer tokens, passwords and the sign-ins in addresses."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text

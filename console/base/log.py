"""Keeps secrets out of the log: whatever looks like one is blotted out before it is written."""

from __future__ import annotations

import logging
import re

_SECRETS = (
    (re.compile(r"(?i)(bearer\s+)[A-Za-z0-9._~+/=-]+"), r"\1…"),
    (
        re.compile(r"(?i)(?<![a-z])((?:password|passwd|pwd|psw|token|secret|pin)[\"']?\s*[:=]\s*[\"']?)[^\s\"',;&]+"),
        r"\1…",
    ),
    (re.compile(r"(?i)\b((?:rtsps?|https?)://)[^/\s@]+@"), r"\1…@"),
)


def redacted(text: str) -> str:
    """`text` without bearer tokens, passwords and the credentials in addresses."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


class RedactingFilter(logging.Filter):
    """Put on a handler, it cleans every record that passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the finished message; every record goes on."""
        record.msg, record.args = redacted(record.getMessage()), ()
        return True

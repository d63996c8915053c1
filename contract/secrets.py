"""What looks like a secret, and stands in no log of either side."""

from __future__ import annotations

import re

_LONG = r"password|passwd|passphrase|secret|token|api[_-]?key|private[_-]?key|credentials?"
_SHORT = r"pass|pwd|psw|pw|pin|passcode"
"""As a whole word, or behind a mark such as that of `db_pwd`: a compass and a spin hold no secret."""
_QUOTED = r"\"[^\"\r\n]+\"|'[^'\r\n]+'"
_NAMED = rf"(?:{_LONG}|(?<![a-z])(?:{_SHORT}))[\"']?\s*(?:[:=]|%3[ad])\s*"
_SECRETS = (
    (re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL), "…"),
    (re.compile(rf"(?i)(\b(?:proxy-)?authorization[\"']?\s*[:=]\s*)(?:{_QUOTED}|[^\r\n]+)"), r"\1…"),
    (re.compile(rf"(?i)(\b(?:set-)?cookie[\"']?\s*:\s*)(?:{_QUOTED}|[^\r\n]+)"), r"\1…"),
    (re.compile(r"(?i)\b((?:bearer|dpop)\s+)[A-Za-z0-9._~+/=-]+"), r"\1…"),
    # "basic" is a word as well: what follows it has a sign that base64 has and a plain word has not.
    (re.compile(r"\b((?i:basic)\s+)(?=[a-z]*[A-Z0-9+/=])[A-Za-z0-9+/_-]{4,}={0,2}"), r"\1…"),
    (re.compile(rf"(?i)({_NAMED})(?:{_QUOTED}|[\"']?[^\s\"',;&]+)"), r"\1…"),
    # Up to the last @ before the path, behind a slash too where it cannot be a port: passwords have either. Bounded:
    # a stranger's line would else cost the square of its length.
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]{0,30}://)[^/\s?#\"'<>]{0,400}@"), r"\1…@"),
    (
        re.compile(r"(?i)\b([a-z][a-z0-9+.-]{0,30}://)[^/\s:@…]{0,200}:(?!\d{1,5}(?:[/?#\s]|$))[^\s@\"'<>]{0,400}@"),
        r"\1…@",
    ),
)


def redacted(text: str) -> str:
    """`text` without bearer tokens, passwords and the sign-ins in addresses."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text

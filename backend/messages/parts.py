"""How many parts an SMS has (3GPP TS 23.038 and 23.040): Vietnamese with its marks leaves 70 letters in one."""

from __future__ import annotations

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
"""Of these each takes two places."""


def parts_of(text: str) -> int:
    """At least one."""
    if all(sign in BASIC or sign in EXTENDED for sign in text):
        size, one, each = sum(2 if sign in EXTENDED else 1 for sign in text), 160, 153
    else:
        size, one, each = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if size <= one else -(-size // each)

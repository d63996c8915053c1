"""The doctor's line on the door of calls: whether it is open, and where the secret is that it asks for."""

from __future__ import annotations

from pathlib import Path

from console.calls.secret import is_readable_by_others, place
from views.program.findings import Finding
from views.words.language import Words


def call_finding(port: int, folder: Path, words: Words, *, is_discreet: bool = False) -> Finding:
    """Of a start that listens at `port`, 0 for nowhere. `is_discreet`: neither port nor folder is told."""
    name = words.translate("doctor", "Calls")
    if not port:
        return Finding(name, words.translate("doctor", "not connected to a telephone system"))
    where = place(folder)
    if is_discreet:
        return Finding(name, words.translate("doctor", "connected to a telephone system"))
    parts = [words.translate("doctor", "port {port}").format(port=port), str(where)]
    if not where.exists():
        parts.append(words.translate("doctor", "made at the first start"))
    advice = ""
    if is_readable_by_others(where):
        advice = words.translate(
            "doctor", "Others can read {where}: the next start makes a new secret, which the telephone system needs."
        ).format(where=where)
    return Finding(name, " · ".join(parts), advice)

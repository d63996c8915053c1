"""Words what the server and the desk do not agree on, or how the server answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

SERVER_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "clock_skew": QT_TRANSLATE_NOOP("sentences", "This machine's clock is off by {seconds} s. Ask your IT staff."),
        "drift_mended": QT_TRANSLATE_NOOP("sentences", "This copy was not what the server has. It was fetched anew."),
        "audit_broken": QT_TRANSLATE_NOOP(
            "sentences",
            "The server's record of who did what is not the one that this desk has seen (line {kept}). Tell your IT "
            "staff at once.",
        ),
        "auditors_only": QT_TRANSLATE_NOOP("sentences", "Who did what is told to auditors and administrators alone."),
        "no_stream": QT_TRANSLATE_NOOP("sentences", "The server answers, but its live messages do not come through."),
        "slow": QT_TRANSLATE_NOOP("sentences", "The server answers slowly: more than 3 seconds."),
    }
)

"""Words what the server and the desk do not agree on, or how the server answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

SERVER_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "clock_skew": QT_TRANSLATE_NOOP("sentences", "This machine's clock is off by {seconds} s. Ask your IT staff."),
        "drift_mended": QT_TRANSLATE_NOOP("sentences", "This copy was not what the server has. It was fetched anew."),
        # Two lines of the notice bar: what is longer is cut there.
        "chain_restarted_here": QT_TRANSLATE_NOOP(
            "sentences",
            "This machine lost its record of actions: what was not sent is gone. Look through queue and shift log, do"
            " again what is missing, and tell your IT staff.",
        ),
        "chain_restarted": QT_TRANSLATE_NOOP(
            "sentences",
            "{device} lost its record of actions ({time}, {who}). Ask them what is missing; if nothing was lost there,"
            " shut the device out.",
        ),
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

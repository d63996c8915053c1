"""Words what the server and the desk do not agree on, or how the server answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

SERVER_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "clock_skew": QT_TRANSLATE_NOOP("sentences", "This machine's clock is off by {seconds} s. Ask your IT staff."),
        "drift_mended": QT_TRANSLATE_NOOP("sentences", "This copy was not what the server has. It was fetched anew."),
        "chain_restarted_here": QT_TRANSLATE_NOOP(
            "sentences",
            "This machine had lost its record of actions, which begins anew. What was done here and not sent is gone:"
            " look through the incidents and the shift log, and do again what is missing. Ask your IT staff to look at"
            " its disk.",
        ),
        "chain_restarted": QT_TRANSLATE_NOOP(
            "sentences",
            "The record of actions of {device} was lost and began anew at {time}, under {who}. Ask them what is"
            " missing. If nobody lost anything there, shut the device out: somebody may act in its name.",
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

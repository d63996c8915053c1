"""What is said of evidence that was saved, registered and copied."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

EVIDENCE_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "evidence_key_changed": QT_TRANSLATE_NOOP(
            "sentences",
            "The server confirms evidence with another key than before. Ask your IT staff about it.",
        ),
        "evidence_not_yours": QT_TRANSLATE_NOOP(
            "sentences", "What evidence the server keeps, and who looked, is told to those who answer for it."
        ),
        "no_evidence": QT_TRANSLATE_NOOP("sentences", "Nothing was saved here yet, or not under this name."),
        "bad_clip": QT_TRANSLATE_NOOP("sentences", "The clip cannot be read, so that there is no marked copy of it."),
        "evidence_refused": QT_TRANSLATE_NOOP(
            "sentences", "The server does not take this evidence: {file}. It stays here; tell your IT staff."
        ),
    }
)

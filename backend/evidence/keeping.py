"""What a server needs to keep evidence: its keys, if it was given any, and for how long files stay."""

from __future__ import annotations

from dataclasses import dataclass, field

from backend.evidence.keys import EvidenceKeys


@dataclass(frozen=True)
class KeptDays:
    """How long the file of a piece stays after it was registered, by its kind."""

    stills: int = 365
    clips: int = 90

    def of(self, kind: str) -> int:
        """Days of one kind: still or clip."""
        return self.clips if kind == "clip" else self.stills


USUAL = KeptDays()


@dataclass(frozen=True)
class Keeping:
    """Without keys nothing is registered, and every console keeps what it has until it can be."""

    keys: EvidenceKeys | None = None
    days: KeptDays = field(default_factory=KeptDays)


NO_KEEPING = Keeping()

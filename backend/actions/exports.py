"""What left a desk as a file: the verb changes nothing, its line in the log and in the audit is all of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backend.actions.deed import Deed, Outcome, Rule


def export(_deed: Deed) -> Outcome:
    """Written down as it was said; the payload was held against the contract before."""
    return Outcome("applied")


RULES: Mapping[str, Rule] = MappingProxyType({"export": export})

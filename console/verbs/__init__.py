"""Every verb that the console knows, in one table: the contract's facts of each, and what this console adds to them.

`contract.verbs` says what a verb acts on, what is said with it and where it may be said; here stands what it does to
what is shown, for how long it is worth sending, and who may say it. Its words are in `widgets/words/verb_words.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from console.verbs import export, incident, plan, shift, wall
from console.verbs.base import Verb, by_name, words

VERBS: tuple[Verb[Any], ...] = (
    *incident.VERBS, *shift.VERBS, *plan.VERBS, *wall.VERBS, *wall.LAYOUT_VERBS, *export.VERBS,
)  # fmt: skip
BY_NAME = by_name(*VERBS)
VALID_FOR: Mapping[str, timedelta] = MappingProxyType(
    {verb.name: verb.valid_for for verb in VERBS if verb.valid_for is not None}
)
"""How old an unsent action may be; other verbs stay true for ever."""


def text_of(verb: str, payload: Mapping[str, Any]) -> str:
    """What is read of an action; of a verb that is not known, what it says itself."""
    known = BY_NAME.get(verb)
    return (known.text if known is not None else words)(payload)

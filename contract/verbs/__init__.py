"""Every verb that people act with: what it acts on, what its payload says, and where it may be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from contract.verbs import export, incident, plan, shift, wall
from contract.verbs.base import Nothing, Payload


@dataclass(frozen=True)
class Verb:
    """One verb: `online_only` is refused where it was done during an outage, `officer_only` is a duty officer's, who is
    signed in as themselves."""

    name: str
    target: str
    payload: type[Payload] = Nothing
    online_only: bool = False
    officer_only: bool = False
    refusal: str = "bad-payload"
    """The code of the answer where the payload is not what this verb says (`contract.problems`)."""
    makes: bool = False
    """Whether it makes what it acts on: where there is such a record already, it is not its verb."""

    @property
    def most_bytes(self) -> int:
        """How large a payload may be, as JSON in UTF-8."""
        return _LARGER.get(self.name, MOST_BYTES)


MOST_BYTES = 16 * 1024
"""Of a payload: a text of 4,000 letters with all their marks is 12 KB."""
_LARGER: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("handover_offer", "layout_save", "wall_show", "wall_preset_save"), 256 * 1024),
        **dict.fromkeys(("handover_take", "handover_return"), 64 * 1024),
    }
)
"""Of those that bring a list of five hundred incidents, or the screens of a whole wall."""
_OFFICERS = ("close", "refuse", "extend_deadline")
VERBS: tuple[Verb, ...] = (
    *(
        Verb(name, "incident", payload, name in _OFFICERS, name in _OFFICERS, makes=name == "open")
        for name, payload in incident.PAYLOADS.items()
    ),
    *(Verb(name, "shift", payload) for name, payload in shift.PAYLOADS.items()),
    *(Verb(name, "plan", payload) for name, payload in plan.PAYLOADS.items()),
    *(Verb(name, "wall", payload) for name, payload in wall.PAYLOADS.items()),
    *(Verb(name, "layout", payload, refusal="bad-layout") for name, payload in wall.LAYOUT_PAYLOADS.items()),
    *(Verb(name, "export", payload) for name, payload in export.PAYLOADS.items()),
)
BY_NAME: Mapping[str, Verb] = MappingProxyType({verb.name: verb for verb in VERBS})
"""No two targets share a verb's name."""
TARGETS = frozenset(verb.target for verb in VERBS)

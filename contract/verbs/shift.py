"""What is said with the verbs at a shift. Each names the watch that its author saw."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contract.verbs.base import Id, Maybe, Payload, Said, Short

ITEMS_MOST = 500
"""Of one handover."""


class AtWatch(Payload):
    """It may arrive when the next watch runs already."""

    shift_name: str = ""
    shift_starts_at: str = ""


class WriteLine(AtWatch):
    """A line of the log; `corrects` names the one that it stands beside."""

    text: Said
    incident_id: Id | None = None
    pinned: bool = False
    corrects: Id | None = None


class SignOn(AtWatch):
    """At which desk."""

    desk: str = ""


class Item(Payload):
    """One open item of a handover."""

    incident_id: Id
    code: str = ""
    title: str = ""
    state: str = ""
    expected_next: Short = ""


class HandoverOffer(AtWatch):
    """The giver's side; `handover_id` says an offer again that nobody has answered."""

    to: Id
    to_name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    items: Annotated[tuple[Item, ...], Field(max_length=ITEMS_MOST)]
    notes: Maybe = ""
    shelved: tuple[str, ...] = ()
    sources_down: tuple[str, ...] = ()
    cameras_down: tuple[str, ...] = ()
    pending: int = 0
    handover_id: Id | None = None


class HandoverTake(AtWatch):
    """The taker's side, for these items, or for all that are not decided."""

    handover_id: Id
    items: tuple[Id, ...] | Literal["all"]


class HandoverReturn(HandoverTake):
    """Why these are not taken over."""

    reason: Said


PAYLOADS: Mapping[str, type[Payload]] = MappingProxyType(
    {
        "log_entry": WriteLine, "sign_on": SignOn, "sign_off": AtWatch, "handover_offer": HandoverOffer,
        "handover_take": HandoverTake, "handover_return": HandoverReturn,
    }
)  # fmt: skip

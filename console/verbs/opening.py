"""An incident that was opened at this desk, before the server has told of it: made of what its author said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from console.records.models import Incident, OutboxState, PendingAction
from console.records.reading import read_record
from contract.records.incident import IncidentState
from contract.verbs.incident import Open

VERB = "open"
_GONE = (OutboxState.WITHDRAWN, OutboxState.PUT_AWAY)


def provisional(action: PendingAction) -> Incident | None:
    """The incident that `action` opens; None where it cannot be read, as of a damaged disk. It has a number of this
    desk's own until the server's comes: nobody else counts with it, and it can be said on the telephone.
    """
    said = _understood(action.payload)
    said |= {"code": f"TẠM-{action.number:03}", "state": str(IncidentState.NEW), "source_name": action.actor_name}
    said |= {"created_at": action.occurred_at.isoformat()}
    return read_record(Incident, action.target_id, 0, json.dumps(said)).record


def _understood(payload: Mapping[str, Any]) -> dict[str, Any]:
    """As the server will take it; what it would not take is shown as it stands."""
    try:
        return Open.model_validate(payload).model_dump(mode="json")
    except ValidationError:
        return {name: value for name, value in payload.items() if name in Open.model_fields}


def unheard(saved: Mapping[str, Iterable[PendingAction]], known: Iterable[str]) -> Iterator[Incident]:
    """Those that were opened here and that the cache does not have: by the first word of it, on its way or refused."""
    here = frozenset(known)
    for target, actions in saved.items():
        opening = next((one for one in actions if one.type == VERB and one.state not in _GONE), None)
        made = provisional(opening) if opening is not None and target not in here else None
        if made is not None:
            yield made


def words_of(payload: Mapping[str, Any]) -> str:
    """What is read of it: its title, and where."""
    return " · ".join(str(payload[name]) for name in ("title", "place") if payload.get(name))

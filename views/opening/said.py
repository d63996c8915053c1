"""What stands on the sheet, as it is saved; and what is wrong with it."""

from __future__ import annotations

from pydantic import ValidationError

from contract.records.life_cycle import Kind
from contract.verbs.incident import Open
from views.base.commands import CommandRefusedError
from views.opening.draft import Draft
from views.opening.offers import severity_of

LONG = frozenset({"title", "description", "place", "ward"})
"""Fields of what people write, which can be too long."""


def said_of(draft: Draft, kind: Kind | None) -> Open:
    """What is saved of it. Raises `CommandRefusedError` for what nobody could act on: without a title, without a place,
    too long."""
    title = draft.title.strip() or (kind.name if kind is not None else draft.typed_kind.strip())
    if not title:
        raise CommandRefusedError("open_without_title")
    at = draft.at
    if not draft.place.strip() and at is None:
        raise CommandRefusedError("open_without_place")
    said = {
        "title": title, "description": draft.description, "kind": kind.id if kind is not None else "",
        "severity": int(draft.severity) if draft.severity.isdigit() else int(severity_of(kind)),
        "ward": draft.ward, "place": draft.place, "lat": at[0] if at else None, "lon": at[1] if at else None,
        "camera_ids": (draft.camera,) if draft.camera else (),
        "indicator_ids": (draft.indicator,) if draft.indicator else (),
        **({"channel": kind.channel} if kind is not None and kind.channel else {}),
    }  # fmt: skip
    try:
        return Open.model_validate(said)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0]) if error.errors()[0]["loc"] else ""
        raise CommandRefusedError("open_too_long" if field in LONG else "open_unfit", field=field) from error

"""What a desk knows of layouts: the server's, its own on their way there, its own in trouble, and drafts of edits."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from console.layouts.findings import LayoutError
from console.layouts.layout import body_of, read_layout
from console.records.models import TROUBLED, Layout, PendingAction
from contract.layouts import WallLayout

VERB = "layout_save"
ID_MOST = 48


@dataclass(frozen=True)
class Shelved:
    """One layout: as the server has it, and what of ours stands beside it."""

    id: str
    name: str
    body: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0
    """The server's; 0 where it has none yet."""
    waiting: PendingAction | None = None
    """Our last save or removal that the server has not answered."""
    trouble: PendingAction | None = None
    """Our last save that it did not take: in conflict, or refused."""

    @property
    def is_leaving(self) -> bool:
        """Whether it is being removed."""
        return self.waiting is not None and self.waiting.type == "layout_remove"


def shelved(layouts: Iterable[Layout], saved: Sequence[PendingAction]) -> list[Shelved]:
    """Every layout that the server has or that we saved, by name."""
    found = {one.id: Shelved(one.id, one.name, one.body, one.version) for one in layouts}
    for action in saved:
        if action.target_type != "layout":
            continue
        key = action.target_id
        base = found.get(key) or Shelved(key, str(action.payload.get("name", key)))
        troubled = action.state in TROUBLED
        found[key] = Shelved(
            key,
            base.name,
            base.body,
            base.version,
            base.waiting if troubled else action,
            action if troubled and action.type == VERB else base.trouble,
        )
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.id))


def slug(name: str, taken: Collection[str]) -> str:
    """An id for a layout of this name that none of `taken` has: small letters, digits and dashes."""
    bare = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    text = "".join(letter for letter in bare if not unicodedata.combining(letter))
    root = re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:ID_MOST].strip("-") or "layout"
    number, found = 2, root
    while found in taken:
        found, number = f"{root}-{number}", number + 1
    return found


@dataclass(frozen=True)
class Draft:
    """An edit that was not saved: the layout as it was, and the version that it began from."""

    layout: WallLayout
    base: int


def draft_fields(layout: WallLayout, base: int) -> dict[str, str]:
    """A draft as `console.storage.drafts` keeps it."""
    return {"base": str(base), "body": json.dumps(body_of(layout), ensure_ascii=False)}


def read_draft(fields: Mapping[str, str]) -> Draft | None:
    """The draft in these fields; None where it cannot be read. A draft of an older form is read like any file."""
    try:
        return Draft(read_layout(json.loads(fields["body"]), "draft"), int(fields["base"]))
    except (KeyError, ValueError, LayoutError):
        return None

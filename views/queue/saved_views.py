"""The queue's views: the built-in ones, and an operator's own, kept per person as a small JSON file."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from console.base.text_files import NotTextError, read_text
from console.queue.query import Query, parse
from offline_cache.plain_files import replace

_log = logging.getLogger(__name__)
BUILT_IN: Mapping[str, str] = MappingProxyType(
    {
        "all": "",
        "mine": "mine",
        "unassigned": "unassigned",
        "unacknowledged": "state:new",
        "due_soon": "due<30m -overdue",
        "overdue": "overdue",
        "security": "channel:security",
    }
)
"""Names of the built-in views, in the order of their chips, and the line that each of them is."""
OWN = "own:"
"""How the name of an own view begins among all views."""
OWN_MOST = 20
KEYS_MOST = 9
LINE_MOST = 200
NAME_MOST = 60

Name = Annotated[str, StringConstraints(min_length=1, max_length=NAME_MOST, strip_whitespace=True)]


class SavedView(BaseModel):
    """A line under a name."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Name
    line: Annotated[str, StringConstraints(min_length=1, max_length=LINE_MOST)]
    base: str = "all"
    """The built-in view that it narrows."""

    def query(self) -> Query:
        """What it lets through."""
        return parse(f"{BUILT_IN.get(self.base, '')} {self.line}")


class SavedViews(BaseModel):
    """One operator's own views, in the order of their keys."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    views: tuple[SavedView, ...] = Field(default=(), max_length=OWN_MOST)

    def named(self, name: str) -> SavedView | None:
        """The view of this name, whatever the case."""
        return next((view for view in self.views if view.name.casefold() == name.strip().casefold()), None)

    def with_view(self, view: SavedView, at: int | None = None) -> SavedViews:
        """With one more, or with another one of the same name in its place; at most `OWN_MOST` are kept."""
        views = list(self.views)
        here = next((n for n, one in enumerate(views) if one.name.casefold() == view.name.casefold()), None)
        if here is not None:
            views[here] = view
        else:
            views.insert(len(views) if at is None else at, view)
        return SavedViews(views=tuple(views[:OWN_MOST]))

    def without(self, name: str) -> SavedViews:
        """Without this one."""
        return SavedViews(views=tuple(view for view in self.views if view is not self.named(name)))

    def queries(self) -> dict[str, Query]:
        """All views by name, the built-in ones first."""
        built_in = {name: parse(line) for name, line in BUILT_IN.items()}
        return built_in | {OWN + view.name: view.query() for view in self.views}


def _path(data_dir: Path, actor_id: str) -> Path:
    return data_dir / f"views-{re.sub(r'[^A-Za-z0-9._-]', '_', actor_id) or 'nobody'}.json"


def load(data_dir: Path, actor_id: str) -> SavedViews:
    """The views of this person; none where there are none or the file cannot be understood."""
    try:
        return SavedViews.model_validate_json(read_text(_path(data_dir, actor_id)))
    except FileNotFoundError:
        return SavedViews()
    except (OSError, ValidationError, NotTextError) as error:
        _log.info("the saved views are not readable and start anew: %s", error)
        return SavedViews()


def save(data_dir: Path, actor_id: str, views: SavedViews) -> bool:
    """Keep them; false where the disk would not."""
    path = _path(data_dir, actor_id)
    try:
        replace(path, json.dumps(views.model_dump(mode="json"), ensure_ascii=False))
    except OSError as error:
        _log.info("the saved views could not be kept: %s", error)
        return False
    return True

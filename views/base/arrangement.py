"""What a desk remembers about itself, so that it stands again as it was: a small JSON file beside the cache."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from console.base.text_files import NotTextError, read_text
from offline_cache.plain_files import replace
from views.base.preferences import Preferences
from views.program.remembered_theme import FILE_NAME

_log = logging.getLogger(__name__)


class Arrangement(Preferences):
    """How one operator arranged the desk, with what was chosen in its settings."""

    side: int | None = Field(default=None, ge=2, le=4)
    """Cameras in a row and in a column; None: as the screen's size suggests."""
    middle: Literal["cameras", "map", "split"] | None = None
    """What the middle shows; None: as the screen's size suggests."""
    camera_ids: tuple[str, ...] = ()
    page: int = Field(default=0, ge=0)
    """Which page of the cameras is shown."""
    filter: str = "all"
    incident: str | None = None
    """The incident whose details are shown."""
    open_page: str = ""
    """The command of the page that was open over the desk; empty for none."""
    open_page_said: dict[str, Any] = Field(default_factory=dict)
    """What that command was told."""
    queue_folded: bool = False
    """Whether somebody folded the queue by hand."""
    first_steps_shown: bool = False
    """Whether the demo has shown what can be tried in it."""
    toured: tuple[str, ...] = Field(default=(), max_length=1000)
    """Who has seen the tour of the desk at this machine, by their ids."""
    locked: bool = False
    """Whether it was locked: a restart does not unlock it."""


def load(data_dir: Path) -> Arrangement:
    """The remembered arrangement, or the default where there is none or it cannot be read."""
    path = data_dir / FILE_NAME
    try:
        return _read(json.loads(read_text(path)))
    except FileNotFoundError:
        return Arrangement()
    except (OSError, ValueError, RecursionError, NotTextError) as error:
        _log.info("the desk's arrangement is not readable and starts anew: %s", error)
        return Arrangement()


def _read(found: Any) -> Arrangement:
    """One field that cannot be read costs that field. Raises ValidationError where it is no arrangement at all."""
    try:
        return Arrangement.model_validate(found)
    except ValidationError as error:
        wrong = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        _log.info("of the desk's arrangement these are as they were at first: %s", ", ".join(sorted(wrong)))
        if not wrong:
            raise
        return Arrangement.model_validate({name: one for name, one in found.items() if name not in wrong})


def save(data_dir: Path, arrangement: Arrangement) -> bool:
    """Remember `arrangement`; false where the disk would not. It blocks."""
    path = data_dir / FILE_NAME
    try:
        replace(path, json.dumps(arrangement.model_dump(mode="json")))
    except OSError as error:
        _log.info("the desk's arrangement could not be saved: %s", error)
        return False
    return True

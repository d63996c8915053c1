"""What left this desk as a file, told to the server's log; nothing that is shown changes by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from console.records.models import PendingAction
from console.verbs.base import Verb, by_name

ExportEffect = Callable[[PendingAction], None]
"""None: there is no record of it."""


def _nothing(_action: PendingAction) -> None:
    return None


def _told(payload: Mapping[str, Any]) -> str:
    return f"{payload.get('file', '')} · {payload.get('count', 0)}"


VERBS: tuple[Verb[ExportEffect], ...] = (Verb("export", _nothing, stays=True, text=_told),)
BY_NAME = by_name(*VERBS)

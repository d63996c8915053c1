"""The base of everything that is read from a server's records, within the bounds of `contract.fields`.

Lenient where nothing counts on it: a number for a text is shown as it is written, a number as text is read. What a
field does not take costs that field, or the line of a list that it stands in, never its record
(`console.records.reading`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, ValidationInfo
from pydantic_core import PydanticUseDefault

from contract.records.base import Part

ITS_ID, AS_SAID = object(), object()
"""Instead of a text that cannot be read: the record's id, or what came in its place as it is written."""


def _not_said(value: Any, info: ValidationInfo) -> Any:
    if info.context is FROM_SERVER:
        raise PydanticUseDefault
    return value


FROM_SERVER = object()
"""The context in which a model reads what a server said."""
OURS = BeforeValidator(_not_said)
"""Marks a field that the console itself fills in: a server that sends one by that name says nothing."""


class Said(Part):
    """Something that a server said, as the console holds it."""


class Record(Said):
    """One row of the change feed: an identity, the server's version of it, and the fields of its type."""

    INSTEAD: ClassVar[Mapping[str, Any]] = MappingProxyType({"name": ITS_ID})
    """What stands for a field that cannot be read, where leaving it out would hide or belittle the record."""

    id: str
    version: int = 0
    unread: Annotated[tuple[str, ...], OURS] = ()
    """Fields of it that could not be read, wholly or in part; a screen that shows the record says so."""

    def misfits(self) -> Iterable[str]:
        """Paths of what a field holds as it came and nothing can be made of; for types whose fields hold such."""
        return ()

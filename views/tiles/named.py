"""Which record of the city a tile names: by its id, or by its place in the city's list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from console.records.models import Camera
from console.records.said import Record
from console.storage.store import Store

RecordT = TypeVar("RecordT", bound=Record)


def pick(records: Sequence[RecordT], wanted: object) -> RecordT | None:
    """The record with the id `wanted`, or by place in the city's list where it reads `#3`; None where there is none."""
    text = str(wanted)
    if is_by_place(text):
        place = int(text[1:]) - 1
        return records[place] if 0 <= place < len(records) else None
    return next((record for record in records if record.id == text), None)


def is_by_place(wanted: object) -> bool:
    """Whether a record is named by its place in the city's list, so that any other may move it."""
    text = str(wanted)
    return text.startswith("#") and text[1:].isdecimal()


async def camera_of(store: Store, wanted: object) -> Camera | None:
    """The camera that `pick` would find among all of them; one that is named by its id costs no more than itself."""
    if is_by_place(wanted):
        return pick(await store.cameras(), wanted)
    return next(iter(await store.records("camera", Camera, (str(wanted),))), None)

"""The bounds of what stands in a field, the same at the backend's door and on the desk.

Strict where a screen or a rule counts on it: a number is finite, a time has a zone, a text has an end.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

NO_TIME = datetime(1990, 1, 1, tzinfo=UTC)
"""Stands for a time that cannot be read and that a record cannot be without; shown as a dash, never as a date."""
LAST_TIME = datetime(2200, 1, 1, tzinfo=UTC)
"""9999 is some system's word for never; and a time zone's hours more would be no date at all."""
LONGEST_TEXT = 20_000
"""Letters; the contract's longest text has 4,000."""
MOST_COUNT = 2**31 - 1
"""Qt counts in 32 bits."""
LARGEST = 1e15
"""Beyond this a double no longer tells one from two thirds (IEEE 754), and no city counts so far."""


def _no_yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("yes or no is no number")
    return value


AT_DOOR = object()
"""The context in which a record is held against its model as strictly as the door does (`contract.door`)."""


def _as_written(value: Any, info: ValidationInfo) -> Any:
    """Nobody knows whether a number counts seconds or milliseconds; a reader takes it for what it seems to be."""
    if info.context is not AT_DOOR:
        return value
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise PydanticCustomError("datetime_parsing", "no ISO 8601 instant") from error


AnyMoment = Annotated[AwareDatetime, BeforeValidator(_as_written)]
"""A time that a rule compares and no screen shows."""
Moment = Annotated[AnyMoment, Field(ge=NO_TIME, le=LAST_TIME)]
Number = Annotated[float, BeforeValidator(_no_yes_no), Field(ge=-LARGEST, le=LARGEST)]
Latitude = Annotated[float, BeforeValidator(_no_yes_no), Field(ge=-90, le=90)]
Longitude = Annotated[float, BeforeValidator(_no_yes_no), Field(ge=-360, le=360)]
"""Some systems count to 360 degrees east; places near the date line lie a little beyond 180."""
Share = Annotated[float, BeforeValidator(_no_yes_no), Field(ge=0, le=1)]
Whole = Annotated[int, BeforeValidator(_no_yes_no), Field(ge=-MOST_COUNT, le=MOST_COUNT)]
Count = Annotated[int, BeforeValidator(_no_yes_no), Field(ge=0, le=MOST_COUNT)]
Side = Annotated[Count, Field(ge=1, le=16_384)]
"""Pixels; no screen and no decoder goes farther."""
Rate = Annotated[Number, Field(ge=0.1, le=1000)]
"""Pictures a second."""
Minutes = Annotated[int, BeforeValidator(_no_yes_no), Field(ge=0, le=525_600)]
"""A year at most: a time so much later is still a date."""

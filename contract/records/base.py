"""What every record and every part of one has in common, and who a field belongs to."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Owner = Literal["source", "opened", "person", "server"]
SOURCE = Field(json_schema_extra={"x-owner": "source"})
"""Marks a field of the source that reports the record: what it said last stands."""
OPENED = Field(json_schema_extra={"x-owner": "opened"})
"""Marks a field that the source gives and may change until somebody here decides; from then on it is people's."""
PERSON = Field(json_schema_extra={"x-owner": "person"})
"""Marks a field that people's verbs set. A source may give it with a new record, and never again."""
SERVER = Field(json_schema_extra={"x-owner": "server"})
"""Marks a field that the server works out, whatever anybody sends. What is done with marks: `contract.ownership`."""


class Part(BaseModel):
    """Plain data, frozen, as a reader takes it: fields of tomorrow are ignored, a number for a text is its digits.

    The door of the feed refuses both (`contract.door`).
    """

    OWNER: ClassVar[Owner | None] = None
    """Of a record's type: whose all its fields are. A type whose fields are not all one's has a mark at each."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", allow_inf_nan=False, coerce_numbers_to_str=True, defer_build=True
    )
    # Here and in the other bases: a reader is built where its first record is read. Who starts reads few of the kinds.

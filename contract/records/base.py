"""What every record and every part of one has in common, and who a field belongs to."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

PERSON = Field(json_schema_extra={"x-owner": "person"})
"""Marks a field that people's verbs set: a source that reports the record again leaves it as it is."""
SERVER = Field(json_schema_extra={"x-owner": "server"})
"""Marks a field that the server works out. Whatever has no mark belongs to the source that reports the record."""


class Part(BaseModel):
    """Plain data, frozen, as a reader takes it: fields of tomorrow are ignored, a number for a text is its digits.

    The door of the feed refuses both (`contract.door`).
    """

    model_config = ConfigDict(
        frozen=True, extra="ignore", allow_inf_nan=False, coerce_numbers_to_str=True, defer_build=True
    )
    # Here and in the other bases: a reader is built where its first record is read. Who starts reads few of the kinds.

"""What payloads are made of."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

TEXT_MAX = 4000
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXT_MAX)]
"""What a person wrote; blanks around it say nothing."""
Maybe = Annotated[str, StringConstraints(strip_whitespace=True, max_length=TEXT_MAX)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Id = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
"""An id that is part of another's data: of a checklist, of a step in it, of an activation."""
Answered = Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9][A-Za-z0-9._-]{0,63})?$")]
"""The answer that was chosen at a step; empty where there was nothing to choose."""
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def _finite(payload: dict[str, Any]) -> dict[str, Any]:
    try:
        json.dumps(payload, allow_nan=False)
    except ValueError as error:
        raise ValueError("JSON has no numbers that are not finite") from error
    return payload


Unread = Annotated[dict[str, Any], AfterValidator(_finite)]
"""A payload that was not held against its verb yet. Python reads NaN for a number, and PostgreSQL keeps none."""


class Payload(BaseModel):
    """What a verb says. A server ignores what it does not know, so that an older one takes a newer console's."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Nothing(Payload):
    """A verb that says nothing but itself."""

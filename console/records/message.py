"""What went out of the room, as the console knows it: for whom, by what, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from console.records.said import AS_SAID, ITS_ID, Record
from contract.fields import NO_TIME
from contract.records import message


class Message(Record, message.Message):
    """A message that a deed made. Its text is in the deed; where it went only the server knows."""

    INSTEAD: ClassVar[Mapping[str, Any]] = MappingProxyType(
        {"to": ITS_ID, "state": AS_SAID, "about": "", "made_at": NO_TIME}
    )

"""A call as a telephone system tells of it, and as a desk knows it: whose number it is is nobody's who looks on."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

Event = Literal["ringing", "answered", "ended"]
LINE_MOST = 60
ORDER: tuple[Event, ...] = ("ringing", "answered", "ended")
"""A call goes forward alone: what comes late changes nothing."""


def _line(text: str) -> str:
    """What of it can be shown on one line. An odd name costs itself and not the call."""
    shown = "".join(
        sign if sign.isprintable() or sign.isspace() else " " for sign in unicodedata.normalize("NFC", text)
    )
    return " ".join(shown.split())[:LINE_MOST]


class CallIn(BaseModel):
    """`POST /call`. An empty number is one that its owner withholds. `call` is the telephone system's own name of it,
    the same for everything that is told of it."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    number: Annotated[str, StringConstraints(max_length=20, pattern=r"^([+0-9][0-9 ]*)?\z")]
    line: Annotated[str, StringConstraints(max_length=400), AfterValidator(_line)] = ""
    call: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[!-~]+\z")]
    event: Event


@dataclass(frozen=True)
class Call:
    """At one desk. Times are seconds since this machine's start (`console.base.server_time.boot_s`); `since_s` is when
    its event began, `told_s` when it was last told of."""

    key: str = field(repr=False)
    number: str = field(repr=False)
    line: str
    event: Event
    began_s: float
    since_s: float
    told_s: float

    @property
    def is_over(self) -> bool:
        """Whether nobody is on the line any more."""
        return self.event == "ended"

"""The shift at a desk, all of it."""

from __future__ import annotations

from typing import Any

from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.shifts.current import CurrentShift
from views.shifts.handing_over import HandingOver
from views.shifts.log import LogPresenter
from views.shifts.log_writing import LogWriting
from views.shifts.presence import Presence
from views.shifts.taking_over import TakingOver


class ShiftRoom(Parts):
    """The shift that runs, its log, who is here, and handing over."""

    def __init__(self, at: Workplace) -> None:
        self.current = CurrentShift(at.context)
        self.log = LogPresenter(at, self.current)
        self.writing = LogWriting(at, self.current)
        self.giving, self.taking = HandingOver(at, self.current), TakingOver(at, self.current)
        presence = Presence(at.context, self.current, self.log.open)
        super().__init__(self.current, self.log, self.writing, presence, self.giving, self.taking)

    def state(self) -> dict[str, Any]:
        """The shift with its log as one, and the handovers."""
        return {"shift": self.current.state() | self.log.state()} | self.giving.state() | self.taking.state()

"""Calls on the desk: the one that waits is offered at the foot of the queue until a sheet takes it up or it is skipped.

Nothing of it is told to whoever looks from outside but that it is there: a number is personal data.
"""

from __future__ import annotations

from typing import Any

from console.calls.call import Call
from contract.roles import rights_of
from views.arguments.incident import NewIncident
from views.desk.workplace import Workplace
from views.opening.call_words import offer_of
from widgets.opening.call_strip import CallStrip, FoldedCall

COMMAND = "new-incident"


class CallOffering:
    """One desk's."""

    def __init__(self, at: Workplace) -> None:
        self._at = at
        self._calls = at.context.session.calls
        self.strip = CallStrip(at.desk.queue_panel)
        self.folded = FoldedCall(at.desk.folded_queue)
        at.desk.queue_panel.put_below(self.strip)
        at.desk.folded_queue.put_below(self.folded)
        for part in (self.strip, self.folded):
            part.open_wanted.connect(lambda: at.run(COMMAND, NewIncident()))
        self.strip.skip_wanted.connect(self._on_skip)
        self._end = at.context.session.changes.subscribe({"calls", "session"}, lambda _change: self._show())

    def tick(self, _now: object) -> None:
        """A second more, or one that is long over."""
        self._show()

    def state(self) -> dict[str, Any]:
        """That calls wait, and on which lines."""
        return {"calls": [{"event": one.event, "line": one.line} for one in self._offered()]}

    def close(self) -> None:
        """Listen no more."""
        self._end()

    def _offered(self) -> list[Call]:
        actor = self._at.context.session.actor
        may_open = actor is not None and "open" in rights_of(actor.role).does
        return self._calls.offered() if may_open else []

    def _show(self) -> None:
        offer = offer_of(self._offered(), self._calls.now_s())
        key = self._at.registry[COMMAND].key
        for part in (self.strip, self.folded):
            part.show_call(offer, key)

    def _on_skip(self) -> None:
        for call in self._offered()[:1]:
            self._calls.put_aside(call.key)

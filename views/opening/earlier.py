"""What a caller told of before, asked of the server once for each call, and shown above what may be the same."""

from __future__ import annotations

import logging

from console.base.errors import IocError
from console.calls.call import Call
from console.calls.earlier import told_by
from contract.reporters import ToldBy
from contract.roles import Right, rights_of
from views.desk.workplace import Workplace
from views.opening.call_words import earlier_row, earlier_words, not_asked, still_asked
from widgets.opening.sheet import OpenSheet

_log = logging.getLogger(__name__)


class EarlierCalls:
    """One sheet's. What was answered is kept as long as its call is shown, and nowhere else."""

    def __init__(self, at: Workplace, sheet: OpenSheet) -> None:
        self._at, self._context, self._sheet = at, at.context, sheet
        self._key = ""
        self._found: ToldBy | None = None
        self._why_not = ""

    def look_up(self, call: Call | None) -> None:
        """Show those of this call; none where nobody calls, or their number is not known."""
        if call is None or not call.number:
            self.forget()
        elif call.key != self._key:
            self._key, self._found, self._why_not = call.key, None, ""
            actor = self._context.session.actor
            if actor is None or Right.REVEAL not in rights_of(actor.role).may:
                self._why_not = "forbidden"
            else:
                self._context.start_task(self._ask(call))
        self._show()

    def forget(self) -> None:
        """Nobody calls any more."""
        self._key, self._found, self._why_not = "", None, ""
        self._show()

    def ids(self) -> list[str]:
        """Those that were found."""
        return [one.id for one in self._found.incidents] if self._found is not None else []

    def code_of(self, incident_id: str) -> str:
        """The code of one of them; empty where it is none."""
        found = self._found.incidents if self._found is not None else ()
        return next((one.code for one in found if one.id == incident_id), "")

    async def _ask(self, call: Call) -> None:
        number, answer, why_not = call.number, None, ""
        try:
            answer = await self._context.session.call(lambda api: told_by(api, number))
        except IocError as error:
            _log.info("what a caller told of before was not answered: %s", error.code)
            why_not = error.code
        if self._key == call.key:  # else somebody else calls by now
            self._found, self._why_not = answer, why_not
            self._show()

    def _show(self) -> None:
        if not self._key:
            self._sheet.set_earlier((), "")
        elif self._found is not None:
            now = self._context.now()
            self._sheet.set_earlier(
                [earlier_row(one, now) for one in self._found.incidents], earlier_words(self._found)
            )
        else:
            self._sheet.set_earlier((), not_asked(self._why_not) if self._why_not else still_asked())

"""The call that a sheet is about: taken up with Ctrl+N, shown with its time, its number looked up at the server."""

from __future__ import annotations

from dataclasses import replace

from contract.personal import digits
from views.arguments.desk import SearchIncidents
from views.desk.workplace import Workplace
from views.opening.call_words import lasts_words, line_words, number_words
from views.opening.draft import Draft
from views.opening.earlier import EarlierCalls
from widgets.opening.sheet import OpenSheet


class Caller:
    """One sheet's."""

    def __init__(self, at: Workplace, sheet: OpenSheet) -> None:
        self._at, self._sheet = at, sheet
        self._calls = at.context.session.calls
        self._key = ""
        self._earlier = EarlierCalls(at, sheet)

    def take_up(self, draft: Draft) -> tuple[Draft, bool]:
        """The draft with whoever calls in it. A draft that somebody else told of takes no other caller: the call stays
        offered then, and the second is false."""
        waiting = self._calls.offered()
        if not waiting:
            return draft, True
        number = waiting[0].number
        if draft.phone and digits(draft.phone) != digits(number):
            return draft, False
        self._calls.take(waiting[0].key)
        self._key = waiting[0].key
        return replace(draft, phone=draft.phone or number), True

    def show(self, draft: Draft) -> None:
        """The call that this draft is about, also where it was left for later and is taken up again."""
        if self._calls.known(self._key) is None:
            found = self._calls.of_number(draft.phone)
            self._key = found.key if found is not None else ""
        self._earlier.look_up(self._calls.known(self._key))
        self.tick()

    def tick(self) -> None:
        """A second more."""
        call, now_s = self._calls.known(self._key), self._calls.now_s()
        if call is None:
            self._sheet.set_call("", "")
        else:
            self._sheet.set_call(number_words(call), line_words(call, now_s), lasts_words(call, now_s))

    def done(self) -> None:
        """The sheet is about nobody any more."""
        self._key = ""
        self._sheet.set_call("", "")
        self._earlier.forget()

    def earlier(self) -> list[str]:
        """The ids of what the caller told of before, as far as that is known."""
        return self._earlier.ids()

    async def look_at(self, incident_id: str) -> None:
        """Show an incident; what the caller told of and is over for long is looked for in the past, by its code."""
        code = self._earlier.code_of(incident_id)
        if code and await self._at.context.session.store.incident(incident_id) is None:
            self._at.run("search-past", SearchIncidents(text=code))
        else:
            self._at.desk.open_incident(incident_id)

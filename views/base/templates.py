"""The city's texts that a form on an incident may begin from, with what is known of the incident filled in."""

from __future__ import annotations

from console.records.checklist import Template, filled, offered
from console.records.models import Incident
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from widgets.base.formats import date_text, minute_text
from widgets.base.severity import level_of, severity_word


class Templates:
    """Reads them always, so that a form opens with them at once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: list[Template] = []
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe({"template"}, lambda _change: self._refresher.ask())
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def texts(self, uses: tuple[str, ...], incident: Incident) -> list[tuple[str, str]]:
        """Names and filled texts for a form on `incident`."""
        values = _values(incident, self._context)
        found = [one for use in uses for one in offered(self._known, use, incident)]
        return [(one.name, filled(one.text, values)) for one in found]

    async def _read(self, _ids: Ids) -> None:
        self._known = await self._context.session.store.records("template", Template)


def _values(incident: Incident, context: Context) -> dict[str, str]:
    now = context.now()
    return {
        "code": incident.code,
        "title": incident.title,
        "place": incident.place,
        "ward": incident.ward,
        "time": f"{minute_text(now)} {date_text(now)}",
        "severity": severity_word(level_of(incident.severity)),
        "assignee": incident.assignee_name or (context.session.actor.name if context.session.actor else ""),
    }

"""What this desk knows of one incident, gathered for the report after it: history, log, outages and pictures."""

from __future__ import annotations

from console.base.errors import LinkError, SignInError
from console.evidence.saved_pictures import pictures_of
from console.measures import after_action
from console.measures.after_action import Report
from console.past import reading
from console.records.models import Incident, LinkChannel, LinkState
from console.sync import outage_log
from console.sync.outage_log import Outage
from views.base.commands import CommandRefusedError
from views.base.context import Context

PICTURES_MOST = 60
PAGES_MOST = 100


async def gathered(context: Context, incident_id: str) -> Report:
    """The report, put together on a thread. Raises `CommandRefusedError` unknown_incident."""
    session, now = context.session, context.now()
    incident = await session.store.incident(incident_id)
    if incident is None:
        raise CommandRefusedError("unknown_incident")
    incident = await _whole(context, incident)
    log = await session.shifts.log()
    away = await session.caches[0].read(outage_log.kept)
    link = session.links.all().get(LinkChannel.INCIDENTS)
    if link is not None and link.state == LinkState.DOWN:
        away.append(Outage(link.since))
    folder = context.data_dir / "evidence"
    return await session.blocking(
        lambda: after_action.report(
            incident, log=log, outages=away, now=now,
            pictures=pictures_of(folder, incident.id, PICTURES_MOST, clips=True),
        )
    )  # fmt: skip


async def _whole(context: Context, incident: Incident) -> Incident:
    """With the lines that its record does not carry, as far as the server is there to tell them."""
    for _page in range(PAGES_MOST):
        if not incident.history_before:
            break
        shown = incident
        try:
            incident = await context.session.call(lambda api, shown=shown: reading.with_older(api, shown))  # type: ignore[misc]
        except (LinkError, SignInError):
            break
    return incident

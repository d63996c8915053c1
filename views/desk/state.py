"""The desk's screen as plain data, for tests, journeys and those who look from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from console.records.models import Incident, Indicator, PendingAction
from views.base.context import Context
from views.incidents.panel import IncidentPresenter
from views.indicators.row import IndicatorPresenter
from views.queue.queue import QueuePresenter
from views.sync.strips import StripsPresenter
from views.video.grid import CameraPresenter
from views.video.streams import StreamTiles


class DeskParts(Protocol):
    """The presenters of a desk."""

    queue: QueuePresenter
    incident: IncidentPresenter
    cameras: CameraPresenter
    indicators: IndicatorPresenter
    strips: StripsPresenter
    streams: StreamTiles


def screen_state(desk: DeskParts, context: Context) -> dict[str, Any]:
    """What the operator sees now."""
    session = context.session
    now = context.now()
    shown = desk.incident.incident
    return {
        "screen": "desk",
        "filter": desk.queue.filter,
        "queue": desk.queue.state(),
        "rows": [_row(incident) for incident in desk.queue.shown],
        "selected": shown.model_dump(mode="json") if shown is not None else None,
        "links": links_state(context),
        "outbox": {"waiting": desk.strips.waiting, "rows": [_action(row) for row in desk.strips.outbox]},
        "tiles": desk.streams.report(),
        "grid": desk.cameras.page_ids,
        "focus": desk.cameras.focus_id,
        "indicators": [_indicator(indicator, now) for indicator in desk.indicators.shown],
        "actor": session.actor.model_dump() if session.actor else None,
        "storage": session.storage.state,
        "standing": desk.strips.standing,
        "saving": context.saving.seconds(),
        "notices": [{"code": one.code, "params": one.params} for one in session.notices.recent],
    }


def links_state(context: Context) -> dict[str, dict[str, str]]:
    """Each channel's own truth."""
    return {
        str(channel): {"state": str(link.state), "since": link.since.isoformat(), "reason": link.reason}
        for channel, link in context.session.links.all().items()
    }


def _row(incident: Incident) -> dict[str, Any]:
    return {
        "id": incident.id,
        "code": incident.code,
        "title": incident.title,
        "severity": int(incident.severity),
        "state": str(incident.state),
        "pending": list(incident.pending),
        "refused": list(incident.refused),
        "assignee": incident.assignee_name,
        "version": incident.version,
    }


def _action(row: PendingAction) -> dict[str, Any]:
    return {
        "action_id": row.action_id,
        "type": row.type,
        "target_id": row.target_id,
        "state": str(row.state),
        "reason": row.reason,
    }


def _indicator(indicator: Indicator, now: datetime) -> dict[str, Any]:
    as_of = indicator.as_of
    return {
        "id": indicator.id,
        "value": indicator.value,
        "as_of": as_of.isoformat() if as_of else None,
        "age_s": (now - as_of).total_seconds() if as_of else None,
    }

"""The past as the server tells it, in calls that block and belong on a net thread (`Session.call`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from console.base.errors import LinkError
from console.records.models import Incident
from console.records.reading import read_record

JsonObject = dict[str, Any]


class Caller(Protocol):
    """What is needed of `console.net.api.Api`."""

    def call(self, method: str, path: str, query: Mapping[str, Any] | None = None) -> JsonObject:
        """A call that is answered in JSON."""


@dataclass(frozen=True)
class Found:
    """A page of incidents, those that began last first; `next_page` where there are more."""

    incidents: tuple[Incident, ...]
    next_page: str | None


def search(api: Caller, asked: Mapping[str, str]) -> Found:
    """Those that fit `asked`: `text`, `from`, `to`, `kind`, `ward`, `agency`, `page`. Raises `LinkError`."""
    answer = api.call("GET", "/v1/incidents/past", asked)
    items, following = answer.get("items"), answer.get("next_page")
    if not isinstance(items, list) or not (following is None or isinstance(following, str)):
        raise LinkError("bad_answer", detail="past")
    read = (_incident(item) for item in items)
    return Found(tuple(incident for incident in read if incident is not None), following)


def whole(api: Caller, incident_id: str) -> Incident:
    """One of them with everything that was done at it. Raises `LinkError`."""
    found = _incident(api.call("GET", f"/v1/incidents/{quote(incident_id, safe='')}/past"))
    if found is None:
        raise LinkError("bad_answer", detail="past")
    return found


def with_older(api: Caller, incident: Incident) -> Incident:
    """The incident with a page of the lines that came before those that it has. Raises `LinkError`."""
    path = f"/v1/incidents/{quote(incident.id, safe='')}/history"
    answer = api.call("GET", path, {"before": incident.history_before})
    lines, following = answer.get("lines"), answer.get("next_before")
    if not isinstance(lines, list) or not (following is None or isinstance(following, int)):
        raise LinkError("bad_answer", detail="history")
    read = _incident({"id": incident.id, "version": incident.version, "data": {"history": lines}})
    before = read.history if read is not None else ()
    return incident.model_copy(update={"history": (*before, *incident.history), "history_before": following or 0})


def _incident(item: object) -> Incident | None:
    """What of it can be read (`console.records.reading`); a deadline of what is over is nobody's any more."""
    if not isinstance(item, dict) or not isinstance(item.get("id"), str) or not isinstance(item.get("version"), int):
        return None
    incident = read_record(Incident, item["id"], item["version"], json.dumps(item.get("data"))).record
    return incident.model_copy(update={"deadline": None}) if incident is not None else None

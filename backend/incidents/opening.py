"""Opening an incident at a desk, as a merge rule: what its author knows becomes a record as any source's report does.

It is opened once: the engine asks that before (`contract.verbs.Verb.makes`). Who told of it is no part of it, and comes
beside it (`backend.privacy.informant`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from backend.actions.deed import Deed, Outcome, Rule, unfit
from backend.actions.shift_lines import in_shift_log
from backend.incidents.incident import told
from contract import door
from contract.door import Fault
from contract.records.incident import IncidentState, Severity
from contract.verbs.incident import OPENED_ID, Open

PREFIX, DIGITS = "TT", 4
"""Of the number that people know it by: TT for *trung tâm*, the centre itself; no source counts so."""
BAD_ID = Fault("target_id", "d- and a UUID, of an incident that was never there")


def opened(deed: Deed) -> Outcome:
    """A new incident, opened when it was done: an outage takes nothing off its deadlines. Its number is taken last, so
    that what is refused leaves none out."""
    act = deed.act
    if OPENED_ID.fullmatch(deed.key) is None:
        return unfit(BAD_ID)
    said = {name: act.payload[name] for name in Open.model_fields}
    data = {
        **said, "state": IncidentState.NEW.value, "source_name": act.actor_name, "created_at": act.at,
        "code": PREFIX,
    }  # fmt: skip
    # As at the sources' door: a sign that turns a line around is in nobody's title.
    faults = door.faults("incident", data)
    if faults:
        return unfit(*faults)
    data["code"] = f"{PREFIX}-{deed.number():0{DIGITS}}"
    lines = []
    if data["severity"] == Severity.CRITICAL:
        params = {"code": data["code"], "title": data["title"]}
        lines = in_shift_log(deed, "critical_incident", params, incident_id=deed.key)
    return replace(told(deed, "", data), beside=tuple(lines))


RULES: Mapping[str, Rule] = MappingProxyType({"open": opened})

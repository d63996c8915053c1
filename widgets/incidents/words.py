"""How an incident stands, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.records.models import Incident
from contract.records.incident import IncidentState


def state_word(state: str) -> str:
    """Where an incident stands; a state of a newer backend is shown as it is written."""
    translate = QCoreApplication.translate
    words = {
        IncidentState.NEW: translate("incident_state", "nobody has acknowledged"),
        IncidentState.ACKNOWLEDGED: translate("incident_state", "acknowledged"),
        IncidentState.IN_PROGRESS: translate("incident_state", "in progress"),
        IncidentState.RESOLVED: translate("incident_state", "resolved"),
        IncidentState.CLOSED: translate("incident_state", "closed"),
        IncidentState.REFUSED: translate("incident_state", "refused"),
    }
    known = {str(known): word for known, word in words.items()}
    return known.get(str(state), str(state))


def level_words(level: int) -> str:
    """How high an incident was escalated."""
    return QCoreApplication.translate("incident_state", "escalated to level {n}").format(n=level)


def state_sentence(incident: Incident, stage: str = "") -> str:
    """Where the incident stands (`stage` in the city's words), and what of ours the server has not heard yet."""
    return " · ".join(state_parts(incident, stage))


def state_parts(incident: Incident, stage: str = "") -> list[str]:
    """The same, part by part."""
    translate = QCoreApplication.translate
    parts = [stage or state_word(incident.state)]
    if incident.escalation_level:
        parts.append(level_words(incident.escalation_level))
    if incident.conflicts:
        parts.append(translate("incident_state", "an action is in conflict"))
    elif incident.refused:
        parts.append(translate("incident_state", "an action was refused"))
    if incident.pending:
        parts.append(translate("incident_state", "waiting to send"))
    return parts

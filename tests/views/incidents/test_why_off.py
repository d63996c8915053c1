"""Why a verb is off: which incident is meant, then who is here, then the verb's own rule."""

from __future__ import annotations

from pathlib import Path

from console.records.models import Actor, Incident
from tests.views.played_session import PlayedSession, context_of, incident
from views.arguments.incident import OfIncident
from views.incidents.why_off import why_off


def test_the_reasons_come_in_the_order_in_which_a_person_would_ask(tmp_path: Path) -> None:
    session = PlayedSession([])
    known: dict[str | None, Incident] = {}
    asked: list[str] = []

    def rule(one: Incident, actor: Actor) -> str | None:
        asked.append(f"{one.id} {actor.id}")
        return "closed" if one.state == "closed" else None

    why = why_off(context_of(session, tmp_path), known.get, rule)
    assert why(OfIncident()) == "no_incident"
    assert why(OfIncident(incident="far")) is None, "the cache may know it"
    known[None] = known["one"] = incident("one")
    known["done"] = incident("done", "closed")
    session.actor = None
    assert why(OfIncident()) == "sign_in_first"
    assert asked == []
    session.actor = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
    assert why(OfIncident()) is None
    assert why(OfIncident(incident="done")) == "closed"
    assert asked == ["one ha.le", "done ha.le"]

"""The dashboard and the alert rules ask for what a server tells, and for nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from backend.operations.beats import Standing
from backend.operations.database_look import DatabaseLook, Looker, Replication
from backend.operations.draining import Draining
from backend.operations.metrics import Metrics, Scrape
from backend.operations.readiness import Check, Readiness, State

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "monitoring"
NAME = re.compile(r"\b(?:ioc|process)_[a-z_]+\b")
LABELS = re.compile(r"(\b(?:ioc|process)_[a-z_]+)\{([^}]*)\}")


def _told() -> dict[str, set[str]]:
    """Every sample that a server with everything in it tells, and the names of its labels."""
    metrics = Metrics()
    metrics.requests.labels("/v1/me", "GET", "2xx").inc()
    metrics.request_seconds.labels("/v1/me", "GET").observe(0.1)
    look = DatabaseLook("0001", 4096, False, 0.0, Replication(1, 1, 0.5))
    readiness = Readiness(Looker(lambda: look), Draining(), None, newest=look)
    checks = (Check("database", State.OK, ""),)
    scrape = Scrape(checks, readiness, [Standing("look", 1.0, 0, False)], {"rain": 3.0}, metrics.outbox_ages)
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(metrics.text(scrape).decode()):
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


def _expressions() -> Iterator[str]:
    dashboard: Any = json.loads((FOLDER / "grafana-dashboard.json").read_text(encoding="utf-8"))
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            yield target["expr"]
    rules: Any = yaml.safe_load((FOLDER / "alerts.yaml").read_text(encoding="utf-8"))
    for group in rules["groups"]:
        for rule in group["rules"]:
            assert rule["annotations"].keys() == {"summary", "description"}, rule["alert"]
            yield rule["expr"]


@pytest.mark.parametrize("expression", sorted(set(_expressions())))
def test_what_it_asks_for_is_told(expression: str) -> None:
    told = _told()
    for name in NAME.findall(expression):
        assert name in told, name
    for name, labels in LABELS.findall(expression):
        for label in re.findall(r"([a-z]+)\s*[!=]~?", labels):
            assert label in {*told[name], "job", "instance"}, (name, label)


def test_what_is_told_is_shown_somewhere() -> None:
    shown = {name for expression in _expressions() for name in NAME.findall(expression)}
    families = {re.sub(r"_(bucket|count|sum|total|created)$", "", name) for name in _told() if name.startswith("ioc_")}
    missing = {name for name in families if not any(one.startswith(name) for one in shown)}
    assert missing == set()


def test_panels_have_places_of_their_own() -> None:
    dashboard: Any = json.loads((FOLDER / "grafana-dashboard.json").read_text(encoding="utf-8"))
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in dashboard["panels"]]
    assert len(places) == len(set(places))
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(places)

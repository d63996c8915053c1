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
COLUMNS = 24
"""Of Grafana's grid."""
LABELS = re.compile(r"(\b(?:ioc|process)_[a-z_]+)\{([^}]*)\}")


def told() -> str:
    """All that a server with everything in it tells."""
    metrics = Metrics()
    metrics.requests.labels("/v1/me", "GET", "2xx").inc()
    metrics.request_seconds.labels("/v1/me", "GET").observe(0.1)
    look = DatabaseLook("0001", 4096, False, 0.0, Replication(1, 1, 0.5))
    readiness = Readiness(Looker(lambda: look), Draining(), None, newest=look)
    checks = (Check("database", State.OK, ""),)
    scrape = Scrape(checks, readiness, [Standing("look", 1.0, 0, False)], {"rain": 3.0}, metrics.outbox_ages)
    return metrics.text(scrape).decode()


def _samples() -> dict[str, set[str]]:
    """Every sample of it, and the names of its labels."""
    found: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(told()):
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
    samples = _samples()
    for name in NAME.findall(expression):
        assert name in samples, name
    for name, labels in LABELS.findall(expression):
        for label in re.findall(r"([a-z]+)\s*[!=]~?", labels):
            assert label in {*samples[name], "job", "instance"}, (name, label)


def test_what_is_told_is_shown_somewhere() -> None:
    shown = {name for expression in _expressions() for name in NAME.findall(expression)}
    families = {
        re.sub(r"_(bucket|count|sum|total|created)$", "", name) for name in _samples() if name.startswith("ioc_")
    }
    missing = {name for name in families if not any(one.startswith(name) for one in shown)}
    assert missing == set()


def test_panels_have_places_of_their_own() -> None:
    dashboard: Any = json.loads((FOLDER / "grafana-dashboard.json").read_text(encoding="utf-8"))
    taken: dict[tuple[int, int], str] = {}
    for panel in dashboard["panels"]:
        place = panel["gridPos"]
        assert 0 <= place["x"] <= COLUMNS - place["w"], panel["title"]
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                assert taken.setdefault((x, y), panel["title"]) == panel["title"]
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])


def test_each_panel_is_whole() -> None:
    dashboard: Any = json.loads((FOLDER / "grafana-dashboard.json").read_text(encoding="utf-8"))
    known = {f"${{{one['name']}}}" for one in dashboard["templating"]["list"]}
    for panel in dashboard["panels"]:
        assert panel["title"]
        assert panel["type"] in {"stat", "timeseries"}, panel["title"]
        refs = [target["refId"] for target in panel["targets"]]
        assert len(set(refs)) == len(refs) > 0, panel["title"]
        assert panel["datasource"]["type"] == "prometheus", panel["title"]
        assert panel["datasource"]["uid"] in known, panel["title"]

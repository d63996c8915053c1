"""Prometheus itself reads the rules, the configuration, the dashboard's questions and what a server tells; and each
alert is raised by what it is for, and by nothing less (`promtool`, from Debian's package `prometheus`)."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.harness.run import run_patiently
from tests.packaging.test_monitoring import FOLDER, told

PROMTOOL = shutil.which("promtool")
pytestmark = pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (apt install prometheus)")
ALERTS = FOLDER / "alerts.yaml"
ONE = 'instance="a:8700"'
BUCKETS = 'le="{le}", ' + ONE


class Case(NamedTuple):
    """What raises an alert: series as promtool writes them, how long that lasts, the labels and the value of the alert.
    `calm` are the same series as they are where all is well."""

    series: dict[str, str]
    calm: dict[str, str]
    after: str
    labels: dict[str, str]
    value: str = ""


INSTANCE = {"instance": "a:8700"}


def _histogram(name: str, fast: str, slow: str) -> dict[str, str]:
    """Counts of what took up to 0.1 s, and of what took longer."""
    told = {"0.1": fast, "1.0": slow, "+Inf": slow}
    return {f"{name}_bucket{{{BUCKETS.format(le=le)}}}": count for le, count in told.items()}


CASES = {
    "IocServerGone": Case(
        {f'up{{job="ioc", {ONE}}}': "0x60"}, {f'up{{job="ioc", {ONE}}}': "1x60"}, "2m", INSTANCE | {"job": "ioc"}
    ),
    "IocNotReady": Case({f"ioc_ready{{{ONE}}}": "0x60"}, {f"ioc_ready{{{ONE}}}": "0 1x60"}, "2m", INSTANCE),
    "IocDatabaseAway": Case(
        {f"ioc_database_up{{{ONE}}}": "0x60"}, {f"ioc_database_up{{{ONE}}}": "1x60"}, "2m", INSTANCE
    ),
    "IocCheckNotInOrder": Case(
        {f'ioc_check_ok{{check="disk", {ONE}}}': "0x60"}, {f'ioc_check_ok{{check="draining", {ONE}}}': "0x60"},
        "20m", INSTANCE | {"check": "disk"},
    ),
    "IocRoundFails": Case(
        {f'ioc_round_failures_total{{round="look", {ONE}}}': "0+1x60"},
        {f'ioc_round_failures_total{{round="look", {ONE}}}': "0x30 1x30"}, "20m", INSTANCE | {"round": "look"},
    ),
    "IocErrors": Case(
        {f'ioc_requests_total{{status="5xx", {ONE}}}': "0+60x60"},
        {f'ioc_requests_total{{status="5xx", {ONE}}}': "0+1x60"}, "20m", INSTANCE,
    ),
    "IocSlowToShow": Case(
        _histogram("ioc_commit_to_wake_seconds", "0+1x60", "0+60x60"),
        _histogram("ioc_commit_to_wake_seconds", "0+60x60", "0+60x60"), "30m", INSTANCE,
    ),
    "IocWritesWait": Case(
        _histogram("ioc_ledger_lock_wait_seconds", "0+1x60", "0+60x60"),
        _histogram("ioc_ledger_lock_wait_seconds", "0+60x60", "0+60x60"), "30m", INSTANCE,
    ),
    "IocFeedSilent": Case(
        {f'ioc_feed_lag_seconds{{source="rain", {ONE}}}': "3660x60"},
        {f'ioc_feed_lag_seconds{{source="rain", {ONE}}}': "600x60"}, "10m", INSTANCE | {"source": "rain"},
    ),
    "IocOutboxOld": Case(
        {f"ioc_outbox_age_seconds{{{ONE}}}": "900x60"}, {f"ioc_outbox_age_seconds{{{ONE}}}": "60x60"}, "10m", INSTANCE
    ),
    "IocReplicationLag": Case(
        {f"ioc_replication_lag_seconds{{{ONE}}}": "60x60"}, {f"ioc_replication_lag_seconds{{{ONE}}}": "1x60"},
        "5m", INSTANCE, "60",
    ),
}  # fmt: skip


def _promtool(*arguments: object, said: str | None = None) -> None:
    """Raises AssertionError with what it said where it is not content."""
    command = [str(PROMTOOL), *map(str, arguments)]
    done = run_patiently(command, input=said, capture_output=True, text=True, patience_s=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _rules() -> list[dict[str, Any]]:
    groups: Any = yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def test_the_rules_are_read() -> None:
    _promtool("check", "rules", "--lint=all", "--lint-fatal", ALERTS)


def test_the_configuration_is_read() -> None:
    _promtool("check", "config", "--syntax-only", FOLDER / "prometheus.yaml")


def test_what_a_server_tells_is_read() -> None:
    _promtool("check", "metrics", said=told())


def test_each_question_of_the_dashboard_is_read(tmp_path: Path) -> None:
    dashboard: Any = json.loads((FOLDER / "grafana-dashboard.json").read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    rules = [{"record": f"ioc:asked:{number}", "expr": expression} for number, expression in enumerate(asked)]
    file = tmp_path / "asked.yaml"
    file.write_text(json.dumps({"groups": [{"name": "asked", "rules": rules}]}), encoding="utf-8")
    _promtool("check", "rules", "--lint=none", file)


def test_each_alert_has_its_case() -> None:
    assert [rule["alert"] for rule in _rules()] == [*CASES]


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: str(rule["alert"]))
def test_an_alert_is_raised_by_what_it_is_for(rule: dict[str, Any], tmp_path: Path) -> None:
    case = CASES[rule["alert"]]
    raised = {
        "exp_labels": rule["labels"] | case.labels,
        "exp_annotations": {name: _filled(text, case) for name, text in rule["annotations"].items()},
    }
    tests = [_tried(rule, case.series, case.after, [raised]), _tried(rule, case.calm, case.after, [])]
    if "for" in rule:
        tests.append(_tried(rule, case.series, "0m", []))
    file = tmp_path / "tried.yaml"
    file.write_text(json.dumps({"rule_files": [str(ALERTS)], "tests": tests}), encoding="utf-8")
    _promtool("test", "rules", file)


def _tried(rule: dict[str, Any], series: dict[str, str], after: str, raised: list[Any]) -> dict[str, Any]:
    """One test of promtool's: whether the alert is there after so long, and as it says."""
    return {
        "interval": "1m",
        "input_series": [{"series": name, "values": values} for name, values in series.items()],
        "alert_rule_test": [{"eval_time": after, "alertname": rule["alert"], "exp_alerts": raised}],
    }


def _filled(text: str, case: Case) -> str:
    filled = re.sub(r"\{\{ \$labels\.(\w+) \}\}", lambda found: case.labels[found[1]], text)
    return filled.replace("{{ $value }}", case.value)

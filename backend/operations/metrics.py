"""What a server counts and measures, as Prometheus reads it. One object for a server, with a registry of its own.

Units are seconds and bytes, as Prometheus asks. What these names are called is held against the dashboard and the
alert rules in `packaging/monitoring/` by a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from backend.operations.beats import Standing
from backend.operations.outbox_ages import OutboxAges
from backend.operations.readiness import Check, Readiness, State

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SOON = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0)
"""Of what holds others up: 0.2 s is what a request may hold the ledger for, 0.5 s what an operator may wait to see."""
REQUESTS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counted where it happens, from any thread."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ours = self.registry
        self.requests = Counter(
            "ioc_requests", "Requests that were answered, by route, method and class of status.",
            ("route", "method", "status"), registry=ours,
        )  # fmt: skip
        self.request_seconds = Histogram(
            "ioc_request_seconds", "How long an answer took; long polls have a route of their own, streams none.",
            ("route", "method"), buckets=REQUESTS, registry=ours,
        )  # fmt: skip
        self.consoles = Gauge(
            "ioc_consoles", "Consoles by state: stream (a stream is open), long_poll (one waits).",
            ("state",), registry=ours,
        )  # fmt: skip
        self.commit_to_wake = Histogram(
            "ioc_commit_to_wake_seconds", "From the announcement of a commit until those who wait are woken.",
            buckets=SOON, registry=ours,
        )  # fmt: skip
        self.lock_wait = Histogram(
            "ioc_ledger_lock_wait_seconds", "How long a write waited for its turn.", buckets=SOON, registry=ours
        )
        self.lock_held = Histogram(
            "ioc_ledger_lock_held_seconds", "How long a write kept others waiting.", buckets=SOON, registry=ours
        )
        self.points = Counter("ioc_points", "Measured values that sources reported.", registry=ours)
        self.outbox_ages = OutboxAges()
        for state in ("stream", "long_poll"):
            self.consoles.labels(state)
        ProcessCollector(registry=ours)

    def waited(self, seconds: float) -> None:
        """As `backend.base.timings.Timings`."""
        self.lock_wait.observe(seconds)

    def held(self, seconds: float) -> None:
        """As `backend.base.timings.Timings`."""
        self.lock_held.observe(seconds)

    def woken(self, seconds: float) -> None:
        """As `backend.base.timings.Timings`."""
        self.commit_to_wake.observe(seconds)

    def text(self, now: Scrape) -> bytes:
        """Everything, with what is looked up at the moment of asking."""
        return generate_latest(self.registry) + generate_latest(now.registry())


class Scrape(Collector):
    """What is not counted but looked up: made for one answer."""

    def __init__(
        self,
        checks: Sequence[Check],
        readiness: Readiness,
        standing: Iterable[Standing],
        feed_lags: Mapping[str, float],
        outbox_ages: OutboxAges,
    ) -> None:
        self._checks = checks
        self._readiness = readiness
        self._standing = tuple(standing)
        self._feed_lags = feed_lags
        self._ages = outbox_ages

    def registry(self) -> CollectorRegistry:
        """With this alone in it."""
        made = CollectorRegistry()
        made.register(self)
        return made

    def collect(self) -> Iterable[Metric]:
        """As prometheus-client asks."""
        yield _gauge(
            "ioc_check_ok", "Whether a check of /readyz is in order; absent while nobody knows.", "check",
            {one.name: float(one.state == State.OK) for one in self._checks if one.state != State.UNKNOWN},
        )  # fmt: skip
        ready = not any(one.state == State.FAIL for one in self._checks)
        yield GaugeMetricFamily("ioc_ready", "Whether /readyz says 200.", float(ready))
        yield _gauge("ioc_feed_lag_seconds", "For how long a source has reported nothing.", "source", self._feed_lags)
        yield _gauge(
            "ioc_round_age_seconds", "Since a round last succeeded.", "round",
            {one.name: one.since_s for one in self._standing},
        )  # fmt: skip
        failures = CounterMetricFamily("ioc_round_failures", "How often a round failed.", labels=("round",))
        for one in self._standing:
            failures.add_metric((one.name,), one.failures)
        yield failures
        yield from self._of_the_database()
        told, oldest_s = self._ages.now()
        yield GaugeMetricFamily(
            "ioc_consoles_unsent", "Consoles that lately said that something waits to be sent.", float(told)
        )
        yield GaugeMetricFamily(
            "ioc_outbox_age_seconds", "The age of the oldest action that any console has not sent.", oldest_s
        )

    def _of_the_database(self) -> Iterable[Metric]:
        newest = self._readiness.newest
        yield GaugeMetricFamily("ioc_database_up", "Whether the database answers.", float(newest is not None))
        if newest is None:
            return
        yield GaugeMetricFamily("ioc_database_bytes", "How large the database is.", newest.size_bytes)
        if newest.replication is not None:
            yield GaugeMetricFamily("ioc_standbys", "Standbys that are connected.", newest.replication.standbys)
            yield GaugeMetricFamily(
                "ioc_replication_lag_seconds", "How far the slowest standby is behind.", newest.replication.lag_s
            )


def _gauge(name: str, text: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=(label,))
    for key, value in values.items():
        family.add_metric((key,), value)
    return family

"""`python -m tests.bench.parts`: what single parts cost the thread that paints, at the size that a city may reach.

Each stands alone, without a backend and without cameras, so that a part that grew too dear is named. Beside it is the
least that any way would take for the same, or the obvious way, in the same run.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QLabel, QListView, QVBoxLayout, QWidget

from backend.city.loading import DEFAULT_CITY, load
from backend.demo.story.story import Story
from console.places.city_map import CityMap, ground_of
from console.places.map_view import View, pieces
from console.places.near import Thing, distance_m, within
from console.records.models import HistoryEntry, Incident, OutboxState
from console.records.wall import AlarmRule
from console.walls.alarm_slots import alarms_of, plan
from contract.geojson import MOST_POINTS
from tests.bench.frame import Measure, Options, Report, run
from tests.bench.queue_room import application
from tests.widgets import samples
from widgets.incidents.panel import IncidentPanel
from widgets.sync.outbox_list import OutboxList, OutboxRow

GAP_MS = 100.0
"""No loop may be held up for longer; these do their work in one piece."""
SELECTED_MS = 50.0
"""What an operator chooses is there within this (`tests.bench.queue` holds the same)."""
SEEDED_MS = 3_000.0
"""A new backend draws the past of its indicators once, while somebody waits for it."""
RUNS, QUICK_RUNS = 9, 3
HERE, AROUND_M = (9.6, 106.4), 800.0
NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)
LINES, TOLD = 60, "Tổ tuần tra đang trên đường tới, dự kiến mười lăm phút, đề nghị xử lý trước giờ cao điểm."


@dataclass(frozen=True)
class Part:
    """One piece of work, and what stands beside it in the same run."""

    name: str
    target_ms: float
    work: Callable[[], object]
    beside: Callable[[], object]
    what: str

    def measured(self, runs: int) -> Measure:
        """Both, so many times each."""
        beside = statistics.median(_timed(runs, self.beside))
        taken = _timed(runs, self.work)
        return Measure(self.name, "ms", taken, self.target_ms, floor=beside, beside=f"ms: {self.what}")


def bench(options: Options) -> Report:
    """Measure each part; with --quick three times instead of nine."""
    runs = QUICK_RUNS if options.quick else RUNS
    parts = (_near(), _slots(), _ground(), _outbox(), _panel(), _history())
    return Report("parts: work in one piece", [part.measured(runs) for part in parts])


def _timed(runs: int, work: Callable[[], object]) -> tuple[float, ...]:
    """Milliseconds of each run, after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return tuple(taken)


def _near() -> Part:
    chance = random.Random(1)
    things = [
        Thing("incident", str(n), "", HERE[0] + chance.uniform(-0.1, 0.1), HERE[1] + chance.uniform(-0.1, 0.1))
        for n in range(5_000)
    ]

    def obvious() -> list[Thing]:
        return [one for one in things if distance_m(*HERE, one.lat, one.lon) <= AROUND_M]

    assert len(within(things, *HERE, AROUND_M)) == len(obvious())
    name = "near an incident, among 5,000"
    return Part(name, SELECTED_MS, lambda: within(things, *HERE, AROUND_M), obvious, "the distance to each")


def _slots() -> Part:
    rules = (
        AlarmRule(id="bad", severities=(1,), minutes=5, order=10),
        AlarmRule(id="river", wards=("Phường Rạch Lá",), cameras=("cam-06",), minutes=2, order=20),
    )
    storm = [
        Incident(
            id=f"i{number:04}", code=f"SC-{number}", title="", severity=number % 4 + 1, ward="Phường Rạch Lá",
            created_at=NOON + timedelta(seconds=number / 2),
        )
        for number in range(3_000)
    ]  # fmt: skip
    places = ("a/0.0", "a/0.1", "b/0.0", "b/1.0")

    def planned() -> object:
        return plan(alarms_of(storm, rules), places, NOON.timestamp() + 1_500)

    return Part(
        "reserved places in a storm of 3,000", GAP_MS, planned,
        lambda: sorted(storm, key=lambda one: (one.severity, one.created_at)), "sorting them",
    )  # fmt: skip


def _ground() -> Part:
    places = [[106.40 + (number % 1000) / 5e3, 9.55 + number / 3e5] for number in range(MOST_POINTS)]
    line = {
        "type": "Feature",
        "properties": {"kind": "road"},
        "geometry": {"type": "LineString", "coordinates": places},
    }
    city, text = CityMap(id="c", name="Thử", features=[line]), json.dumps(line)
    view = View.around(9.62, 106.48, 20_000, (1920, 1080))
    return Part(
        f"a map of {MOST_POINTS:,} points, read and cut", GAP_MS, lambda: pieces(ground_of(city), view),
        lambda: json.loads(text), "parsing it",
    )  # fmt: skip


def _outbox() -> Part:
    application()
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    made = OutboxList(window)
    rows = [OutboxRow(samples.action(number, OutboxState.WAITING, text=f"số {number}"), "SC") for number in range(500)]
    made.set_rows(rows, samples.NOW)
    made.open()
    texts = [one.action.action_id for one in rows]
    plain = QListView(window)
    plain.resize(made.size())
    plain.show()

    def anew() -> None:
        assert window.isVisible(), "what nobody sees is not painted"
        made.set_rows(rows, samples.NOW)
        made.set_rows(rows[1:], samples.NOW)
        made.repaint()

    def plainly() -> None:
        plain.setModel(QStringListModel(texts, plain))
        plain.setModel(QStringListModel(texts[1:], plain))
        plain.repaint()

    QApplication.processEvents()
    return Part("an outbox of 500, twice anew", GAP_MS, anew, plainly, "a plain list of their names")


def _panel() -> Part:
    application()
    lines = [HistoryEntry(at=samples.NOW, verb="note", actor_name="Hà", text=TOLD) for _ in range(LINES)]
    full = samples.incidents()[0].model_copy(update={"history": tuple(lines)})
    empty = full.model_copy(update={"id": "empty", "history": ()})

    def opened(made: QWidget) -> None:
        made.resize(432, 980)
        made.show()
        QApplication.processEvents()

    def with_one() -> IncidentPanel:
        made = IncidentPanel()
        made.set_incident(empty, samples.NOW)
        opened(made)
        return made

    panels = [with_one() for _ in range(RUNS + 1)]  # each is filled for the first time

    def filled() -> None:
        made = panels.pop()
        made.set_incident(full, samples.NOW)
        QApplication.processEvents()
        made.hide()

    def plainly() -> None:
        made = QWidget()
        column = QVBoxLayout(made)
        for number in range(LINES):
            column.addWidget(QLabel(f"{number} {TOLD}", made, wordWrap=True))
        opened(made)
        made.hide()

    name = f"a history of {LINES}, the first in an incident's panel"
    return Part(name, GAP_MS, filled, plainly, "as many of Qt's own labels, alone")


def _history() -> Part:
    story = Story(load(DEFAULT_CITY))
    count = sum(len(points) for _id, points in story.history(NOON))
    chance = random.Random(1)
    return Part(
        f"the backend: the past of a city, {count:,} points", SEEDED_MS, lambda: list(story.history(NOON)),
        lambda: [chance.gauss(0, 1) for _ in range(count)], "as many random numbers",
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(run(bench, sys.argv[1:]))

"""The queue's rows: any change ends in the right order, and what stays is never taken out."""

from __future__ import annotations

import time
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel
from pytestqt.qtbot import QtBot

from console.models import Incident
from tests.widgets import samples
from widgets.incident_model import IncidentModel, by_urgency, staying
from widgets.incident_table import IncidentTable


def incident(number: int, severity: int = 3, due_min: int = 60, version: int = 1) -> Incident:
    """Number `number` of a queue."""
    return Incident(
        id=f"i{number}",
        version=version,
        code=f"SC-{number}",
        title=f"Sự cố {number}",
        severity=severity,
        created_at=samples.NOW - timedelta(minutes=number % 97),
        deadline=samples.NOW + timedelta(minutes=due_min),
    )


QUEUE = st.dictionaries(
    st.integers(0, 25), st.tuples(st.integers(1, 4), st.integers(-60, 600), st.integers(1, 3)), max_size=26
).map(lambda rows: [incident(number, *row) for number, row in rows.items()])


@settings(max_examples=150, deadline=None)
@given(queues=st.lists(QUEUE, min_size=2, max_size=4), pick=st.integers(0, 25))
def test_any_change_equals_the_naive_queue_and_keeps_the_selection(queues: list[list[Incident]], pick: int) -> None:
    table = IncidentTable()
    resets: list[bool] = []
    table.model().modelReset.connect(lambda: resets.append(True))
    told: list[str] = []
    table.incident_selected.connect(told.append)
    table.set_incidents(queues[0], samples.NOW)
    if queues[0]:
        table.select(queues[0][pick % len(queues[0])].id)
    chosen = table.selected_id()
    told.clear()
    for queue in queues[1:]:
        table.set_incidents(queue, samples.NOW)
        naive = sorted(queue, key=by_urgency)
        model = table.model()
        assert isinstance(model, IncidentModel)
        assert [model.incident(row) for row in range(model.rowCount())] == naive
        assert table.ids() == [row.id for row in naive]
        chosen = chosen if chosen in table.ids() else None
        assert table.selected_id() == chosen
        assert [index.row() for index in table.selectedIndexes()] == ([table.ids().index(chosen)] if chosen else [])
    assert not told, "an update is no choice of the operator"
    assert not resets
    table.deleteLater()


@given(order=st.permutations(list("abcdefghij")))
def test_what_stays_is_in_order_and_as_long_as_can_be(order: list[str]) -> None:
    old = "abcdefghij"
    kept = staying(old, order)
    there = [old.index(name) for name in order if name in kept]
    assert there == sorted(there)
    longest = [1] * len(order)
    for at, name in enumerate(order):
        before = [longest[left] for left in range(at) if old.index(order[left]) < old.index(name)]
        longest[at] = 1 + max(before, default=0)
    assert len(kept) == max(longest)


def test_one_row_that_rises_is_one_move(qtbot: QtBot) -> None:
    table = IncidentTable()
    qtbot.addWidget(table)
    rows = [incident(number, 3, number) for number in range(50)]
    table.set_incidents(rows, samples.NOW)
    moves: list[int] = []
    model: QAbstractItemModel = table.model()
    model.rowsMoved.connect(lambda *_args: moves.append(1))
    model.rowsInserted.connect(lambda *_args: moves.append(100))
    table.set_incidents([*rows[:49], incident(49, 1, 5)], samples.NOW)
    assert table.ids()[0] == "i49"
    assert moves == [1]


def test_what_vanishes_leaves_nothing_selected(qtbot: QtBot) -> None:
    table = IncidentTable()
    qtbot.addWidget(table)
    rows = [incident(number) for number in range(5)]
    table.set_incidents(rows, samples.NOW)
    table.select("i2")
    table.set_incidents([row for row in rows if row.id != "i2"], samples.NOW)
    assert table.selected_id() is None
    with qtbot.waitSignal(table.incident_selected, timeout=500) as told:
        table.select("i3")
    assert told.args == ["i3"]


def test_the_rows_in_sight_stay_when_news_come_above(qtbot: QtBot) -> None:
    table = IncidentTable()
    qtbot.addWidget(table)
    table.resize(400, 600)
    rows = [incident(number, 3, number) for number in range(100)]
    table.set_incidents(rows, samples.NOW)
    table.show()
    table.verticalScrollBar().setValue(60 * 40 + 17)
    before = table.indexAt(table.viewport().rect().topLeft()).data()
    table.set_incidents([*rows, *(incident(200 + number, 1) for number in range(7))], samples.NOW)
    assert table.indexAt(table.viewport().rect().topLeft()).data() == before


def test_five_thousand_rows_are_light(qtbot: QtBot) -> None:
    table = IncidentTable()
    qtbot.addWidget(table)
    table.resize(432, 900)
    rows = [incident(number, number % 4 + 1, number) for number in range(5000)]
    table.set_incidents(rows, samples.NOW)
    table.show()
    table.grab()
    begin = time.perf_counter()
    for step in range(20):
        table.verticalScrollBar().setValue(step * 9000)
        table.viewport().grab()
    scrolled_s = (time.perf_counter() - begin) / 20
    changed = [incident(0, 1, 3, version=9), *rows[1:4999], incident(6000, 1, 2)]
    begin = time.perf_counter()
    table.set_incidents(changed, samples.NOW)
    updated_s = time.perf_counter() - begin
    assert scrolled_s < 0.05, f"a page took {scrolled_s * 1000:.0f} ms"
    assert updated_s < 0.1, f"an update took {updated_s * 1000:.0f} ms"

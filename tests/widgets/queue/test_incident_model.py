"""The queue's rows: any change ends in the right order, and what stays is never taken out."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from console.queue.open_queue import urgency as by_urgency
from console.records.models import Incident
from tests.widgets import samples
from widgets.queue.incident_model import IncidentModel, staying
from widgets.queue.incident_table import IncidentTable


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
    with qtbot.waitSignal(table.incident_selected, timeout=30_000) as told:
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


def test_of_five_thousand_rows_those_in_sight_are_painted_and_those_that_changed_are_touched(qtbot: QtBot) -> None:
    """How long that takes is `python -m tests.bench.queue`."""
    table = IncidentTable()
    qtbot.addWidget(table)
    table.resize(432, 900)
    rows = [incident(number, number % 4 + 1, number) for number in range(5000)]
    table.set_incidents(rows, samples.NOW)
    table.show()
    painted: set[int] = set()
    paint = table.delegate.paint

    def counted(painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        painted.add(index.row())
        paint(painter, option, index)

    table.delegate.paint = counted  # type: ignore[method-assign]
    table.verticalScrollBar().setValue(90_000)
    table.viewport().grab()
    assert 0 < len(painted) <= 900 // 20, "a page"

    touched: list[tuple[str, int]] = []
    model = table.model()
    model.dataChanged.connect(lambda first, last: touched.append(("changed", last.row() - first.row() + 1)))
    model.rowsInserted.connect(lambda _parent, first, last: touched.append(("new", last - first + 1)))
    model.rowsRemoved.connect(lambda _parent, first, last: touched.append(("gone", last - first + 1)))
    model.modelReset.connect(lambda: touched.append(("all", len(rows))))
    table.set_incidents([incident(0, 1, 0, version=9), *rows[1:4999], incident(6000, 1, 2)], samples.NOW)
    assert sum(count for _what, count in touched) <= 6, touched
    assert {what for what, _count in touched} >= {"new", "gone"}


CHANGES = st.lists(
    st.tuples(
        st.dictionaries(st.integers(0, 25), st.tuples(st.integers(1, 4), st.integers(-60, 600), st.integers(1, 3))),
        st.sets(st.integers(0, 25), max_size=8),
    ),
    max_size=4,
)


@settings(max_examples=100, deadline=None)
@given(queue=QUEUE, changes=CHANGES, pick=st.integers(0, 25))
def test_changes_by_id_equal_the_naive_queue_under_the_eyes_of_the_tester(
    queue: list[Incident], changes: list[tuple[dict[int, tuple[int, int, int]], set[int]]], pick: int
) -> None:
    table = IncidentTable()
    model = table.model()
    assert isinstance(model, IncidentModel)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    table.set_incidents(queue, samples.NOW)
    known = {row.id: row for row in queue}
    chosen = queue[pick % len(queue)].id if queue else None
    if chosen:
        table.select(chosen)
    for shown, gone in changes:
        rows = [incident(number, *facts) for number, facts in shown.items() if number not in gone]
        ids = {f"i{number}" for number in gone}
        known = {key: row for key, row in known.items() if key not in ids} | {row.id: row for row in rows}
        table.change_rows(samples.NOW, lambda model, rows=rows, ids=ids: model.change(rows, ids))  # type: ignore[misc]
        assert table.incidents() == sorted(known.values(), key=by_urgency)
        assert [model.row_of(row.id) for row in table.incidents()] == list(range(len(known)))
        chosen = chosen if chosen in known else None
        assert table.selected_id() == chosen
    assert not resets
    del tester
    table.deleteLater()


@settings(max_examples=60, deadline=None)
@given(kept=st.lists(st.sets(st.integers(0, 199)), min_size=1, max_size=4), turned=st.booleans())
def test_another_filter_is_few_signals_and_keeps_what_is_selected(kept: list[set[int]], turned: bool) -> None:
    table = IncidentTable()
    model = table.model()
    assert isinstance(model, IncidentModel)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = {f"i{number}": incident(number, number % 4 + 1, number * 37 % 200) for number in range(200)}
    table.set_incidents(rows.values(), samples.NOW)
    table.select("i7")
    signals: list[str] = []
    for name in ("rowsInserted", "rowsRemoved", "rowsMoved", "layoutChanged", "modelReset"):
        getattr(model, name).connect(lambda *_args, name=name: signals.append(name))
    keys = {key: ((number % 2) if turned else 0, *by_urgency(row)) for number, (key, row) in enumerate(rows.items())}
    for some in kept:
        signals.clear()
        held = table.selected_id()
        wanted = sorted((f"i{number}" for number in some), key=keys.__getitem__)
        table.change_rows(samples.NOW, lambda model, wanted=wanted: model.set_rows(wanted, keys, rows))  # type: ignore[misc]
        assert table.ids() == wanted
        assert "modelReset" not in signals
        assert len(signals) < 120, f"{len(signals)} signals for one filter"
        assert table.selected_id() == (held if held in wanted else None)
    del tester
    table.deleteLater()


def test_the_row_under_the_hand_stays_where_it_is(qtbot: QtBot) -> None:
    table = IncidentTable()
    qtbot.addWidget(table)
    table.resize(400, 600)
    rows = {row.id: row for row in (incident(number, 3, number) for number in range(100))}
    table.set_incidents(rows.values(), samples.NOW)
    table.show()
    table.select("i4")
    table.held = True
    place = table.visualRect(table.currentIndex()).top()
    news = [incident(200 + number, 1) for number in range(7)]
    table.change_rows(samples.NOW, lambda model: model.change(news, ()))
    assert table.visualRect(table.currentIndex()).top() == place, "seven rows came above it"
    table.change_rows(samples.NOW, lambda model: model.change([incident(4, 2, 4, version=2)], ()))
    assert table.ids().index("i4") == 7
    assert table.visualRect(table.currentIndex()).top() == place, "it rose by four rows itself"
    assert table.above(["i200", "i206", "i50"]) == ["i206"]
    table.held = False
    table.verticalScrollBar().setValue(0)
    table.change_rows(samples.NOW, lambda model: model.change([incident(300, 1, -90)], ()))
    assert table.verticalScrollBar().value() == 0, "with no hand at it, news at the top are seen"

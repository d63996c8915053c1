"""A long history is shown from its newest line down; a press shows older ones, and asks for what is not here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from console.records.models import HistoryEntry
from widgets.base.labels import PlainLabel
from widgets.incidents.history_list import MOST_SHOWN, HistoryList

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def _lines(count: int, first: int = 0) -> tuple[HistoryEntry, ...]:
    at = NOW - timedelta(days=1)
    return tuple(
        HistoryEntry(at=at + timedelta(seconds=number), verb="note", actor_name="Hà", text=f"dòng {number}.")
        for number in range(first, first + count)
    )


@pytest.fixture
def shown(qapp: QApplication) -> HistoryList:
    made = HistoryList()
    made.show()
    return made


def _button(shown: HistoryList) -> QPushButton:
    (found,) = shown.findChildren(QPushButton)
    return found


def _said(shown: HistoryList) -> list[str]:
    """The numbers of the lines, from above."""
    said = [one for one in shown.findChildren(PlainLabel) if one.isVisible() and "dòng" in one.text()]
    return [one.text().rpartition(" ")[2] for one in said]


def _first(shown: HistoryList) -> str:
    """The oldest of those that are shown, which stands at the foot."""
    return _said(shown)[-1]


def test_the_newest_line_stands_on_top_of_the_older_ones(shown: HistoryList) -> None:
    shown.set_history(_lines(3), NOW, "History")
    assert _said(shown) == ["2.", "1.", "0."]
    shown.set_history(_lines(4), NOW, "History")
    assert _said(shown) == ["3.", "2.", "1.", "0."]


def test_what_is_here_is_shown_before_anybody_is_asked(shown: HistoryList) -> None:
    asked: list[None] = []
    shown.older_wanted.connect(lambda: asked.append(None))
    shown.set_history(_lines(90, first=200), NOW, "History", before=200)
    assert (_button(shown).text(), _first(shown)) == (f"Older lines: {290 - MOST_SHOWN}", "230.")
    _button(shown).click()
    assert (_button(shown).text(), _first(shown), asked) == ("Older lines: 200", "200.", [])
    _button(shown).click()
    assert len(asked) == 1
    shown.set_history(_lines(140, first=150), NOW, "History", before=150)
    assert (_button(shown).text(), _first(shown)) == ("Older lines: 150", "150.")


def test_a_short_one_offers_nothing_and_another_incident_begins_anew(shown: HistoryList) -> None:
    shown.set_history(_lines(10), NOW, "History")
    assert not _button(shown).isVisible()
    shown.set_history(_lines(200), NOW, "History")
    _button(shown).click()
    assert _first(shown) == f"{200 - 2 * MOST_SHOWN}."
    shown.fold()
    shown.set_history(_lines(100), NOW, "History")
    assert _first(shown) == f"{100 - MOST_SHOWN}."

"""Puts the figures of a period on their board."""

from __future__ import annotations

from views.measures.figure_cards import cards, waits
from views.measures.figure_words import grouping_words, period_words, summary, table
from views.measures.figures import Found
from widgets.measures.board import MeasuresBoard


def offer(board: MeasuresBoard, path: str) -> None:
    """What can be chosen, and where a file would go."""
    board.set_choices(period_words(), grouping_words(), path)


def fill(board: MeasuresBoard, found: Found) -> None:
    """All that was found but its charts."""
    counts = [row.count for row in found.rows] if found.by != "operator" else []
    board.set_table(summary(found), *table(found), counts)
    board.cards.set_cards(cards(found))
    board.waits.set_waits(waits(found))

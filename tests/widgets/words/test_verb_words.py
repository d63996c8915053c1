"""Every verb of the contract has its word in the outbox, in Vietnamese, and its sentence in an incident's history."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from console.records.models import HistoryEntry
from contract.verbs import VERBS
from widgets.words.verb_words import action_word, verb_sentence

VERB_NAMES = sorted(verb.name for verb in VERBS)


@pytest.mark.parametrize("name", VERB_NAMES)
def test_in_the_outbox(name: str) -> None:
    assert action_word(name) != name


def test_in_vietnamese(qapp: QApplication, compiled: Path) -> None:
    english = {name: action_word(name) for name in VERB_NAMES}
    words = QTranslator()
    assert words.load(str(compiled))
    qapp.installTranslator(words)
    try:
        assert not [name for name in VERB_NAMES if action_word(name) == english[name]]
    finally:
        qapp.removeTranslator(words)


@pytest.mark.parametrize("name", sorted(verb.name for verb in VERBS if verb.target == "incident"))
def test_in_the_history(name: str) -> None:
    said = verb_sentence(HistoryEntry(at=datetime.now(UTC), verb=name, actor_name="Hà", text="chữ"))
    assert "Hà" in said
    assert said != "chữ"


def test_nobody_reads_the_sum_of_a_file_on_a_desk() -> None:
    def said(text: str) -> str:
        return verb_sentence(HistoryEntry(at=datetime.now(UTC), verb="note", actor_name="Hà", text=text))

    assert said("cam-07-still.png · SHA-256 " + "0123456789abcdef" * 4) == "Hà: cam-07-still.png"
    assert said("SHA-256 là gì?") == "Hà: SHA-256 là gì?"

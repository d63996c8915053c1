"""A console and the server search the same of an incident, and fold words alike."""

from __future__ import annotations

import unicodedata

import pytest

from console.queue.query import searchable
from console.storage.store import search_text
from contract.search import LONGEST_WORD, SEARCHED, folded_words, searched_text
from offline_cache.feeds import fold


def test_both_search_the_same_fields() -> None:
    data = {name: f"word-{name}" for name in (*SEARCHED, "resolution", "reporter_masked", "kind")} | {"code": 7}
    assert searched_text(data) == search_text("incident", data)
    assert searched_text({"title": None, "place": ["x"]}) == search_text("incident", {"title": None, "place": ["x"]})


@pytest.mark.parametrize(
    "text", ["Ngập đường TRẦN PHÚ", "SM-2041_b", "Đà Nẵng 22kV", unicodedata.normalize("NFD", "Điện lực"), "½ €5", ""]
)
def test_words_are_folded_as_the_queue_folds_them(text: str) -> None:
    words = folded_words(text)
    assert "".join(f" {word}" for word in words) == searchable(text)
    assert all(fold(word) == word for word in words)


def test_a_word_has_an_end() -> None:
    assert folded_words("a" * 3000) == ["a" * LONGEST_WORD]

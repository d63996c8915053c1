"""What is wrong or odd in a layout, and where: file, screen and tile, as far as they are known."""

from __future__ import annotations

import string
from collections.abc import Mapping

import pytest

from views.tiles.titles import kind_words
from views.tiles.types import TILE_TYPES
from views.words.layouts import LAYOUT_SENTENCES, place_words
from views.words.sentences import known_codes, sentence
from views.words.system import SAID_BY_THE_SYSTEM

TILE: Mapping[str, object] = {"file": "hall.toml", "at": "tile", "screen": 2}


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"file": "hall.toml"}, "hall.toml"),
        ({"file": "hall.toml", "at": "screen", "screen": 2}, "hall.toml, screen 2"),
        ({**TILE, "tile": 3, "type": "clock"}, "hall.toml, screen 2, tile 3 (clock)"),
        ({**TILE, "tile": 3, "type": "clock", "title": "Clock"}, "hall.toml, screen 2, tile 3 (Clock)"),
        (TILE, "hall.toml, screen 2, tile … (…)"),
        ({"file": "hall.toml", "at": "tile"}, "hall.toml"),
        ({}, "…"),
    ],
)  # fmt: skip
def test_the_place_is_named_as_far_as_it_is_known(params: Mapping[str, object], said: str) -> None:
    assert place_words(params) == said


def test_every_type_has_a_name_and_an_unknown_one_its_own() -> None:
    named = {kind: kind_words(kind) for kind in TILE_TYPES}
    assert len(set(named.values())) == len(named), "two types that are called the same cannot be told apart"
    assert kind_words("hologram") == "hologram"


@pytest.mark.parametrize("code", LAYOUT_SENTENCES)
def test_every_sentence_can_be_said_with_what_it_names(code: str) -> None:
    assert code in known_codes()
    fields = {name for _text, name, _spec, _conversion in string.Formatter().parse(LAYOUT_SENTENCES[code]) if name}
    said = sentence(code, {name: f"<{name}>" for name in fields} | {"file": "hall.toml"})
    assert "{" not in said
    for name in fields - ({"place", "file", "hint"} if code in SAID_BY_THE_SYSTEM else {"place", "file"}):
        assert f"<{name}>" in said

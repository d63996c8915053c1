"""How a desk was arranged: what of it cannot be read costs that, and nothing beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from views.base.arrangement import Arrangement, load, save
from views.program.remembered_theme import FILE_NAME


def test_a_field_that_cannot_be_read_is_as_at_first_and_the_others_stay(tmp_path: Path) -> None:
    kept = Arrangement(camera_ids=("c-1", "c-2"), queue_folded=True, locked=True, keys={"add-note": "F7"})
    save(tmp_path, kept)
    said = json.loads((tmp_path / FILE_NAME).read_text()) | {"theme": "sepia", "text_percent": 900, "unheard_of": 1}
    (tmp_path / FILE_NAME).write_text(json.dumps(said))
    assert load(tmp_path) == kept


@pytest.mark.parametrize("text", ["", "[]", "null", "7", '"dark"', "{", '{"side": ' + "[" * 100_000, "\0"])
def test_what_is_no_arrangement_at_all_is_a_new_one(text: str, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    assert load(tmp_path) == Arrangement()

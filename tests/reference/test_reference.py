"""The reference is what the code says, and every settable thing has a sentence."""

from __future__ import annotations

import pytest

from console.base.settings import Settings
from tests.reference.pages import FOLDER, PAGES, text
from tests.reference.tables import fields


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_code_says(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == text(name), "python -m tests.reference writes it"


def test_every_setting_has_its_sentence() -> None:
    assert [name for name, _schema, _needed, said in fields(Settings) if not said] == []

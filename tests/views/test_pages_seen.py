"""Every page at every size, in Vietnamese, looked at as a buyer would: what is wrong is known, and becomes less."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.harness.eye.faults import CONTRAST_LEAST, Fault, faults
from tests.views.desk_room import Room
from tests.views.page_walk import pages
from tests.views.seen_desk import at_city
from widgets.base import theme

LOOKS = (
    ((1366, 768), "dark"), ((1920, 1080), "dark"), ((2560, 1440), "dark"), ((1920, 1080), "light"),
    ((1366, 768), "high_contrast"),
)  # fmt: skip
LEFT = Path(__file__).with_name("faults_left.tsv")
"""Page, kind and part, of what is not mended yet. A line that no size finds any more has to go, and none is added."""
FEWEST_PAGES = 15
IN_HIGH_CONTRAST = 7.0
TAB = "\t"
Known = dict[tuple[str, str, str], str]
"""What is wrong, in words, by page, kind and part."""


@pytest.fixture(scope="module")
def found(qapp: QApplication, compiled_words: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Known]:
    """By size: page, kind and part of each fault, with what is wrong there in words."""
    del compiled_words
    told, opening = {}, set[str]()
    for (wide, high), look in LOOKS:
        here: Known = {}

        async def story(desk: Room, here: Known = here) -> None:
            here |= dict(_keyed("desk", desk.window))
            async for one in pages(desk, opening):
                here |= dict(_keyed(one.name, one.page))
                opening.add(one.command)
            assert len(opening) >= FEWEST_PAGES, f"only these open a page: {sorted(opening)}"
            desk.window.around.lock.lock()
            here |= dict(_keyed("lock", desk.window))
            desk.window.around.start_view.show_form()
            desk.window.around.pages.turn(desk.window.around.start_view)
            here |= dict(_keyed("sign-in", desk.window))

        at_city(qapp, tmp_path_factory.mktemp("desk"), (wide, high), story, look=look)
        told[f"{wide}x{high} {look}"] = here
    return told


def _keyed(name: str, page: QWidget) -> Iterator[tuple[tuple[str, str, str], str]]:
    least = IN_HIGH_CONTRAST if theme.current().name == "high_contrast" else CONTRAST_LEAST
    for fault in faults(page, least):
        yield (name, *_key(fault)), fault.told


def _key(fault: Fault) -> tuple[str, str]:
    return fault.kind, fault.part


def _left() -> set[tuple[str, ...]]:
    lines = LEFT.read_text(encoding="utf-8").splitlines()
    return {tuple(line.split(TAB)) for line in lines if line and not line.startswith("#")}


def test_nothing_is_wrong_that_is_not_known(found: dict[str, Known]) -> None:
    left = _left()
    new = [
        f"{TAB.join(key)}{TAB}({size}) {told}"
        for size, here in found.items()
        for key, told in here.items()
        if key not in left
    ]
    assert not new, "\n" + "\n".join(new)


def test_what_is_mended_leaves_the_list(found: dict[str, Known]) -> None:
    there = {key for here in found.values() for key in here}
    assert not (gone := _left() - there), "\n" + "\n".join(TAB.join(key) for key in sorted(gone))

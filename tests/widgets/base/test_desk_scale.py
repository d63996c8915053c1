"""How large things are on a desk: by the width of its window, and by what somebody wants."""

from __future__ import annotations

import pytest

from widgets.base import theme
from widgets.base.desk_scale import desk_scale


@pytest.mark.parametrize(
    ("width", "percent", "text_px"),
    [
        (1366, 100, 13),
        (1920, 100, 13),
        (2303, 100, 13),
        (2304, 100, 15),
        (2560, 100, 15),
        (3840, 100, 18),
        (1920, 150, 20),
        (1920, 90, 12),
        (2560, 120, 18),
        (1920, 400, 20),
        (1920, 1, 12),
    ],
)
def test_text_is_as_large_as_the_screen_and_the_person_want_it(width: int, percent: int, text_px: int) -> None:
    look = theme.load("dark", desk_scale=desk_scale(width, percent))
    assert look.type["text"][0] * look.scale == pytest.approx(text_px, abs=0.51)


def test_at_3840_lines_and_icons_are_those_of_the_drawing() -> None:
    look = theme.load("dark", desk_scale=desk_scale(3840))
    assert look.px(18) in (24, 25)
    assert look.px(32) >= 44

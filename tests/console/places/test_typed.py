"""Places as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.places.typed import PlaceError, place_of, place_text


@pytest.mark.parametrize(
    "text", ["9.62, 106.48", "9.62,106.48", "9,62; 106,48", "9,62 106,48", "  +9.62\t106.48 ", "9,62, 106,48"]
)
def test_a_point_or_a_comma_and_anything_between(text: str) -> None:
    assert place_of(text) == (9.62, 106.48)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cầu Sông Mây", "layout_place_unclear"),
        ("9.62", "layout_place_unclear"),
        ("9.62; 106.48; 3", "layout_place_unclear"),
        ("nan; nan", "layout_place_unclear"),
        ("106.48; 9.62", "layout_place_outside"),
        ("9.62; 181", "layout_place_outside"),
    ],
)
def test_what_is_no_place_is_said(text: str, code: str) -> None:
    with pytest.raises(PlaceError) as refused:
        place_of(text)
    assert refused.value.code == code


def test_nothing_is_nothing() -> None:
    assert place_of("  ") is None


@given(st.floats(-89, 89), st.floats(-180, 180))
def test_what_is_shown_can_be_typed_again(lat: float, lon: float) -> None:
    again = place_of(place_text(lat, lon))
    assert again is not None
    assert again == pytest.approx((lat, lon), abs=1e-5)

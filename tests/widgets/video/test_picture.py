"""Where a picture goes: over all of a small tile, whole on a large one, and never scaled where the decoder did it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from console.video.sizes import fitted
from widgets.video.picture import covering, placed

SIDES = st.integers(64, 2000)


@given(SIDES, SIDES, SIDES, SIDES)
def test_what_fills_leaves_nothing_free_and_keeps_its_proportions(
    width: int, height: int, wide: int, high: int
) -> None:
    picture, room = QSize(width, height), QRect(10, 20, wide, high)
    target, part = placed(picture, room, fills=True)
    assert target == room
    assert QRect(0, 0, width, height).contains(part)
    assert abs(part.width() - part.height() * wide / high) <= wide / high + 1, "to a pixel"


@given(SIDES, SIDES, SIDES, SIDES)
def test_what_is_whole_is_all_of_it_within_its_room(width: int, height: int, wide: int, high: int) -> None:
    target, part = placed(QSize(width, height), QRect(10, 20, wide, high), fills=False)
    assert part == QRect(0, 0, width, height)
    assert QRect(10, 20, wide, high).contains(target)


@given(st.integers(64, 639), st.sampled_from([(640, 360), (704, 576), (640, 480), (1280, 720)]))
def test_what_a_decoder_makes_of_the_asked_size_fills_the_tile_without_scaling(
    width: int, camera: tuple[int, int]
) -> None:
    room = QRect(0, 0, width, -(-width * 9 // 16))
    wanted = covering(QSize(*camera), room.size())
    made = QSize(*fitted(*camera, wanted.width(), wanted.height()))
    if made == QSize(*camera):  # no picture is made larger than it is
        return
    assert placed(made, room, fills=True).is_plain


def test_a_tile_of_the_desk_asks_for_its_own_pixels() -> None:
    wanted = covering(QSize(640, 360), QSize(346, 195))
    assert (wanted.width(), wanted.height()) == (350, 198)

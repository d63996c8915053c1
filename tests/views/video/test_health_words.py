"""The health of cameras in words: the state of each, its share of the day, what to do, and the sum."""

from __future__ import annotations

from typing import Any

import pytest

from console.records.models import Camera, StreamState
from console.video.health import CameraHealth
from tests.views.played_session import NOW
from views.video.health_words import rows_of, summary_of
from widgets.video.reason_words import advice

CAMERA = Camera(id="c1", name="Cầu Đá")


def _health(state: StreamState | None, **facts: Any) -> CameraHealth:
    told = {"since": NOW, "age_s": 0.4, "watched_s": 200.0, "live_s": 150.0, "reconnects": 3, **facts}
    return CameraHealth(CAMERA, state, **told)


@pytest.mark.parametrize(
    ("health", "state", "loud"),
    [
        (_health(None, since=None, age_s=None), "not on screen", False),
        (_health(StreamState.CONNECTING), "Connecting…", False),
        (_health(StreamState.FROZEN, age_s=12.0), "Picture frozen for 12", True),
        (_health(StreamState.LIVE, clock_offset_s=9.0), "live, its clock is 9 s off", True),
        (_health(StreamState.LIVE, clock_offset_s=-2.0), "live, 0", False),
    ],
)
def test_a_row_says_where_it_stands_and_whether_it_needs_somebody(health: CameraHealth, state: str, loud: bool) -> None:
    [row] = rows_of([health])
    assert row[0] == "Cầu Đá"
    assert row[1].startswith(state)
    assert row[5] is loud


def test_a_row_has_its_share_of_the_day_and_what_to_do() -> None:
    [watched, never] = rows_of(
        [_health(StreamState.REFUSED, reason="refused"), _health(None, since=None, watched_s=0.0, reconnects=0)]
    )
    assert (watched[3].replace(",", "."), watched[4]) == ("75.0 %", "3")
    assert watched[-1] == advice("refused")
    assert (never[2], never[3], never[4], never[-1]) == ("–", "–", "0", ""), "of what nobody watched nothing is claimed"


def test_the_sum_counts_what_has_a_picture_of_what_is_watched() -> None:
    board = [_health(StreamState.LIVE), _health(StreamState.FROZEN), _health(None), _health(None)]
    assert summary_of(board) == "1 of 2 cameras on screen have a picture · 4 in the city"
    assert summary_of([]) == "0 of 0 cameras on screen have a picture · 0 in the city"


def test_what_is_seen_beside_an_incident_alone_is_no_camera_on_screen() -> None:
    board = [_health(StreamState.LIVE), _health(StreamState.LIVE, aside=True), _health(None)]
    assert summary_of(board).startswith("1 of 1 ")

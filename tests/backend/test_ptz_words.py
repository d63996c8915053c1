"""Orders in words that a camera takes: its own axes, its own units, and others where it refuses the first."""

from __future__ import annotations

import pytest

from backend.ptz.onvif import Velocity
from tests.backend.odd_camera import running
from tests.backend.test_ptz_stop import RIGHT, seen_by, steered, until


@pytest.mark.kind(
    "onvif",
    "A camera without zoom that refuses every word of zoom",
    "Moves and stops speak of the axes that it has.",
)
def test_no_zoom() -> None:
    with running(axes=("PanTilt",)) as camera:
        seen = seen_by(camera)
        seen.move(RIGHT)
        assert camera.turning["main"]["PanTilt"] == (0.5, 0.0)
        seen.stop()
        assert camera.still
        assert camera.actions("ContinuousMove", "Stop") == ["ContinuousMove", "Stop"]


@pytest.mark.kind(
    "onvif",
    "A zoom camera that stands fast, with zoom as its only axis",
    "It zooms, and its Stop names zoom alone.",
)
def test_zoom_alone() -> None:
    with running(axes=("Zoom",)) as camera:
        seen = seen_by(camera)
        seen.move(Velocity(zoom=-1.0))
        assert camera.turning["main"] == {"Zoom": (-1.0,)}
        seen.stop()
        assert camera.still


@pytest.mark.kind(
    "onvif",
    "A camera that says it zooms, does not, and faults where zoom is named",
    "The words are changed until it takes them; the axis that turns is stopped.",
)
def test_zoom_that_is_only_told() -> None:
    with running(axes=("PanTilt",), told_axes=("PanTilt", "Zoom")) as camera:
        seen = seen_by(camera)
        seen.move(RIGHT)
        seen.move(RIGHT)
        assert camera.turning["main"]["PanTilt"] == (0.5, 0.0)
        assert len(camera.actions("ContinuousMove")) == 3, "the words that it took come first from then on"
        seen.stop()
        assert camera.still


@pytest.mark.kind(
    "onvif",
    "A camera that refuses a time-out of one second",
    "It is turned with its default time-out or none, and the server's Stop ends it.",
)
@pytest.mark.parametrize("status", [400, 200, 500])
def test_a_refused_timeout(status: int) -> None:
    with running(refuses=lambda _action, body: "<q:Timeout>PT1S" in body, fault_status=status) as camera:
        with steered(camera, dead_man_s=0.3) as steering:
            steering.give(RIGHT).result(10)
            assert camera.turning["main"]["PanTilt"] == (0.5, 0.0)
            until(lambda: camera.still)
        assert camera.bodies("ContinuousMove")[-1].count("Timeout") == 0


@pytest.mark.kind(
    "onvif",
    "A camera that knows no ContinuousMove",
    "It is turned in small steps, each of which ends by itself, and is stopped as well.",
)
def test_steps_in_place_of_a_move() -> None:
    with running(refuses=lambda action, _body: action == "ContinuousMove") as camera:
        with steered(camera, dead_man_s=0.3) as steering:
            steering.give(Velocity(pan=-1.0)).result(10)
            assert camera.turning["main"] == {"PanTilt": (-0.05, 0.0)}
            until(lambda: camera.still)
        assert "Stop" in camera.actions()


@pytest.mark.kind(
    "onvif",
    "A camera that counts speed from 0 to 100, or from -7 to 7",
    "The share of full speed is told in its own units.",
)
@pytest.mark.parametrize(("speed", "told"), [((-7.0, 7.0), -3.5), ((0.0, 100.0), -50.0), ((1.0, -1.0), -0.5)])
def test_units_of_speed(speed: tuple[float, float], told: float) -> None:
    with running(speed=speed) as camera:
        seen_by(camera).move(Velocity(pan=-0.5))
        assert camera.turning["main"]["PanTilt"][0] == told

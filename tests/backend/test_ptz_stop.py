"""A stop that is certain: in words that the camera takes, told until it has answered, and known of where it fails."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pysqlite3
import pytest

from backend.people.roles import Caller, Role
from backend.ptz.camera_access import CameraAccess, CameraEntry
from backend.ptz.errors import NOT_STOPPED, REFUSED, UNREACHABLE, CameraError
from backend.ptz.gateway import Gateway
from backend.ptz.onvif import OnvifCamera, Velocity
from backend.ptz.steering import STILL, GoTo, Steering
from tests.backend.device import Device
from tests.backend.odd_camera import SIGN_IN, Channel, OddCamera, running
from tests.backend.test_ptz import TurningCity

RIGHT = Velocity(pan=0.5)
HA = Caller("ha", "Hà", Role.OPERATOR, "", "desk", 0)


def seen_by(camera: OddCamera) -> OnvifCamera:
    return OnvifCamera(camera.url, SIGN_IN)


def _gateway(camera: OddCamera) -> Gateway:
    return Gateway(CameraAccess(cameras={"cam": CameraEntry(onvif=camera.url, onvif_sign_in=SIGN_IN)}))


def until(true: Callable[[], bool]) -> None:
    waited = threading.Event()
    for _ in range(3000):
        if true():
            return
        waited.wait(0.01)
    raise AssertionError("it never came to be so")


@contextmanager
def steered(camera: OddCamera, dead_man_s: float = 60.0) -> Iterator[Steering]:
    steering = Steering("cam", seen_by(camera), dead_man_s=dead_man_s)
    yield steering
    steering.close(10)


@pytest.mark.kind(
    "onvif",
    "A camera that answers a Stop without axes and goes on turning",
    "Each axis is named from the first Stop on.",
)
def test_a_stop_names_its_axes() -> None:
    with running(stop_has_to_name=True) as camera:
        seen = seen_by(camera)
        seen.move(Velocity(pan=0.5, zoom=0.5))
        seen.stop()
        assert camera.still


@pytest.mark.kind(
    "onvif",
    "A camera that answers a Stop of both axes and stops neither",
    "It is asked whether it moves, and told in other words as well.",
)
def test_a_stop_that_is_only_answered() -> None:
    with running(stops_one_axis=True) as camera:
        seen = seen_by(camera)
        seen.move(Velocity(pan=0.5, zoom=0.5))
        seen.stop()
        assert camera.still


@pytest.mark.kind(
    "onvif",
    "A recorder needs ten seconds to describe itself, and a turning camera's next order is refused",
    "Nothing is learned while it may turn: its Stop comes first.",
)
def test_nothing_is_learned_under_a_turning_camera() -> None:
    with running() as camera:
        seen = seen_by(camera)
        seen.move(RIGHT)
        camera.odd.refuses = lambda action, _body: action in {"ContinuousMove", "RelativeMove"}
        for _ in range(2):
            with pytest.raises(CameraError):
                seen.move(RIGHT)
        seen.stop()
        assert camera.still
        assert len(camera.actions("GetProfiles")) == 1


@pytest.mark.kind(
    "onvif",
    "A camera that knows no Stop",
    "No speed along each axis is its stop.",
)
def test_without_a_stop() -> None:
    with running(refuses=lambda action, _body: action == "Stop") as camera:
        seen = seen_by(camera)
        seen.move(Velocity(pan=0.5, zoom=0.5))
        seen.stop()
        assert camera.still


@pytest.mark.kind(
    "onvif",
    "A camera that does not take the first five Stops",
    "The operator hears that it may still turn, and it is told until it has answered.",
)
@pytest.mark.parametrize("fate", ["cut", "500"])
def test_a_stop_is_told_until_it_is_answered(fate: str, expected_noise: list[str]) -> None:
    expected_noise.append("camera cam was not reached to stop it")
    with running() as camera, steered(camera) as steering:
        steering.give(RIGHT).result(10)
        camera.fates = [fate] * (5 if fate == "cut" else 30)
        with pytest.raises(CameraError) as told:
            steering.give(STILL).result(10)
        assert told.value.code == NOT_STOPPED
        assert steering.not_stopped
        until(lambda: camera.still)
        until(lambda: not steering.busy)
        assert not steering.not_stopped


@pytest.mark.kind(
    "onvif",
    "A camera that begins to turn and loses its answer",
    "It counts as turning: a Stop follows by itself.",
)
def test_a_lost_answer_is_followed_by_a_stop() -> None:
    with running() as camera, steered(camera, dead_man_s=0.3) as steering:
        camera.fates = ["lost", "cut"]
        with pytest.raises(CameraError) as lost:
            steering.give(RIGHT).result(10)
        assert lost.value.code == UNREACHABLE
        assert not camera.still
        until(lambda: camera.still)
        until(lambda: not steering.busy)


@pytest.mark.kind(
    "onvif",
    "A camera that turns does not answer while the lease is given back",
    "Who gives it back hears that it may still turn; whoever takes it next is told as well.",
)
def test_a_lease_that_ends_on_a_turning_camera() -> None:
    with running() as camera:
        gateway = _gateway(camera)
        gateway.take("cam", HA, take_over=False)
        gateway.order("cam", HA, RIGHT)[1].result(10)
        camera.fates = ["cut"]
        done = gateway.give_back("cam", HA)
        assert done is not None
        with pytest.raises(CameraError) as told:
            done.result(10)
        assert (told.value.code, gateway.not_stopped("cam")) == (NOT_STOPPED, True)
        until(lambda: camera.still)
        gateway.close()


@pytest.mark.kind(
    "onvif",
    "A turning camera is sent to a preset that it does not know",
    "It is stopped before it is sent anywhere.",
)
def test_a_refused_preset_ends_no_move_by_itself() -> None:
    with running() as camera, steered(camera) as steering:
        steering.give(RIGHT).result(10)
        camera.odd.refuses = lambda action, _body: action == "GotoPreset"
        with pytest.raises(CameraError) as refused:
            steering.give(GoTo("9")).result(10)
        assert (refused.value.code, camera.still) == (REFUSED, True)


@pytest.mark.kind(
    "onvif",
    "The server ends while a camera turns and says nothing to the first Stop",
    "The server waits and tells it again before it is gone.",
)
def test_the_server_ends_over_a_lost_stop() -> None:
    with running() as camera:
        gateway = _gateway(camera)
        gateway.take("cam", HA, take_over=False)
        gateway.order("cam", HA, RIGHT)[1].result(10)
        camera.fates = ["silence"]
        gateway.close()
        assert camera.still


@pytest.mark.kind(
    "onvif",
    "Several people ask for presets while one turns the camera, each question with a sign-in of its own",
    "Every question is answered, and every order is carried out.",
)
def test_several_people_at_once() -> None:
    told = '<tptz:Preset token="1"><tt:Name>Cổng</tt:Name></tptz:Preset>'
    with running(needs=frozenset({"token", "digest"}), counts=True, presets=told) as camera:
        seen = seen_by(camera)
        with ThreadPoolExecutor(8) as people:
            asked = [people.submit(seen.presets) for _ in range(24)]
            for number in range(1, 9):
                seen.move(Velocity(pan=number / 10))
                assert camera.turning["main"]["PanTilt"] == (number / 10, 0.0)
            assert {len(one.result(20)) for one in asked} == {1}
        seen.stop()
        assert camera.still


@pytest.mark.kind(
    "onvif",
    "A camera starts again while it turns, with other profiles",
    "The Stop that it refuses is told anew to the profile that it has now.",
)
def test_other_profiles_after_a_start() -> None:
    with running() as camera:
        seen = seen_by(camera)
        seen.move(RIGHT)
        camera.odd.channels = (Channel("new"),)
        camera.turning = {"new": camera.turning["main"]}
        seen.stop()
        assert camera.still


@pytest.mark.kind(
    "onvif",
    "The camera's clock jumps by years while it turns, and its account would be left alone for ten seconds",
    "The Stop learns the new time and is taken at once.",
)
def test_a_clock_that_jumps_under_a_turning_camera() -> None:
    with running(needs=frozenset({"token"})) as camera:
        seen = seen_by(camera)
        seen.move(RIGHT)
        honest = camera.odd.clock
        camera.odd.clock = lambda: honest().replace(year=1970, month=1, day=1)
        seen.stop()
        assert camera.still


@pytest.mark.kind(
    "onvif",
    "A camera takes one order to turn and refuses all that follow, as the key is held",
    "It is stopped a second after the order that it took.",
)
def test_refused_orders_lengthen_no_earlier_one() -> None:
    with running() as camera, steered(camera, dead_man_s=0.3) as steering:
        steering.give(RIGHT).result(10)
        camera.odd.refuses = lambda action, _body: action in {"ContinuousMove", "RelativeMove"}
        held = threading.Event()

        def refused_and_still() -> bool:
            with pytest.raises(CameraError):
                steering.give(RIGHT).result(10)
            held.wait(0.1)
            return camera.still

        until(refused_and_still)


class Faulty:
    """A camera whose first move meets a fault of our own."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def move(self, velocity: Velocity) -> None:
        self.told.append(velocity)
        if len(self.told) == 2:
            raise ZeroDivisionError

    def stop(self) -> None:
        self.told.append(STILL)

    def go_to(self, token: str) -> None:
        self.told.append(GoTo(token))


@pytest.mark.kind(
    "onvif",
    "A fault of the server's own while a camera turns",
    "The order is refused, and the camera is stopped all the same.",
)
def test_a_fault_of_ours_stops_the_camera(expected_noise: list[str]) -> None:
    expected_noise.append("camera cam: a fault of ours in an order")
    camera = Faulty()
    steering = Steering("cam", camera, dead_man_s=0.3)
    steering.give(RIGHT).result(10)
    with pytest.raises(CameraError):
        steering.give(RIGHT).result(10)
    until(lambda: not steering.busy)
    assert camera.told == [RIGHT, RIGHT, STILL]


@pytest.mark.kind(
    "onvif",
    "The server is killed while a camera turns that keeps to no time-out",
    "It is stopped as soon as a server is there again.",
)
def test_a_killed_server_stops_the_camera_once_it_is_back(tmp_path: Path) -> None:
    with running() as camera:
        city = TurningCity(tmp_path, cameras=False)
        city.access_path = tmp_path / "access.json"
        city.access_path.touch(0o600)
        city.access_path.write_text(json.dumps({"cameras": {"cam-01": {"onvif": camera.url}}}), encoding="utf-8")
        with city as town:
            operator = Device(town, "ha.le", "ptz-killed")
            operator.call("POST", "/v1/cameras/cam-01/ptz/lease", json={})
            body = {"pan": 0.5, "tilt": 0, "zoom": 0}
            assert operator.call("POST", "/v1/cameras/cam-01/ptz/move", json=body).status_code == 200
            town.kill_backend()
            camera.asked.clear()
            camera.turning = {"main": {"PanTilt": (0.5, 0.0)}}
            town.start_backend()
            until(lambda: camera.still)
            until(lambda: _turning(town) == [])


def _turning(town: TurningCity) -> list[str]:
    with contextlib.closing(pysqlite3.connect(str(town.database))) as database:
        return [row[0] for row in database.execute("SELECT camera_id FROM turning_cameras")]

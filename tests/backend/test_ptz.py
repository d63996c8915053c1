"""Turning a camera through the backend: a real ONVIF service (ipycam), real HTTP, two people and a wall."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from backend.ptz.camera_access import CameraAccessError, load
from tests.backend.device import Device
from tests.harness.onvif import CANARY, Camera
from tests.harness.patience import Patience
from tests.harness.run import run_patiently
from tests.harness.stopwatch import Stopwatch
from tests.journeys.city import PACK, ROOT, City, Service, free_port

STREAMS = "streams-canary-7713"


class TurningCity(City):
    """A city whose backend knows some cameras' sign-ins."""

    access_path: Path

    def start_backend(self) -> None:
        self._backend = Service(
            "demo-serve",
            *("--database", f"sqlite:///{self.database}", "--city", str(PACK), "--port", str(self.port)),
            *(
                "--camera-base",
                "rtsp://10.9.8.7:554",
                "--demo-password-stdin",
                "--camera-access",
                str(self.access_path),
            ),
            log_path=self.folder / "backend.log",
            first_line=self.password,
        )

    def end_backend(self) -> None:
        """As an administrator ends it."""
        assert self._backend is not None
        self._backend.process.terminate()
        assert self._backend.process.wait(60) == 0

    def server_log(self) -> str:
        return (self.folder / "backend.log").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def camera(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Camera]:
    running = Camera(tmp_path_factory.mktemp("ipycam"))
    yield running
    running.close()


@pytest.fixture(scope="module")
def town(camera: Camera, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TurningCity]:
    folder = tmp_path_factory.mktemp("turning")
    own = {"onvif_user": "tram", "onvif_password": CANARY}
    cameras = {
        "cam-01": {"user": "xem", "password": STREAMS, "onvif": camera.address, **own},
        "cam-02": {"onvif": f"http://127.0.0.1:{free_port()}/onvif/device_service", **own},
        "cam-03": {"onvif": camera.address, "user": "tram", "password": "wrong-5522"},
        "cam-04": {"user": "xem", "password": STREAMS},
    }
    city = TurningCity(folder, cameras=False)
    city.access_path = folder / "access.json"
    city.access_path.touch(0o600)
    city.access_path.write_text(json.dumps({"hosts": ["Nvr.Example"], "cameras": cameras}), encoding="utf-8")
    with city as running:
        yield running


@pytest.fixture(scope="module")
def operator(town: TurningCity) -> Device:
    return Device(town, "ha.le", "ptz-1")


@pytest.fixture(scope="module")
def colleague(town: TurningCity) -> Device:
    return Device(town, "tuan.pham", "ptz-2")


@pytest.fixture(scope="module")
def officer(town: TurningCity) -> Device:
    return Device(town, "an.nguyen", "ptz-3")


@pytest.fixture
def held(operator: Device, colleague: Device, officer: Device) -> Iterator[Device]:
    """The operator, with the camera in hand."""
    assert _post(operator, "lease").status_code == 200
    yield operator
    for device in (operator, colleague, officer):
        assert device.call("DELETE", "/v1/cameras/cam-01/ptz/lease").status_code == 204


@pytest.fixture
def held_to_the_end(operator: Device) -> Device:
    """The same, with nobody there to give it back to."""
    assert _post(operator, "lease").status_code == 200
    return operator


def _post(device: Device, what: str, camera_id: str = "cam-01", **body: object) -> requests.Response:
    return device.call("POST", f"/v1/cameras/{camera_id}/ptz/{what}", json=body)


def _move(device: Device, pan: float = 0.0, tilt: float = 0.0, zoom: float = 0.0) -> requests.Response:
    return _post(device, "move", pan=pan, tilt=tilt, zoom=zoom)


def _refused(answer: requests.Response) -> tuple[int, str]:
    assert answer.headers["content-type"].startswith("application/problem+json")
    return answer.status_code, answer.json()["code"]


def test_it_turns_where_it_is_told(held: Device, camera: Camera) -> None:
    before = camera.state()
    answer = _move(held, pan=-0.5, tilt=0.4, zoom=0.3)
    assert (answer.status_code, answer.json()["mine"], answer.json()["holder_id"]) == (200, True, "ha.le")
    time.sleep(0.3)
    now = camera.state()
    assert now["moving"]
    assert now["pan"] < before["pan"] - 0.05
    assert now["tilt"] > before["tilt"] + 0.04
    assert now["zoom"] > before["zoom"] + 0.03
    assert _move(held).status_code == 200
    assert not camera.state()["moving"]


def test_silence_stops_it_and_every_move_begins_the_second_anew(held: Device, camera: Camera) -> None:
    for _ in range(4):
        patience, last = Patience(1.5), Stopwatch()
        assert _move(held, pan=0.1).status_code == 200
        time.sleep(0.4)
    assert camera.state()["moving"]
    camera.still(2.0)
    assert last.has_passed(0.95)
    assert not patience.is_over


def test_stop_stops_at_once(held: Device, camera: Camera) -> None:
    _move(held, tilt=0.2)
    assert camera.state()["moving"]
    assert _post(held, "stop").status_code == 200
    assert not camera.state()["moving"]


def test_many_moves_at_once_are_few_for_the_camera(held: Device, camera: Camera) -> None:
    patience = Patience(5)
    answers = [_move(held, pan=0.01 * number) for number in range(40)]
    assert {answer.status_code for answer in answers} == {200}
    assert not patience.is_over
    assert _move(held).status_code == 200
    assert not camera.state()["moving"]


def test_presets(held: Device, officer: Device, camera: Camera) -> None:
    _move(held, pan=0.9, zoom=0.5)
    time.sleep(0.2)
    _move(held)
    there = camera.state()
    assert _refused(_post(held, "presets", name="Cầu & cống")) == (403, "forbidden")
    saved = _post(officer, "presets", name="Cầu & <cống>")
    assert saved.status_code == 200
    _move(held, pan=-0.9, tilt=-0.9)
    time.sleep(0.2)
    _move(held)
    known = held.call("GET", "/v1/cameras/cam-01/ptz/presets").json()["presets"]
    assert {"token": "home", "name": "Home"} in known
    assert saved.json()["token"] in {one["token"] for one in known}
    assert _post(held, "preset", token=saved.json()["token"]).status_code == 200
    now = camera.state()
    assert (now["pan"], now["tilt"], now["zoom"]) == (there["pan"], there["tilt"], there["zoom"])


def test_one_person_at_a_time(held: Device, colleague: Device) -> None:
    answer = _post(colleague, "lease")
    assert _refused(answer) == (409, "leased")
    told = answer.json()
    assert (told["holder_id"], told["holder_name"], told["may_take_over"]) == ("ha.le", "Lê Thu Hà", False)
    assert told["holder_name"] in told["detail"]
    assert told["expires_at"] in told["detail"]
    assert _refused(_post(colleague, "lease", take_over=True)) == (409, "leased")
    assert _refused(_move(colleague, pan=1)) == (409, "no-lease")
    seen = colleague.call("GET", "/v1/cameras/cam-01/ptz/lease").json()
    assert (seen["holder_id"], seen["mine"]) == ("ha.le", False)
    assert held.call("DELETE", "/v1/cameras/cam-01/ptz/lease").status_code == 204
    assert colleague.call("GET", "/v1/cameras/cam-01/ptz/lease").json()["holder_id"] is None
    assert _refused(_move(held, pan=1)) == (409, "no-lease")
    assert _post(colleague, "lease").json()["mine"]


def test_an_officer_takes_over_and_the_camera_stops(held: Device, officer: Device, camera: Camera) -> None:
    _move(held, pan=0.3)
    assert _refused(_post(officer, "lease")) == (409, "leased")
    taken = _post(officer, "lease", take_over=True)
    assert (taken.status_code, taken.json()["holder_id"]) == (200, "an.nguyen")
    camera.still(0.5)
    assert _refused(_move(held, pan=0.3)) == (409, "no-lease")
    assert _refused(_post(held, "lease", take_over=True)) == (409, "leased")


def test_giving_back_stops(held: Device, camera: Camera) -> None:
    _move(held, zoom=-0.2)
    held.call("DELETE", "/v1/cameras/cam-01/ptz/lease")
    camera.still(0.5)


def test_a_wall_moves_nothing(town: TurningCity, camera: Camera) -> None:
    wall = town.proven(town.wall_token("ptz-wall"))
    base = f"{town.url}/v1/cameras/cam-01/ptz"
    for method, what in (
        ("GET", "lease"), ("POST", "lease"), ("DELETE", "lease"), ("POST", "move"), ("POST", "stop"),
        ("GET", "presets"), ("POST", "preset"), ("POST", "presets"),
    ):  # fmt: skip
        body = {"pan": 1, "tilt": 0, "zoom": 0} if what == "move" else {}
        answer = requests.request(method, f"{base}/{what}", auth=wall, json=body, timeout=60)
        assert _refused(answer) == (403, "forbidden"), f"{method} {what}"
    assert not camera.state()["moving"]
    seen = requests.get(f"{town.url}/v1/cameras/access", auth=wall, timeout=60)
    assert seen.status_code == 200


def test_what_a_console_learns(town: TurningCity, operator: Device) -> None:
    answer = operator.call("GET", "/v1/cameras/access")
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.json()
    assert told["hosts"] == ["10.9.8.7", "nvr.example"]
    assert told["sign_ins"]["cam-01"] == told["sign_ins"]["cam-04"] == {"user": "xem", "password": STREAMS}
    assert "cam-02" not in told["sign_ins"]
    assert CANARY not in answer.text
    for path in ("access", "cam-01/ptz/lease", "cam-99/ptz/lease"):
        assert requests.get(f"{town.url}/v1/cameras/{path}", timeout=60).status_code == 401
    items = operator.call("GET", "/v1/sync/snapshot").json()["items"]
    turning = {item["id"] for item in items if item["type"] == "camera" and item["data"]["ptz"]}
    assert turning == {"cam-01", "cam-02", "cam-03"}


@pytest.mark.parametrize(
    ("camera_id", "what", "status", "code"),
    [
        ("cam-02", "presets", 502, "camera-unreachable"),
        ("cam-02", "move", 502, "camera-unreachable"),
        ("cam-03", "presets", 502, "camera-sign-in"),
        ("cam-03", "move", 502, "camera-sign-in"),
        ("cam-04", "presets", 404, "no-ptz"),
        ("cam-04", "move", 404, "no-ptz"),
        ("cam-99", "move", 404, "not-found"),
    ],
)
def test_what_cannot_be_turned_says_why(operator: Device, camera_id: str, what: str, status: int, code: str) -> None:
    _post(operator, "lease", camera_id)
    if what == "presets":
        answer = operator.call("GET", f"/v1/cameras/{camera_id}/ptz/presets")
    else:
        answer = _post(operator, "move", camera_id, pan=0.5, tilt=0, zoom=0)
    assert _refused(answer) == (status, code)


@pytest.mark.parametrize("body", [{"pan": 1.1, "tilt": 0, "zoom": 0}, {"pan": "1", "tilt": 0, "zoom": 0}, {"pan": 1}])
def test_speeds_are_checked(held: Device, body: dict[str, object]) -> None:
    answer = held.call("POST", "/v1/cameras/cam-01/ptz/move", json=body)
    assert _refused(answer) == (422, "invalid-request")
    raw = held.http.post(
        f"{held.town.url}/v1/cameras/cam-01/ptz/move", data='{"pan": NaN, "tilt": 0, "zoom": 0}', timeout=5
    )
    assert raw.status_code == 422


def test_no_password_is_written_down(town: TurningCity, operator: Device) -> None:
    """After everything above the log has its warnings, none with a password."""
    _post(operator, "lease", "cam-02")
    _post(operator, "move", "cam-02", pan=1, tilt=0, zoom=0)
    patience = Patience(5)
    while "cam-02 was not reached to stop it" not in town.server_log():
        assert not patience.is_over
        time.sleep(0.05)
    described = operator.call("GET", "/v1/openapi.json").text
    stored = b"".join(path.read_bytes() for path in town.folder.glob("backend.db*"))
    assert b"rtsp://10.9.8.7" in stored
    for secret in (CANARY, STREAMS, "wrong-5522"):
        for where in (town.server_log(), described):
            assert secret not in where
            assert json.dumps(secret)[1:-1] not in where
        assert secret.encode() not in stored


def test_the_server_ends_and_the_camera_stops(town: TurningCity, held_to_the_end: Device, camera: Camera) -> None:
    """After this the town has no backend."""
    _move(held_to_the_end, pan=-0.1)
    assert camera.state()["moving"]
    patience = Patience(2)
    town.end_backend()
    assert not patience.is_over
    assert not camera.state()["moving"]


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda path: path.chmod(0o640), "0640"),
        (lambda path: path.write_text(f'{{"cameras": {{"cam-01": {{"password": "{STREAMS}"}}}}}}'), "cam-01"),
        (lambda path: path.write_text(f'{{"passwords": "{STREAMS}"}}'), "passwords"),
        (lambda path: path.write_text('{"cameras": {"cam-01": {"onvif": "http://u:p@h/x"}}}'), "onvif"),
        (lambda path: path.write_text(f'{{"hosts": ["{STREAMS}"'), "JSON"),
        (lambda path: path.unlink(), "No such file"),
    ],
)
def test_a_bad_access_file_is_refused(tmp_path: Path, spoil: Callable[[Path], object], word: str) -> None:
    path = tmp_path / "access.json"
    path.touch(0o600)
    path.write_text("{}")
    spoil(path)
    with pytest.raises(CameraAccessError) as refused:
        load(path)
    assert word in refused.value.reason
    assert STREAMS not in refused.value.reason
    assert refused.value.__cause__ is None or not isinstance(refused.value.__cause__, ValueError)


def test_serve_refuses_a_file_that_others_may_read(tmp_path: Path) -> None:
    path = tmp_path / "access.json"
    path.write_text("{}")
    path.chmod(0o644)
    command = [sys.executable, "-m", "backend", "serve", "--database", f"sqlite:///{tmp_path}/x.db"]
    done = run_patiently(
        [*command, "--camera-access", str(path), "--lang", "en"],
        cwd=ROOT, capture_output=True, text=True, check=False, patience_s=30,
    )  # fmt: skip
    assert done.returncode == 1
    assert "0644" in done.stderr
    assert "0600" in done.stderr
    assert not (tmp_path / "x.db").exists()

"""Cameras that lie, dribble and fall silent; leases that end; orders that come too late."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import parse_http_list, parse_keqv_list

import pytest

from backend.base.problems import ProblemError
from backend.people.roles import Caller, Role
from backend.ptz.camera_access import CameraAccess, CameraEntry, CameraSignIn
from backend.ptz.gateway import AT_ONCE, Gateway
from backend.ptz.leases import LeasedError, Leases
from backend.ptz.onvif import OnvifCamera, Velocity
from backend.ptz.soap import NO_PTZ, REFUSED, SIGN_IN, UNREACHABLE, CameraError
from backend.ptz.steering import STILL, GoTo, Steering
from tests.harness.patience import Patience
from tests.harness.stopwatch import Stopwatch

HEAD = '<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>'
TAIL = "</e:Body></e:Envelope>"
FAULT = "<e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>{code}</e:Value></e:Subcode></e:Code>" \
    "<e:Reason><e:Text>{reason}</e:Text></e:Reason></e:Fault>"  # fmt: skip
Answer = Callable[["Handler", str], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each question to the test's answer and keeps it."""

    server: Liar

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((self.path, body))
        self.server.answer(self, body)

    def do_GET(self) -> None:
        self.server.asked.append((self.path, "GET"))

    def reply(self, inner: str, status: int = 200, **headers: str) -> None:
        data = inner.encode() if inner.startswith("<!") else (HEAD + inner + TAIL).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Liar(ThreadingHTTPServer):
    """A camera of a test's making."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.answer: Answer = _honest
        self.url = f"http://127.0.0.1:{self.server_address[1]}/onvif/device_service"
        self.seen = OnvifCamera(self.url, CameraSignIn("tram", "p&w"))


@pytest.fixture
def liar() -> Iterator[Liar]:
    with Liar() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _honest(handler: Handler, body: str, *, clock: datetime | None = None) -> None:
    if "GetSystemDateAndTime" in body:
        at = clock or datetime.now(UTC)
        handler.reply(
            f"<UTCDateTime><Time><Hour>{at.hour}</Hour><Minute>{at.minute}</Minute><Second>{at.second}</Second></Time>"
            f"<Date><Year>{at.year}</Year><Month>{at.month}</Month><Day>{at.day}</Day></Date></UTCDateTime>"
        )
    elif "GetCapabilities" in body:
        services = "".join(f"<{x}><XAddr>http://192.0.2.1:81/{x}?a=1</XAddr></{x}>" for x in ("Media", "PTZ"))
        handler.reply(f"<Capabilities>{services}</Capabilities>")
    elif "GetProfiles" in body:
        handler.reply(
            '<Profiles token="fixed"/><Profiles token="turning"><PTZConfiguration>'
            "<DefaultContinuousPanTiltVelocitySpace>x</DefaultContinuousPanTiltVelocitySpace>"
            "</PTZConfiguration></Profiles>"
        )
    else:
        handler.reply("<ok/>")


def test_only_the_configured_host_is_asked(liar: Liar, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://192.0.2.1:9")
    liar.seen.move(Velocity(0.25, -1, 0.5))
    assert [path for path, _body in liar.asked] == ["/onvif/device_service"] * 2 + ["/Media?a=1", "/PTZ?a=1"]
    body = liar.asked[-1][1]
    assert "<q:ProfileToken>turning<" in body
    assert '<tt:PanTilt x="0.250" y="-1.000"/>' in body
    assert "<tt:Zoom" not in body, "this profile has no zoom, and some cameras refuse the whole order for it"
    assert "<q:Timeout>PT1S<" in body
    assert "p&w" not in str(liar.asked)


def test_a_camera_in_another_time_takes_the_sign_in(liar: Liar) -> None:
    there = datetime.now(UTC) + timedelta(hours=7)
    liar.answer = lambda handler, body: _honest(handler, body, clock=there)
    liar.seen.stop()
    assert "UsernameToken" not in liar.asked[0][1]
    found = re.search(r"<wsu:Created>(.+?)Z<", liar.asked[-1][1])
    assert found is not None
    assert abs(datetime.fromisoformat(found[1] + "+00:00") - there) < timedelta(seconds=5)


DIGESTS = {
    "MD5": ('Digest realm="cam, \\"era", qop="auth,auth-int", nonce="n1", opaque="o", algorithm=MD5', hashlib.md5),
    "SHA-256": ('Digest realm="cam", qop="auth", nonce="n2", algorithm=SHA-256', hashlib.sha256),
    "old": ('Digest realm="cam", nonce="n3"', hashlib.md5),
}


@pytest.mark.parametrize("name", DIGESTS)
@pytest.mark.parametrize("password", ["p&w", "wrong"])
def test_a_camera_that_wants_http_digest(liar: Liar, name: str, password: str) -> None:
    challenge, method = DIGESTS[name]
    asked = parse_keqv_list(parse_http_list(challenge.removeprefix("Digest ")))

    def strict(handler: Handler, body: str) -> None:
        told = parse_keqv_list(parse_http_list(handler.headers.get("Authorization", "").removeprefix("Digest ")))
        middle = [told["nc"], told["cnonce"], told["qop"]] if "qop" in told else []
        parts = [f"tram:{asked['realm']}:p&w", f"POST:{handler.path}"]
        who, what = (method(part.encode()).hexdigest() for part in parts)
        right = method(":".join([who, asked["nonce"], *middle, what]).encode()).hexdigest()
        if told.get("response") == right or "GetSystemDateAndTime" in body:
            _honest(handler, body)
        else:
            handler.reply("", 401, **{"WWW-Authenticate": challenge})

    liar.answer = strict
    camera = OnvifCamera(liar.url, CameraSignIn("tram", password))
    if password == "wrong":
        with pytest.raises(CameraError) as error:
            camera.stop()
        assert error.value.code == SIGN_IN
    else:
        camera.stop()
        assert "<q:Stop>" in liar.asked[-1][1]


def test_a_redirect_is_not_followed(liar: Liar) -> None:
    liar.answer = lambda handler, _body: handler.reply("", 302, Location="/elsewhere")
    with pytest.raises(CameraError) as error:
        liar.seen.stop()
    assert {path for path, _body in liar.asked} == {"/onvif/device_service"}
    assert error.value.code == REFUSED


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbb">]>' + HEAD + "&b;" + TAIL,
        "<!-- deep -->" + "<a>" * 5000 + "</a>" * 5000,
        "<!-- large -->" + "<a/>" * 100_000,
        "<!-- not XML at all",
        "<!-- no body --><a/>",
    ],
    ids=["entities", "deep", "large", "broken", "other"],
)
def test_what_is_no_answer_is_refused(liar: Liar, text: str) -> None:
    liar.answer = lambda handler, _body: handler.reply(text)
    with pytest.raises(CameraError) as error:
        liar.seen.stop()
    assert error.value.code == UNREACHABLE


def test_a_dribble_ends_in_time(liar: Liar) -> None:
    enough = threading.Event()

    def dribble(handler: Handler, _body: str) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not enough.wait(0.2):
            handler.wfile.write(b" ")

    liar.answer = dribble
    patience, asked = Patience(3.6), Stopwatch()
    with pytest.raises(CameraError) as error:
        liar.seen.stop()
    in_time, long_enough = not patience.is_over, asked.has_passed(2.9)
    enough.set()
    assert error.value.code == UNREACHABLE
    assert in_time
    assert long_enough


def test_a_wrong_sign_in_is_not_tried_again_at_once(liar: Liar) -> None:
    now = 100.0
    camera = OnvifCamera(liar.url, CameraSignIn("tram", "old"), clock=lambda: now)
    liar.answer = lambda handler, _body: handler.reply(FAULT.format(code="ter:NotAuthorized", reason="no"), 400)
    for _ in range(5):
        with pytest.raises(CameraError) as error:
            camera.move(Velocity(1))
        assert error.value.code == SIGN_IN
    assert sum("UsernameToken" in body for _path, body in liar.asked) == 1
    now += 11
    liar.answer = _honest
    camera.move(Velocity(1))


def test_faults_and_fixed_cameras(liar: Liar) -> None:
    fault = FAULT.format(code="ter:NoToken", reason="no such preset")
    liar.answer = lambda h, body: h.reply(fault, 400) if "GotoPreset" in body else _honest(h, body)
    with pytest.raises(CameraError, match="no such preset") as error:
        liar.seen.go_to("x")
    assert error.value.code == REFUSED
    liar.answer = lambda h, body: h.reply('<Profiles token="a"/>') if "GetProfiles" in body else _honest(h, body)
    with pytest.raises(CameraError) as error:
        liar.seen.stop()
    assert error.value.code == NO_PTZ


def _caller(who: str, role: Role) -> Caller:
    return Caller(who, who.title(), role, "", "desk", 0)


HA, TUAN = _caller("ha", Role.OPERATOR), _caller("tuan", Role.OPERATOR)
AN, BINH = _caller("an", Role.DUTY_OFFICER), _caller("binh", Role.DUTY_OFFICER)


def test_a_lease_ends_by_itself_and_orders_renew_it(liar: Liar) -> None:
    now = 0.0
    gateway = Gateway(
        CameraAccess(cameras={"cam": CameraEntry(onvif=liar.url)}), Leases(life_s=30.0, clock=lambda: now)
    )
    gateway.take("cam", HA, take_over=False)
    now = 29.0
    gateway.order("cam", HA, STILL)[1].result(5)
    now = 58.9
    with pytest.raises(LeasedError):
        gateway.take("cam", TUAN, take_over=False)
    now = 59.0
    assert gateway.lease("cam") is None
    with pytest.raises(ProblemError, match="take the camera"):
        gateway.order("cam", HA, Velocity(1))
    assert gateway.take("cam", TUAN, take_over=False).holder_id == "tuan"
    gateway.close()


def test_questions_to_cameras_are_few_at_a_time() -> None:
    gateway = Gateway(CameraAccess(cameras={"cam": CameraEntry(onvif="http://127.0.0.1:9/")}))
    with ExitStack() as asked:
        for _ in range(AT_ONCE):
            asked.enter_context(gateway.asking("cam"))
        with pytest.raises(ProblemError) as error:
            asked.enter_context(gateway.asking("cam"))
        assert (error.value.status, error.value.code) == (503, "busy")
    with gateway.asking("cam"):
        pass


def test_a_real_lease_ends_too() -> None:
    leases = Leases(life_s=0.1)
    leases.take("cam", HA)
    time.sleep(0.15)
    assert leases.of("cam") is None


def test_who_may_take_over_from_whom() -> None:
    for holder, other, may in ((HA, TUAN, False), (HA, AN, True), (AN, HA, False), (AN, BINH, False)):
        leases = Leases()
        leases.take("cam", holder)
        if may:
            assert leases.take("cam", other, take_over=True).holder_id == other.id
            continue
        with pytest.raises(LeasedError):
            leases.take("cam", other, take_over=True)


class Slow:
    """A camera whose answers a test holds back."""

    def __init__(self) -> None:
        self.told: list[object] = []
        self.gate = threading.Event()
        self.gate.set()
        self.broken = False

    def _answer(self, order: object) -> None:
        self.told.append(order)
        self.gate.wait(5)
        if self.broken:
            raise CameraError(UNREACHABLE, "away")

    def move(self, velocity: Velocity) -> None:
        self._answer(velocity)

    def stop(self) -> None:
        self._answer(STILL)

    def go_to(self, token: str) -> None:
        self._answer(GoTo(token))


def _until(true: Callable[[], bool], within_s: float = 3.0) -> None:
    patience = Patience(within_s)
    while not true():
        assert not patience.is_over
        time.sleep(0.01)


def test_one_order_waits_and_the_latest_wins() -> None:
    camera, pace = Slow(), Velocity(0.1)
    steering = Steering("cam", camera)
    camera.gate.clear()
    first = steering.give(pace)
    _until(lambda: camera.told == [pace])
    later = [steering.give(Velocity(step / 10)) for step in range(2, 10)]
    assert len({id(one) for one in later}) == 1
    camera.gate.set()
    first.result(2)
    later[0].result(2)
    steering.give(STILL).result(2)
    assert camera.told == [pace, Velocity(0.9), STILL]
    _until(lambda: not steering.busy)


def test_a_move_that_waited_too_long_is_a_stop() -> None:
    camera = Slow()
    steering = Steering("cam", camera, dead_man_s=0.2)
    camera.gate.clear()
    steering.give(Velocity(1))
    _until(lambda: bool(camera.told))
    late = steering.give(Velocity(0.5))
    time.sleep(0.3)
    camera.gate.set()
    with pytest.raises(CameraError, match="too slow"):
        late.result(2)
    assert camera.told == [Velocity(1), STILL]
    _until(lambda: not steering.busy)


def test_a_camera_out_of_reach_is_told_to_stop_some_times_and_then_left(expected_noise: list[str]) -> None:
    expected_noise.append("camera cam was not reached to stop it: away")
    camera = Slow()
    camera.broken = True
    steering = Steering("cam", camera, dead_man_s=0.1)
    with pytest.raises(CameraError, match="away"):
        steering.give(Velocity(1)).result(2)
    _until(lambda: not steering.busy)
    assert camera.told == [Velocity(1), STILL, STILL, STILL]


def test_the_end_of_the_server_stops_what_turns() -> None:
    camera = Slow()
    steering = Steering("cam", camera, dead_man_s=30)
    steering.give(Velocity(1)).result(2)
    steering.close(2)
    assert camera.told == [Velocity(1), STILL]
    assert not steering.busy
    with pytest.raises(CameraError, match="ending"):
        steering.give(Velocity(1)).result(1)

"""Cameras that answer in other words: older and newer services, other envelopes, encodings and clocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from backend.ptz.answers import tree
from backend.ptz.camera_clock import offsets
from backend.ptz.errors import SIGN_IN as REFUSED_SIGN_IN
from backend.ptz.errors import UNREACHABLE, CameraError
from backend.ptz.onvif import MAX_PRESETS, OnvifCamera, Preset, Velocity
from tests.backend.odd_camera import SIGN_IN, SOAP_11, Channel, OddCamera, clock_part, running, zipped

RIGHT = Velocity(pan=0.5)
TOKEN = frozenset({"token"})


def _turns_and_stops(camera: OddCamera) -> None:
    seen = OnvifCamera(camera.url, SIGN_IN)
    seen.move(RIGHT)
    assert camera.turning == {"main": {"PanTilt": (0.5, 0.0), "Zoom": (0.0,)}}
    seen.stop()
    assert camera.still


@pytest.mark.kind(
    "onvif",
    "A recorder that describes hundreds of channels in two megabytes",
    "The whole answer is read, up to 8 MB.",
)
def test_a_large_answer() -> None:
    padding = "<x>" + "y" * 7000 + "</x>"
    channels = tuple(Channel(f"p{n}", "lens" if n else "main") for n in range(300))
    with running(channels=(Channel("main"), *channels[1:])) as camera:
        camera.odd.wrapped = lambda text: text.replace("</trt:Profiles>", padding + "</trt:Profiles>").encode()
        _turns_and_stops(camera)


@pytest.mark.parametrize("way", ["entities", "elements", "bytes", "gzip"])
def test_an_answer_without_end_is_refused(way: str) -> None:
    bomb = {
        "entities": lambda text: b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>' + text[38:].encode(),
        "elements": lambda text: text.replace("<e:Body>", "<e:Body>" + "<a/>" * 250_000).encode(),
        "bytes": lambda text: text.replace("<e:Body>", "<e:Body>" + "y" * 9_000_000).encode(),
        "gzip": lambda text: zipped(text.replace("<e:Body>", "<e:Body>" + "y" * 90_000_000)),
    }[way]
    with running(wrapped=bomb) as camera, pytest.raises(CameraError) as refused:
        OnvifCamera(camera.url, SIGN_IN).stop()
    assert refused.value.code == UNREACHABLE


@pytest.mark.kind(
    "onvif",
    "A camera with the newer Media2 alone, which GetServices tells",
    "Its profiles are read from Media2.",
)
@pytest.mark.parametrize("capabilities", [True, False])
def test_media2_alone(capabilities: bool) -> None:
    with running(services=("ver20/media", "ver20/ptz"), capabilities=capabilities) as camera:
        _turns_and_stops(camera)


@pytest.mark.kind(
    "onvif",
    "A recorder with Media2 alone",
    "Its channels are told apart by their streams just so.",
)
def test_channels_of_media2() -> None:
    channels = tuple(Channel(f"p{n}", f"lens-{n}", f"rtsp://10.0.0.1/s{n}") for n in (1, 2, 3))
    with running(services=("ver20/media", "ver20/ptz"), channels=channels) as camera:
        OnvifCamera(camera.url, SIGN_IN, streams=lambda: ("rtsp://10.0.0.1/s2",)).move(RIGHT)
        assert set(camera.turning) == {"p2"}


@pytest.mark.kind(
    "onvif",
    "A camera that tells its services' addresses with an inner host, a wrong port, none at all or a path alone",
    "The configured host and port are asked; without an address, the device's own.",
)
@pytest.mark.parametrize(
    "xaddr",
    ["http://192.168.1.64/onvif/{name}", "http://192.168.1.64:9/onvif/{name}", "http://127.0.0.1:9/onvif/{name}", "",
     " ", "/onvif/{name}", "192.168.1.64/onvif/{name}", "192.168.1.64:80/onvif/{name}", "http://[bad/onvif/{name}",
     "http://10.0.0.1:port/onvif/{name}", "http://10.0.0.1/a b/ò/{name}"],
)  # fmt: skip
def test_addresses_of_services(xaddr: str) -> None:
    with running(xaddr=xaddr) as camera:
        _turns_and_stops(camera)


@pytest.mark.kind(
    "onvif",
    "A camera whose services are at another port of the same host",
    "The port that it names is asked once the configured one has no such service.",
)
def test_another_port_of_the_same_host() -> None:
    with running() as services, running(xaddr=f"http://{services.host}/onvif/{{name}}") as device:
        device.not_found = frozenset({"/onvif/Media", "/onvif/PTZ"})
        seen = OnvifCamera(device.url, SIGN_IN)
        seen.move(RIGHT)
        assert (set(services.turning), device.turning) == ({"main"}, {})
        seen.stop()
        assert services.still


WRAPPED: dict[str, Callable[[str], bytes]] = {
    "a mark before the text": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "blank lines before": lambda text: b"\r\n \n" + text.encode(),
    "one part of several": lambda text: b"--b\r\nContent-ID: <root>\r\n\r\n" + text.encode() + b"\r\n--b--<end>\r\n",
    "zeros behind": lambda text: text.encode() + b"\r\n\0\0",
    "gzip": zipped,
    "UTF-16": lambda text: text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    "Windows-1258": lambda text: text.replace("UTF-8", "windows-1258").encode("cp1258"),
    "GB2312 called UTF-8": lambda text: text.replace("<e:Body>", "<e:Body><!-- 云台 -->").encode("gb2312"),
    "a lone ampersand": lambda text: text.replace("<e:Body>", "<e:Body><x>Cầu & cống &nbsp;</x>").encode(),
    "a control sign": lambda text: text.replace("<e:Body>", "<e:Body><x>a\x01&#2;b</x>").encode(),
    "no prefixes": lambda text: text.replace("e:", "").replace("tt:", "").replace("trt:", "").encode(),
    "other prefixes": lambda text: text.replace("tt:", "SOAP-ENV-9.x:").encode(),
}


@pytest.mark.kind(
    "onvif",
    "Answers with a byte order mark, blanks before, zeros behind, packed, in other encodings, with bare ampersands,"
    " other prefixes or none",
    "They are read; one sign that XML does not allow costs that sign alone.",
)
@pytest.mark.parametrize("name", WRAPPED)
def test_other_wrappings(name: str) -> None:
    with running(wrapped=WRAPPED[name]) as camera:
        _turns_and_stops(camera)


@pytest.mark.kind(
    "onvif",
    "Answers in chunks, without a length, or on a line that stays open",
    "They end where their envelope ends.",
)
@pytest.mark.parametrize("way", ["chunked", "close", "open"])
def test_other_endings(way: str) -> None:
    with running(way=way) as camera:
        _turns_and_stops(camera)


@pytest.mark.kind(
    "onvif",
    "A camera that speaks SOAP 1.1 and answers 415 or VersionMismatch to 1.2",
    "It is asked in SOAP 1.1 from then on.",
)
@pytest.mark.parametrize("status", [415, 500])
def test_soap_1_1(status: int) -> None:
    with running(soap=SOAP_11, fault_status=status, only_soap=SOAP_11) as camera:
        _turns_and_stops(camera)


@pytest.mark.kind(
    "onvif",
    "A refusal as a SOAP fault under 200, 400 or 500, in SOAP 1.1 or 1.2",
    "It is a refusal with the camera's reason, and a refused sign-in is one.",
)
@pytest.mark.parametrize("status", [200, 400, 500])
@pytest.mark.parametrize("soap", [SOAP_11, "http://www.w3.org/2003/05/soap-envelope"])
def test_faults(status: int, soap: str) -> None:
    with running(soap=soap, fault_status=status, needs=TOKEN, clock=lambda: datetime(1999, 1, 1, tzinfo=UTC)) as camera:
        camera.odd.told_clock = lambda _now: clock_part("UTCDateTime", datetime.now(UTC))
        with pytest.raises(CameraError) as refused:
            OnvifCamera(camera.url, SIGN_IN).move(RIGHT)
        assert refused.value.code == REFUSED_SIGN_IN
        camera.odd.needs = frozenset()
        camera.odd.refuses = lambda action, _body: action == "GotoPreset"
        with pytest.raises(CameraError, match="the camera refused: No"):
            OnvifCamera(camera.url, SIGN_IN).go_to("1")


def _local_as_utc(now: datetime) -> str:
    zone = "<tt:TimeZone><tt:TZ>ICT-07:00</tt:TZ></tt:TimeZone>"
    return (
        zone
        + clock_part("UTCDateTime", now + timedelta(hours=7))
        + clock_part("LocalDateTime", now + timedelta(hours=7))
    )


def _local_alone(zone: str, hours: float, summer: str = "false") -> Callable[[datetime], str]:
    def told(now: datetime) -> str:
        words = f"<tt:DaylightSavings>{summer}</tt:DaylightSavings><tt:TimeZone><tt:TZ>{zone}</tt:TZ></tt:TimeZone>"
        return words + clock_part("LocalDateTime", now + timedelta(hours=hours))

    return told


CLOCKS: dict[str, tuple[timedelta, Callable[[datetime], str] | None]] = {
    "right": (timedelta(), None),
    "a year behind": (timedelta(days=-365), None),
    "ten minutes ahead": (timedelta(minutes=10), None),
    "local time under the name of UTC": (timedelta(), _local_as_utc),
    "local time under the name of UTC without a zone": (
        timedelta(), lambda now: clock_part("UTCDateTime", now + timedelta(hours=7)),
    ),
    "local time alone, POSIX zone": (timedelta(minutes=-9), _local_alone("ICT-7", 7)),
    "local time alone, named zone": (timedelta(minutes=9), _local_alone("Asia/Ho_Chi_Minh", 7)),
    "local time alone, GMT+7": (timedelta(minutes=9), _local_alone("GMT+07:00", 7)),
    "local time alone, summer": (timedelta(minutes=9), _local_alone("CET-1CEST,M3.5.0,M10.5.0/3", 2, "true")),
    "local time alone, no zone": (timedelta(), _local_alone("", 7)),
    "month 13": (timedelta(), lambda now: clock_part("UTCDateTime", now, month=13)),
    "no time at all": (timedelta(), lambda _now: "<tt:DateTimeType>NTP</tt:DateTimeType>"),
    "refused without a sign-in": (timedelta(), lambda _now: ""),
}  # fmt: skip


@pytest.mark.kind(
    "onvif",
    "A camera's clock that is wrong, tells local time as UTC or alone, names its zone in any way, has a month 13 or is"
    " not told without a sign-in",
    "The sign-in is dated by each time that the camera may mean, the likeliest first, three at most.",
)
@pytest.mark.parametrize("name", CLOCKS)
def test_clocks(name: str) -> None:
    ahead, told = CLOCKS[name]
    with running(needs=TOKEN, clock=lambda: datetime.now(UTC) + ahead, told_clock=told) as camera:
        _turns_and_stops(camera)


@pytest.mark.kind(
    "onvif",
    "A camera of another time that keeps its clock to itself",
    "HTTP's own date is believed.",
)
def test_a_clock_by_the_header_alone() -> None:
    behind = timedelta(days=400)
    with running(
        needs=TOKEN, clock=lambda: datetime.now(UTC) - behind, told_clock=lambda _now: "", date_header=True
    ) as camera:
        _turns_and_stops(camera)


@pytest.mark.kind(
    "onvif",
    "A camera starts again with the clock of 1970",
    "Its time is learned anew, and the order that was refused is told again at once.",
)
def test_a_clock_that_is_set_in_between() -> None:
    with running(needs=TOKEN) as camera:
        seen = OnvifCamera(camera.url, SIGN_IN)
        seen.move(RIGHT)
        camera.odd.clock = lambda: datetime.now(UTC).replace(year=1970, month=1, day=1)
        seen.move(Velocity(pan=-0.5))
        assert camera.turning["main"]["PanTilt"] == (-0.5, 0.0)


@pytest.mark.parametrize("told", [None, _local_as_utc])
def test_a_wrong_password_is_tried_seldom(told: Callable[[datetime], str] | None) -> None:
    """Whatever the clock: cameras lock accounts after five refusals."""
    with running(needs=TOKEN, told_clock=told) as camera:
        seen = OnvifCamera(camera.url, type(SIGN_IN)("tram", "wrong"))
        for _ in range(4):
            with pytest.raises(CameraError) as refused:
                seen.move(RIGHT)
            assert refused.value.code == REFUSED_SIGN_IN
        assert sum("UsernameToken" in body for _action, body in camera.asked) <= 3
        assert camera.turning == {}


def test_a_right_clock_is_one_time() -> None:
    now = datetime(2026, 11, 28, 3, 4, 5, tzinfo=UTC)
    body = clock_part("UTCDateTime", now) + clock_part("LocalDateTime", now.astimezone(timezone(timedelta(hours=7))))
    answer = tree(f"<a><tt:TimeZone><tt:TZ>ICT-7</tt:TZ></tt:TimeZone>{body}</a>".encode())
    assert offsets(answer, "Sat, 28 Nov 2026 03:04:06 GMT", now) == (0.0,)


@pytest.mark.kind(
    "onvif",
    "Presets without a name, with the same name, without a token or with a token beyond ONVIF's bound",
    "Each that can be told has a name of its own; one that cannot is left out.",
)
def test_presets() -> None:
    names = [("1", "Cổng & chợ"), ("b/2", ""), ("3", "Bến"), ("4", " Bến "), ("", "lost"), ("x" * 65, "long")]
    told = "".join(
        f'<tptz:Preset token="{token}"><tt:Name>{name.replace("&", "&amp;")}</tt:Name></tptz:Preset>'
        for token, name in names
    )
    with running(presets=told + "<tptz:Preset/>") as camera:
        known = OnvifCamera(camera.url, SIGN_IN).presets()
    assert known == [
        Preset("1", "Cổng & chợ"), Preset("b/2", "b/2"), Preset("3", "Bến (3)"), Preset("4", "Bến (4)"),
    ]  # fmt: skip
    assert MAX_PRESETS >= 256


@pytest.mark.kind(
    "onvif",
    "A camera that turns and knows no presets",
    "It has none, and can be led all the same.",
)
def test_without_presets() -> None:
    with running(refuses=lambda action, _body: action == "GetPresets") as camera:
        assert OnvifCamera(camera.url, SIGN_IN).presets() == []

"""What the city wrote is what the camera is asked, byte for byte; what cannot be sent is refused, with how."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from console.base import log
from console.records.models import StreamState
from console.video import addresses
from console.video.fleet import Fleet
from tests.console.video.quirky_watch import Watch
from tests.console.video.quirky_watch import fleet as started
from tests.harness.quirky import http_camera, units
from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.rtsp_camera import RtspCamera


@pytest.fixture(scope="module")
def fleet() -> Iterator[Fleet]:
    with started() as made:
        yield made


@pytest.fixture
def watch(fleet: Fleet) -> Iterator[Watch]:
    made = Watch(fleet)
    yield made
    made.close()


@pytest.fixture(scope="module")
def camera() -> Iterator[RtspCamera]:
    """Answers whatever it is asked for."""
    with RtspCamera({"": Quirks(units.encoded(frames=30))}) as made:
        yield made


WRITTEN = (
    "/user=admin&password=&channel=1&stream=0.sdp?real_stream",
    "/user=xem_password=tl;Jw_channel=1_stream=0.sdp?real_stream",
    "/a%2Fb/%c3%a9%C3%A9/%20%27+c",
    "/cam?x[0]=$1*(2)!&y=a:b@c",
    "/cam?next?a=1?",
    "/cam?",
    "/cam/",
    "/cam//main//x",
    "/100%?q=%zz",
    "/cam?udp&tcp&multicast",
    "/" + "x" * 1500,
)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(
            "/user=admin&password=&channel=1&stream=0.sdp?real_stream",
            marks=pytest.mark.kind(
                "addresses", "User and channel stand in the path, with & and =", "The path goes as it is."
            ),
        ),
        pytest.param(
            "/user=xem_password=tl;Jw_channel=1_stream=0.sdp?real_stream",
            marks=pytest.mark.kind("addresses", "The path has semicolons", "The path goes as it is."),
        ),
        pytest.param(
            "/a%2Fb/%c3%a9%C3%A9/%20%27+c",
            marks=pytest.mark.kind(
                "addresses",
                "The path has %2F, %20, %27 and + in small and large digits",
                "None is decoded or written anew.",
            ),
        ),
        pytest.param(
            "/cam?x[0]=$1*(2)!&y=a:b@c",
            marks=pytest.mark.kind("addresses", "The query has brackets, $ and *", "The query goes as it is."),
        ),
        pytest.param(
            "/cam?next?a=1?",
            marks=pytest.mark.kind("addresses", "A second and a third question mark", "All of them go."),
        ),
        pytest.param("/cam?", marks=pytest.mark.kind("addresses", "An empty query", "The question mark goes.")),
        pytest.param("/cam/", marks=pytest.mark.kind("addresses", "A slash at the end", "It goes.")),
        pytest.param("/cam//main//x", marks=pytest.mark.kind("addresses", "Double slashes", "Both go.")),
        pytest.param("/100%?q=%zz", marks=pytest.mark.kind("addresses", "A percent sign by itself", "It goes.")),
        pytest.param(
            "/cam?udp&tcp&multicast",
            marks=pytest.mark.kind(
                "addresses", "The query has words that FFmpeg takes for its own", "They go to the camera."
            ),
        ),
        pytest.param(
            "/" + "x" * 1500,
            marks=pytest.mark.kind("addresses", "A path longer than 1023 bytes", "None of it is cut off."),
        ),
    ],
)
def test_rtsp_is_asked_as_it_is_written(watch: Watch, camera: RtspCamera, written: str) -> None:
    camera.asked.clear()
    watch.live(watch.open(camera.base + written))
    asked = [line.split()[:2] for line in camera.asked]
    assert ["DESCRIBE", camera.base + written] in asked
    base = camera.base + written
    assert ["SETUP", base.rstrip("/") + "/trackID=1"] in asked


@pytest.mark.parametrize("written", WRITTEN)
def test_http_is_asked_as_it_is_written(watch: Watch, written: str) -> None:
    with http_camera.HttpCamera({written.split("?", maxsplit=1)[0]: http_camera.mjpeg(units.jpegs())}) as web:
        watch.live(watch.open(web.base + written))
        assert [path for path, _signature in web.asked] == [written]


@pytest.mark.kind("addresses", "Letters outside of ASCII", "They go as UTF-8 in %XX, the rest as it is.")
def test_letters_go_as_utf8(watch: Watch, camera: RtspCamera) -> None:
    camera.asked.clear()
    watch.live(watch.open(f"{camera.base}/cổng?tên=bến%20xe"))
    assert f"DESCRIBE {camera.base}/c%E1%BB%95ng?t%C3%AAn=b%E1%BA%BFn%20xe" in camera.asked


@pytest.mark.kind(
    "addresses", "The port that is usual anyway is written, or left out", "It stands in requests as it was written."
)
def test_a_port_is_neither_added_nor_dropped() -> None:
    assert addresses.read("rtsp://cam:554/x").asked == "rtsp://cam:554/x"
    assert addresses.read("rtsp://cam/x").asked == "rtsp://cam/x"
    assert addresses.read("rtsp://cam/x").port == 554


@pytest.mark.parametrize(
    ("quirks", "path"),
    [
        pytest.param(
            Quirks(base="none"),
            "/a/trackID=1",
            marks=pytest.mark.kind("addresses", "No Content-Base", "The address itself is the base."),
        ),
        pytest.param(
            Quirks(base="no_slash"),
            "/a/trackID=1",
            marks=pytest.mark.kind("addresses", "A Content-Base without a slash at its end", "One is put between."),
        ),
        pytest.param(
            Quirks(base="garbage"),
            "/a/trackID=1",
            marks=pytest.mark.kind("addresses", "A Content-Base that is none", "It is left aside."),
        ),
        pytest.param(
            Quirks(base="other_host"),
            "/a/trackID=1",
            marks=pytest.mark.kind(
                "addresses", "A Content-Base at another host", "Only its path is taken, nobody else is asked."
            ),
        ),
        pytest.param(
            Quirks(control="absolute", base="other_host"),
            "/a/trackID=1",
            marks=pytest.mark.kind(
                "addresses", "A track by its whole address", "It is asked for at the camera's own host."
            ),
        ),
        pytest.param(
            Quirks(control="star"),
            "/a/",
            marks=pytest.mark.kind("addresses", "A track called *", "The base is asked for."),
        ),
        pytest.param(
            Quirks(control="none"),
            "/a/",
            marks=pytest.mark.kind("addresses", "A track without a name", "The base is asked for."),
        ),
    ],
)
def test_the_track_is_asked_for_where_it_is(watch: Watch, quirks: Quirks, path: str) -> None:
    quirks.units = units.encoded(frames=30)
    with RtspCamera({"/a": quirks}) as one:
        watch.live(watch.open(f"{one.base}/a"))
        assert f"SETUP {one.base}{path}" in one.asked
        assert all(line.split()[1].startswith(one.base) for line in one.asked)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        pytest.param(
            "/a b",
            "address_characters",
            marks=pytest.mark.kind("addresses", "A space in the path", "It is refused, with how to write it."),
        ),
        pytest.param(
            "/a#b",
            "address_fragment",
            marks=pytest.mark.kind(
                "addresses", "A # in the path", "It is refused, with how to write it: it would not be sent."
            ),
        ),
        pytest.param(
            "/a%0d%0aX-Evil: 1",
            "address_characters",
            marks=pytest.mark.kind("addresses", "A line's end in %XX", "It is refused."),
        ),
        pytest.param(
            "/%2e%2E/a",
            "address_dots",
            marks=pytest.mark.kind("addresses", "Dots that lead out of a folder, in %XX", "They are refused."),
        ),
    ],
)
def test_what_cannot_be_sent_is_refused_and_told(watch: Watch, camera: RtspCamera, written: str, code: str) -> None:
    camera.asked.clear()
    stream = watch.open(camera.base + written)
    assert watch.reason(stream) == code
    assert stream.state is StreamState.WRONG_ADDRESS
    assert camera.asked == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("rtsp://cam:0/x", "port"),
        ("rtsp://cam:65536/x", "port"),
        ("rtsp://cam:x/x", "port"),
        ("rtsp://cổng.vn/x", "letters"),
        ("rtsp://127.0.0.１/x", "letters"),
        ("rtsp://a,b/x", "host"),
        ("rtsp://[fe80::1/x", "host"),
        ("rtsp:///x", "host"),
        ("rtsp://u:p@cam/x", "sign_in"),
        ("ftp://cam/x", "scheme"),
        ("rtsp:cam/x", "scheme"),
        ("rtsp://cam/\u202ex", "characters"),
        ("rtsp://cam/'x'", "characters"),
        ("rtsp://cam/" + "x" * 3000, "too_long"),
    ],
)
@pytest.mark.kind("addresses", "Ports, hosts and letters that are none", "Each refusal names what to mend.")
def test_every_refusal_has_its_word(url: str, code: str) -> None:
    with pytest.raises(addresses.AddressError) as told:
        addresses.checked(url)
    assert told.value.code == code


@pytest.mark.parametrize(
    ("url", "listed"),
    [
        ("rtsp://cam_1.ward/x", "cam_1.ward"),
        ("rtsp://Cam.Ward./x", "cam.ward"),
        ("rtsp://cam.ward/x", "CAM.ward."),
        ("rtsp://xn--cng-6ma.vn/x", "xn--cng-6ma.vn"),
        ("rtsp://[2001:DB8::1]:554/x", "2001:db8::1"),
        ("rtsp://[fe80::1%25eth0]/x", "fe80::1%eth0"),
    ],
)
@pytest.mark.kind(
    "addresses",
    "Hosts with _, a dot at the end, large letters, xn-- or a zone",
    "They are hosts like others, compared as names are.",
)
def test_hosts_are_compared_as_names_are(url: str, listed: str) -> None:
    assert addresses.checked(url, frozenset({listed})) == url
    with pytest.raises(addresses.AddressError, match="not_listed"):
        addresses.checked(url, frozenset({"elsewhere"}))


@pytest.mark.kind("addresses", "An address of IPv6", "It is asked like any other.")
def test_ipv6(watch: Watch) -> None:
    with RtspCamera({"/a": Quirks(units.encoded(frames=30))}, host="::1") as one:
        watch.live(watch.open(f"{one.base}/a"))
        assert f"DESCRIBE {one.base}/a" in one.asked


@pytest.mark.parametrize(
    "url",
    [
        "rtsp://cam/user=admin&password=MAT-KHAU&channel=1",
        "rtsp://cam/user=admin_password=MAT-KHAU_channel=1_stream=0.sdp",
        "rtsp://cam/x?token=MAT-KHAU",
        "http://cam/cgi;pwd=MAT-KHAU/x",
    ],
)
@pytest.mark.kind("addresses", "A password within path or query", "Sidecars and logs leave it out.")
def test_a_password_in_an_address_is_not_shown(url: str) -> None:
    assert "MAT-KHAU" not in addresses.redacted(url)
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "cannot open %s", (url,), None)
    log.RedactingFilter().filter(record)
    assert "MAT-KHAU" not in record.getMessage()

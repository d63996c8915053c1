"""Why there is no picture: the true cause, whatever a camera does instead of sending one."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator

import pytest
import trustme

from console.records.models import StreamState
from console.video import frames, reasons
from console.video.fleet import Fleet
from tests.console.video.cameras import until
from tests.console.video.quirky_watch import PATIENCE_S, Watch
from tests.console.video.quirky_watch import fleet as started
from tests.harness.quirky import http_camera, odd, units
from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.rtsp_camera import RtspCamera
from tests.harness.quirky.sign_in import Lock


@pytest.fixture(scope="module")
def fleet() -> Iterator[Fleet]:
    with started() as made:
        yield made


@pytest.fixture
def watch(fleet: Fleet) -> Iterator[Watch]:
    made = Watch(fleet)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("quirks", "code"),
    [
        pytest.param(
            Quirks(tcp=False),
            "udp_only",
            marks=pytest.mark.kind(
                "no-picture", "461: it sends by UDP alone", "So it is told, with what to switch on."
            ),
        ),
        pytest.param(
            Quirks(fails="453 Not Enough Bandwidth"),
            "busy",
            marks=pytest.mark.kind("no-picture", "453: it takes no more viewers", "So it is told."),
        ),
        pytest.param(
            Quirks(fails="454 Session Not Found"),
            "session_lost",
            marks=pytest.mark.kind("no-picture", "454: it lost the session", "So it is told."),
        ),
        pytest.param(
            Quirks(fails="404 Not Found"),
            "no_such_stream",
            marks=pytest.mark.kind(
                "no-picture", "404: it has no such stream", "So it is told, unlike an address it cannot read."
            ),
        ),
        pytest.param(
            Quirks(fails="400 Bad Request"),
            "bad_request",
            marks=pytest.mark.kind("no-picture", "400: it rejects the address", "So it is told."),
        ),
        pytest.param(
            Quirks(fails="403 Forbidden"),
            "forbidden",
            marks=pytest.mark.kind(
                "no-picture", "403: this account may not watch", "So it is told, unlike a wrong password."
            ),
        ),
        pytest.param(
            Quirks(fails="500 Internal Server Error"),
            "camera_error",
            marks=pytest.mark.kind("no-picture", "500: it has a fault", "So it is told."),
        ),
        pytest.param(
            Quirks(redirect="rtsp://192.0.2.9/x"),
            "redirected",
            marks=pytest.mark.kind("no-picture", "302: it points elsewhere", "So it is told; nobody follows."),
        ),
        pytest.param(
            Quirks(sign_in=Lock()),
            "sign_in_missing",
            marks=pytest.mark.kind("no-picture", "401: it asks for a sign-in", "So it is told."),
        ),
        pytest.param(
            Quirks(codec="H266"),
            "unknown_codec",
            marks=pytest.mark.kind("no-picture", "A codec that nobody here knows", "So it is told."),
        ),
        pytest.param(
            Quirks(mute=True),
            "no_media",
            marks=pytest.mark.kind(
                "no-picture", "PLAY is answered and nothing comes", "So it is told while it is still waited for."
            ),
        ),
        pytest.param(
            Quirks(sprop=False, strip_all=(7, 8)),
            "no_parameter_sets",
            marks=pytest.mark.kind(
                "no-picture", "Pictures without parameter sets anywhere", "So it is told, not Connecting for ever."
            ),
        ),
        pytest.param(
            Quirks(start_at=1, loop_from=1),
            "no_keyframe",
            marks=pytest.mark.kind("no-picture", "No keyframe comes", "So it is told while it is still waited for."),
        ),
    ],
)
def test_what_a_camera_does_is_told(watch: Watch, quirks: Quirks, code: str) -> None:
    quirks.units = units.encoded(frames=30, gop=30)
    with RtspCamera({"/a": quirks}) as camera:
        stream = watch.open(f"{camera.base}/a")
        until(watch.fleet, lambda: stream.reason == code, PATIENCE_S)
        assert stream.state is StreamState(reasons.STATE_OF[code])
        watch.close()


AUDIO = "v=0\r\ns=x\r\nm=audio 0 RTP/AVP 0\r\na=control:a\r\n"
SECURE = (
    "v=0\r\ns=x\r\nm=video 0 RTP/SAVP 96\r\na=rtpmap:96 H264/90000\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\n"
)


@pytest.mark.parametrize(
    ("answer", "greeting", "code"),
    [
        pytest.param(
            odd.describing(AUDIO), b"", "no_video", marks=pytest.mark.kind("no-picture", "Sound only", "So it is told.")
        ),
        pytest.param(
            odd.describing(SECURE), b"", "encrypted", marks=pytest.mark.kind("no-picture", "SRTP", "So it is told.")
        ),
        pytest.param(
            odd.describing("m\0\0=?"),
            b"",
            "bad_description",
            marks=pytest.mark.kind("no-picture", "A description that is none", "So it is told."),
        ),
        pytest.param(
            odd.describing("<!DOCTYPE html><html>"),
            b"",
            "web_page",
            marks=pytest.mark.kind("no-picture", "A web page by RTSP", "So it is told."),
        ),
        pytest.param(
            lambda _asked: None,
            b"",
            "silent",
            marks=pytest.mark.kind(
                "no-picture", "It takes the connection and never answers", "So it is told while it is still waited for."
            ),
        ),
        pytest.param(
            lambda _asked: b"", b"", "hung_up", marks=pytest.mark.kind("no-picture", "It hangs up", "So it is told.")
        ),
        pytest.param(
            lambda _asked: b"HTTP/1.1 400 Bad Request\r\n\r\n",
            b"",
            "wrong_protocol",
            marks=pytest.mark.kind("no-picture", "A web server at the port for RTSP", "So it is told."),
        ),
        pytest.param(
            lambda _asked: None,
            b"SSH-2.0-OpenSSH_9\r\n",
            "wrong_protocol",
            marks=pytest.mark.kind("no-picture", "Something else at the port for RTSP", "So it is told."),
        ),
    ],
)
def test_what_is_no_camera_is_told(watch: Watch, answer: odd.Answer, greeting: bytes, code: str) -> None:
    with odd.OddServer(answer, greeting) as server:
        stream = watch.open(f"rtsp://127.0.0.1:{server.port}/a")
        until(watch.fleet, lambda: stream.reason == code, PATIENCE_S)
        watch.close()


def said(content_type: str, body: bytes, code: int = 200, *extra: tuple[str, str]) -> http_camera.Answer:
    """An answer of a web server."""

    def answer(to: http_camera.Conversation) -> None:
        to.begin(content_type, *extra, code=code)
        to.wfile.write(body)

    return answer


def stalls(to: http_camera.Conversation) -> None:
    """The head of a video, and nothing more."""
    to.begin("video/mp2t")
    to.wfile.flush()
    to.pause(60)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(
            said("text/html", b"<html><body>Camera"),
            "web_page",
            marks=pytest.mark.kind(
                "no-picture", "The address is that of the camera's web page", "So it is told, with what to enter."
            ),
        ),
        pytest.param(
            said("", b"  <!DOCTYPE HTML>\n<title>Camera"),
            "web_page",
            marks=pytest.mark.kind("no-picture", "A web page that does not say that it is one", "So it is told."),
        ),
        pytest.param(
            said("application/json", b'{"error": 7}'),
            "not_video",
            marks=pytest.mark.kind("no-picture", "200 with a message of failure", "So it is told."),
        ),
        pytest.param(
            said("application/octet-stream", b"\x01\x02" * 200_000),
            "undecodable",
            marks=pytest.mark.kind("no-picture", "Bytes that are no video", "So it is told."),
        ),
        pytest.param(
            said("application/vnd.apple.mpegurl", b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n"),
            "no_segments",
            marks=pytest.mark.kind("no-picture", "A playlist without a piece", "So it is told."),
        ),
        pytest.param(
            http_camera.snapshot(units.jpegs()),
            "single_picture",
            marks=pytest.mark.kind("no-picture", "A snapshot where a stream should be", "So it is told."),
        ),
        pytest.param(
            said("multipart/x-mixed-replace", units.jpegs()[0] * 3),
            "no_boundary",
            marks=pytest.mark.kind("no-picture", "MJPEG without boundaries", "So it is told."),
        ),
        pytest.param(
            said("text/html", b"", 302, ("Location", "http://192.0.2.9/")),
            "redirected",
            marks=pytest.mark.kind("no-picture", "302 by HTTP", "So it is told; nobody follows."),
        ),
        pytest.param(
            said("text/html", b"", 403),
            "forbidden",
            marks=pytest.mark.kind("no-picture", "403 by HTTP", "So it is told."),
        ),
        pytest.param(
            stalls,
            "no_media",
            marks=pytest.mark.kind(
                "no-picture", "200, and nothing after it", "So it is told while it is still waited for."
            ),
        ),
        pytest.param(
            http_camera.locked(stalls, Lock()),
            "sign_in_missing",
            marks=pytest.mark.kind("no-picture", "401 by HTTP", "So it is told."),
        ),
    ],
)
def test_what_a_web_server_says_is_told(watch: Watch, answer: http_camera.Answer, code: str) -> None:
    with http_camera.HttpCamera({"/a": answer}) as server:
        stream = watch.open(f"{server.base}/a")
        until(watch.fleet, lambda: stream.reason == code, PATIENCE_S)
        watch.close()


@pytest.mark.kind("no-picture", "RTSP at the port for HTTP", "So it is told.")
def test_a_camera_by_rtsp_asked_by_http(watch: Watch) -> None:
    with RtspCamera({"/a": Quirks(units.encoded(frames=30))}) as camera:
        assert watch.reason(watch.open(camera.base.replace("rtsp", "http") + "/a")) == "wrong_protocol"
        watch.close()


@pytest.mark.kind("no-picture", "A camera that does not encrypt, asked by rtsps", "So it is told.")
def test_a_plain_camera_asked_by_tls(watch: Watch) -> None:
    with RtspCamera({"/a": Quirks(units.encoded(frames=30))}) as camera:
        assert watch.reason(watch.open(camera.base.replace("rtsp", "rtsps") + "/a")) == "tls_failed"
        watch.close()


def test_a_camera_with_a_certificate_of_its_own_plays(watch: Watch) -> None:
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("cam").configure_cert(own)
    with RtspCamera({"/a": Quirks(units.encoded(frames=30))}, tls=own) as camera:
        watch.live(watch.open(f"{camera.base}/a"))
        assert f"DESCRIBE {camera.base}/a" in camera.asked
        watch.close()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        pytest.param(
            "rtsp://127.0.0.1:9/x",
            "port_closed",
            marks=pytest.mark.kind("no-picture", "Nobody listens at the port", "So it is told."),
        ),
        pytest.param(
            "rtsp://camera.invalid/x",
            "name_unknown",
            marks=pytest.mark.kind("no-picture", "The camera's name is not known", "So it is told."),
        ),
        pytest.param(
            "rtsp://192.0.2.1/x",
            "address_not_listed",
            marks=pytest.mark.kind(
                "no-picture", "The camera is not on the server's list", "So it is told; it is not asked."
            ),
        ),
        pytest.param(
            "ftp://127.0.0.1/x",
            "address_scheme",
            marks=pytest.mark.kind("no-picture", "An address that is no video's", "So it is told, with what is wrong."),
        ),
    ],
)
def test_what_keeps_us_from_the_camera_is_told(url: str, code: str) -> None:
    with started() as own:
        watch = Watch(own)
        assert watch.reason(watch.open(url, hosts=frozenset({"127.0.0.1", "camera.invalid"}))) == code


@pytest.mark.kind(
    "no-picture", "It offers GET_PARAMETER and hangs up on it", "It is told otherwise that we are there, from then on."
)
def test_a_camera_that_hangs_up_on_a_sign_of_life(watch: Watch) -> None:
    quirks = Quirks(units=units.encoded(frames=150), enforce="close_400", timeout_s=4)
    with RtspCamera({"/a": quirks}) as camera:
        watch.open(f"{camera.base}/a")
        until(watch.fleet, lambda: sum(line.startswith("PLAY") for line in camera.asked) == 2, PATIENCE_S)
        played = max(at for at, line in enumerate(camera.asked) if line.startswith("PLAY"))
        until(watch.fleet, lambda: len(camera.asked) > played + 6, PATIENCE_S)  # a sign a second, for longer than 4 s
        assert sum(line.startswith("PLAY") for line in camera.asked) == 2
        assert "session timed out" not in camera.asked


@pytest.mark.kind("no-picture", "A cause that is mended", "It is told no more once there is a picture.")
def test_a_cause_goes_with_the_first_picture(watch: Watch) -> None:
    quirks = Quirks(units.encoded(frames=30), fails="453 Not Enough Bandwidth")
    with RtspCamera({"/a": quirks}) as camera:
        stream = watch.open(f"{camera.base}/a")
        assert watch.reason(stream) == "busy"
        quirks.fails = ""
        watch.live(stream)
        assert stream.reason == ""
        watch.close()


def test_every_cause_passes_through_the_ring() -> None:
    fd = frames.create(16, 16)
    ring = frames.Ring(fd, 16, 16)
    os.close(fd)
    for reason in reasons.REASONS:
        ring.tell(reasons.STATE_OF[reason], reason=reason)
        assert (ring.state, ring.reason) == (reasons.STATE_OF[reason], reason)
    ring.tell("live")
    assert ring.reason == ""

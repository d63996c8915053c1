"""Which of a recorder's channels is turned: the camera's own, by its stream's address or by name, or none at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import requests

from backend.ptz.camera_access import CameraEntry, load
from backend.ptz.errors import NO_PTZ, UNCLEAR, CameraError
from backend.ptz.onvif import OnvifCamera, Velocity
from backend.ptz.streams import owner
from tests.backend.device import Device
from tests.backend.odd_camera import SIGN_IN, Channel, OddCamera, running
from tests.backend.test_ptz import TurningCity

RECORDER = tuple(
    Channel(
        f"Profile_{channel}{stream}", f"lens-{channel}", f"rtsp://192.168.7.9:554/Streaming/Channels/{channel}0{stream}"
    )
    for channel in (1, 2, 3)
    for stream in (1, 2)
)


def _turned(camera: OddCamera, *streams: str, profile: str = "") -> set[str]:
    seen = OnvifCamera(camera.url, SIGN_IN, profile=profile, streams=lambda: streams)
    seen.move(Velocity(pan=0.5))
    return set(camera.turning)


@pytest.mark.kind(
    "onvif",
    "A recorder with a channel for each camera behind one ONVIF address",
    "The channel whose stream is the camera's own is turned, by a stop as by a move.",
)
def test_a_recorders_channel_is_that_of_the_cameras_stream(tmp_path: Path) -> None:
    channels = tuple(Channel(f"p{n}", f"lens-{n}", f"rtsp://10.0.0.1/cam-0{n}/main?a=b") for n in (1, 2, 3))
    with running(channels=channels) as recorder:
        city = TurningCity(tmp_path, cameras=False)
        city.access_path = tmp_path / "access.json"
        city.access_path.touch(0o600)
        city.access_path.write_text(json.dumps({"cameras": {"cam-03": {"onvif": recorder.url}}}), encoding="utf-8")
        with city as town:
            operator = Device(town, "ha.le", "ptz-channels")
            lease = operator.call("POST", "/v1/cameras/cam-03/ptz/lease", json={})
            assert lease.json()["not_stopped"] is False
            answers = [_move(operator, 0.5), _move(operator, 0.0)]
            operator.call("DELETE", "/v1/cameras/cam-03/ptz/lease")
    assert [answer.status_code for answer in answers] == [200, 200]
    assert set(recorder.turning) == {"p3"}
    assert recorder.still
    assert all("<q:ProfileToken>p3<" in body for body in recorder.bodies("Stop"))


def _move(device: Device, pan: float) -> requests.Response:
    return device.call("POST", "/v1/cameras/cam-03/ptz/move", json={"pan": pan, "tilt": 0, "zoom": 0})


@pytest.mark.kind(
    "onvif",
    "A recorder of which no channel is surely the camera's",
    "Nothing is turned; the refusal names the recorder's profiles, of which the access file may choose one.",
)
@pytest.mark.parametrize("streams", [(), ("rtsp://relay.example/cam-03/main",)], ids=["none", "relay"])
def test_no_channel_is_guessed(streams: tuple[str, ...]) -> None:
    with running(channels=RECORDER) as recorder:
        with pytest.raises(CameraError, match=r"Profile_11.*onvif_profile|onvif_profile.*Profile_11") as refused:
            _turned(recorder, *streams)
        assert refused.value.code == UNCLEAR
        assert recorder.turning == {}


@pytest.mark.kind(
    "onvif",
    "A recorder that gives every channel the same stream address",
    "Nothing is turned, for the first would be as good as any.",
)
def test_streams_that_are_all_alike_tell_nothing() -> None:
    channels = tuple(Channel(f"p{n}", f"lens-{n}", "rtsp://10.0.0.1/live") for n in (1, 2, 3))
    with running(channels=channels) as recorder:
        with pytest.raises(CameraError) as refused:
            _turned(recorder, "rtsp://10.0.0.1/live")
        assert (refused.value.code, recorder.turning) == (UNCLEAR, {})


@pytest.mark.kind(
    "onvif",
    "A recorder whose channels cannot be told apart by their streams",
    "The profile that the access file names is turned, whatever the streams say.",
)
def test_a_configured_profile_wins(tmp_path: Path) -> None:
    path = tmp_path / "access.json"
    path.touch(0o600)
    with running(channels=RECORDER) as recorder:
        assert _turned(recorder, RECORDER[0].stream, profile="Profile_31") == {"Profile_31"}
        with pytest.raises(CameraError, match="no profile 'Profile_91'") as refused:
            _turned(recorder, RECORDER[0].stream, profile="Profile_91")
        assert refused.value.code == UNCLEAR


@pytest.mark.kind(
    "onvif",
    "A recorder whose channel of this camera stands still while others turn",
    "The camera cannot be turned; no other is turned in its place.",
)
def test_a_fixed_channel_beside_turning_ones() -> None:
    channels = (
        Channel("dome", "lens-1", "rtsp://10.0.0.1/ch1"),
        Channel("fixed", "lens-2", "rtsp://10.0.0.1/ch2", False),
    )
    with running(channels=channels) as recorder:
        with pytest.raises(CameraError) as refused:
            _turned(recorder, "rtsp://10.0.0.1/ch2")
        assert (refused.value.code, recorder.turning) == (NO_PTZ, {})


@pytest.mark.kind(
    "onvif",
    "Only the main stream's profile turns, and the console's stream is the second",
    "The profile of the same lens that turns is taken.",
)
def test_a_second_stream_leads_to_its_lens() -> None:
    channels = (
        Channel("1-main", "lens-1", "rtsp://10.0.0.1/ch1/main"),
        Channel("1-sub", "lens-1", "rtsp://10.0.0.1/ch1/sub", turns=False),
        Channel("2-main", "lens-2", "rtsp://10.0.0.1/ch2/main"),
        Channel("2-sub", "lens-2", "rtsp://10.0.0.1/ch2/sub", turns=False),
    )  # fmt: skip
    with running(channels=channels) as recorder:
        assert _turned(recorder, "rtsp://nat.example:8554/ch2/sub") == {"2-main"}


@pytest.mark.kind(
    "onvif",
    "A camera with one lens and two profiles, whose pictures come by a relay with numbers of its own",
    "Its profile that turns is taken.",
)
def test_one_lens_is_the_cameras() -> None:
    stream = "rtsp://10.0.0.33/cam1/h264"
    with running(channels=(Channel("sub", stream=stream, turns=False), Channel("main", stream=stream))) as camera:
        assert _turned(camera, "rtsp://relay.example/cam-03") == {"main"}


@pytest.mark.kind(
    "onvif",
    "A recorder that leaves out the channels whose cameras are away",
    "The one channel that is left is not turned in the place of another.",
)
def test_the_last_channel_is_not_everybodys() -> None:
    with running(channels=RECORDER[:2]) as recorder:
        with pytest.raises(CameraError) as refused:
            _turned(recorder, "rtsp://192.168.7.9/Streaming/Channels/302")
        assert (refused.value.code, recorder.turning) == (UNCLEAR, {})
        assert _turned(recorder, "rtsp://192.168.7.9/Streaming/Channels/102") == {"Profile_11"}


@pytest.mark.kind(
    "onvif",
    "A recorder that is asked again after a refusal, with hundreds of channels",
    "Its channels are not looked for again while its profiles are the same.",
)
def test_a_known_channel_is_not_looked_for_again() -> None:
    with running(channels=RECORDER) as recorder:
        seen = OnvifCamera(recorder.url, SIGN_IN, streams=lambda: (RECORDER[4].stream,))
        seen.move(Velocity(pan=0.5))
        seen.stop()
        recorder.odd.refuses = lambda action, _body: action == "GotoPreset"
        with pytest.raises(CameraError):
            seen.go_to("x")
        seen.move(Velocity(pan=0.5))
        assert len(recorder.actions("GetProfiles")) == 2
        assert len(recorder.actions("GetStreamUri")) == len(RECORDER)
        recorder.odd.channels = RECORDER[:4]
        with pytest.raises(CameraError) as refused:
            seen.stop()
        assert refused.value.code == UNCLEAR
        with pytest.raises(CameraError):
            seen.move(Velocity(pan=0.5))
        assert set(recorder.turning) == {"Profile_31"}


ODD_TOKEN = "kênh 3 & <\"'> ]]>"


@pytest.mark.kind(
    "onvif",
    "A profile token with quotes, brackets, ampersands and letters beyond ASCII",
    "It is told to the camera as it came.",
)
def test_an_odd_profile_token() -> None:
    with running(channels=(Channel(ODD_TOKEN),)) as camera:
        assert _turned(camera) == {ODD_TOKEN}


@pytest.mark.parametrize(
    ("ours", "theirs", "whose"),
    [
        ("/Streaming/Channels/302", ("/Streaming/Channels/101?t=u", "/Streaming/Channels/301?t=u"), 2),
        ("/Streaming/Channels/1601", ("/Streaming/Channels/101", "/Streaming/Channels/1602"), 2),
        ("/cam/realmonitor?channel=2&subtype=1", ("/cam/realmonitor?channel=1&u=1",
         "/cam/realmonitor?channel=2&u=1"), 2),
        ("/cam/realmonitor?channel=2", ("/cam/realmonitor?channel=12&x=1", "/cam/realmonitor?channel=2&x=1"), 2),
        ("/cam/realmonitor?channel=2&subtype=1", ("/cam/realmonitor?channel=1&subtype=0",
         "/cam/realmonitor?channel=2&subtype=0"), 2),
        ("/live?user=a&password=b", ("/other", "/live"), 2),
        (":5542/", (":5541/", ":5542/"), 2),
        (":554/s1", (".33/s1", "/s1"), 2),
        ("/user=a_password=b_channel=2_stream=1.sdp", ("/user=c_channel=1_stream=0.sdp",
         "/user=c_channel=2_stream=0.sdp"), 2),
        ("/h264/ch03/sub/av_stream", ("/h264/ch1/main/av_stream", "/h264/ch3/main/av_stream"), 2),
        ("/unicast/c2/s1/live", ("/unicast/c1/s0/live", "/unicast/c2/s0/live"), 2),
        ("/C%E1%BA%A7u/", ("/Cau", "/Cầu"), 2),
        ("/cam/realmonitor", ("/cam/realmonitor?channel=1", "/cam/realmonitor?channel=2"), None),
        ("/Streaming/Channels/201", ("/ch1/main", "/ch2/main"), None),
        ("/media/video2", ("/media/video1", "/media/video1"), None),
        ("/live", ("/live?channel=1", "/other"), None),
        ("/live?channel=2", ("/live", "/other"), None),
        (":port/x", ("/y",), None),
        ("[/x", ("[/x", "/y"), None),
    ],
)  # fmt: skip
def test_whose_stream_it_is(ours: str, theirs: tuple[str, ...], whose: int | None) -> None:
    known = {str(number): (str(number), f"rtsp://h{rest}") for number, rest in enumerate(theirs, start=1)}
    assert owner([f"rtsp://h{ours}"], known) == (whose and str(whose))


def test_the_access_file_names_profile_and_basic(tmp_path: Path) -> None:
    one: dict[str, Any] = {"onvif": "http://10.0.0.7/o", "onvif_profile": ODD_TOKEN, "onvif_basic": True}
    path = tmp_path / "access.json"
    path.touch(0o600)
    path.write_text(json.dumps({"cameras": {"cam-01": one}}), encoding="utf-8")
    assert load(path).cameras["cam-01"] == CameraEntry(None, one["onvif"], None, ODD_TOKEN, True)

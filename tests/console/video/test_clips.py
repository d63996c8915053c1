"""Clips of every camera that is played: right in order, time and length, and readable by others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from console.video import keeping, masks
from console.video.keeping import CannotKeepError
from console.video.packets import Packet, Recent
from tests.console.video.kept import add, clip, encoded, follow, of_units, played
from tests.harness.quirky import http_camera, playlist, units
from tests.harness.quirky.http_camera import HttpCamera
from tests.harness.quirky.quirks import Quirks
from tests.harness.quirky.rtsp_camera import RtspCamera

FRAMES, STEP_S = 150, 1 / units.FPS
LOWER_RIGHT = (0.5, 0.5, 0.5, 0.5)


def rtsp(quirks: Quirks) -> Iterator[str]:
    with RtspCamera({"/live": quirks}) as camera:
        yield f"{camera.base}/live"


def h264(**settings: Any) -> tuple[units.Unit, ...]:
    return units.encoded("libx264", frames=FRAMES, **settings)


def h265(**settings: Any) -> tuple[units.Unit, ...]:
    return units.encoded("libx265", frames=FRAMES, **settings)


@pytest.mark.parametrize(
    "quirks",
    [
        pytest.param(
            Quirks(units=h264(b_frames=2)),
            marks=pytest.mark.kind("clips", "H.264 with B-frames", "A clip has them in the order of showing."),
        ),
        pytest.param(
            Quirks(units=h264(b_frames=3, params="b-pyramid=2"), sprop=False),
            marks=pytest.mark.kind(
                "clips", "B-frames that others refer to, parameter sets within the stream alone", "The clip has both."
            ),
        ),
        pytest.param(
            Quirks(units=h264(b_frames=0), strip=(7, 8)),
            marks=pytest.mark.kind("clips", "Parameter sets in the description alone", "The clip decodes by itself."),
        ),
        pytest.param(
            Quirks(units=h265(b_frames=2), codec="H265"),
            marks=pytest.mark.kind("clips", "H.265 with B-frames", "Clips are named hvc1, as Apple and Windows ask."),
        ),
        pytest.param(
            Quirks(units=h264(b_frames=2), jump_at=50, jump_by=90_000 * 3600),
            marks=pytest.mark.kind("clips", "The camera's time jumps by an hour", "A clip goes on at the same pace."),
        ),
        pytest.param(
            Quirks(units=h264(b_frames=2), start_at=50, jump_at=80, jump_by=-90_000 * 3),
            marks=pytest.mark.kind("clips", "The camera's time jumps back", "A clip goes on at the same pace."),
        ),
    ],
)
def test_a_clip_of_an_rtsp_camera(quirks: Quirks, tmp_path: Path) -> None:
    with RtspCamera({"/live": quirks}) as camera:
        recent = played(f"{camera.base}/live", 4.0)
    found = clip(recent, tmp_path / "clip.mp4")
    assert found.facts["encoded_anew"] is False
    assert follow(found.numbers, FRAMES)
    assert found.seconds == pytest.approx(len(found.pictures) * STEP_S, abs=STEP_S)
    if not quirks.jump_at:
        assert found.steps_s == pytest.approx([STEP_S] * len(found.steps_s), abs=0.001)
    assert found.tag == ("hvc1" if quirks.codec == "H265" else "avc1")


@pytest.mark.kind("clips", "Counts by 25 pictures a second and sends 15", "A clip lasts as long as it took.")
def test_a_clock_that_counts_too_few_is_stretched_to_ours(tmp_path: Path) -> None:
    recent = Recent()
    recent.begin("h264", b"")
    for at, unit in enumerate(h264()):
        recent.add(Packet(unit.data, unit.key, at / 25, 100.0 + at / 15, 0, at / 25))
    found = clip(recent, tmp_path / "clip.mp4")
    assert found.seconds == pytest.approx(FRAMES / 15, abs=STEP_S)


@pytest.mark.kind(
    "clips", "The network holds pictures up and brings them at once", "A clip has the camera's own times."
)
def test_what_was_held_up_keeps_its_own_times(tmp_path: Path) -> None:
    recent = Recent()
    recent.begin("h264", b"")
    for at, unit in enumerate(h264(b_frames=2)):
        arrived = 100.0 + at / 15
        recent.add(Packet(unit.data, unit.key, unit.pts / 15, 105.0 if 100.0 < arrived < 105.0 else arrived, 0))
    found = clip(recent, tmp_path / "clip.mp4")
    assert found.steps_s == pytest.approx([STEP_S] * len(found.steps_s), abs=0.001)


@pytest.mark.kind(
    "clips", "Was away for a while and counts from the beginning again", "A clip lasts as long as it took."
)
def test_a_gap_takes_its_real_time(tmp_path: Path) -> None:
    recent = of_units(h264(b_frames=2)[:60], "h264")
    recent.begin("h264", b"")
    late = h264(b_frames=2)[65:110]
    add(recent, late, arrived_s=1020.0, own_s=5.0 - late[0].pts / 15)
    found = clip(recent, tmp_path / "clip.mp4")
    assert max(found.steps_s) == pytest.approx(1020.0 + 10 / 15 - 1000.0 - 60 / 15, abs=4 * STEP_S)
    assert found.seconds == pytest.approx(1020.0 + 45 / 15 - 1000.0, abs=4 * STEP_S)
    assert found.facts["end_s"] - found.facts["begin_s"] == pytest.approx(found.seconds, abs=2 * STEP_S)


@pytest.mark.kind("clips", "RTP times are those of decoding", "A clip has the pictures in the order of showing.")
def test_times_of_decoding_are_not_taken_for_those_of_showing(tmp_path: Path) -> None:
    recent = Recent()
    recent.begin("h264", b"")
    for at, unit in enumerate(h264(b_frames=2)):
        recent.add(Packet(unit.data, unit.key, at / 15, 100.0 + at / 15, 0))
    found = clip(recent, tmp_path / "clip.mp4")
    assert found.numbers == list(range(FRAMES))


@pytest.mark.kind("clips", "Tells no times at all", "A clip goes by the times of arrival, in the order of showing.")
def test_without_times_those_of_arrival_count(tmp_path: Path) -> None:
    recent = Recent()
    recent.begin("h264", b"")
    for at, unit in enumerate(h264(b_frames=2)):
        recent.add(Packet(unit.data, unit.key, None, 100.0 + at / 15, 0))
    found = clip(recent, tmp_path / "clip.mp4")
    assert found.numbers == list(range(FRAMES))
    assert found.steps_s == pytest.approx([STEP_S] * (FRAMES - 1), abs=0.001)


@pytest.mark.parametrize(
    ("container", "kind", "options"),
    [
        pytest.param(
            "mpegts", "video/mp2t", {},
            marks=pytest.mark.kind("clips", "MPEG-TS over HTTP", "A clip is what was sent, untouched."),
        ),
        pytest.param(
            "flv", "video/x-flv", {},
            marks=pytest.mark.kind("clips", "FLV: lengths in place of start codes", "A clip is readable."),
        ),
        pytest.param(
            "mp4", "video/mp4", {"movflags": "frag_keyframe+empty_moov"},
            marks=pytest.mark.kind("clips", "MP4 in fragments: lengths in place of start codes", "A clip is readable."),
        ),
    ],
)  # fmt: skip
def test_a_clip_of_a_camera_over_http(container: str, kind: str, options: dict[str, str], tmp_path: Path) -> None:
    with HttpCamera({"/live": http_camera.muxed(container, kind, options=options)}) as camera:
        recent = played(f"{camera.base}/live", 3.0)
    found = clip(recent, tmp_path / "clip.mp4")
    assert found.facts["encoded_anew"] is False
    assert follow(found.numbers, 4096)
    assert found.steps_s == pytest.approx([STEP_S] * len(found.steps_s), abs=0.002)


@pytest.mark.kind("clips", "HLS: pictures come in heaps of two seconds", "A clip has the camera's own times.")
def test_a_clip_of_a_playlist(tmp_path: Path) -> None:
    made = units.encoded(frames=180, gop=30, b_frames=2)
    with HttpCamera(playlist.hls(made, units.FPS, 30)) as camera:
        for again in range(5):  # on a machine that is late a piece has left the list before it is asked for, or a
            # connection was begun anew, which takes its own time between two pieces
            found = clip(played(f"{camera.base}/live.m3u8", 4.0), tmp_path / f"{again}.mp4")
            if follow(found.numbers, 180) and max(found.steps_s) < 1.0:
                break
    assert follow(found.numbers, 180)
    assert found.steps_s == pytest.approx([STEP_S] * len(found.steps_s), abs=0.002)
    assert found.seconds == pytest.approx(len(found.pictures) * STEP_S, abs=STEP_S)


@pytest.mark.kind(
    "clips", "Single JPEG pictures over HTTP", "A clip has every picture, at the pace at which they came."
)
def test_a_clip_of_jpeg_pictures(tmp_path: Path) -> None:
    with HttpCamera({"/live": http_camera.mjpeg(units.jpegs(30))}) as camera:
        recent = played(f"{camera.base}/live", 5.0)
    found = clip(recent, tmp_path / "clip.mp4")
    assert follow(found.numbers, 30)
    assert found.seconds == pytest.approx(recent.kept_s, rel=0.1)


@pytest.mark.parametrize(
    ("codec", "plays_as", "settings"),
    [
        pytest.param("mpeg4", "mpeg4", {}, marks=pytest.mark.kind("clips", "MPEG-4 part 2", "It is kept as it came.")),
        pytest.param(
            "mpeg4", "mpeg4", {"b_frames": 2},
            marks=pytest.mark.kind("clips", "MPEG-4 part 2 with B-frames", "They are shown in their order."),
        ),
        pytest.param(
            "h263", "h264", {"size": (352, 288)},
            marks=pytest.mark.kind("clips", "H.263, which no player takes in MP4", "It is encoded anew, and said so."),
        ),
        pytest.param(
            "mpeg2video", "h264", {"b_frames": 2},
            marks=pytest.mark.kind("clips", "MPEG-2 with B-frames", "It is encoded anew in the order of showing."),
        ),
        pytest.param(
            "libvpx", "h264", {"deadline": "realtime"},
            marks=pytest.mark.kind("clips", "VP8", "It is encoded anew, and the manifest says so."),
        ),
        pytest.param(
            "libvpx-vp9", "h264", {"deadline": "realtime", "cpu-used": 8},
            marks=pytest.mark.kind("clips", "VP9", "It is encoded anew, and the manifest says so."),
        ),
        pytest.param(
            "libsvtav1", "h264", {"preset": 12},
            marks=pytest.mark.kind("clips", "AV1", "It is encoded anew, and the manifest says so."),
        ),
    ],
)  # fmt: skip
def test_a_clip_of_another_codec(codec: str, plays_as: str, settings: dict[str, Any], tmp_path: Path) -> None:
    size = settings.get("size", (units.WIDTH, units.HEIGHT))
    found_units, extradata = encoded(codec, **settings)
    names = {"libvpx": "vp8", "libvpx-vp9": "vp9", "libsvtav1": "libdav1d"}
    found = clip(of_units(found_units, names.get(codec, codec), extradata=extradata), tmp_path / "clip.mp4")
    assert (found.codec, found.facts["encoded_anew"]) == (plays_as, plays_as == "h264")
    assert found.facts["codec_of_camera"] == names.get(codec, codec)
    assert (found.pictures[0].width, found.pictures[0].height) == size
    assert len(found.pictures) == 60
    assert found.numbers == list(range(60))
    assert found.steps_s == pytest.approx([STEP_S] * 59, abs=0.002)


@pytest.mark.kind(
    "clips", "Masks, and B-frames", "The clip is encoded anew in the order of showing, masked from the first."
)
@pytest.mark.parametrize("codec", ["libx264", "libx265"])
def test_a_masked_clip_with_b_frames(codec: str, tmp_path: Path) -> None:
    made = units.encoded(codec, frames=FRAMES, b_frames=2)
    recent = of_units(made, {"libx264": "h264", "libx265": "hevc"}[codec])
    found = clip(recent, tmp_path / "clip.mp4", [LOWER_RIGHT])
    assert found.facts["encoded_anew"] is True
    assert found.numbers == list(range(FRAMES))
    assert found.seconds == pytest.approx(FRAMES * STEP_S, abs=STEP_S)
    for picture in found.pictures:
        masked_well(picture)


@pytest.mark.kind("clips", "Masks, and a size that changes", "The mask holds on every picture of either size.")
@pytest.mark.parametrize("second", [(640, 384), (640, 360), (192, 320)])
def test_a_mask_holds_when_the_size_changes(second: tuple[int, int], tmp_path: Path) -> None:
    before, width, height = units.encoded(frames=30), *second
    recent = of_units(before, "h264")
    add(recent, units.encoded(frames=30, width=width, height=height), arrived_s=1002.0, own_s=7.0)
    found = clip(recent, tmp_path / "clip.mp4", [LOWER_RIGHT])
    assert len(found.pictures) == 60
    assert {(picture.width, picture.height) for picture in found.pictures} == {(units.WIDTH, units.HEIGHT)}
    for picture in found.pictures[:30] if second == (192, 320) else found.pictures:
        masked_well(picture, 0.55)
    blue = [picture.to_ndarray(format="rgb24")[:, :, 2].max() for picture in found.pictures]
    assert min(blue) > 150, "the rest of the picture is seen"


@pytest.mark.kind("clips", "The size changes in between", "A clip has the pictures as they came, of either size.")
def test_a_clip_of_two_sizes(tmp_path: Path) -> None:
    recent = of_units(units.encoded(frames=30), "h264")
    add(recent, units.encoded(frames=30, width=640, height=384), arrived_s=1002.0, own_s=7.0)
    found = clip(recent, tmp_path / "clip.mp4")
    assert found.facts["encoded_anew"] is False
    assert [picture.width for picture in found.pictures] == [320] * 30 + [640] * 30
    assert found.numbers == [*range(30), *range(30)]


def masked_well(picture: Any, begin: float = 0.5) -> None:
    pixels = picture.to_ndarray(format="rgb24").astype(int)
    height, width = pixels.shape[:2]
    part = pixels[int(height * begin) + 4 : int(height * 0.9), int(width * begin) + 4 : int(width * 0.9)]
    assert np.abs(part - keeping.INK_RGB).max() < 24
    assert masks.box(LOWER_RIGHT, width, height)[0] == width // 2


@pytest.mark.kind(
    "clips", "The connection broke and comes back between two keyframes", "A clip decodes without an error."
)
def test_what_comes_before_the_first_keyframe_of_a_connection_is_not_kept(tmp_path: Path) -> None:
    recent = of_units(h264()[:50], "h264")
    recent.begin("h264", b"")
    late = h264()[55:100]
    add(recent, late, arrived_s=1006.0, own_s=9.0 - late[0].pts / 15)
    found = clip(recent, tmp_path / "clip.mp4")
    assert found.numbers == [*range(50), *range(60, 100)]


@pytest.mark.kind("clips", "A keyframe of an open group comes first", "What needs the one before is left out.")
def test_a_clip_that_begins_with_an_open_group(tmp_path: Path) -> None:
    made = units.encoded("libx264", frames=FRAMES, b_frames=2, params="open-gop=1")
    first = next(at for at, unit in enumerate(made) if unit.key and at)
    found = clip(of_units(made[first:], "h264"), tmp_path / "clip.mp4")
    assert found.numbers[0] == made[first].pts
    assert follow(found.numbers, FRAMES)


@pytest.mark.parametrize("codec", ["nonsense", "", "h264", "hevc", "mpeg4", "mjpeg", "vp9"])
@pytest.mark.kind("clips", "Sends what nothing can decode", "Whoever asked for a clip is told so, at once.")
def test_nonsense_is_an_answer(codec: str, tmp_path: Path) -> None:
    recent = Recent()
    recent.begin(codec, b"\1nonsense")
    recent.add(Packet(b"\0\0\0\1nonsense", key=True, pts_s=0.0, arrived_s=1.0, camera_us=0))
    with pytest.raises(CannotKeepError, match="bad_stream"):
        clip(recent, tmp_path / "clip.mp4")

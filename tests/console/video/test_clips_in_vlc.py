"""Clips are played by others: libVLC, which brings a demuxer of its own for MP4."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from console.video import probe
from tests.console.video.kept import clip, encoded, of_units, until
from tests.harness.quirky import units

needs_vlc = pytest.mark.skipif(probe.libvlc().version is None, reason="there is no libVLC")
FRAMES = 45


@needs_vlc
@pytest.mark.parametrize("codec", ["h264", "hevc", "mpeg4", "mjpeg", "h263"])
@pytest.mark.kind(
    "clips", "Somebody plays the clip in VLC", "VLC shows every picture of it, whatever the camera sends."
)
def test_vlc_plays_the_clip(codec: str, tmp_path: Path) -> None:
    if codec in {"h264", "hevc"}:
        made = units.encoded("libx264" if codec == "h264" else "libx265", frames=FRAMES, b_frames=2)
    elif codec == "mjpeg":
        made = tuple(units.Unit(data, True, at, at) for at, data in enumerate(units.jpegs(FRAMES)))
    else:
        made, _extradata = encoded(codec, count=FRAMES, size=(352, 288))
    found = clip(of_units(made, codec), tmp_path / "clip.mp4")
    vlc: Any = importlib.import_module("vlc")
    instance = vlc.Instance(["--quiet", "--no-audio", "--vout=dummy", "--no-video-title-show", "--avcodec-hw=none"])
    player, media = instance.media_player_new(), instance.media_new_path(str(found.path))
    try:
        player.set_media(media)
        player.play()
        until(lambda: player.get_state() in (vlc.State.Ended, vlc.State.Error), "the end")
        stats = vlc.MediaStats()
        assert player.get_state() == vlc.State.Ended
        assert media.get_stats(stats)
        assert stats.decoded_video >= FRAMES - 1
        assert abs(media.get_duration() / 1000 - FRAMES / units.FPS) < 2 / units.FPS
    finally:
        player.stop()
        player.release()
        media.release()
        instance.release()

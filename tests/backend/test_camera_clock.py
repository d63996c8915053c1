"""The clock in a demo camera's picture: it is true, and nothing of the picture below it depends on it."""

from __future__ import annotations

import base64
import itertools
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, get_args

import av
import numpy as np
import pytest

from backend.city.demo_models import Scenery
from backend.city.loading import DEFAULT_CITY, load
from backend.demo.cameras import clock, encode, scenes, serving, store
from backend.demo.cameras.command import zone_text
from backend.demo.cameras.picture.canvas import CALM

SIGHT = scenes.Sight("cam-02", "Cầu Bến Đá", "bridge", "night", "rain")
SCENES = get_args(Scenery.model_fields["scene"].annotation)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("clock") / "clip"
    encode.clip(found, scenes.frames(SIGHT, 1), clocked=True)
    return found


def luma(frame: Any) -> Any:
    return frame.to_ndarray()[: frame.height, : frame.width].astype(int)


def shown(frame: Any, form: store.StreamFormat, moments: range) -> int:
    """Which of the moments the picture's clock shows."""
    rows, times = clock.height(form), clock.scale(form)
    seen = luma(frame)[:rows]
    begin, wide = clock.BLOCK * times, clock.BLOCK * times * clock.LETTERS // 2

    def off(moment: int) -> float:
        cover = clock.letters(time.strftime(clock.TEXT, time.localtime(moment)), times) / 255
        wanted = seen[0, 0] + (clock.BRIGHT - seen[0, 0]) * cover
        return float(np.abs(seen[:, begin : begin + wide] - wanted).mean())

    best = min(moments, key=off)
    assert off(best) < 6, "no time at all"
    return best


@pytest.mark.parametrize("form", store.FORMATS, ids=lambda form: str(form.name))
def test_a_camera_shows_the_time(base: Path, form: store.StreamFormat) -> None:
    server = serving.CameraServer(serving.mounts_of("c", base))
    try:
        began = int(time.time())
        url, options = f"{server.base}/c/{form.name}", {"rtsp_transport": "tcp"}
        with av.open(url, options=options, timeout=10) as container:
            first, *rest = itertools.islice(container.decode(video=0), form.fps * 3)
        ended = int(time.time())
    finally:
        server.stop()
    around = range(began - 90, ended + 90)
    assert began - 1 <= shown(first, form, around) <= ended
    assert shown(rest[-1], form, around) > shown(first, form, around), "it goes on, though the clip comes round"


@pytest.mark.parametrize("form", store.FORMATS, ids=lambda form: str(form.name))
def test_the_picture_below_is_the_same(base: Path, form: store.StreamFormat) -> None:
    data_file, index_file = store.paths(base, form.name)
    data, index = data_file.read_bytes(), json.loads(index_file.read_bytes())
    begin, end = index["clock"]["instead"]

    def played(text: str) -> list[Any]:
        places = index["clock"]["places"] if text else []
        strip = [base64.b64decode(found[text[at : at + 2]]) for at, found in places]
        assert len(strip) < 31, "more slices than decoders have room for"
        decoder, pictures = av.CodecContext.create("h264", "r"), []
        for offset, size, key in index["units"]:
            unit = data[offset : offset + size]
            shows = unit[:begin] + b"".join(strip) + unit[end:] if key and text else unit
            pictures += decoder.decode(av.Packet(shows))
        return [luma(one) for one in pictures + decoder.decode(None)]

    rows = clock.height(form)
    empty, early, late = (played(text) for text in ("", "01-01-2026 00:00:00 ", "28-12-2038 23:59:59 "))
    assert len(empty) == form.fps
    for one, two, three in zip(empty, early, late, strict=True):
        assert (one[rows:] == two[rows:]).all()
        assert (one[rows:] == three[rows:]).all()
        assert (two[:rows] != three[:rows]).any()


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_leaves_room_for_a_clock(scene: str) -> None:
    for light, weather in (("night", "rain"), ("dusk", "flood"), ("day", "clear")):
        frame, _at = next(scenes.frames(scenes.Sight("a", "b", scene, light, weather), 1))
        seen = luma(frame)
        assert np.ptp(seen[:CALM]) == 0
        assert np.ptp(seen[CALM + 60 :]) > 60


def test_cameras_show_the_time_of_their_city() -> None:
    pack = load(DEFAULT_CITY)
    offset = subprocess.run(
        [sys.executable, "-c", "import time; print(time.localtime(0).tm_gmtoff)"],
        env={"TZ": zone_text(pack)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(offset.stdout) == 7 * 3600

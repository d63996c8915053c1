"""An operator and the cameras: health, replay, a picture and a clip that can be checked, a look at them all."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import av
import pytest

from tests.harness.run import run_patiently
from tests.harness.waiting import until
from tests.journeys.city import city
from tests.journeys.driver import ROOT, Driver, RefusedError

WATCHED_S = 4.0


def verify(path: str) -> tuple[int, str]:
    """What the console's own check says of a file, in a process of its own."""
    done = run_patiently(
        [sys.executable, "main.py", "verify-evidence", path],
        cwd=ROOT, capture_output=True, text=True, patience_s=30, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def stored(path: str) -> bool:
    """Whether the server has registered a piece, and has its file."""
    return bool(json.loads(Path(f"{path}.seal").read_text(encoding="utf-8"))["stored"])


def tile(state: dict[str, Any], camera: str) -> dict[str, Any]:
    """The tile that shows this camera."""
    return next(one for one in state["tiles"] if one["camera_id"] == camera)


def live(state: dict[str, Any]) -> bool:
    """Whether all nine are live."""
    return [one["state"] for one in state["tiles"]].count("live") == 9


def test_what_an_operator_does_with_a_camera(tmp_path: Path) -> None:
    with (
        city() as town,
        Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console,
    ):
        console.until(live, 40, "nine live cameras")
        time.sleep(WATCHED_S)

        still = console.do("save-still", camera="cam-01")
        again = console.do("save-still", camera="cam-02")
        clip = console.do("save-clip", camera="cam-01")
        manifest = json.loads(Path(still["path"] + ".json").read_text(encoding="utf-8"))
        assert (manifest["camera"]["id"], manifest["operator"]["id"]) == ("cam-01", "ha.le")
        assert manifest["sha256"] == still["sha256"]
        with av.open(still["path"]) as picture:
            assert picture.streams.video[0].width == 640
        with av.open(clip["path"]) as film:
            pictures = sum(1 for _ in film.decode(film.streams.video[0]))
        assert pictures >= WATCHED_S * 15 * 0.7
        for kept in (still, again, clip):
            until(lambda kept=kept: stored(kept["path"]), "that the server has it")  # type: ignore[misc]
        assert verify(again["path"])[0] == 0
        code, words = verify(clip["path"])
        assert code == 0
        assert "ĐÃ CHỨNG MINH" in words

        data = bytearray(Path(still["path"]).read_bytes())
        data[len(data) // 2] ^= 1
        Path(still["path"]).write_bytes(bytes(data))
        code, words = verify(still["path"])
        assert code == 1
        assert "BỊ SỬA" in words

        console.do("replay-camera", camera="cam-01")
        console.until(lambda s: tile(s, "cam-01")["replaying"], 3, "a replay")
        console.do("replay-camera", camera="cam-01")
        console.until(lambda s: not tile(s, "cam-01")["replaying"], 3, "the live picture again")

        console.do("focus-camera", camera="cam-01")
        console.until(lambda s: tile(s, "cam-01")["main"] and tile(s, "cam-01")["state"] == "live", 8, "main stream")
        hidden = console.state()
        console.do("video-figures", reset=True)
        time.sleep(1.5)
        received = {one["camera_id"]: one["received"] for one in console.do("video-figures")["tiles"]}
        assert received["cam-01"] > 8
        assert sum(received.values()) == received["cam-01"], "a hidden tile costs nothing"
        assert all(one["state"] == "connecting" for one in hidden["tiles"] if one["camera_id"] != "cam-01")
        with pytest.raises(RefusedError) as refused:
            console.do("control-camera", camera="cam-01")
        assert refused.value.code == "no_ptz"
        console.do("go-back")

        console.do("show-camera-health")
        assert console.state()["overlay"] == "camera-health"
        console.do("go-back")
        console.do("overview")
        console.until(lambda s: [one["state"] for one in s["tiles"]] == ["live"] * 24, 20, "all 24")
        console.until(lambda s: {one["pace"] for one in s["tiles"]} == {"key"}, 20, "key pictures alone for all")

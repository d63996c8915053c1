"""The cameras command: its ready line, a camera that answers, and an end that leaves nothing."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import av
import pytest

from backend.city import loading
from backend.demo.cameras import command, scenes

ROOT = Path(__file__).resolve().parents[2]
START = (
    "import argparse,sys;from backend.demo.cameras import command;"
    "p=argparse.ArgumentParser();command.add_parser(p.add_subparsers());a=p.parse_args();sys.exit(a.run(a))"
)


def test_serves_the_city(tmp_path: Path) -> None:
    program = [sys.executable, "-c", START, "cameras", "--port", "0", "--only", "1", "--cache", str(tmp_path)]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        assert ready["cameras"] == 1
        with av.open(f"{ready['base']}/cam-01/sub", options={"rtsp_transport": "tcp"}, timeout=5) as container:
            frame = next(container.decode(video=0))
            assert (frame.width, frame.height) == (640, 360)
        process.terminate()
        assert process.wait(60) == 0


def test_own_footage_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "no.avi").write_text("no video")
    arguments = argparse.Namespace(city=loading.DEFAULT_CITY, video=tmp_path / "no.avi", cache=tmp_path, only=1, port=0)
    assert command.run(arguments) == 1
    assert "no.avi" in capsys.readouterr().err


def test_a_clip_has_its_pictures() -> None:
    assert sum(1 for _ in scenes.frames(scenes.Sight("a", "Cầu Bến Đá", "bridge", "night", "rain"), 1)) == 25

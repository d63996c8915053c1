"""The demo city as the console's child: it ends by itself and in order, however the console leaves."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from backend.demo.command import FIRST_CLIPS
from console.demo import Demo, DemoError, DemoProgress, DemoReady
from tests.harness.lent_clips import lend
from tests.harness.waiting import until
from tests.journeys.city import ROOT

pytestmark = pytest.mark.timeout(900)
OWNER = """
import asyncio, json, sys
from pathlib import Path
from console.demo import Demo
demo = Demo(Path(sys.argv[1]))
demo.launch()
async def steps():
    async for step in demo.steps():
        print(json.dumps({"pid": demo._process.pid, "step": type(step).__name__}), flush=True)
asyncio.run(steps())
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def no_clips_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clips of a first start, for this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def family(number: int) -> list[psutil.Process]:
    process = psutil.Process(number)
    return [process, *process.children(recursive=True)]


@pytest.mark.kind(
    "first-start",
    "The demo is left at its first clip, or as soon as it serves",
    "Backend, cameras and all that draw end by themselves; nobody is killed, no half clip stays.",
)
@pytest.mark.parametrize("moment", [DemoProgress, DemoReady])
def test_nobody_has_to_be_killed(tmp_path: Path, moment: type) -> None:
    if moment is DemoReady:
        lend(tmp_path / "cache" / "ioc-console" / "clips", FIRST_CLIPS - 1)
    demo = Demo(tmp_path / "city")
    demo.launch()
    assert demo._process is not None
    started: list[psutil.Process] = []

    async def leave() -> None:
        async for step in demo.steps():
            if isinstance(step, moment):
                until(lambda: len(family(demo._process.pid)) > 3, "backend, cameras and who draws")  # type: ignore[union-attr]
                started.extend(family(demo._process.pid))  # type: ignore[union-attr]
                break
        await demo.stop()

    asyncio.run(leave())
    assert demo._process.returncode == 0
    until(lambda: not any(one.is_running() for one in started), "everybody is gone")
    assert len(list((tmp_path / "cache").rglob("*.main.h264"))) < 24
    assert not list((tmp_path / "cache").rglob("*.draft")) + list((tmp_path / "cache").rglob("*.tmp"))


@pytest.mark.kind(
    "first-start", "The console is killed while the demo draws", "The demo and everything below it end with it."
)
def test_it_ends_with_a_console_that_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path / "city")],
        cwd=ROOT, env=os.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as owner:  # fmt: skip
        assert owner.stdout is not None
        said = json.loads(owner.stdout.readline())
        until(lambda: len(family(said["pid"])) > 3, "backend, cameras and who draws")
        started = family(said["pid"])
        owner.kill()
        owner.wait(60)
    until(lambda: not any(one.is_running() for one in started), "everybody is gone")


@pytest.mark.kind(
    "first-start",
    "The demo cannot use the folder that it is given",
    "Its own sentence reaches the screen, though there is no log that it could stand in.",
)
def test_its_own_sentence_is_told(tmp_path: Path) -> None:
    demo = Demo(tmp_path / "city", language="en")
    (tmp_path / "city" / "password").mkdir(parents=True)
    demo.launch()
    (tmp_path / "city" / "demo.log").unlink()

    async def hear() -> str:
        with pytest.raises(DemoError) as failed:
            async for _step in demo.steps():
                pass
        await demo.stop()
        return str(failed.value.params["detail"])

    said = asyncio.run(hear())
    assert f"The folder {tmp_path / 'city'} cannot be used" in said

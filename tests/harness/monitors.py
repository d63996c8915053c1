"""Several monitors on one virtual X screen: real windows, real plugging and unplugging, real painted pixels.

One Xvfb as wide as all of them is split by RandR monitors, which Qt sees by name. Its framebuffer is a file, so that a
test sees what was painted without asking the program, forty times a second if it likes.
"""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from tests.harness.end_with_us import end_with_us
from tests.harness.run import run_patiently

DOTS_PER_MM = 96 / 25.4
_XWD_WORDS = 25
"""The header of an X window dump (XWDFile.h): its size is word 0, bytes a line word 12, colours in the map word 19."""


class Monitors:
    """Names from the left to the right; all of one size."""

    def __init__(self, display: str, dump: Path, names: Sequence[str], width: int, height: int) -> None:
        self.environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        """What a program needs to draw here."""
        self.names, self.width, self.height = tuple(names), width, height
        with dump.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        for name in self.names:
            self.plug(name)

    def plug(self, name: str) -> None:
        """The monitor is (again) there."""
        place, (wide, high) = self.names.index(name), (self.width, self.height)
        millimetres = (round(wide / DOTS_PER_MM), round(high / DOTS_PER_MM))
        shape = f"{wide}/{millimetres[0]}x{high}/{millimetres[1]}+{place * wide}+0"
        self._xrandr("--setmonitor", name, shape, "screen" if place == 0 else "none")

    def unplug(self, name: str) -> None:
        """The monitor is gone; what was on it stays in the framebuffer, as on a cable that was pulled."""
        self._xrandr("--delmonitor", name)

    def pixels(self, name: str) -> Any:
        """What is painted on this monitor now: height × width × 3, blue, green, red."""
        whole = self._picture()
        left = self.names.index(name) * self.width
        return whole[:, left : left + self.width, :3].copy()

    def close(self) -> None:
        """Let go of the framebuffer."""
        self._map.close()

    def _picture(self) -> Any:
        words = struct.unpack_from(f">{_XWD_WORDS}I", self._map)
        start, line = words[0] + 12 * words[19], words[12]
        pixels = np.frombuffer(self._map, np.uint8, line * self.height, start)
        # A copy: the view of a map that is closed later would keep it from closing.
        return pixels.reshape(self.height, line // 4, 4)

    def _xrandr(self, *arguments: str) -> None:
        run_patiently(
            ["xrandr", *arguments],
            env={**os.environ, **self.environment},
            check=True,
            capture_output=True,
            patience_s=20,
        )


@contextmanager
def monitors(
    names: Sequence[str] = ("LEFT", "RIGHT"), width: int = 960, height: int = 540, folder: Path | None = None
) -> Iterator[Monitors]:
    """Run Xvfb with these monitors side by side; gone with the context."""
    end_with_us()
    read_end, write_end = os.pipe()
    with tempfile.TemporaryDirectory(prefix="ioc-monitors-", dir=folder) as place:
        command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width * len(names)}x{height}x24"]
        command += ["-noreset", "-nolisten", "tcp", "-fbdir", place]
        server = subprocess.Popen(command, pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        room: Monitors | None = None
        try:
            with os.fdopen(read_end) as pipe:
                number = pipe.readline().strip()
            if not number:
                raise RuntimeError("Xvfb did not start")
            room = Monitors(f":{number}", Path(place) / "Xvfb_screen0", names, width, height)
            yield room
        finally:
            if room is not None:
                room.close()
            server.terminate()
            server.wait(60)

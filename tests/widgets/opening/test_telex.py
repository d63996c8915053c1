"""A real input method composes what is typed into the sheet: it finds while it is composed, and no letter is lost. The
test has a short name: IBus keeps a socket in its folder, and a socket's path has 107 bytes at most."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.harness.input_method import telex
from tests.harness.patience import Patience
from tests.harness.screen import screen

ROOT = Path(__file__).resolve().parents[3]
DELAY_MS = "60"
"""Between two letters: as a fast hand types."""


class Shown:
    """The sheet on a screen, and hands at its keyboard."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = {**os.environ, **environment}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.widgets.opening.typed_at"],
            cwd=ROOT, env=self._environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._states: list[dict[str, Any]] = []
        self._heard = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._heard:
                self._states.append(json.loads(line))
                self._heard.notify_all()

    def hands(self, *words: str) -> None:
        """Type or press."""
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=120)

    def until(self, test: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The first state from now on, the last one included, that passes."""
        patience = Patience(20)
        with self._heard:
            at = max(0, len(self._states) - 1)
            while not patience.is_over:
                for state in self._states[at:]:
                    if test(state):
                        return state
                at = len(self._states)
                self._heard.wait(0.2)
            raise AssertionError(f"never: {self._states[-3:]}")

    def composes(self) -> None:
        """Wait until the input method has its hand on the keyboard: a busy machine types faster than it comes."""
        patience, times = Patience(60), 0
        while not patience.is_over:
            times += 1
            self.hands("type", "--delay", DELAY_MS, "aa")
            typed = self.until(lambda state: state["kind"] in ("aa", "â"))["kind"]
            self.hands("key", *["BackSpace"] * len(typed))
            self.until(lambda state: not state["kind"])
            if typed == "â":
                return
            assert self._process.stdin is not None
            self._process.stdin.write("\n")
            self._process.stdin.flush()
            self.until(lambda state, times=times: state["taken"] == times)  # type: ignore[misc]
        raise AssertionError("no input method composes here")

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)


@pytest.mark.timeout(900)
def test_telex(tmp_path: Path) -> None:
    with screen() as place, telex(place, tmp_path / "ibus") as environment:
        sheet = Shown({**place, **environment})
        try:
            sheet.until(lambda state: state["here"])
            sheet.composes()
            sheet.hands("type", "--delay", DELAY_MS, "caay")
            composed = sheet.until(lambda state: state["kind"] == "cây")
            assert composed["told"] == []
            sheet.until(lambda state: state["listed"] == ["tree-road", "tree-wire", "branch"])
            sheet.hands("type", "--delay", DELAY_MS, " ddef")
            sheet.until(lambda state: state["listed"] == ["tree-wire"])
            sheet.hands("key", "Return")
            sheet.until(lambda state: state["told"] == [["kind_chosen", "tree-wire"]] and not state["here"])
            sheet.hands("type", "--delay", DELAY_MS, "beens ddas")
            sheet.until(lambda state: state["place"] == "bến đá")
            sheet.hands("key", "Return")
            sheet.until(lambda state: state["place"] == "Phường Bến Đá")
            sheet.hands("key", "Return")
            told = sheet.until(lambda state: len(state["told"]) > 2)["told"]
            assert told == [["kind_chosen", "tree-wire"], ["place_chosen", "w:ben-da"], ["open_wanted", None]]
        finally:
            sheet.close()

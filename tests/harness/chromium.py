"""A real browser, driven over the W3C's WebDriver by Debian's `chromium-driver`: as wide as a telephone, and without
JavaScript where a test says so."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from tests.harness.waiting import until

DRIVER = shutil.which("chromedriver")
MISSING = "needs Debian's chromium and chromium-driver (CONTRIBUTING.md)"
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""What the standard calls a reference to an element."""
_STARTED = re.compile(r"started successfully on port (\d+)")
_TIMEOUT_S = 120


class Chromium:
    """One window."""

    def __init__(self, address: str, session: str) -> None:
        self._at = f"{address}/session/{session}"

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        answer = requests.request(method, self._at + path, json=body, timeout=_TIMEOUT_S)
        told = answer.json()["value"]
        if answer.status_code != 200:
            raise LookupError(f"{path} {dict(body or {})}: {told['message']}")
        return told

    def open(self, url: str) -> None:
        """Go there."""
        self._ask("POST", "/url", {"url": url})

    @property
    def url(self) -> str:
        """Where it is."""
        return str(self._ask("GET", "/url"))

    @property
    def source(self) -> str:
        """The page as it stands."""
        return str(self._ask("GET", "/source"))

    def all(self, css: str) -> list[str]:
        """References to what a selector finds."""
        found = self._ask("POST", "/elements", {"using": "css selector", "value": css})
        return [one[_ELEMENT] for one in found]

    def one(self, css: str) -> str:
        """The first of them. Raises `LookupError`."""
        return str(self._ask("POST", "/element", {"using": "css selector", "value": css})[_ELEMENT])

    def named(self, css: str, words: str) -> str:
        """The one that says this. Raises `LookupError`."""
        found = [one for one in self.all(css) if self.text(one) == words]
        if not found:
            raise LookupError(f"no {css} says {words!r}: {[self.text(one) for one in self.all(css)]}")
        return found[0]

    def text(self, element: str) -> str:
        """What is to be read there."""
        return str(self._ask("GET", f"/element/{element}/text"))

    def rect(self, element: str) -> dict[str, float]:
        """x, y, width and height, in CSS pixels."""
        found: dict[str, float] = self._ask("GET", f"/element/{element}/rect")
        return found

    def role(self, element: str) -> tuple[str, str]:
        """Role and name, as a reader of screens is told."""
        role, name = (self._ask("GET", f"/element/{element}/computed{part}") for part in ("role", "label"))
        return str(role), str(name)

    def type(self, element: str, text: str) -> None:
        """Keys, or the path of a file where one is asked for."""
        self._ask("POST", f"/element/{element}/value", {"text": text})

    def press(self, element: str) -> None:
        """Click it."""
        self._ask("POST", f"/element/{element}/click", {})

    def follow(self, element: str) -> None:
        """Click it, and wait for the page that it leads to."""
        before = self.one("main")
        self.press(element)
        until(lambda: self._is_gone(before) and bool(self.all("main")), "the next page")

    def _is_gone(self, element: str) -> bool:
        try:
            self._ask("GET", f"/element/{element}/name")
        except LookupError:
            return True
        return False

    def wide(self, width: int, height: int) -> None:
        """So many CSS pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self._ask("POST", "/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": metrics})

    def picture(self, path: Path) -> None:
        """The whole page, also what is below the window, as a PNG."""
        told = {"captureBeyondViewport": True}
        size = self._ask("POST", "/goog/cdp/execute", {"cmd": "Page.getLayoutMetrics", "params": {}})["cssContentSize"]
        told["clip"] = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}  # type: ignore[assignment]
        shot = self._ask("POST", "/goog/cdp/execute", {"cmd": "Page.captureScreenshot", "params": told})
        path.write_bytes(base64.b64decode(shot["data"]))

    def content_width(self) -> float:
        """How wide the page is: more than the window where something reaches over its edge."""
        told = self._ask("POST", "/goog/cdp/execute", {"cmd": "Page.getLayoutMetrics", "params": {}})
        return float(told["cssContentSize"]["width"])


@contextmanager
def chromium(folder: Path, width: int = 390, *, javascript: bool = False) -> Iterator[Chromium]:
    """A window of its own, from its start to its end."""
    assert DRIVER is not None, MISSING
    log = folder / "chromedriver.log"
    with log.open("w", encoding="utf-8") as output:
        driver = subprocess.Popen(
            [DRIVER, "--port=0"], stdout=output, stderr=subprocess.STDOUT, env=os.environ | {"HOME": str(folder)}
        )
    try:
        until(lambda: _STARTED.search(log.read_text(encoding="utf-8")) is not None, "the driver's start")
        told = _STARTED.search(log.read_text(encoding="utf-8"))
        assert told is not None
        address = f"http://127.0.0.1:{told.group(1)}"
        arguments = (
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--no-first-run", "--disable-background-networking", f"--user-data-dir={folder / 'profile'}",
        )  # fmt: skip
        options: dict[str, Any] = {"args": list(arguments)}
        if not javascript:
            options["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
        wanted = {"browserName": "chrome", "goog:chromeOptions": options}
        answer = requests.post(f"{address}/session", json={"capabilities": {"alwaysMatch": wanted}}, timeout=_TIMEOUT_S)
        assert answer.status_code == 200, answer.text
        session = answer.json()["value"]["sessionId"]
        window = Chromium(address, session)
        window.wide(width, 844)
        try:
            yield window
        finally:
            with contextlib.suppress(requests.RequestException):
                requests.delete(f"{address}/session/{session}", timeout=_TIMEOUT_S)
    finally:
        driver.terminate()
        driver.wait(30)

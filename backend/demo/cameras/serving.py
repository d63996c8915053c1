"""Starts the RTSP server script on the system's Python and holds on to it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

SCRIPT = Path(__file__).with_name("rtsp_server.py")
SYSTEM_PYTHON = Path("/usr/bin/python3")
PACKAGES = (
    "python3-gi",
    "gir1.2-gst-rtsp-server-1.0",
    "gir1.2-gst-plugins-base-1.0",
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-bad",
)
_PROBE = (
    "import gi\n"
    "for n in ('Gst','GstApp','GstRtspServer'): gi.require_version(n,'1.0')\n"
    "from gi.repository import Gst, GstApp, GstRtspServer\n"
    "Gst.init(None)\n"
    "assert all(Gst.ElementFactory.find(n) for n in ('appsrc','h264parse','rtph264pay'))\n"
)
STOP_S = 3.0


class CameraServerError(Exception):
    """The server could not serve. `code`: missing_packages, port_in_use or ended."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail


class CameraServer:
    """A running RTSP server; `base` is its address. Raises `CameraServerError` where it cannot start."""

    def __init__(
        self, mounts: Mapping[str, Path], port: int = 0, auth: Mapping[str, tuple[str, str]] | None = None
    ) -> None:
        environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
        try:
            self._process = subprocess.Popen(
                [str(SYSTEM_PYTHON), "-I", str(SCRIPT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                text=True,
            )
        except OSError as error:
            raise CameraServerError("missing_packages", " ".join(("python3", *PACKAGES))) from error
        answer = self._ask({"port": port, "mounts": {k: str(v) for k, v in mounts.items()}, "auth": dict(auth or {})})
        if not answer.get("ready"):
            self.stop()
            raise self._reason(answer)
        self.port = int(str(answer["port"]))
        self.base = f"rtsp://127.0.0.1:{self.port}"

    def wait(self) -> int:
        """Until the server ends; its exit code."""
        return self._process.wait()

    def process(self) -> int:
        """A file descriptor that becomes readable when the server ends; the caller closes it."""
        return os.pidfd_open(self._process.pid)

    def play(self, mounts: Mapping[str, Path]) -> None:
        """From the next keyframe on, play these clips in the place of those at the same mounts."""
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):  # it has ended, and its end is seen elsewhere
                self._process.stdin.write(json.dumps({"mounts": {k: str(v) for k, v in mounts.items()}}) + "\n")
                self._process.stdin.flush()

    def stop(self) -> None:
        """End it; by force where it does not end in time."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _ask(self, wanted: dict[str, object]) -> dict[str, object]:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return {}
        try:
            stdin.write(json.dumps(wanted) + "\n")
            stdin.flush()
            answer: dict[str, object] = json.loads(stdout.readline() or "{}")
        except (OSError, ValueError):
            return {}
        return answer

    def _reason(self, answer: dict[str, object]) -> CameraServerError:
        if answer.get("error") == "missing_packages":
            return CameraServerError("missing_packages", " ".join(PACKAGES))
        if answer.get("error"):
            return CameraServerError(str(answer["error"]), str(answer.get("port", "")))
        probe = subprocess.run([str(SYSTEM_PYTHON), "-c", _PROBE], capture_output=True, check=False, timeout=30)
        return (
            CameraServerError("missing_packages", " ".join(PACKAGES))
            if probe.returncode
            else CameraServerError("ended")
        )


def mounts_of(path: str, base: Path) -> dict[str, Path]:
    """The two mounts of one camera whose clip lies at `base`."""
    return {f"/{path}/{name}": base.with_name(f"{base.name}.{name}") for name in ("main", "sub")}

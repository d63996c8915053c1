"""A real input method on a virtual screen: IBus with its Telex, on a message bus of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.harness.end_with_us import end_with_us

ENGINE = "Unikey"
TRIES = 100


@contextmanager
def telex(environment: Mapping[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """Let programs of `environment` (a screen's) be typed into by Telex; yields theirs. Settings lie in `folder`."""
    for name in ("run", "cache", "config"):
        (folder / name).mkdir(mode=0o700, parents=True)
    end_with_us()
    inside = {
        **os.environ, **environment, "QT_IM_MODULE": "ibus", "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1",
        "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder / "run"), "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }  # fmt: skip
    bus = _begin(inside, "dbus-daemon", "--session", "--nofork", "--print-address=1")
    assert bus.stdout is not None
    inside["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    daemon = _begin(inside, "ibus-daemon", "--panel", "disable", "--emoji-extension", "disable", "--cache", "none")
    try:
        for _try in range(TRIES):
            subprocess.run(["ibus", "engine", ENGINE], env=inside, capture_output=True, check=False)
            said = subprocess.run(["ibus", "engine"], env=inside, capture_output=True, text=True, check=False)
            if said.stdout.strip() == ENGINE:
                break
            time.sleep(0.1)
        else:
            raise RuntimeError("IBus did not take its engine")
        yield {name: inside[name] for name in inside if os.environ.get(name) != inside[name]}
    finally:
        for process in (daemon, bus):
            os.killpg(process.pid, signal.SIGTERM)  # with what they started
            process.wait(60)
            if process.stdout is not None:
                process.stdout.close()


def _begin(environment: Mapping[str, str], *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        start_new_session=True,
    )  # fmt: skip

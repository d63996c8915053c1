"""A process that has loaded the libraries and nothing of ours, and forks for each run of attacks.

To load them takes longer than most attacks do. `python -P host.py` reads a line of JSON for each run, `[folder, file
for its words, arguments of pytest, the most seconds of a test]`, answers with the number of the process that runs
there, and with another line once it has ended.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import sys

import pytest

LIBRARIES = (
    "schemathesis.pytest", "hypothesis.strategies", "pytestqt.plugin", "pytest_timeout", "sqlalchemy",
    "alembic.command", "pysqlite3", "fastapi", "uvicorn.protocols.http.h11_impl", "pydantic", "requests", "joserfc.jwt",
    "zxcvbn", "yaml", "cryptography.x509", "PySide6.QtWidgets", "psutil", "numpy", "av", "PIL.Image", "keyring",
    "prometheus_client",
)  # fmt: skip


class Hurry:
    """No test takes longer, whatever it says of itself: one that waits for what does not come has fallen."""

    def __init__(self, most_s: float) -> None:
        self._most_s = most_s

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Before they run."""
        for item in items:
            own = item.get_closest_marker("timeout")
            least = min([self._most_s, *(own.args[:1] if own is not None else ())])
            item.add_marker(pytest.mark.timeout(least), append=False)


def main() -> None:
    """Load, then serve until there is no more to read."""
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        folder, words, arguments, most_s = json.loads(line)
        number = os.fork()
        if not number:
            os._exit(_run(folder, words, arguments, Hurry(most_s)))
        _say(number)
        os.waitpid(number, 0)
        _say(number)


def _run(folder: str, words: str, arguments: list[str], hurry: Hurry) -> int:
    os.setsid()
    os.chdir(folder)
    sys.path.insert(0, folder)
    for stream, path, flags in ((0, os.devnull, os.O_RDONLY), (1, words, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)):
        number = os.open(path, flags, 0o600)
        os.dup2(number, stream)
        os.close(number)
    os.dup2(1, 2)
    return int(pytest.main(arguments, plugins=[hurry]))


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

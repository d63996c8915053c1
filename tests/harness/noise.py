"""A log line at WARNING or above, or a warning of Qt, that a test did not announce fails it; so does one announced that
never came."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Generator, Iterator

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# What Qt says about the machine of the tests, not about us.
_HARMLESS_QT = re.compile(r"propagateSizeHints|XDG_RUNTIME_DIR|This plugin does not support|QFont::|sRGB profile")
_OURS = ("console", "offline_cache", "widgets", "views", "backend", "main")
FAILED = pytest.StashKey[bool]()
"""Of a test: it did not get to its end."""


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in _OURS:
            self.lines.append(f"{record.pathname}:{record.lineno} {record.levelname} {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture
def expected_noise() -> list[str]:
    """Patterns of log lines or Qt warnings that a test brings about on purpose; append to it."""
    return []


@pytest.fixture
def possible_noise() -> list[str]:
    """The same of those that chance brings about, or not."""
    return []


@pytest.fixture(autouse=True)
def noise_fails(request: pytest.FixtureRequest, expected_noise: list[str], possible_noise: list[str]) -> Iterator[None]:
    """Collect while the test runs, and fail it where anything unexpected was said, or what was announced was not."""
    collector = _Collector()
    qt_lines: list[str] = []

    def on_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not _HARMLESS_QT.search(message):
            qt_lines.append(f"Qt {context.file or ''}:{context.line} {message}")

    before: Callable[..., object] | None = qInstallMessageHandler(on_qt)
    logging.getLogger().addHandler(collector)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(collector)
        qInstallMessageHandler(before)
    lines = collector.lines + qt_lines
    announced = expected_noise + possible_noise
    unexpected = [line for line in lines if not any(re.search(pattern, line) for pattern in announced)]
    assert not unexpected, "unexpected noise:\n" + "\n".join(unexpected)
    unheard = [pattern for pattern in expected_noise if not any(re.search(pattern, line) for line in lines)]
    if not request.node.stash.get(FAILED, False):
        assert not unheard, "announced, but it never came:\n" + "\n".join(unheard)

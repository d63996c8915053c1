"""A log line at WARNING or above, or a warning of Qt, that a test did not announce fails it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# What Qt says about the machine of the tests, not about us.
_HARMLESS_QT = re.compile(r"propagateSizeHints|XDG_RUNTIME_DIR|This plugin does not support|QFont::|sRGB profile")
_OURS = ("console", "offline_cache", "widgets", "views", "backend", "main")


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in _OURS:
            self.lines.append(f"{record.pathname}:{record.lineno} {record.levelname} {record.getMessage()}")


@pytest.fixture
def expected_noise() -> list[str]:
    """Patterns of log lines or Qt warnings that a test brings about on purpose; append to it."""
    return []


@pytest.fixture(autouse=True)
def noise_fails(expected_noise: list[str]) -> Iterator[None]:
    """Collect while the test runs, and fail it where anything unexpected was said."""
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
    unexpected = [
        line for line in collector.lines + qt_lines if not any(re.search(pattern, line) for pattern in expected_noise)
    ]
    assert not unexpected, "unexpected noise:\n" + "\n".join(unexpected)

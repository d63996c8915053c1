"""Every test runs without a screen unless it brings its own, with Vietnamese as the language, and leaves nothing."""

from __future__ import annotations

import os

# Before Qt is imported by anything: tests draw into memory.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

pytest_plugins = ["tests.harness.noise", "tests.harness.leaks", "tests.faults.seen"]

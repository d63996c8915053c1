"""Every test runs without a screen unless it brings its own, with Vietnamese as the language, and leaves nothing."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

from tests.harness.end_with_us import end_with_us

# Before Qt is imported by anything: tests draw into memory.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

# A shell that runs this in the background has Ctrl+C ignored, and whatever the tests start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

end_with_us()  # before any test compares who was there before it

# How long an example takes is the machine's business: a test waits for conditions, never for time.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

pytest_plugins = [
    "tests.harness.garbage",
    "tests.harness.known_hashes",
    "tests.harness.noise",
    "tests.harness.leaks",
    "tests.harness.long",
    "tests.harness.telling",
    "tests.faults.seen",
]

"""`python -m tests.harness.classes_in_a_thread`: why no class of Qt is made in a thread (decision 079).

The main thread dresses two hundred widgets of as many Python classes while a thread makes classes of Qt. On Python 3.11
the process ends by signal 11 within seconds; with `--alone` no thread makes any, and it ends by itself.
"""

from __future__ import annotations

import os
import sys
import threading
import time

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QWidget

SECONDS, KINDS = 20.0, 200


def main(alone: bool) -> int:
    """Dress them for as long as it goes well; 0 where that is to the end."""
    application = QApplication([])
    window = QWidget()
    for number in range(KINDS):
        type(f"Kind{number}", (QLabel,), {})(window)
    window.show()
    end = time.monotonic() + SECONDS
    made: list[type] = []

    def make() -> None:
        while time.monotonic() < end:
            made.append(type(f"Made{len(made)}", (QObject,), {"told": Signal(int)}))

    def dress() -> None:
        window.setStyleSheet(f"QLabel {{ color: #{round(end - time.monotonic(), 6) * 1e6 % 0xFFFFFF:06.0f} }}")
        if time.monotonic() > end:
            application.quit()

    if not alone:
        threading.Thread(target=make, daemon=True).start()
    turns = QTimer(interval=0)
    turns.timeout.connect(dress)
    turns.start()
    application.exec()
    sys.stdout.write(f"it went well; classes made meanwhile: {len(made)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main("--alone" in sys.argv[1:]))

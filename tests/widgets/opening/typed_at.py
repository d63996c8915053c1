"""The sheet in a window of its own, typed into from outside: a line for each thing it tells. A line to it makes it take
the keyboard anew; it ends with its input."""

from __future__ import annotations

import json
import sys
import threading

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.widgets.opening.cases import Answers
from widgets.base import theme
from widgets.opening.sheet import OpenSheet

EVERY_MS = 30


def main() -> None:
    """Show it and say what is so whenever that is something else."""
    app = QApplication([])
    theme.apply(app, theme.load())
    sheet = OpenSheet()
    answers = Answers(sheet)
    sheet.resize(408, 900)
    sheet.show()
    sheet.activateWindow()
    sheet.focus_first()
    last, taken = "", 0
    ended, again = threading.Event(), threading.Event()

    def tell() -> None:
        nonlocal last, taken
        if ended.is_set():
            app.quit()
        if again.is_set():  # an input method that came late takes the keyboard of what is focused from then on
            again.clear()
            sheet.setFocus()
            sheet.body.kind.line.setFocus()
            taken += 1
        offers = sheet.body.kind.offers
        state = {
            "here": sheet.body.kind.line.hasFocus(),
            "kind": sheet.body.kind.text(),
            "place": sheet.body.place.text(),
            "listed": [row.key for row in offers.offers()] if sheet.body.kind.is_open else [],
            "told": answers.told,
            "taken": taken,
        }
        line = json.dumps(state, ensure_ascii=True)
        if line != last:
            last = line
            print(line, flush=True)

    def listen() -> None:
        for _line in sys.stdin:
            again.set()
        ended.set()

    beat = QTimer(app)
    beat.timeout.connect(tell)
    beat.start(EVERY_MS)
    threading.Thread(target=listen, daemon=True).start()
    app.exec()


if __name__ == "__main__":
    main()

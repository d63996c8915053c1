"""A desk as a program of its own, for keys from outside: it says which commands they are, and runs none.

Lines on standard input: `queue` and `search` give one of them the keyboard (`search` emptied), `tile` the first camera,
`overlay` opens the form of a note, `text` asks what was typed, `composed` that and what an input method still composes,
`quit` ends. Each line is answered by `= …`; a command
that a key stands for is told as `: name`, a doubtful one as `? name`.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.views.desk_room import Room, at_desk, where
from views.shell.desk_window import DeskWindow
from widgets.base import theme
from widgets.base.forms import NoteForm


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _run(_window: DeskWindow, name: str, _args: object = None) -> None:
    _say(f": {name}")


def _notice(text: str, _level: str = "info") -> None:
    _say(f"? {text}")


class _Composing(QObject):
    """What an input method has begun in a line of text and not yet given to it."""

    text = ""

    def eventFilter(self, _line: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Look at what passes by."""
        if isinstance(event, QInputMethodEvent):
            self.text = event.preeditString()
        return False


async def _story(desk: Room) -> None:
    parts, note = desk.window.desk, desk.window.overlays.forms["add-note"]()
    assert isinstance(note, NoteForm)
    composing = _Composing(parts.queue_panel)
    parts.queue_panel.search.installEventFilter(composing)
    desk.window.around.notices.bar.show_notice = _notice  # type: ignore[method-assign,assignment]
    loop = asyncio.get_running_loop()
    _say("= ready")
    while (line := (await loop.run_in_executor(None, sys.stdin.readline)).strip()) not in ("", "quit"):
        if line == "queue":
            parts.queue_panel.rows.take_keyboard()
        elif line == "search":
            parts.queue_panel.search.clear()
            parts.queue_panel.search.setFocus()
        elif line == "tile":
            parts.grid.tile(0).setFocus()
        elif line == "overlay":
            note.open()
        typed = note.text.toPlainText() if note.isVisible() else parts.queue_panel.search.text()
        told = {"text": typed, "composed": typed + composing.text, "where": where(QApplication.focusWidget())}
        _say(f"= {told.get(line, line)}")


def main() -> None:
    """Stand until `quit`."""
    DeskWindow.run = _run  # type: ignore[method-assign,assignment]
    application = QApplication([])
    theme.apply(application, theme.load("dark"))
    with tempfile.TemporaryDirectory(prefix="ioc-struck-") as folder:
        at_desk(application, Path(folder), _story)


if __name__ == "__main__":
    main()

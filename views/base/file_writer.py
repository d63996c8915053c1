"""Writes a file beside the screen: on a thread, with a bar that follows, and a stop that leaves nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from console.base.errors import IocError
from console.exporting import LAYOUT, MEASURES, REPORT, Leaving, export
from console.measures import exports
from console.measures.exports import ExportError
from views.base.commands import CommandRefusedError
from views.base.context import Context
from views.base.faults import worded
from widgets.base.file_line import FileLine
from widgets.base.paper import Section, write_pdf

__all__ = ["LAYOUT", "MEASURES", "REPORT", "FileWriter", "Leaving", "export", "paper", "target", "whole"]
LOOK_S = 0.1


class FileWriter:
    """One file at a time. `share` is how much of it is written; None while none is."""

    def __init__(self, context: Context, line: FileLine) -> None:
        self._context, self._line = context, line
        self._cancelled = threading.Event()
        line.cancelled.connect(self.cancel)
        line.open_wanted.connect(lambda made: QDesktopServices.openUrl(QUrl.fromLocalFile(made)))
        self.share: float | None = None

    def cancel(self) -> None:
        """Stop; what was begun is gone."""
        self._cancelled.set()

    async def write(
        self, path: Path, write: Callable[[Path, exports.Progress], object], written: str, leaving: Leaving
    ) -> None:  # fmt: skip
        """Write beside and move into place; `written` is said when it is there, `leaving` is told to the server's log.

        Raises `ExportError`, `StorageError`, `SignInError`.
        """
        self._cancelled.clear()
        self.share = 0.0
        done = [0.0]

        def tell(rows: int, of: int) -> bool:
            done[0] = rows / max(1, of)
            return not self._cancelled.is_set()

        work = asyncio.ensure_future(export(self._context.session, path, write, leaving, tell))
        try:
            while not work.done():
                self.share = done[0]
                self._line.set_writing(self.share)
                await asyncio.wait((work,), timeout=LOOK_S)
            work.result()
        except IocError as error:
            self._line.say(worded(error)[1])
            raise
        finally:
            self.share = None
            self._line.set_writing(None)
        self._line.say(written, str(path))


def target(text: str, endings: Sequence[str]) -> Path:
    """The file that is meant. Raises `CommandRefusedError` bad_path where it is none of these kinds."""
    path = whole(text.strip(), endings)
    if path.suffix.lower() not in endings or not path.is_absolute():
        raise CommandRefusedError("bad_path", endings=" ".join(endings))
    return path


def whole(text: str, endings: Sequence[str]) -> Path:
    """What was typed as a path; ~ is the home folder. Raises `CommandRefusedError` bad_path where it can be none."""
    if text and "\0" not in text:
        with contextlib.suppress(RuntimeError):  # ~ with the name of nobody here
            return Path(text).expanduser()
    raise CommandRefusedError("bad_path", endings=" ".join(endings))


def paper(
    path: Path, title: str, sections: Sequence[Section], foot: str, tell: exports.Progress, *, wide: bool = False
) -> None:
    """Pages of it. Raises `ExportError` cancelled."""
    try:
        write_pdf(path, title, sections, foot, tell, wide=wide)
    except InterruptedError as error:
        raise ExportError("cancelled") from error

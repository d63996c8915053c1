"""Opens the connection to the screen. Where that cannot be, Qt would end the process with a core dump and advice on
reinstalling; here one sentence says what is wrong, and the exit code is the documented one.

`python -m views.program.screen LANGUAGE` tries it for somebody who wants to live on: the doctor.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from views.program.command_line import Exit
from views.words.language import Words

X_PORT = 6000
FAR_S = 5.0
"""A screen on another machine that has not answered by then will not; the X library itself waits for minutes."""
Application = TypeVar("Application")
NOBODY, _FORBIDDEN, _NO_PART = "nobody", "forbidden", "no_part"


def opened(make: Callable[[], Application], words: Words) -> Application | None:
    """What `make` makes, a Qt application; None, after saying why, where its screen is on a machine that is silent.

    Where Qt itself gives up, this does not return: the process ends with `Exit.NO_DISPLAY` after the sentence, since Qt
    knows no other way on than to abort.
    """
    if _is_silent(os.environ.get("DISPLAY", "")) and not _is_elsewhere():
        sys.stderr.write(sentence(NOBODY, words) + "\n")
        return None
    said: list[str] = []
    with _kept_stderr() as (kept, standard_error):

        def heard(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
            said.append(text)
            if kind == QtMsgType.QtFatalMsg:
                all_said = "\n".join(said) + _read(kept).decode(errors="replace")
                os.write(standard_error, (sentence(_why(all_said), words) + "\n").encode())
                os._exit(Exit.NO_DISPLAY)

        before = qInstallMessageHandler(heard)
        try:
            application = make()
        finally:
            qInstallMessageHandler(before)
    for text in said:
        sys.stderr.write(text + "\n")
    return application


def sentence(why: str, words: Words) -> str:
    """What is wrong with the screen, and what to do."""
    name = os.environ.get("QT_QPA_PLATFORM", "") or os.environ.get("WAYLAND_DISPLAY", "")
    name = os.environ.get("DISPLAY", "") or name
    texts = {
        NOBODY: words.translate(
            "screen",
            "The screen “{name}” does not answer: log in to a desktop, or set DISPLAY to a screen that runs.",
        ),
        _FORBIDDEN: words.translate(
            "screen",
            "The screen “{name}” does not let you in: start the console as the user who is logged in there, or set "
            "XAUTHORITY to that user's file.",
        ),
        _NO_PART: words.translate(
            "screen", "Qt cannot use the screen “{name}”: a system library is missing. Run “packaging/setup run”."
        ),
    }
    return texts[why].format(name=name)


def _why(said: str) -> str:
    if "uthoriz" in said or "No protocol specified" in said:  # the X library's own words
        return _FORBIDDEN
    return NOBODY if "could not connect" in said or "wl_display" in said else _NO_PART


def _is_elsewhere() -> bool:
    """Whether the X screen is not the one that Qt would ask."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return platform not in ("", "xcb") or bool(os.environ.get("WAYLAND_DISPLAY"))


def _is_silent(display: str) -> bool:
    """Whether `display` is on another machine, and that does not answer."""
    host, _colon, number = display.rpartition(":")
    digits = number.partition(".")[0]
    if not host or host == "unix" or "/" in host or not digits.isdecimal():
        return False
    try:
        socket.create_connection((host.strip("[]"), X_PORT + int(digits)), FAR_S).close()
    except (OSError, OverflowError):
        return True
    return False


@contextlib.contextmanager
def _kept_stderr() -> Iterator[tuple[int, int]]:
    """What libraries below Qt write to standard error, kept in a pipe and said in the end; with where it would have
    gone. A file would need a disk with room."""
    sys.stderr.flush()
    standard_error = os.dup(2)
    kept, into = os.pipe()
    try:
        for number in (kept, into):
            os.set_blocking(number, False)
        os.dup2(into, 2)
        try:
            yield kept, standard_error
        finally:
            os.dup2(standard_error, 2)
            os.write(standard_error, _read(kept))
    finally:
        for number in (standard_error, kept, into):
            os.close(number)


def _read(kept: int) -> bytes:
    with contextlib.suppress(BlockingIOError):
        return os.read(kept, 65536)
    return b""


def main(arguments: list[str]) -> int:
    """Name the screens on standard output, or say on standard error why there are none."""
    application = opened(lambda: QGuiApplication(["ioc-console"]), Words(*arguments[:1]))
    if application is None:
        return Exit.NO_DISPLAY
    sizes = [(screen.name(), screen.size()) for screen in application.screens()]
    sys.stdout.write(", ".join(f"{name} {size.width()}×{size.height()}" for name, size in sizes) + "\n")
    return Exit.OK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Builds the program, ready to run: log, data folder, settings, and the window that was asked for."""

from __future__ import annotations

import logging
import os
import sys
from typing import NoReturn

from console.base.errors import IocError
from console.base.log import RedactingFilter
from views.program.command_line import Exit, Options
from views.program.launch import data_dir_of
from views.program.opening import Opened
from views.program.setup import set_up
from views.shell.program import Program
from views.shell.refusal import refuse_start
from views.shell.windows import DESK, WALL, loaded
from views.words.language import Words

_log = logging.getLogger(__name__)
SWITCH_S = 0.0005
"""A thread that wants the interpreter gets it this soon. At Python's 5 ms, a screen that asks twenty times while pages
of changes are written waits a tenth of a second."""


def prepare(opened: Opened, options: Options, words: Words) -> Program | Exit:
    """The program, ready to run; an exit code where it cannot start, after saying why on standard error."""
    handler = logging.StreamHandler()
    handler.addFilter(RedactingFilter())
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", handlers=[handler]
    )
    sys.setswitchinterval(SWITCH_S)
    try:
        setup = set_up(options)
    except (IocError, OSError) as error:
        return refuse_start(error, data_dir_of(options), words)
    return Program(opened, setup, words, loaded(DESK if options.wall is None else WALL))


def leave_without_screen() -> NoReturn:
    """End at once: the X server ended before the program, or the session with it. Raises nothing and never returns.

    There is no loop any more in which anything could be closed in order, and no need to: everything that was saved is
    on the disk, decoders and demo end with us, and a supervisor starts anew.
    """
    _log.error("the screen is gone: the X server or the session ended")
    logging.shutdown()
    os._exit(Exit.NO_DISPLAY)

"""IOC Console: read the command line, build the program, run it. `python main.py --help` says how."""

from __future__ import annotations

import sys
import time

STARTED = time.monotonic()
SWITCH_S = 0.0005
"""A thread that wants the interpreter gets it this soon. At Python's 5 ms, a screen that asks twenty times while pages
of changes are written waits a tenth of a second."""

from views.program import supervisor  # noqa: E402

if __name__ == "__main__" and supervisor.is_asked(sys.argv[1:]):
    sys.exit(supervisor.run(sys.argv[1:]))  # before Qt is loaded: who watches stays small

import qasync  # noqa: E402

from views import app  # noqa: E402 - the clock starts before the imports
from views.program import command_line, doctor, usage, verify, versions  # noqa: E402
from views.words import Words  # noqa: E402


def main(arguments: list[str]) -> int:
    """Do what `arguments` ask for; the exit code is one of `views.program.command_line.Exit`."""
    words = Words(command_line.language_of(arguments))
    try:
        options = command_line.parse(arguments, words)
    except command_line.UsageError as error:
        return command_line.refuse(str(error), words)
    if options.help:
        sys.stdout.write(usage.text(words))
        return command_line.Exit.OK
    if options.version:
        sys.stdout.write("\n".join(versions.lines()) + "\n")
        return command_line.Exit.OK
    if options.task == "doctor":
        return doctor.run(options, words)
    if options.task == "verify-evidence":
        return verify.run(options, words)
    sys.setswitchinterval(SWITCH_S)
    program = app.prepare(options, words, STARTED)
    if isinstance(program, command_line.Exit):
        return program
    loop = qasync.QEventLoop(program.application)
    with loop:
        life = loop.create_task(program.run(loop))
        # Qt ends its loop under us when the screen's own server is gone.
        program.application.aboutToQuit.connect(lambda: None if life.done() else app.leave_without_screen())
        return int(loop.run_until_complete(life))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

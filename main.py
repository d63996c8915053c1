"""IOC Console: read the command line, build the program, run it. `python main.py --help` says how."""

from __future__ import annotations

import gc
import signal
import sys
import time

STARTED = time.monotonic()

from console.base import hardening  # noqa: E402 - the clock starts before the imports

if __name__ == "__main__":
    hardening.harden()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C before there is a loop to end: no stack of imports
    for stream in (sys.stdout, sys.stderr):
        # Sentences are Vietnamese whatever the locale says; a file or pipe that takes none of them costs no start.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]

from views.program import plain_imports, supervisor  # noqa: E402

if __name__ == "__main__" and supervisor.is_asked(sys.argv[1:]):
    sys.exit(supervisor.run(sys.argv[1:]))  # before Qt is loaded: who watches stays small

from views.program import command_line, usage  # noqa: E402 - the clock starts before the imports
from views.words.language import Words  # noqa: E402


def main(arguments: list[str]) -> int:
    """Do what `arguments` ask for, each task with what it needs alone; the exit code is one of `command_line.Exit`."""
    words = Words(command_line.language_of(arguments))
    try:
        options = command_line.parse(arguments, words)
    except command_line.UsageError as error:
        return command_line.refuse(str(error), words)
    if options.help:
        sys.stdout.write(usage.text(words))
        return command_line.Exit.OK
    if options.version:
        from views.program import versions  # noqa: PLC0415

        sys.stdout.write("\n".join(versions.lines()) + "\n")
        return command_line.Exit.OK
    if options.task == "doctor":
        from views.program import doctor  # noqa: PLC0415

        return doctor.run(options, words)
    if options.task == "verify-evidence":
        from views.program import verify  # noqa: PLC0415

        return verify.run(options, words)
    return _run(options, words)


def _run(options: command_line.Options, words: Words) -> int:
    """The desk or the wall, until it is left."""
    gc.disable()  # nothing that is loaded is garbage; from the first window on `views.program.collector` collects
    plain_imports.restore()
    from views.program import opening  # noqa: PLC0415

    opened = opening.opened(options, words, STARTED)  # something is on screen before the rest is loaded
    if isinstance(opened, command_line.Exit):
        return opened
    import qasync  # noqa: PLC0415

    from views.program import aside  # noqa: PLC0415
    from views.shell import app  # noqa: PLC0415

    program = app.prepare(opened, options, words)
    if isinstance(program, command_line.Exit):
        return program
    loop = qasync.QEventLoop(program.application)
    loop.set_default_executor(aside.threads())
    with loop:
        life = loop.create_task(program.run(loop))
        # Qt ends its loop under us when the screen's own server is gone.
        program.application.aboutToQuit.connect(lambda: None if life.done() else app.leave_without_screen())
        return int(loop.run_until_complete(life))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

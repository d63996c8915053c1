"""The text behind `--help`: tasks, options, examples and exit codes, worded for people."""

from __future__ import annotations

from collections.abc import Sequence

from views.program.command_line import Exit
from views.words.language import Words
from widgets.words.marked_text import QT_TRANSLATE_NOOP

_CONTEXT = "usage"
_WIDTH = 26

_GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("usage", "Tasks"),
        (
            ("", QT_TRANSLATE_NOOP("usage", "open the desk, or a wall with --wall")),
            ("doctor", QT_TRANSLATE_NOOP("usage", "check this machine; each line is ok or says what to do")),
            (
                "verify-evidence FILE",
                QT_TRANSLATE_NOOP("usage", "say whether a saved still or clip is what was saved; a folder: all of it"),
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("usage", "For verify-evidence"),
        (
            ("--server-key KEY", QT_TRANSLATE_NOOP("usage", "the server's public key, or a file with it")),
            ("--register FILE", QT_TRANSLATE_NOOP("usage", "the server's receipts: tells what was removed whole")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("usage", "What to open"),
        (
            ("--demo", QT_TRANSLATE_NOOP("usage", "start a fictional city with its cameras, and sign in to it")),
            ("--backend URL", QT_TRANSLATE_NOOP("usage", "address of the centre's server")),
            ("--wall NAME", QT_TRANSLATE_NOOP("usage", "show the wall NAME: a borderless window on each screen")),
            ("--node NODE", QT_TRANSLATE_NOOP("usage", "which PC of that wall this is; default: this machine's name")),
            ("--layout FILE", QT_TRANSLATE_NOOP("usage", "take the wall's layout from FILE")),
            (
                "--calls-port N",
                QT_TRANSLATE_NOOP("usage", "hear of calls from a telephone system, at port N of this machine"),
            ),
            ("--supervised", QT_TRANSLATE_NOOP("usage", "start the console again whenever it falls over")),
            ("--unsupervised", QT_TRANSLATE_NOOP("usage", "leave a wall alone; without it a wall is supervised")),
            ("--theme NAME", QT_TRANSLATE_NOOP("usage", "dark (default), light or high_contrast")),
            ("--lang vi|en", QT_TRANSLATE_NOOP("usage", "language of the screens and of this text")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("usage", "Where things are"),
        (
            (
                "--data-dir DIR",
                QT_TRANSLATE_NOOP("usage", "cache, unsent actions, arrangement; default: your data folder"),
            ),
            (
                "--settings FILE",
                QT_TRANSLATE_NOOP("usage", "settings in TOML; default: settings.toml in the data folder"),
            ),
            (
                "--token-file FILE",
                QT_TRANSLATE_NOOP("usage", "the wall's token, in a file that only you can read; else it shows a code"),
            ),
            (
                "--sign-in-stdin",
                QT_TRANSLATE_NOOP("usage", 'read one line {"user":…,"password":…} and sign in with it'),
            ),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("usage", "The demo"),
        (
            ("--city DIR", QT_TRANSLATE_NOOP("usage", "another city pack")),
            ("--video PATH", QT_TRANSLATE_NOOP("usage", "cameras show this footage (a file or a folder)")),
            ("--speed X", QT_TRANSLATE_NOOP("usage", "how fast incidents arrive; 1 is real time")),
            ("--seed N", QT_TRANSLATE_NOOP("usage", "the same number gives the same day again")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("usage", "For tests and pictures"),
        (
            ("--seconds N", QT_TRANSLATE_NOOP("usage", "end by itself after N seconds")),
            ("--screenshots DIR", QT_TRANSLATE_NOOP("usage", "save pictures of screens and states to DIR")),
            ("--timings FILE", QT_TRANSLATE_NOOP("usage", "append when the first window and the pictures came")),
            ("--control PATH", QT_TRANSLATE_NOOP("usage", "obey commands on a local socket that only you can open")),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("usage", "About"),
        (
            ("--version", QT_TRANSLATE_NOOP("usage", "versions of the console and of what it stands on")),
            ("-h, --help", QT_TRANSLATE_NOOP("usage", "this text")),
        ),
    ),
)

_EXAMPLES: tuple[tuple[str, str], ...] = (
    ("python main.py --demo", QT_TRANSLATE_NOOP("usage", "see everything at work, without any other system")),
    ("python main.py --backend https://ioc.example.vn", QT_TRANSLATE_NOOP("usage", "a desk of a real centre")),
    (
        "python main.py --wall hall --token-file hall.token",
        QT_TRANSLATE_NOOP("usage", "the wall “hall”, with nobody at the keyboard"),
    ),
    (
        "python main.py --backend https://ioc.example.vn --calls-port 8022",
        QT_TRANSLATE_NOOP("usage", "a desk that opens the sheet of whoever calls"),
    ),
    ("python main.py doctor", QT_TRANSLATE_NOOP("usage", "something does not work: begin here")),
)

_EXIT_CODES: tuple[tuple[Exit, str], ...] = (
    (Exit.OK, QT_TRANSLATE_NOOP("usage", "ended as asked; also when a running console was brought to the front")),
    (Exit.FAILED, QT_TRANSLATE_NOOP("usage", "doctor found something that needs you; evidence was changed")),
    (Exit.USAGE, QT_TRANSLATE_NOOP("usage", "the command line could not be understood")),
    (Exit.NO_DISPLAY, QT_TRANSLATE_NOOP("usage", "there is no screen to open a window on, or it does not let us in")),
    (Exit.SETTINGS, QT_TRANSLATE_NOOP("usage", "settings or a file named on the command line are wrong")),
    (Exit.STORAGE, QT_TRANSLATE_NOOP("usage", "the data folder cannot be used")),
    (Exit.DEMO, QT_TRANSLATE_NOOP("usage", "the demo city did not start")),
    (Exit.OUR_FAULT, QT_TRANSLATE_NOOP("usage", "a fault of the console itself")),
)


def text(words: Words) -> str:
    """The whole help, ready to print."""

    def tr(source: str) -> str:
        return words.translate(_CONTEXT, source)

    lines = [
        "IOC Console",
        words.translate(
            "usage",
            "The console of a city's operations centre: cameras, indicators and incidents, online and offline.",
        ),
        "",
        words.translate("usage", "Usage: python main.py [options]"),
        words.translate("usage", "       python main.py doctor [options]"),
        words.translate("usage", "       python main.py verify-evidence FILE|FOLDER"),
    ]
    for title, rows in _GROUPS:
        lines += ["", f"{tr(title)}:", *_table([(name or "–", tr(words_)) for name, words_ in rows])]
    lines += ["", words.translate("usage", "Examples:")]
    for command, meaning in _EXAMPLES:
        lines += [f"  {command}", f"      {tr(meaning)}"]
    lines += ["", words.translate("usage", "Exit codes:")]
    lines += _table([(str(int(code)), tr(meaning)) for code, meaning in _EXIT_CODES])
    return "\n".join(lines) + "\n"


def _table(rows: Sequence[tuple[str, str]]) -> list[str]:
    return [f"  {name:<{_WIDTH - 2}}{meaning}" for name, meaning in rows]

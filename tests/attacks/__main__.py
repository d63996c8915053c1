"""`python -m tests.attacks [FILES AND OPTIONS OF PYTEST]`: run attacks, all where none is named.
`python -m tests.attacks --undone [NAME…]`: take defences away, all where none is named, and see that attacks succeed;
`--undone unseen` those of which that was not seen yet, or that were changed since.

Either writes what it saw into docs/security.md. Exit code 1 where an attack got through, or, with `--undone`, where one
did not: it cannot fail then, or another defence stands behind the one that is gone.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

import pytest

from tests.attacks.kept import Kept
from tests.attacks.table import FOLDER, PAGE, Gathering
from tests.attacks.undone.defence import Defence
from tests.attacks.undone.every import DEFENCES, chosen
from tests.attacks.undone.running import Copy, Result, copied

UNDONE, UNSEEN = "--undone", "unseen"
AT_ONCE = 2
"""Copies in which attacks run; each waits for something most of the time."""


def main(arguments: Sequence[str]) -> int:
    """Run, keep what was seen, write the page."""
    return undone([one for one in arguments if one != UNDONE]) if UNDONE in arguments else tried(arguments)


def tried(arguments: Sequence[str]) -> int:
    """Every attack, or those that are named; the page stays as it is where one got through."""
    named = any(Path(one.partition("::")[0]).exists() for one in arguments)
    gathering = Gathering()
    code = pytest.main([*(() if named else (str(FOLDER),)), "-p", "no:xdist", *arguments], plugins=[gathering])
    if code != pytest.ExitCode.OK or any(one.failed for one in gathering.seen.values()):
        sys.stderr.write("an attack got through, or could not be tried; docs/security.md stays as it is\n")
        return 1
    kept = Kept.load()
    kept.note_run(gathering.seen)
    _write(kept)
    return 0


def undone(words: Sequence[str]) -> int:
    """Each defence that a word names is taken away by itself, and what must fall then is run."""
    before = Kept.load()
    unseen = [one for one in DEFENCES if set(before.fell(one)) != set(one.tests)]
    wanted = unseen if list(words) == [UNSEEN] else chosen(words)
    if not wanted and list(words) != [UNSEEN]:
        sys.stderr.write("no defence, table or attack has such a name\n")
        return 1
    held = 0
    with ExitStack() as stack, ThreadPoolExecutor(AT_ONCE) as threads:
        places = SimpleQueue[Copy]()
        for _number in range(AT_ONCE):
            places.put(stack.enter_context(copied()))
        for result in threads.map(lambda one: _without(one, places), wanted):
            sys.stdout.write("\n".join(result.lines()) + "\n")
            sys.stdout.flush()
            held += not result.has_fallen
            kept = Kept.load()
            kept.note_undone([result])
            _write(kept)
    sys.stdout.write(f"{len(wanted)} defences taken away, {held} without all of what must fall\n")
    return 1 if held else 0


def _without(defence: Defence, places: SimpleQueue[Copy]) -> Result:
    place = places.get()
    try:
        return place.without(defence)[0]
    finally:
        places.put(place)


def _write(kept: Kept) -> None:
    kept.save()
    PAGE.write_text(kept.page(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

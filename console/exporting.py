"""What leaves a desk as a file is written down in the server's log: who, what, how many (`contract.verbs.export`).

The file is written beside its place, the line saved in the outbox, and then the file takes its place: nothing leaves
that is not told, offline as well, and what was cancelled or could not be written is not told.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from console.measures.exports import ExportError, Progress, go_on
from console.session import Session
from console.verbs.actions import Action
from contract.verbs.export import EVIDENCE, LAYOUT, MEASURES, REPORT
from offline_cache.plain_files import written_beside

__all__ = ["EVIDENCE", "LAYOUT", "MEASURES", "REPORT", "Leaving", "export", "told"]
NAME_MOST = 200
"""Letters of a file's name that are told."""


@dataclass(frozen=True)
class Leaving:
    """What a file holds: a word of `contract.verbs.export`, how much of it, and what it is about."""

    what: str
    count: int
    about: str = ""


async def export(
    session: Session, path: Path, write: Callable[[Path, Progress], object], leaving: Leaving,
    progress: Progress = go_on,
) -> None:  # fmt: skip
    """Let `write(beside, progress)` write a file, on a thread, that then stands at `path`.

    Raises `ExportError` where it cannot be written, and `StorageError`, `SignInError` where nobody can be named for it:
    then there is no file.
    """
    work = ExitStack()
    try:
        fresh = await session.blocking(lambda: work.enter_context(written_beside(path)))
        await session.blocking(lambda: write(fresh, progress))
        await session.act(told(path, leaving))
        await session.blocking(work.close)
    except BaseException as error:
        told_to = (type(error), error, error.__traceback__)
        await session.blocking(lambda: work.__exit__(*told_to))
        if isinstance(error, OSError):
            raise ExportError("not_written", what=error.strerror or str(error)) from error
        raise


def told(path: Path, leaving: Leaving) -> Action:
    """What is said of it: the name alone, never the folder."""
    payload = {"file": path.name[:NAME_MOST], "count": leaving.count, "about": leaving.about[:NAME_MOST]}
    return Action(type="export", target_type="export", target_id=leaving.what, base_version=0, payload=payload)

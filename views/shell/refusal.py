"""Why the console cannot start: a sentence on standard error, and an exit code."""

from __future__ import annotations

import sys
from pathlib import Path

from console.base.errors import IocError, StorageError
from views.base.faults import worded
from views.program.command_line import Exit
from views.program.launch import folder_sentence
from views.words.language import Words

OF_THE_FOLDER = ("full", "read_only", "io_error")
"""What can be wrong with the storage that another data folder would mend."""


def refuse_start(error: IocError | OSError, data_dir: Path, words: Words) -> Exit:
    """Say it; the code tells storage from settings."""
    is_storage = isinstance(error, (OSError, StorageError))
    if isinstance(error, OSError) or (isinstance(error, StorageError) and error.code in OF_THE_FOLDER):
        sentence = folder_sentence(data_dir, error, words)
    else:
        sentence = worded(error)[1]
    sys.stderr.write(sentence + "\n")
    return Exit.STORAGE if is_storage else Exit.SETTINGS

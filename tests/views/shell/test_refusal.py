"""Why the console cannot start: what would mend it is said, and the exit code tells storage from settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.base.errors import IocError, SettingsError, StorageError
from views.base.faults import worded
from views.program.command_line import Exit
from views.shell.refusal import refuse_start
from views.words.language import Words


@pytest.mark.parametrize(
    ("error", "code", "names_another_folder"),
    [
        (SettingsError("bad_settings"), Exit.SETTINGS, False),
        (PermissionError(13, "Permission denied"), Exit.STORAGE, True),
        (StorageError("full"), Exit.STORAGE, True),
        (StorageError("corrupt"), Exit.STORAGE, False),
    ],
)
def test_a_folder_that_is_of_no_use_may_be_another_one(
    error: IocError | OSError, code: Exit, names_another_folder: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refuse_start(error, Path("/data/desk"), Words("en")) == code
    said = capsys.readouterr().err
    assert ("--data-dir" in said and "/data/desk" in said) == names_another_folder
    assert names_another_folder or said == worded(error)[1] + "\n"

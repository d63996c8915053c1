"""Secrets are in files that only their owner can read: command lines and environments name the file alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from backend.base.messages import reason_of, say
from backend.base.plain_files import OddFileError, opened
from backend.base.refusals import RefusedError
from backend.base.text_files import NotTextError, first_line

CREDENTIALS = "CREDENTIALS_DIRECTORY"
"""Where systemd says that it put them (systemd.exec(5))."""


class SecretFileError(RefusedError):
    """The file cannot be used; the text is a sentence for people. Nothing of its content is in it."""


def secret_of(path: Path, lang: str) -> str:
    """The first line of the file at `path`; a name without a folder is one of those that systemd hands over
    (`LoadCredential=`), where it hands over any. Raises `SecretFileError` where it is missing, empty, or others may
    read it.

    What systemd hands over (`LoadCredential=`) is of mode 0400 or 0440 for the service alone, and may be read by its
    group.
    """
    handed_over = os.environ.get(CREDENTIALS, "")
    if handed_over and path.name == str(path):
        path = Path(handed_over) / path
    try:
        with opened(path) as file:
            status = os.fstat(file.fileno())
            mode = stat.S_IMODE(status.st_mode)
            if mode & 0o037:
                raise SecretFileError(say(lang, "secret_mode", file=path, mode=f"{mode:04o}"))
            found = first_line(file)
    except NotTextError as error:
        raise SecretFileError(say(lang, "secret_encoding", file=path, position=error.position)) from None
    except OddFileError:
        raise SecretFileError(say(lang, "secret_no_file", file=path)) from None
    except OSError as error:
        raise SecretFileError(say(lang, "secret_unreadable", file=path, reason=reason_of(error, lang))) from error
    if not found:
        raise SecretFileError(say(lang, "secret_empty", file=path))
    return found

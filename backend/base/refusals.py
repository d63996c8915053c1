"""What a command says where it cannot begin."""

from __future__ import annotations


class RefusedError(Exception):
    """Something that was given cannot be used; the text is a sentence for people that says what to do."""

    code = 1
    """The exit code of the command: 2 where it was told wrongly, and telling it again the same way is of no use."""

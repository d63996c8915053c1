"""The public keys of the server's receipts, as this console learnt them: what a check without a network trusts.

They lie beside the folder of evidence, not in it: who is given the folder is not given whom to believe.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from console.base.text_files import read_text
from contract.keys import PUBLIC_KEY

NAME = "evidence-server.keys"


def known_keys(folder: Path) -> tuple[str, ...]:
    """Those that were learnt where `folder`, of evidence, lies, the newest last; none where nothing can be read."""
    try:
        lines = read_text(folder.parent / NAME).split()
    except (OSError, ValueError):
        return ()
    return tuple(line for line in lines if re.fullmatch(PUBLIC_KEY, line))


def learn(folder: Path, key: str) -> bool:
    """Keep one more; whether another one was known before. Raises OSError."""
    known = known_keys(folder)
    if key in known:
        return False
    number = os.open(folder.parent / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write(key + "\n")
        file.flush()
        os.fsync(file.fileno())
    return bool(known)

"""The keys and days of evidence as a server's configuration wants them; an embedded database has its key beside it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url

from backend.base.messages import reason_of, say
from backend.base.refusals import RefusedError
from backend.evidence.keeping import Keeping, KeptDays
from backend.evidence.keys import keys_in
from backend.program.configuration import Configuration

ENDING = ".evidence-key"


def keeping_of(said: Configuration) -> Keeping:
    """Where no file is named, an embedded database gets one of its own at its first start; a server's database has
    none, for all servers of a city need the same. Raises `RefusedError`.
    """
    days = KeptDays(said.evidence_still_days, said.evidence_clip_days)
    path, make = said.evidence_key_file, False
    url = make_url(said.database or "")
    if path is None and url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        path, make = Path(f"{url.database}{ENDING}"), True
    if path is None:
        return Keeping(None, days)
    try:
        return Keeping(keys_in(path, said.lang, make=make), days)
    except OSError as error:
        raise RefusedError(
            say(said.lang, "secret_unreadable", file=path, reason=reason_of(error, said.lang))
        ) from error

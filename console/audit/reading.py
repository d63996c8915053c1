"""The audit as the server tells it, in calls that block and belong on a net thread (`Session.call`)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError

from console.base.errors import LinkError
from contract.audit_wire import AuditPage

PAGE = 200
EXPORT_S = 600.0
"""A year of a city is some hundred thousand lines."""


class Caller(Protocol):
    """What is needed of `console.net.api.Api`."""

    def call(self, method: str, path: str, query: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """A call that is answered in JSON."""

    def fetch(self, method: str, path: str, *, deadline_s: float) -> tuple[int, Mapping[str, str], bytes]:
        """A call that brings something else."""


# Both raise `LinkError` where the server cannot be asked or answers otherwise, `SignInError` where it refuses.


def read(api: Caller, asked: Mapping[str, str], before: int | None = None) -> AuditPage:
    """A page of lines, the newest first; `asked` by the names of the contract."""
    query = {**asked, "limit": PAGE, **({"before": before} if before is not None else {})}
    try:
        return AuditPage.model_validate(api.call("GET", "/v1/audit/lines", query))
    except ValidationError as error:
        raise LinkError("bad_answer", detail="audit") from error


def export(api: Caller, path: Path) -> int:
    """Write the whole audit, signed by the server, into a file that is not there yet; its bytes. Raises OSError."""
    _status, _headers, content = api.fetch("GET", "/v1/audit/export", deadline_s=EXPORT_S)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(content)
    return len(content)

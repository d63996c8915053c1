"""Evidence as the server keeps it: what was registered, until when its files stay, who held it back and who looked. In
calls that block and belong on a net thread (`Session.call`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from console.base.errors import LinkError
from contract.evidence import EvidenceList, EvidenceOut, Look, Looks

Told = TypeVar("Told", bound=BaseModel)
EMPTY_PAGES_MOST = 20
"""Of somebody who is narrowed to an area, a page may have nothing that they may see."""


class Caller(Protocol):
    """What is needed of `console.net.api.Api`."""

    def call(
        self, method: str, path: str, query: Mapping[str, Any] | None = None, *, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """A call that is answered in JSON."""


# All of these raise `LinkError` where the server cannot be asked or answers otherwise, `SignInError` where it refuses.


def read(api: Caller, asked: Mapping[str, Any], before: str | None = None) -> EvidenceList:
    """The next page that has something, those that were registered last first; `asked` by the names of the contract."""
    page = EvidenceList(pieces=[], next_before=before)
    for _empty in range(EMPTY_PAGES_MOST):
        query = {**asked, **({"before": page.next_before} if page.next_before is not None else {})}
        page = _told(EvidenceList, api.call("GET", "/v1/evidence", query))
        if page.pieces or page.next_before is None:
            break
    return page


def looks(api: Caller, digest: str) -> tuple[Look, ...]:
    """Who saw, held or let go of a piece, and why, the oldest first."""
    return tuple(_told(Looks, api.call("GET", f"/v1/evidence/{digest}/looks")).looks)


def hold(api: Caller, digest: str, why: str, *, held: bool) -> EvidenceOut:
    """Keep the file past its days, or let it go again; how it is with the piece then."""
    return _told(EvidenceOut, api.call("PUT", f"/v1/evidence/{digest}/hold", body={"held": held, "why": why}))


def _told(kind: type[Told], answer: dict[str, Any]) -> Told:
    try:
        return kind.model_validate(answer)
    except ValidationError as error:
        raise LinkError("bad_answer", detail="evidence") from error

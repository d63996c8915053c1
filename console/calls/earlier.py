"""Which incidents a caller told of before, as the server tells it: a call that blocks and belongs on a net thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from pydantic import ValidationError

from console.base.errors import LinkError
from contract.reporters import ToldBy


class Asked(Protocol):
    """What is needed of `console.net.api.Api`."""

    def call(self, method: str, path: str, *, body: Mapping[str, Any]) -> dict[str, Any]:
        """A call that is answered in JSON."""


def told_by(api: Asked, number: str) -> ToldBy:
    """The newest ones. The number goes in the body, never in an address. Raises `LinkError`."""
    answer = api.call("POST", "/v1/incidents/told-by", body={"phone": number})
    try:
        return ToldBy.model_validate(answer)
    except ValidationError:  # what it quotes is nobody's to read in a log
        raise LinkError("bad_answer", detail="told-by") from None

"""A message as JSON to the system of an agency, signed with the secret that it and we know."""

from __future__ import annotations

import json

from backend.base.clock import iso
from backend.messages.adapters.http import Request, ask, taken
from backend.messages.adapters.reaching import Bounds
from backend.messages.adapters.signing import signed
from backend.messages.channel_models import Webhook
from backend.messages.letter import Address, Letter, Sent


class WebhookAdapter:
    """One request for each message; its key goes with it (`Idempotency-Key`). An answer of 2xx is the receipt."""

    def __init__(self, said: Webhook) -> None:
        self._said = said

    def send(self, letter: Letter, address: Address) -> Sent:
        """As `Adapter`."""
        said = self._said
        body = json.dumps(content(letter), ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": letter.key}
        headers |= signed(address.secret, body)
        bounds = Bounds(said.networks, said.timeout_s, said.authorities)
        taken(ask(Request("POST", address.values[0], headers, body), bounds), of_all=False)
        return Sent(letter.key, is_delivered=True)


def content(letter: Letter) -> dict[str, object]:
    """What the other system reads (docs/reference/messages.md#webhook)."""
    return {
        "id": letter.key, "kind": letter.kind, "about": {"type": letter.about_type, "id": letter.about_id},
        "made_at": iso(letter.made_ms), "drill": letter.drill, "subject": letter.subject, "text": letter.text,
        "facts": dict(letter.facts),
    }  # fmt: skip

"""The channels of one server: by what messages go, and where everybody is reached by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from backend.ledger.schema import reporters
from backend.messages.adapters.secret import secret_in
from backend.messages.channel_models import Bounded, ChannelsFile, Receiver, is_mail, is_mobile, is_subscriber
from backend.messages.letter import Adapter, Address

__all__ = ["Adapter", "Channel", "Channels"]

PUBLIC, REPORTER = "public", "reporter"
BY_NUMBER = frozenset({"sms", "voice", "zalo"})
NOBODY = Receiver()


@dataclass(frozen=True)
class Channel:
    """One way out, and how it may be used."""

    name: str
    said: Bounded
    adapter: Adapter = field(repr=False)


@dataclass(frozen=True)
class Channels:
    """Those that are set up, by name, and where agencies are reached."""

    by_name: Mapping[str, Channel]
    said: ChannelsFile = field(repr=False)

    def address(self, connection: Connection, channel: str, receiver: str, about: str) -> Address | None:
        """Where `receiver` is reached by `channel`; None where nobody knows. Looked up at each try, so that what
        changed since holds and nothing is copied. Raises `NotSentError`."""
        if receiver == PUBLIC:
            return Address(("public",)) if channel == "cap" else None
        if receiver == REPORTER:
            return _of_reporter(connection, channel, about)
        kind, _colon, key = receiver.partition(":")
        known = self.said.agencies if kind == "agency" else self.said.contacts
        return _of(known.get(key, NOBODY), channel)

    def may_reach(self, channel: str, receiver: str) -> bool:
        """Whether `receiver` could be reached by it, as far as is known without looking anybody up."""
        if channel not in self.by_name or (receiver == PUBLIC) != (channel == "cap"):
            return False
        if receiver in (PUBLIC, REPORTER):
            return receiver == PUBLIC or channel in BY_NUMBER or channel == "email"
        kind, _colon, key = receiver.partition(":")
        known = self.said.agencies if kind == "agency" else self.said.contacts
        return bool(getattr(known.get(key, NOBODY), channel, None))


def _of(receiver: Receiver, channel: str) -> Address | None:
    if channel == "webhook":
        hook = receiver.webhook
        return Address((hook.url,), secret_in(hook.secret_file)) if hook is not None else None
    found = getattr(receiver, channel, None)
    if not found:
        return None
    return Address(tuple(found)) if isinstance(found, list) else Address((str(found),))


def _of_reporter(connection: Connection, channel: str, about: str) -> Address | None:
    """Whoever told of an incident: by the number, or the address of mail, that they left. No landline gets an SMS,
    and no number is called that is nobody's own."""
    query = select(reporters.c.data).where(reporters.c.incident_id == about)
    data = dict(connection.execute(query).scalar_one_or_none() or {})
    if channel == "email":
        told = (str(data.get(name) or "").strip() for name in ("email", "address"))
        found = next((one for one in told if is_mail(one)), "")
        return Address((found,)) if found else None
    phone = str(data.get("phone") or "")
    if channel not in BY_NUMBER or not (is_subscriber(phone) if channel == "voice" else is_mobile(phone)):
        return None
    return Address(("".join(sign for sign in phone if sign in "+0123456789"),))

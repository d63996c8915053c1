"""Whom a rule's message is for, by what was done: an id for the queue, and words for the room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from backend.actions.deed import Deed
from backend.city.checklists import Contact
from backend.city.models import Agency
from backend.city.outgoing import MessageRule
from backend.messages.words import PUBLIC, REPORTER, said
from contract.records.message import ToKind

NAME_MOST = 200


@dataclass(frozen=True)
class To:
    """One receiver. `key` is `agency:ID`, `contact:ID`, `reporter` or `public`; empty where nobody is known by it."""

    key: str
    name: str
    kind: ToKind


class Lists(Protocol):
    """What of a pack receivers are found in."""

    @property
    def agencies(self) -> Sequence[Agency]: ...
    @property
    def contacts(self) -> Sequence[Contact]: ...


class Receivers:
    """Those of one city."""

    def __init__(self, lists: Lists, lang: str) -> None:
        self._lang = lang
        self._agencies = {one.id: one for one in lists.agencies}
        self._contacts = {one.id: one for one in lists.contacts}
        self._by_name: dict[str, Agency] = {}
        for agency in lists.agencies:
            for name in (agency.id, agency.short_name, agency.name):
                self._by_name.setdefault(_plain(name), agency)

    def of(self, rule: MessageRule, deed: Deed) -> list[To]:
        """Each of them once."""
        found = list(self._of(rule, deed))
        return list({one.key or one.name: one for one in found}.values())

    def _of(self, rule: MessageRule, deed: Deed) -> Iterable[To]:
        if rule.to == "agency":
            yield self._named(str(deed.act.payload.get("agency") or ""))
        elif rule.to == "agencies":
            for one in _listed(deed.data.get("agencies")):
                known = self._agencies.get(str(one.get("id") or ""))
                yield self._agency(known) if known is not None else self._named(str(one.get("name") or ""))
        elif rule.to == "named":
            yield from (self._agency(self._agencies[key]) for key in rule.agencies)
            for key in rule.contacts:
                yield To(f"contact:{key}", self._contacts[key].name, ToKind.CONTACT)
        elif rule.to == "reporter":
            yield To("reporter", said(REPORTER, self._lang), ToKind.REPORTER)
        else:
            yield To("public", said(PUBLIC, self._lang), ToKind.PUBLIC)

    def _named(self, text: str) -> To:
        """An agency by whatever somebody called it."""
        known = self._by_name.get(_plain(text))
        return self._agency(known) if known is not None else To("", " ".join(text.split())[:NAME_MOST], ToKind.AGENCY)

    @staticmethod
    def _agency(agency: Agency) -> To:
        return To(f"agency:{agency.id}", agency.short_name, ToKind.AGENCY)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _listed(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list | tuple) else []

"""Makes the messages of a deed, in the transaction of the deed itself: there is both, or neither.

A message's id is made of the action's and of whom it is for; so however often something is done again after a crash,
there is one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, insert, select

from backend.actions.deed import Deed, Outcome, RecordTuple
from backend.base.clock import now_ms
from backend.city.checklists import Contact
from backend.city.models import Agency, City
from backend.city.outgoing import OF_INCIDENTS, MessageRule
from backend.city.plans import Plan
from backend.ledger.schema import messages
from backend.messages import texts
from backend.messages.channels import Channels
from backend.messages.receivers import Receivers, To
from backend.messages.standing import REACH, record

ID_LETTERS = 32


class Lists(Protocol):
    """What of a pack messages are made from."""

    @property
    def city(self) -> City: ...
    @property
    def messages(self) -> Sequence[MessageRule]: ...
    @property
    def agencies(self) -> Sequence[Agency]: ...
    @property
    def contacts(self) -> Sequence[Contact]: ...
    @property
    def plans(self) -> Sequence[Plan]: ...


@dataclass(frozen=True)
class Draft:
    """What a rule makes for one receiver, before it stands in the queue."""

    rule: MessageRule
    to: To
    channels: tuple[str, ...]
    """By which it can go from this server, in their order."""
    words: texts.Words
    why_not: str = ""
    """Why there is none, as `backend.messages.words.REASONS` has it."""


class Making:
    """The rules of one city, at a server with these channels."""

    def __init__(self, lists: Lists, channels: Channels, wording: texts.Wording) -> None:
        self._channels = channels
        self._wording = wording
        self._receivers = Receivers(lists, wording.lang)
        self._scales = {plan.id: plan.scale.kind for plan in lists.plans}
        self._rules: dict[str, list[MessageRule]] = {}
        for rule in lists.messages:
            self._rules.setdefault(rule.deed, []).append(rule)

    def __call__(self, connection: Connection, deed: Deed, outcome: Outcome) -> list[RecordTuple]:
        """The records of what `deed` sends out, after it was put into the queue; most deeds send nothing."""
        if deed.act.type not in self._rules or outcome.result != "applied":
            return []
        found = subject_of(deed, outcome)
        if found is None:
            return []
        kind, key, about = found
        drafts = list(self.drafts(deed, kind, about))
        made = [self._row(connection, deed, (kind, key, about), one) for one in drafts]
        there = select(messages.c.id).where(messages.c.id.in_([one["id"] for one in made]))
        known = set(connection.execute(there).scalars())
        fresh = [(row, draft) for row, draft in zip(made, drafts, strict=True) if row["id"] not in known]
        if fresh:
            connection.execute(insert(messages), [row for row, _draft in fresh])
        reach = {name: str(about.get(name) or "") for name in REACH} if kind == "incident" else {}
        return [
            ("message", row["id"], record(row, draft.to.name, draft.to.kind, self._wording.lang, reach))
            for row, draft in fresh
        ]

    def drafts(self, deed: Deed, kind: str, about: Mapping[str, Any]) -> Iterator[Draft]:
        """What would be made of it, for each receiver."""
        drill = about.get("drill") is True
        for rule in self._rules.get(deed.act.type, ()):
            if (drill and not rule.in_drills) or not _is_for(rule, kind, deed, about):
                continue
            for to in self._receivers.of(rule, deed):
                values = texts.values_of(self._wording, about, deed, to.name)
                words = texts.written(rule, values, drill=drill, lang=self._wording.lang)
                ways = self.ways(rule, to.key)
                yield Draft(rule, to, ways, words, "" if ways else self._why_not(rule, to))

    def ways(self, rule: MessageRule, receiver: str) -> tuple[str, ...]:
        """By which channels a rule's message can go to a receiver from this server, as far as is known beforehand."""
        return tuple(one for one in rule.channels if receiver and self._channels.may_reach(one, receiver))

    def rule(self, key: str) -> MessageRule | None:
        """The rule of this id, if the pack has it still."""
        return next((one for rules in self._rules.values() for one in rules if one.id == key), None)

    def _why_not(self, rule: MessageRule, to: To) -> str:
        if not to.key:
            return "no-receiver"
        return "no-address" if self._channels.by_name.keys() & set(rule.channels) else "no-channel"

    def _row(
        self, connection: Connection, deed: Deed, subject: tuple[str, str, Mapping[str, Any]], draft: Draft
    ) -> dict[str, Any]:  # fmt: skip
        kind, key, about = subject
        at, ways = now_ms(), draft.channels
        return {
            "id": id_of(deed.act.action_id, draft.rule.id, draft.to), "kind": draft.rule.kind, "rule": draft.rule.id,
            "about_type": kind, "about_id": key, "action_id": deed.act.action_id, "receiver": draft.to.key,
            "channel": ways[0] if ways else "", "others": list(ways[1:]), "subject": draft.words.subject,
            "body": draft.words.text, "facts": self._facts(connection, deed, key, about, draft.rule),
            "state": "waiting", "reason": draft.why_not, "tries": 0, "next_ms": at, "lease_ms": 0, "made_ms": at,
            "settled_ms": None, "ref": "", "drill": about.get("drill") is True,
        }  # fmt: skip

    def _facts(
        self, connection: Connection, deed: Deed, key: str, about: Mapping[str, Any], rule: MessageRule
    ) -> dict[str, Any]:
        """What of it is known in fields; a warning knows those that went before it."""
        names = ("code", "ward", "place", "lat", "lon", "severity", "kind", "plan_id", "hazard", "level")
        found = {name: about[name] for name in names if about.get(name) not in (None, "")} | {"deed": deed.act.type}
        if rule.kind == "warning":
            where = (messages.c.about_id == key) & (messages.c.kind == "warning")
            before = select(messages.c.id, messages.c.made_ms).where(where).order_by(messages.c.made_ms)
            found["earlier"] = [{"key": row.id, "made_ms": row.made_ms} for row in connection.execute(before)]
            found["scale"] = self._scales.get(str(about.get("plan_id")), "")
        return found


def subject_of(deed: Deed, outcome: Outcome) -> tuple[str, str, Mapping[str, Any]] | None:
    """What a deed's messages are about, as it is after the deed: its incident, or the activation of its plan."""
    if deed.act.type in OF_INCIDENTS:
        return (deed.target, deed.key, outcome.data) if deed.target == "incident" and outcome.data is not None else None
    wanted = str(deed.act.payload.get("activation_id") or "")
    found = [(key, data) for kind, key, data in outcome.beside if kind == "activation"]
    joined = deed.data.get("joined")
    wanted = str(joined.get(wanted, wanted)) if isinstance(joined, Mapping) else wanted
    return next((("activation", key, data) for key, data in found if key == wanted), None)


def id_of(action_id: str, rule: str, to: To) -> str:
    """The id of a message, and the key that goes out with it."""
    return hashlib.sha256("\n".join((action_id, rule, to.key or to.name)).encode()).hexdigest()[:ID_LETTERS]


def _is_for(rule: MessageRule, kind: str, deed: Deed, about: Mapping[str, Any]) -> bool:
    if kind == "incident":
        return not rule.incident_channels or about.get("channel") in rule.incident_channels
    return not rule.plans or deed.key in rule.plans

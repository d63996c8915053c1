"""What people, incidents, cameras and machines are called that lines of the audit know by their ids alone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from console.session import Session
from contract.audit_wire import AuditLineOut
from widgets.words.device_words import device_word, is_device
from widgets.words.target_words import target_word

COMMAND, SERVER = "command", "server"
"""As the server calls whoever is nobody: a command on its own machine, and itself."""


class AuditNames:
    """Learns from the cache, page by page."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        """By target, such as `incident:ID`."""
        self._ids: dict[str, str] = {}
        """Of incidents, by their codes."""
        self._devices: set[str] = set()

    async def learn(self, session: Session, lines: Iterable[AuditLineOut]) -> None:
        """What these lines are about, and who is in them."""
        lines, store = list(lines), session.store
        self._devices |= {one.device for one in lines if one.device}
        about = {kind: set[str]() for kind in ("incident", "camera", "wall")}
        for one in lines:
            kind, _, key = one.about.partition(":")
            if kind in about and one.about not in self._names:
                about[kind].add(key)
        self._names |= {f"user:{one.id}": one.name for one in await store.people()}
        if session.actor is not None:
            self._names[f"user:{session.actor.id}"] = session.actor.name
        for incident in await store.incidents_of(about["incident"]):
            self._names[f"incident:{incident.id}"] = f"{incident.code} · {incident.title}"
            self._ids[incident.code.casefold()] = incident.id
        if about["camera"]:
            self._names |= {f"camera:{one.id}": one.name for one in await store.cameras()}
        if about["wall"]:
            self._names |= {f"wall:{one.id}": one.name for one in await session.walls.walls()}

    def who(self, one: AuditLineOut) -> str:
        """A person by name, or the account where nobody here knows it."""
        translate = QCoreApplication.translate
        nobody = {
            COMMAND: translate("audit", "On the server itself"),
            SERVER: translate("audit", "The server"),
        }  # fmt: skip
        return nobody.get(one.who) or self._names.get(f"user:{one.who}") or one.who

    def where(self, one: AuditLineOut) -> str:
        """The machine that it was done at."""
        return device_word(one.device)

    def about(self, one: AuditLineOut) -> str:
        """What it was done with; empty where that is nothing."""
        kind, _, key = one.about.partition(":")
        if not kind or one.about in (f"device:{one.device}", f"user:{one.who}"):
            return ""  # it is said already
        name = self._names.get(one.about, key if kind == "user" else device_word(key) if kind == "device" else "")
        return " · ".join(part for part in (target_word(kind), name) if part)

    def device(self, word: str) -> str:
        """The machine that somebody means, by its whole name; the word itself where none is known."""
        return next((one for one in sorted(self._devices) if is_device(word, one)), word)

    def incident(self, word: str) -> str:
        """The id of an incident that is named by its code; the word itself where none is known."""
        return self._ids.get(word.casefold(), word)

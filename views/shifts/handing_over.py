"""Handing over: the giver's draft of what is theirs, what comes next of each item, and their signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from console.records.models import Incident
from console.records.shift import Draft
from console.shifts import actions as shift_actions
from contract.records.shift import Person
from views.arguments.shift import HandOver
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.desk.workplace import Workplace
from views.shifts.current import CurrentShift
from widgets.shifts.handover import GivePanel

DRAFT = ("handover", "hand-over")
LIVE = frozenset({"live", "late", "connecting"})


def expected_words(code: str) -> str:
    """What usually comes next, as the giver's sentence begins."""
    translate = QCoreApplication.translate
    return {
        "await_superior": translate("handover", "Wait for the level above to decide"),
        "verify": translate("handover", "Verify on the spot and assign"),
        "assign": translate("handover", "Assign somebody"),
        "await_result": translate("handover", "Wait for the report of those who handle it"),
        "follow": translate("handover", "Follow it"),
    }.get(code, "")


class HandingOver(QObject):
    """Binds `hand-over` to its panel."""

    def __init__(self, at: Workplace, current: CurrentShift) -> None:
        super().__init__(at.window)
        self._at, self._current = at, current
        self._session, self._faults = at.context.session, at.context.faults
        self.panel = GivePanel(at.window)
        at.overlays.add("hand-over", self.panel)
        self.panel.signed.connect(lambda values: at.run("hand-over", values))
        self.panel.edited.connect(lambda fields: self._session.drafts.keep(*DRAFT, fields))

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.HAND_OVER, self._hand_over, self._current.why_off)

    def state(self) -> dict[str, Any]:
        """What the panel says, as plain data."""
        return {"handover_draft": self.panel.values() | {"signing": self.panel.signing, "said": self.panel.said()}}

    async def _draft(self) -> Draft:
        me = self._session.actor.id if self._session.actor is not None else ""
        down = [str(tile["name"]) for tile in self._at.desk.streams.report() if tile["state"] not in LIVE]
        return await self._session.shifts.draft(me, self._at.context.now(), down)

    def _kept(self) -> Mapping[str, str]:
        kept = self._session.drafts.get(*DRAFT)
        return kept.fields if kept is not None else {}

    async def _hand_over(self, args: HandOver) -> object:
        if not args.to:
            await self.panel.open_with(self._begin)
            return None
        draft = await self._draft()
        to = next((one for one in draft.people if one.id == args.to), None)
        if to is None:
            raise CommandRefusedError("unknown_person")
        said: Mapping[str, str] = args.expected or {}
        if args.items is not None and set(args.items) != {one.id for one, _code in draft.items}:
            # Nobody signs for what they have not seen: an item came or went while the panel was open.
            self._fill(draft, {**said, "notes": args.notes})
            self.panel.open()
            self.panel.choose_person(to.id)
            raise CommandRefusedError("items_changed")
        items = tuple((one, _said(said, one, code)) for one, code in draft.items)
        done = await self._sign(replace(draft, items=items), to, args.notes)
        self._session.drafts.drop(*DRAFT)
        self._faults.show(self.tr("Signed: {n} items for {name}.").format(n=len(items), name=to.name), "info")
        return done

    async def _begin(self) -> None:
        self._fill(await self._draft(), self._kept())

    def _fill(self, draft: Draft, kept: Mapping[str, str]) -> None:
        self.panel.show_draft(draft, {one.id: expected_words(code) for one, code in draft.items}, kept)

    async def _sign(self, draft: Draft, to: Person, notes: str) -> dict[str, str]:
        """An offer to the same person that nobody has answered yet is said again in its place."""
        me = self._session.actor
        again = next(
            (
                one.id for one in await self._session.shifts.handovers()
                if me is not None and one.from_id == me.id and one.to_id == to.id and one.state == "offered"
            ),
            None,
        )  # fmt: skip
        return await self._current.act(shift_actions.offer(await self._current.saved(), draft, to, notes, again))


def _said(said: Mapping[str, str], incident: Incident, code: str) -> str:
    """What the giver said of an item; where nothing was said, what usually comes next."""
    return str(said.get(incident.id, expected_words(code)))

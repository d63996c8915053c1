"""The handover's presenter: the giver's draft and signature, the taker's answer, and what changed since."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from console.records.models import Incident, Shift
from console.records.shift import Draft, Handover
from console.shifts import actions as shift_actions
from console.verbs.actions import Action
from contract.records.shift import Person
from views.arguments.incident import OfIncident
from views.arguments.reading import Arguments
from views.arguments.shift import HandOver, ReturnItems, ShowHandovers, TakeOver
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.overlays import Overlays
from views.desk.desk import Desk
from widgets.shifts.handover import GivePanel
from widgets.shifts.take_over import TakePanel

DRAFT = ("handover", "hand-over")
RETURN = "return-items"
LIVE = frozenset({"live", "late", "connecting"})
Act = Callable[[Action], Awaitable[dict[str, str]]]


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


class HandoverPresenter(QObject):
    """Two panels: what I give, and what was given, to me or by me."""

    def __init__(self, context: Context, overlays: Overlays, desk: Desk, run: Start, act: Act) -> None:
        super().__init__(overlays.window)
        self._context = context
        self._desk = desk
        self._act = act
        self.give, self.take = GivePanel(overlays.window), TakePanel(overlays.window)
        overlays.add("hand-over", self.give)
        overlays.add("handovers", self.take)
        self._known: list[Handover] = []
        self._told: frozenset[str] = frozenset()
        self._changes: dict[str, int] = {}
        self.give.signed.connect(lambda values: run("hand-over", values))
        self.give.edited.connect(lambda fields: context.session.drafts.keep(*DRAFT, fields))
        self.take.taken.connect(lambda key, items: run("take-over", TakeOver(handover=key, items=tuple(items))))
        self.take.returned.connect(
            lambda key, items, reason: run("return-items", ReturnItems(handover=key, items=tuple(items), reason=reason))
        )
        self.take.reason_edited.connect(
            lambda key, item, text: context.session.drafts.keep(key, f"{RETURN}:{item}", {"0": text})
        )
        self.take.kept_reason = self._kept_reason
        self.take.open_chosen.connect(lambda incident: run("open-incident", OfIncident(incident=incident)))
        self.take.turned.connect(lambda by: context.start_task(self._turn(by)))
        self._stop = context.session.changes.subscribe({"incident"}, lambda _change: self._on_incidents())

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def bind(self, registry: Registry, why_off: Callable[[Arguments], str | None]) -> None:
        """Tie the commands."""
        registry.bind(Taking.HAND_OVER, self._hand_over, why_off)
        registry.bind(Taking.SHOW_HANDOVERS, self._open_taken)
        registry.bind(Taking.TAKE_OVER, self._take, why_off)
        registry.bind(Taking.RETURN_ITEMS, self._return, why_off)

    def state(self) -> dict[str, Any]:
        """What the panels show, for those who look from outside."""
        return {
            "handover_draft": self.give.values() | {"signing": self.give.signing, "said": self.give.said()},
            "handovers": [_told_of(one) for one in self._known],
            "handover_changes": dict(self._changes),
        }

    async def refresh(self) -> None:
        """Read the handovers anew, and tell of one that has come for whoever sits here."""
        self._known = await self._context.session.shifts.handovers()
        actor = self._context.session.actor
        if actor is None:
            return
        mine = {one.id: one for one in self._known if one.to_id == actor.id and one.is_open and not one.unsent}
        for key in mine.keys() - self._told:
            words = self.tr("{name} hands {n} items over to you; {key} shows them.")
            shown = words.format(name=mine[key].from_name, n=len(mine[key].items), key="Ctrl+Shift+H")
            self._context.faults.show(shown, "info")
        self._told |= mine.keys()
        if self.take.isVisible():
            await self._show_taken()

    def _on_incidents(self) -> None:
        if self.take.isVisible():
            self._context.start_task(self._show_taken())

    # giving

    async def _draft(self) -> Draft:
        session = self._context.session
        me = session.actor.id if session.actor is not None else ""
        down = [str(tile["name"]) for tile in self._desk.streams.report() if tile["state"] not in LIVE]
        return await session.shifts.draft(me, self._context.now(), down)

    def _kept(self) -> Mapping[str, str]:
        kept = self._context.session.drafts.get(*DRAFT)
        return kept.fields if kept is not None else {}

    def _kept_reason(self, handover: str, item: str) -> str:
        kept = self._context.session.drafts.get(handover, f"{RETURN}:{item}")
        return kept.fields.get("0", "") if kept is not None else ""

    async def _hand_over(self, args: HandOver) -> object:
        draft = await self._draft()
        if not args.to:
            self._open_give(draft, self._kept())
            return None
        to = next((one for one in draft.people if one.id == args.to), None)
        if to is None:
            raise CommandRefusedError("unknown_person")
        said: Mapping[str, str] = args.expected or {}
        if args.items is not None and set(args.items) != {one.id for one, _code in draft.items}:
            # Nobody signs for what they have not seen: an item came or went while the panel was open.
            self._open_give(draft, {**said, "notes": args.notes})
            self.give.choose_person(to.id)
            raise CommandRefusedError("items_changed")
        items = tuple((one, _said(said, one, code)) for one, code in draft.items)
        done = await self._sign(replace(draft, items=items), to, args.notes)
        self._context.session.drafts.drop(*DRAFT)
        self._context.faults.show(self.tr("Signed: {n} items for {name}.").format(n=len(items), name=to.name), "info")
        return done

    def _open_give(self, draft: Draft, kept: Mapping[str, str]) -> None:
        self.give.show_draft(draft, {one.id: expected_words(code) for one, code in draft.items}, kept)
        self.give.open()

    async def _sign(self, draft: Draft, to: Person, notes: str) -> dict[str, str]:
        """An offer to the same person that nobody has answered yet is said again in its place."""
        me = self._context.session.actor
        again = next(
            (
                one.id for one in await self._context.session.shifts.handovers()
                if me is not None and one.from_id == me.id and one.to_id == to.id and one.state == "offered"
            ),
            None,
        )  # fmt: skip
        return await self._act(shift_actions.offer(await self._shift(), draft, to, notes, again))

    async def _shift(self) -> Shift:
        shift = await self._context.session.store.shift()
        if shift is None:
            raise CommandRefusedError("no_shift")
        return shift

    # taking, and looking back

    async def _handover(self, wanted: str | None) -> Handover:
        self._known = await self._context.session.shifts.handovers()
        actor = self._context.session.actor
        for one in self._known:
            if one.id == wanted or (wanted is None and actor is not None and one.to_id == actor.id and one.is_open):
                return one
        raise CommandRefusedError("unknown_handover")

    async def _take(self, args: TakeOver) -> object:
        handover = await self._handover(args.handover)
        open_ones = [item.incident_id for item in handover.undecided]
        wanted = open_ones if args.items is None else [key for key in open_ones if key in args.items]
        if not wanted and (handover.items or not handover.is_open):
            raise CommandRefusedError("nothing_to_take")
        return await self._act(shift_actions.take(await self._shift(), handover, wanted))

    async def _return(self, args: ReturnItems) -> object:
        handover = await self._handover(args.handover)
        reason = args.reason.strip()
        if not reason:
            raise CommandRefusedError("empty_text")
        wanted = [item.incident_id for item in handover.undecided if item.incident_id in args.items]
        if not wanted:
            raise CommandRefusedError("nothing_to_take")
        done = await self._act(shift_actions.give_back(await self._shift(), handover, wanted, reason))
        for item in wanted:
            self._context.session.drafts.drop(handover.id, f"{RETURN}:{item}")
        return done

    async def _open_taken(self, args: ShowHandovers) -> None:
        """The one that waits for me, else the newest of mine."""
        self._known = await self._context.session.shifts.handovers()
        ours = self._ours()
        actor = self._context.session.actor
        waiting = [one for one in ours if actor is not None and one.to_id == actor.id and one.is_open]
        wanted = next((one for one in ours if one.id == args.handover), next(iter(waiting or ours), None))
        await self._show_taken(wanted)
        self.take.open()

    def _ours(self) -> list[Handover]:
        actor = self._context.session.actor
        return [one for one in self._known if actor is None or actor.id in {one.from_id, one.to_id}]

    async def _turn(self, by: int) -> None:
        ours = self._ours()
        shown = self.take.handover
        at = next((row for row, one in enumerate(ours) if shown is not None and one.id == shown.id), 0)
        if ours:
            await self._show_taken(ours[max(0, min(len(ours) - 1, at + by))])

    async def _show_taken(self, wanted: Handover | None = None) -> None:
        shown = self.take.handover
        ours = self._ours()
        if wanted is None and shown is not None:
            wanted = next((one for one in ours if one.id == shown.id), None)
        since = await self._context.session.shifts.since(wanted) if wanted is not None else []
        self._changes = {one.item.incident_id: len(one.lines) for one in since if one.lines}
        place = self.tr("{n} of {m}").format(n=ours.index(wanted) + 1, m=len(ours)) if wanted in ours else ""
        actor = self._context.session.actor
        self.take.show_handover(wanted, since, place, actor.id if actor is not None else "", self._context.now())


def _said(said: Mapping[str, str], incident: Incident, code: str) -> str:
    """What the giver said of an item; where nothing was said, what usually comes next."""
    return str(said.get(incident.id, expected_words(code)))


def _told_of(one: Handover) -> dict[str, Any]:
    return {
        "id": one.id, "from": one.from_id, "to": one.to_id, "state": one.state, "unsent": one.unsent,
        "notes": one.notes, "signatures": [signature.side for signature in one.signatures],
        "sources_down": list(one.sources_down), "cameras_down": list(one.cameras_down), "pending": one.pending,
        "items": [
            {"incident": item.incident_id, "outcome": item.outcome, "state": item.state,
             "expected_next": item.expected_next, "reason": item.reason, "pending": item.pending}
            for item in one.items
        ],
    }  # fmt: skip

"""Taking over: handovers to me and from me, the taker's answer to each item, and what changed since."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from console.records.shift import Handover
from console.shifts import actions as shift_actions
from views.arguments.incident import OfIncident
from views.arguments.shift import ReturnItems, ShowHandovers, TakeOver
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.base.refresher import Ids, Refresher
from views.desk.workplace import Workplace
from views.shifts.current import CurrentShift
from widgets.shifts.take_over import TakePanel

RETURN = "return-items"
KINDS = frozenset({"handover", "outbox", "session"})


class TakingOver(QObject):
    """Reads handovers always, and tells of one that has come for whoever sits here."""

    def __init__(self, at: Workplace, current: CurrentShift) -> None:
        super().__init__(at.window)
        self._context, self._current = at.context, current
        self._session = at.context.session
        self.panel = TakePanel(at.window, self._kept_reason)
        at.overlays.add("handovers", self.panel)
        self._known: list[Handover] = []
        self._told: frozenset[str] = frozenset()
        self._changes: dict[str, int] = {}
        self._tie(at)
        self._refresher = Refresher(self._read, at.context.faults.met)
        changes = self._session.changes
        self._stops = (
            changes.subscribe(KINDS, lambda _change: self._refresher.ask()),
            changes.subscribe({"incident"}, lambda _change: self._on_incidents()),
        )
        self._refresher.ask()

    def _tie(self, at: Workplace) -> None:
        panel, run, drafts = self.panel, at.run, self._session.drafts
        panel.taken.connect(lambda key, items: run("take-over", TakeOver(handover=key, items=tuple(items))))
        panel.returned.connect(
            lambda key, items, reason: run("return-items", ReturnItems(handover=key, items=tuple(items), reason=reason))
        )
        panel.reason_edited.connect(lambda key, item, text: drafts.keep(key, f"{RETURN}:{item}", {"0": text}))
        panel.open_chosen.connect(lambda incident: run("open-incident", OfIncident(incident=incident)))
        panel.turned.connect(lambda by: at.context.start_task(self._turn(by)))

    def close(self) -> None:
        """Listen no more."""
        for stop in self._stops:
            stop()
        self._refresher.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind(Taking.SHOW_HANDOVERS, self._open)
        registry.bind(Taking.TAKE_OVER, self._take, self._current.why_off)
        registry.bind(Taking.RETURN_ITEMS, self._return, self._current.why_off)

    def state(self) -> dict[str, Any]:
        """The handovers, and what changed since the one that is shown, as plain data."""
        return {"handovers": [_told_of(one) for one in self._known], "handover_changes": dict(self._changes)}

    async def _read(self, _ids: Ids) -> None:
        self._known = await self._session.shifts.handovers()
        actor = self._session.actor
        if actor is None:
            return
        mine = {one.id: one for one in self._known if one.to_id == actor.id and one.is_open and not one.unsent}
        for key in mine.keys() - self._told:
            words = self.tr("{name} hands {n} items over to you; {key} shows them.")
            shown = words.format(name=mine[key].from_name, n=len(mine[key].items), key="Ctrl+Shift+H")
            self._context.faults.show(shown, "info")
        self._told |= mine.keys()
        if self.panel.isVisible():
            await self._show()

    def _on_incidents(self) -> None:
        if self.panel.isVisible():
            self._context.start_task(self._show())

    def _kept_reason(self, handover: str, item: str) -> str:
        kept = self._session.drafts.get(handover, f"{RETURN}:{item}")
        return kept.fields.get("0", "") if kept is not None else ""

    async def _handover(self, wanted: str | None) -> Handover:
        self._known = await self._session.shifts.handovers()
        actor = self._session.actor
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
        return await self._current.act(shift_actions.take(await self._current.saved(), handover, wanted))

    async def _return(self, args: ReturnItems) -> object:
        handover = await self._handover(args.handover)
        reason = args.reason.strip()
        if not reason:
            raise CommandRefusedError("empty_text")
        wanted = [item.incident_id for item in handover.undecided if item.incident_id in args.items]
        if not wanted:
            raise CommandRefusedError("nothing_to_take")
        shift = await self._current.saved()
        done = await self._current.act(shift_actions.give_back(shift, handover, wanted, reason))
        for item in wanted:
            self._session.drafts.drop(handover.id, f"{RETURN}:{item}")
        return done

    async def _open(self, args: ShowHandovers) -> None:
        await self.panel.open_with(lambda: self._show_wanted(args))
        self._refresher.ask()  # what came meanwhile may have been read before what was begun earlier

    async def _show_wanted(self, args: ShowHandovers) -> None:
        """The one that waits for me, else the newest of mine."""
        self._known = await self._session.shifts.handovers()
        ours = self._ours()
        actor = self._session.actor
        waiting = [one for one in ours if actor is not None and one.to_id == actor.id and one.is_open]
        wanted = next((one for one in ours if one.id == args.handover), next(iter(waiting or ours), None))
        await self._show(wanted)

    def _ours(self) -> list[Handover]:
        actor = self._session.actor
        return [one for one in self._known if actor is None or actor.id in {one.from_id, one.to_id}]

    async def _turn(self, by: int) -> None:
        ours = self._ours()
        shown = self.panel.handover
        at = next((row for row, one in enumerate(ours) if shown is not None and one.id == shown.id), 0)
        if ours:
            await self._show(ours[max(0, min(len(ours) - 1, at + by))])

    async def _show(self, wanted: Handover | None = None) -> None:
        shown = self.panel.handover
        ours = self._ours()
        if wanted is None and shown is not None:
            wanted = next((one for one in ours if one.id == shown.id), None)
        since = await self._session.shifts.since(wanted) if wanted is not None else []
        self._changes = {one.item.incident_id: len(one.lines) for one in since if one.lines}
        place = self.tr("{n} of {m}").format(n=ours.index(wanted) + 1, m=len(ours)) if wanted in ours else ""
        actor = self._session.actor
        self.panel.show_handover(wanted, since, place, actor.id if actor is not None else "", self._context.now())


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

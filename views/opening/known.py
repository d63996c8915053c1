"""What a city lets choose from when an incident is opened, and what may be the same among what is open."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from console.queue.same_place import MOST, Before, there_before
from console.records.checklist import Checklist
from contract.records.life_cycle import Kind
from views.arguments.incident import NewIncident
from views.desk.workplace import Workplace
from views.opening.draft import Draft
from views.opening.ground import SheetMap
from views.opening.offers import Offers, Spot, kinds_of, spot_of, spots_of
from views.tiles.ground import GroundKeeper


class Known:
    """Read anew each time that somebody opens an incident; the same after that while it is typed."""

    def __init__(self, at: Workplace, shown: SheetMap) -> None:
        self._context, self._desk, self._map = at.context, at.desk, shown
        self._ground = GroundKeeper()
        self.kinds: Offers[Kind] = Offers()
        self.spots: Offers[Spot] = Offers()
        self._checklists: list[Checklist] = []

    async def read(self) -> None:
        """As it is by now; thousands of places are made ready on another thread."""
        store, loop = self._context.session.store, asyncio.get_running_loop()
        ground, cameras = await self._ground.read(store), tuple(self._desk.cameras.cameras)
        self.kinds = kinds_of(self._context.life_cycles)
        self.spots = await loop.run_in_executor(None, spots_of, ground, cameras)
        self._checklists = sorted(await store.records("checklist", Checklist), key=lambda one: (one.place, one.id))
        self._map.set_ground(ground)

    def told(self, draft: Draft, args: NewIncident) -> Draft:
        """The draft with what a command said of it; what is typed already and not said stays."""
        said = {
            "kind": args.kind, "title": args.title, "description": args.text, "place": args.place,
            "severity": args.severity, "indicator": args.indicator, "name": args.reporter, "phone": args.phone,
        }  # fmt: skip
        draft = replace(draft, **{name: str(value) for name, value in said.items() if value is not None})
        if args.lat is not None and args.lon is not None:
            draft = draft.moved(args.lat, args.lon, self._map.ward_at(args.lat, args.lon))
            draft = replace(draft, place=draft.place or self._map.words_at(args.lat, args.lon))
        elif args.place is not None:
            spot = next(iter(self.spots.find(args.place, 1)), None)
            draft = draft.moved(spot.lat, spot.lon, spot.ward) if spot is not None else draft
        number = next((one for one in self._desk.indicators.known if one.id == args.indicator), None)
        if number is not None and number.lat is not None and number.lon is not None and draft.at is None:
            draft = replace(draft, place=draft.place or number.name)
            draft = draft.moved(number.lat, number.lon, self._map.ward_at(number.lat, number.lon))
        camera = self._desk.cameras.camera(args.camera) if args.camera else None
        if camera is not None:
            spot = spot_of(camera, "", self._ground.ground)
            draft = replace(draft, camera=camera.id, place=draft.place or camera.name)
            if spot is not None and draft.at is None:
                draft = draft.moved(spot.lat, spot.lon, spot.ward)
        return draft

    def kind_of(self, draft: Draft) -> Kind | None:
        """The kind that is meant by its id or its name; None where it is none of the city's."""
        if not draft.kind:
            return None
        known = [kind for _words, kind in self.kinds.things if draft.kind in (kind.id, kind.name)]
        return known[0] if known else next(iter(self.kinds.find(draft.kind, 1)), None)

    def spot(self, key: str) -> Spot | None:
        """A place by its key."""
        return next((one for _words, one in self.spots.things if one.key == key), None)

    def spot_of(self, draft: Draft) -> Spot | None:
        """The place whose point the draft has and whose name stands in its place."""
        return next(
            (one for _words, one in self.spots.things
             if one.name in draft.place and draft.moved(one.lat, one.lon, draft.ward) == draft),
            None,
        )  # fmt: skip

    def steps(self, kind: Kind | None) -> tuple[str, list[str]]:
        """The checklist that will apply, by its name and its steps; empty for none."""
        found = next((one for one in self._checklists if kind is not None and kind.id in one.kinds), None)
        return (found.name, [step.text for step in found.steps]) if found is not None else ("", [])

    def near(self, draft: Draft, kind: Kind | None) -> list[Before]:
        """What is open already and may be the same."""
        key = kind.id if kind is not None else ""
        found = there_before(self._desk.queue.incidents(), key, draft.at, draft.ward, self._context.now())
        return found[:MOST]

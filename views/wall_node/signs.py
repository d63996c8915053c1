"""What every screen of a wall says besides its tiles: whose it is, the time, the age of its oldest, what is wrong."""

from __future__ import annotations

import math
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.base.server_time import boot_s
from console.people.wall_code import Shown
from console.plans.in_force import Announced, InForce
from console.records.plan import drill_running
from console.walls.node import ShownScreen
from console.walls.report import Reporter
from views.base.context import Context
from views.sync.standing import outage_since, standing
from views.tiles.titles import layout_sentence
from views.wall_node.screens import Screens, Slot
from views.wall_node.wish import Wished
from widgets.base.formats import age_text, clock_text

LIVE, OPENING = "live", "connecting"


class WallSigns:
    """Strip, corner mark, id and drill mark of each window."""

    def __init__(self, context: Context, screens: Screens, reporter: Reporter) -> None:
        self._context, self._screens, self._reporter = context, screens, reporter
        self.wished = Wished()
        self.notice = self.refused = self.fault = ""
        """The city's announcement without a level, why we may not come in, and a fault of ours; each in words."""
        self._announced = Announced()
        self.level: InForce | None = None
        """The gravest level in force."""
        self.drill = False
        self.code: Shown | None = None
        """What lets this node in while it waits for that: shown on its first screen, the others name it."""

    async def read(self) -> None:
        """What the city announces, and whether the room exercises."""
        session = self._context.session
        notices = await session.store.city_notices()
        worst = max(notices, key=lambda notice: notice.level or 0, default=None)
        self.notice = worst.text if worst is not None and not worst.level else ""
        activations = await session.plans.activations()
        self.drill = drill_running(activations)
        self._announced = Announced(notices, activations, {plan.id: plan for plan in await session.plans.plans()})

    def tick(self, now: datetime, *, leaving: bool) -> None:
        """Once a second; `leaving`: somebody pressed Esc and is asked whether that was meant."""
        found = standing("ok", self._context.session.links.all())  # nobody acts here, so nothing need be saved
        cut_off = self.cut_off_since()
        corner = (
            QCoreApplication.translate("Wall", "Cut off since {time}").format(time=clock_text(cut_off))
            if cut_off is not None
            else ""
        )
        hint = QCoreApplication.translate("Wall", "Esc once more closes the wall") if leaving else clock_text(now)
        until = self.wished.identify_until
        self._show_code()
        self.level = self._announced.at(now)
        for slot in self._screens.slots():
            window, facts = slot.window, self._facts(slot, now)
            window.level.set_level(self.level)
            window.strip.set_facts(facts)
            window.strip.set_outage(found[0].text if found else None, " · ".join(facts))
            window.strip.set_hint(hint)
            window.corner.set_text(corner)
            window.set_drill(self.drill)
            if until is not None and now < until and not slot.shown.spare:
                window.identity.show_id(slot.shown.id, slot.shown.title)
            else:
                window.identity.hide()

    def _show_code(self) -> None:
        for place, slot in enumerate(self._screens.slots()):
            if place or self.code is None:
                slot.window.let_in.hide()
                continue
            options, translate = self._context.options, QCoreApplication.translate
            lead = translate("Wall", "To let this wall in, open this address on a telephone or a computer:")
            named = "/".join(part for part in (options.wall, options.node) if part)
            minutes = max(1, math.ceil((self.code.until_s - boot_s()) / 60))
            foot = translate("Wall", "{wall} · good for {n} min").format(wall=named, n=minutes)
            slot.window.let_in.show_code(lead, self.code.address, self.code.user_code, foot)

    def cut_off_since(self) -> datetime | None:
        """Since when this node is alone; None while it is not."""
        links = outage_since(self._context.session.links.all())
        reports = self._reporter.cut_off_since if self.wished.wall else None
        return min((at for at in (links, reports) if at is not None), default=None)

    def calm(self, screen: ShownScreen) -> str:
        """What stands on a screen that nothing was ever wished for."""
        wrong: ShownScreen | Wished = screen if screen.trouble else self.wished
        if wrong.trouble:
            return layout_sentence(wrong.trouble, dict(wrong.facts))
        if screen.spare:
            return QCoreApplication.translate("Wall", "{monitor} is no screen of this wall").format(
                monitor=screen.title
            )
        return QCoreApplication.translate("Wall", "{screen}: nothing is wished here yet").format(
            screen=screen.title or screen.id
        )

    def trouble(self) -> str:
        """What is wrong with the wall, in words, the gravest first; empty where all is well."""
        if self.refused:
            return self.refused
        if self.wished.trouble:
            return layout_sentence(self.wished.trouble, dict(self.wished.facts))
        wrong = next((slot.shown for slot in self._screens.slots() if slot.shown.trouble), None)
        if wrong is None:
            return self.fault
        return f"{wrong.title or wrong.id}: {layout_sentence(wrong.trouble, dict(wrong.facts))}"

    def _facts(self, slot: Slot, now: datetime) -> list[str]:
        """Of one screen: whose wall it is, how old the oldest is, what is not live, and what is wrong."""
        bindings = slot.window.content.bindings
        ages = [(now - one.as_of).total_seconds() for one in bindings if one.as_of is not None]
        cameras = [one.state() for one in bindings if one.is_video]
        opening = cameras.count(OPENING)
        dark = len(cameras) - cameras.count(LIVE) - opening
        actor = self._context.session.actor
        facts = [actor.centre] if actor is not None and actor.centre else []
        if ages:
            facts.append(QCoreApplication.translate("Wall", "Oldest tile {age}").format(age=age_text(max(ages))))
        if dark:
            facts.append(QCoreApplication.translate("Wall", "Cameras not live: {count}").format(count=dark))
        elif opening:
            facts.append(QCoreApplication.translate("Wall", "Cameras being opened: {count}").format(count=opening))
        elif cameras:
            facts.append(QCoreApplication.translate("Wall", "All cameras live"))
        wrong: Wished | ShownScreen = slot.shown if slot.shown.trouble else self.wished
        trouble = layout_sentence(wrong.trouble, dict(wrong.facts)) if wrong.trouble else ""
        told = [*facts, *(text for text in (self.notice, trouble, self.fault) if text)]
        # First, since a long line is cut at its end: without its token a wall grows older and older.
        return [self.refused, *told] if self.refused else told

"""The two strips' presenter: truth per channel on top, load and the oldest thing at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from PySide6.QtCore import QObject

from console.base.changes import Change
from console.plans.in_force import InForce, in_force
from console.records.models import (
    CityNotice,
    Incident,
    Indicator,
    Link,
    LinkChannel,
    LinkState,
    PendingAction,
    Shift,
)
from console.records.plan import Activation, Plan
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.sync.standing import outage_since, standing, storage_words
from views.words.links import link_sentence
from views.words.sentences import sentence
from widgets.base.formats import age_text, clock_text, date_text, number_text, weekday_text
from widgets.sync.bottom_strip import BottomStrip
from widgets.sync.top_strip import TopStrip

CHANNELS = (LinkChannel.INCIDENTS, LinkChannel.INDICATORS, LinkChannel.ORDERS)
LEVELS: Mapping[str, str] = MappingProxyType(
    {LinkState.LIVE: "ok", LinkState.LATE: "late", LinkState.DOWN: "down", LinkState.CATCHING_UP: "late"}
)
Running = tuple[Sequence[Activation], Mapping[str, Plan]]
LOAD_WINDOW = timedelta(minutes=10)


def alarm_load(incidents: list[Incident], now: datetime, people: int) -> float:
    """New incidents in the last ten minutes for each operator on duty (ISA-18.2: 1 is acceptable, 2 the most)."""
    fresh = sum(now - incident.created_at <= LOAD_WINDOW and not incident.drill for incident in incidents)
    return fresh / max(1, people)


class StripsPresenter(QObject):
    """Keeps both strips true once a second."""

    def __init__(
        self,
        context: Context,
        top: TopStrip,
        bottom: BottomStrip,
        *,
        incidents: Callable[[], list[Incident]],
        indicators: Callable[[], list[Indicator]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._top = top
        self._bottom = bottom
        self._incidents = incidents
        self._indicators = indicators
        self._shift: Shift | None = None
        self._notice: CityNotice | None = None
        self._announced: Sequence[CityNotice] = ()
        self.running_plans: Callable[[], Running] = lambda: ((), {})
        """Activations, and plans by id: what runs has a level of its own."""
        self.level: InForce | None = None
        """The gravest level in force, which the top shows."""
        self._news = ""
        self.alarm_rate: Callable[[datetime], float] = self._own_rate
        """The load as the board of it has it, once that is there: what ended meanwhile was an alarm too."""
        self.wall_fact: Callable[[datetime], str] = lambda _now: ""
        self.wall_channel: Callable[[], tuple[str, str, str] | None] = lambda: None
        """The wall's age board, and its own truth: words, level and tooltip (`views.wall_control.standing`)."""
        self.standing: list[str] = []
        """Codes of the states that last, the gravest first."""
        self.waiting: int | None = None
        """Actions of ours that are not sent yet; None until somebody has counted them: that is not none."""
        self.outbox: list[PendingAction] = []
        self._refresher = Refresher(self._read, context.faults.met)
        kinds = {"shift", "notice", "outbox", "session"}
        self._stop = context.session.changes.subscribe(kinds, self._on_change)
        self._stop_links = context.session.changes.subscribe(
            {"links", "storage"}, lambda _change: self.tick(context.now())
        )

    def start(self) -> None:
        """Read everything once."""
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._stop_links()
        self._refresher.close()

    def tick(self, now: datetime) -> None:
        """Once a second: clock, ages of channels, census of cameras."""
        session = self._context.session
        live, total = session.fleet.census()
        session.links.set_video(live, total)
        links = session.links.all()
        self._top.set_clock(clock_text(now), weekday_text(now), date_text(now))
        self.level = in_force(self._announced, *self.running_plans(), now)
        self._top.set_level(self.level)
        self._tell_video(live, total)
        for channel in CHANNELS:
            self._tell(channel, links.get(channel), now)
        wall = self.wall_channel()
        if wall is not None:
            self._top.set_link(LinkChannel.WALL, *wall)
        self._tell_storage()
        self._bottom.set_facts(self._facts(now, live, total))
        self._tell_standing(links, now)

    def set_news(self, text: str) -> None:
        """What was missed during an outage, until somebody has seen it; empty for none."""
        self._news = text
        self._bottom.set_news(text)
        self.tick(self._context.now())

    def _tell_storage(self) -> None:
        session = self._context.session
        text, level = storage_words(session.storage.state, self._context.saving.seconds())
        tip = self.tr("Actions are saved on this machine before anything is sent.")
        if session.storage.state != "ok":
            tip = sentence(f"standing_{session.storage.state}")
        self._top.set_link("storage", text, level, tip, self.tr("good") if level == "ok" else "")

    def _tell_standing(self, links: Mapping[LinkChannel, Link], now: datetime) -> None:
        """The bottom strip turns amber and says what lasts; it does not move, and it does not go by itself."""
        found = standing(self._context.session.storage.state, links)
        self.standing = [one.code for one in found]
        if not found:
            self._bottom.set_outage(None, "")
            keys = self.tr("Ctrl+U shows · Esc hides") if self._news else self.tr("Ctrl+K commands · F1 keys")
            self._bottom.set_hint(keys)
            return
        rest = [found[0].advice, *(part for one in found[1:] for part in (one.text, one.advice))]
        self._bottom.set_outage(found[0].text, " ".join(part for part in rest if part), grave=found[0].is_grave)
        since = outage_since(links)
        if since is None:
            self._bottom.set_hint(self.tr("Actions waiting to send: {count}").format(count=self._count()))
            return
        age = age_text((now - since).total_seconds())
        hint = self.tr("Actions waiting to send: {count} · data {age} old")
        self._bottom.set_hint(hint.format(age=age, count=self._count()))

    def _tell_video(self, live: int, total: int) -> None:
        level = "ok" if live == total else "late"
        text = self.tr("Video {live}/{total}").format(live=live, total=total)
        tip = self.tr("Cameras with a live picture, of those open now")
        self._top.set_link(LinkChannel.VIDEO, text, level, tip, f"{live}/{total}")

    def _tell(self, channel: LinkChannel, link: Link | None, now: datetime) -> None:
        if link is None:
            return
        begun = link.since if link.state == LinkState.DOWN else link.last_ok or link.since
        age = age_text(max(0.0, (now - begun).total_seconds()))
        text = link_sentence(channel, link.state, age, self._count())
        level = LEVELS.get(link.state, "ok")
        if channel == LinkChannel.ORDERS and self.waiting and level == "ok":
            level = "late"
        value = self._count() if channel == LinkChannel.ORDERS else age
        self._top.set_link(channel, text, level, sentence(link.reason) if link.reason else "", value)

    def _facts(self, now: datetime, live: int, total: int) -> list[str]:
        load = number_text(self.alarm_rate(now), 1)
        facts = [
            self.tr("Alarm load: {load} / 10 minutes").format(load=load),
            self.tr("Cameras live {live}/{total}").format(live=live, total=total),
        ]
        dated = [indicator for indicator in self._indicators() if indicator.as_of is not None]
        if dated:
            oldest = min(dated, key=lambda indicator: indicator.as_of or datetime.max.replace(tzinfo=UTC))
            age = age_text((now - (oldest.as_of or now)).total_seconds())
            name = oldest.short_name or oldest.name
            facts.append(self.tr("Oldest tile: {name}, {age}").format(name=name, age=age))
        wall = self.wall_fact(now)
        return [*facts, wall] if wall else facts

    def _own_rate(self, now: datetime) -> float:
        people = len(self._shift.people) if self._shift else 1
        return alarm_load(self._incidents(), now, people)

    def _count(self) -> str:
        return "…" if self.waiting is None else str(self.waiting)

    def _on_change(self, change: Change) -> None:
        self._refresher.ask(change.ids)

    async def _read(self, _ids: Ids) -> None:
        store = self._context.session.store
        self._shift = await store.shift()
        notices = await store.city_notices()
        self._notice = max(notices, key=lambda notice: notice.level or 0, default=None)
        self.outbox = await store.outbox()
        self.waiting = await store.pending_count()
        self._top.set_city(self._city())
        self._top.set_desk(self._desk())
        self._announced = notices
        self.tick(self._context.now())

    def _city(self) -> str:
        actor = self._context.session.actor
        return self.tr("IOC {city}").format(city=actor.centre).strip() if actor is not None else self.tr("IOC")

    def _desk(self) -> str:
        actor = self._context.session.actor
        parts = [part for part in ((actor.desk, actor.name) if actor else ()) if part]
        if self._shift is not None:
            begin, end = (clock_text(at)[:5] for at in (self._shift.starts_at, self._shift.ends_at))
            named = begin in self._shift.name
            parts.append(self._shift.name if named else f"{self._shift.name} {begin}–{end}")
        return " · ".join(parts)

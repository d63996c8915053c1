"""The verbs at the wall as commands: what each would change, sending it, and what became of it, in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication, QObject, Signal

from console import wall_actions
from console.actions import ACTING_ROLES, Action
from console.analysis.wall_difference import changed
from console.models import OutboxState, PendingAction
from console.wall_models import Told, Wall, Wish
from views.commands import Args, CommandRefusedError, Registry, Run, WhyOff
from views.context import Context
from views.problem_words import problem_sentence
from views.wall_control_lists import DeskShows, screen_words, wish_of
from views.wall_control_view import Change
from views.wall_control_watch import WallWatch
from views.wall_control_words import held_words, lost_words, told_words
from widgets.outbox_words import LOUD, action_word

MINUTES, MOST_MINUTES = 15, 60
"""How long control is taken for where nobody says: about as long as one thing is led through."""
LATELY = 30
_ANSWERED = frozenset({OutboxState.ANSWERED, OutboxState.SETTLED})
LEADING = MappingProxyType({"take-wall": False, "extend-wall": False, "take-over-wall": True})


class WallVerbs(QObject):
    """`changed`: there is something new to say, or something is tried out. `selected()` is the chosen screen."""

    changed = Signal()

    def __init__(
        self, context: Context, watch: WallWatch, selected: Callable[[], str], desk: Callable[[], DeskShows]
    ) -> None:
        super().__init__(watch)
        self._context, self._watch = context, watch
        self._selected, self._desk = selected, desk
        self.change: Change | None = None
        """What is tried out and not sent."""
        self.told: tuple[str, str] = ("", "text2")
        """What became of the last order, with its tone."""
        self._sent: dict[str, str] = {}
        self._known: set[tuple[object, ...]] | None = None
        self._stop = context.session.changes.subscribe({"outbox"}, lambda _change: self._on_outbox())
        watch.read.connect(self._on_read)

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        for name, over in LEADING.items():
            registry.bind(name, self._leading(over=over), self._leading_off(name))
        registry.bind("release-wall", lambda _args: self._act(wall_actions.release(self._wall())), self._why_no_release)
        registry.bind("identify-wall", self._identify, self.why_off)
        for name in ("push-to-wall", "apply-wall-preset", "swap-wall-screens", "blank-wall-screen",
                     "freeze-wall-screen", "roll-back-wall"):  # fmt: skip
            registry.bind(name, self._doing(name), self._why_no_push)

    # why not

    def why_off(self, _args: Args) -> str | None:
        """Why nothing can be done at the wall; None where something can."""
        actor = self._context.session.actor
        if actor is None:
            return "sign_in_first"
        if actor.role not in ACTING_ROLES:
            return "forbidden"
        return None if self._watch.wall is not None else "no_wall"

    def _held_by_other(self) -> bool:
        wall, actor = self._watch.wall, self._context.session.actor
        lease = wall.lease_at(self._context.now()) if wall is not None else None
        return lease is not None and actor is not None and lease.holder_id != actor.id

    def _held_by_me(self) -> bool:
        wall = self._watch.wall
        return wall is not None and wall.lease_at(self._context.now()) is not None and not self._held_by_other()

    def _why_no_push(self, args: Args) -> str | None:
        held = self._held_by_other() and not args.get("dry")
        return self.why_off(args) or ("wall_held" if held else None)

    def _why_no_release(self, args: Args) -> str | None:
        return self.why_off(args) or (None if self._held_by_me() else "wall_not_yours")

    def _leading_off(self, name: str) -> WhyOff:
        def why(args: Args) -> str | None:
            off = self.why_off(args)
            if off is not None:
                return off
            if name == "take-over-wall":
                actor = self._context.session.actor
                if not self._held_by_other():
                    return "wall_not_held"
                return None if actor is not None and actor.role == "duty_officer" else "duty_officer_only"
            if name == "extend-wall":
                return None if self._held_by_me() else "wall_not_yours"
            return "wall_held" if self._held_by_other() else None

        return why

    # leading

    def _wall(self) -> Wall:
        wall = self._watch.wall
        if wall is None:
            raise CommandRefusedError("no_wall")
        return wall

    def _leading(self, *, over: bool) -> Run:
        async def lead(args: Args) -> object:
            minutes = int(args.get("minutes", MINUTES))
            if not 1 <= minutes <= MOST_MINUTES:
                raise CommandRefusedError("bad_minutes")
            return await self._act(wall_actions.take(self._wall(), minutes, take_over=over))

        return lead

    async def _identify(self, args: Args) -> object:
        return await self._act(wall_actions.identify(self._wall(), int(args.get("seconds", wall_actions.IDENTIFY_S))))

    # changing what is shown

    def _doing(self, name: str) -> Run:
        return lambda args: self._do(name, args)

    async def _do(self, name: str, args: Args) -> object:
        """Try it out where `dry` is said, else send it."""
        change, action = self._planned(name, args)
        would = changed(self._wall(), change.wishes)
        if args.get("dry"):
            self.change = change
            self.changed.emit()
            return {"screens": {screen: wish.as_data() for screen, (_, wish) in would.items()}}
        if not would:
            raise CommandRefusedError("wall_as_it_is")
        self.change = None
        return await self._act(action)

    def _planned(self, name: str, args: Args) -> tuple[Change, Action]:
        wall = self._wall()
        screen = self._screen(wall, args.get("screen"))
        words, named = _words(name), {key: value for key, value in args.items() if key != "dry"}
        if name == "apply-wall-preset":
            preset = wall.preset(str(args.get("preset")))
            if preset is None:
                raise CommandRefusedError("unknown_preset")
            change = Change(words.format(what=preset.name), preset.screens, name, named)
            return change, wall_actions.preset(wall, preset.id)
        if name == "roll-back-wall":
            told = self._told(wall, args.get("to"))
            wishes = wall_actions.wishes_of(wall, "wall_roll_back", {"to": told.revision})
            what = f"{told_words(told)} · {told.actor_name}"
            change = Change(words.format(what=what), wishes, name, {**named, "to": told.revision})
            return change, wall_actions.roll_back(wall, told.revision)
        if name == "swap-wall-screens":
            other = self._screen(wall, args.get("with"))
            wishes, what = wall_actions.swapped(wall, screen, other), f"{screen} ↔ {other}"
            named |= {"with": other}
        elif name == "blank-wall-screen":
            on = bool(args.get("on", not wall.desired.get(screen, Wish()).blank))
            wishes, what = wall_actions.blanked(wall, (screen,), on), screen_words(wall, screen)
            words = words if on else _words("unblank")
            named |= {"on": on}
        elif name == "freeze-wall-screen":
            on = bool(args.get("on", not wall.desired.get(screen, Wish()).frozen))
            wishes, what = wall_actions.held_still(wall, (screen,), on), screen_words(wall, screen)
            words = words if on else _words("thaw")
            named |= {"on": on}
        else:
            wishes, what = {screen: self._wish(args)}, screen_words(wall, screen)
        change = Change(words.format(what=what), wishes, name, {**named, "screen": screen})
        return change, wall_actions.show(wall, wishes)

    def _screen(self, wall: Wall, named: object) -> str:
        screen = str(named or self._selected() or (wall.screens[0].id if wall.screens else ""))
        if wall.screen(screen) is None:
            raise CommandRefusedError("unknown_screen")
        return screen

    def _told(self, wall: Wall, to: object) -> Told:
        past = [one for one in wall.told if one.before and one.result == "applied"]
        found = [one for one in past if to is None or one.revision == to]
        if not found:
            raise CommandRefusedError("no_change")
        return max(found, key=lambda one: one.revision)

    def _wish(self, args: Args) -> Wish:
        """What a push names: a row of the list, a layout's screen, cameras, or a wish as the contract writes it."""
        try:
            if "wish" in args:
                return Wish.model_validate(args["wish"])
            if "layout" in args:
                return Wish(layout=str(args["layout"]), index=int(args.get("index", 0)))
        except (ValidationError, ValueError) as error:
            raise CommandRefusedError("bad_wish", field="wish", hint=str(error)) from error
        desk = self._desk()
        wish = wish_of(str(args.get("row", "")) or f"desk:{args.get('what', 'camera')}", desk)
        if wish is None:
            raise CommandRefusedError("nothing_to_show")
        return wish

    def leave(self) -> None:
        """What was tried out is not wanted."""
        self.change = None
        self.changed.emit()

    # what became of it

    async def _act(self, action: Action) -> dict[str, str]:
        with self._context.saving.watch():
            saved = await self._context.session.act(action)
        self._sent[saved.action_id] = action.type
        words = QCoreApplication.translate("wall_control", "{what}: on its way")
        self._say(words.format(what=action_word(action.type)), "text2")
        return {"action_id": saved.action_id}

    def say(self, text: str) -> None:
        """Something stands in the way."""
        self._say(text, "late")

    def _say(self, text: str, tone: str) -> None:
        self.told = (text, tone)
        self.changed.emit()

    def _on_outbox(self) -> None:
        if self._sent:
            self._context.start_task(self._follow())

    async def _follow(self) -> None:
        store = self._context.session.store
        rows = {row.action_id: row for row in await store.outbox()}
        rows |= {row.action_id: row for row in await store.past((OutboxState.SETTLED,), LATELY)}
        for key in tuple(self._sent):
            row = rows.get(key)
            if row is not None and (row.state in LOUD or row.state in _ANSWERED):
                del self._sent[key]
                self._say(*self._outcome(row))

    def _outcome(self, row: PendingAction) -> tuple[str, str]:
        translate = QCoreApplication.translate
        what, wall = action_word(row.type), self._watch.wall
        if row.state in LOUD:
            if row.state == OutboxState.EXPIRED:
                words = translate("wall_control", "{what}: not sent within a minute, so it is not done. Say it again?")
                return words.format(what=what), "late"
            if row.reason == "wall-held" and wall is not None:
                return held_words(wall, self._context.now()), "late"
            return f"{what}: {problem_sentence(row.reason, row.detail)}", "late"
        if row.reason:
            return translate(
                "wall_control",
                "{what}: not done, somebody else was first. Look, and say it again if it is still right.",
            ).format(what=what), "late"
        return translate("wall_control", "{what}: done").format(what=what), "text2"

    def _on_read(self) -> None:
        """Tell what others did that concerns this person: once, and nothing of what was before."""
        actor, fresh = self._context.session.actor, []
        keys = {_key(wall, told): told for wall in self._watch.walls for told in wall.told}
        if self._known is not None:
            fresh = [told for key, told in keys.items() if key not in self._known]
        self._known = set(keys) if self._watch.walls or self._known else None
        for told in sorted(fresh, key=lambda one: one.at):
            words = lost_words(told, actor)
            if words:
                self._say(words, "late")
                self._context.session.notices.post("wall_told", "warning", text=words)


def _key(wall: Wall, told: Told) -> tuple[object, ...]:
    return wall.id, told.revision, told.at, told.actor_id, told.verb, told.result


def _words(name: str) -> str:
    translate = QCoreApplication.translate
    words: Mapping[str, str] = {
        "push-to-wall": translate("wall_control", "Put on {what}"),
        "apply-wall-preset": translate("wall_control", "Preset {what}"),
        "swap-wall-screens": translate("wall_control", "Swap {what}"),
        "blank-wall-screen": translate("wall_control", "Make {what} black"),
        "unblank": translate("wall_control", "Show {what} again"),
        "freeze-wall-screen": translate("wall_control", "Freeze {what}"),
        "thaw": translate("wall_control", "Let {what} run again"),
        "roll-back-wall": translate("wall_control", "As before “{what}”"),
    }
    return words[name]


def counts(change: Change | None, wall: Wall | None) -> dict[str, Any] | None:
    """What is tried out, as plain data."""
    if change is None or wall is None:
        return None
    would = changed(wall, change.wishes)
    return {"words": change.words, "screens": {screen: wish.as_data() for screen, (_, wish) in would.items()}}

"""What may be done with a wall, as pure functions: the wall and an action give the wall's next record or a refusal.

The order is that of arrival. Who pushes leads the wall for a while; what came after another person's push to the same
screen is not done, and both are told (docs/reference/wall.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from backend.actions.deed import Act, Deed, Outcome, Rule, rejected
from backend.base.clock import iso
from backend.base.problems import document
from backend.walls.wishes import LayoutOf, Wishes, wish_fault, wishes
from contract.instants import parse_ms

TOLD_KEPT = 20
PUSH_MINUTES = 5
MINUTE_MS = 60_000
OUTLIVED_MS = 65_000
"""The console gives a push up after 60 s; one that was on its way then may take another 5 s to arrive."""


def layouts_known(deed: Deed) -> LayoutOf:
    """The layouts that a wish may name."""

    def body_of(name: str) -> Mapping[str, Any] | None:
        found = deed.look("layout", name)
        body = found[1].get("body") if found is not None else None
        return body if isinstance(body, dict) else None

    return body_of


def missing(field: str, hint: str) -> Outcome:
    """The refusal of a payload whose `field` names what cannot be."""
    return rejected(422, "bad-payload", f"{field}: {hint}", fields=[field], field=field, hint=hint)


# reading a wall's record, which a connector may have brought


def screens_of(wall: Mapping[str, Any]) -> list[str]:
    """Ids of a wall's screens."""
    return [str(one["id"]) for one in listed(wall.get("screens")) if one.get("id")]


def listed(value: object) -> list[dict[str, Any]]:
    """The objects of a list, as far as there are any."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def revision_of(wall: Mapping[str, Any]) -> int:
    """How often what it shows was changed."""
    found = wall.get("revision")
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def lease_at(wall: Mapping[str, Any], now: str) -> dict[str, Any] | None:
    """Who leads the wall at `now`; None while it is free."""
    lease = wall.get("lease")
    try:
        holds = isinstance(lease, dict) and parse_ms(str(lease["until"])) > parse_ms(now)
    except (KeyError, ValueError, OverflowError):
        return None
    return lease if holds else None


def _lease(deed: Deed, minutes: int) -> dict[str, Any]:
    """A lease of the acting person; one of theirs that lasts longer stays."""
    act = deed.act
    until = parse_ms(act.received_at) + minutes * MINUTE_MS
    held = lease_at(deed.data, act.received_at)
    if held is not None and held.get("holder_id") == act.actor_id:
        until = max(until, parse_ms(held["until"]))
    return {
        "holder_id": act.actor_id, "holder_name": act.actor_name, "device_id": deed.device_id, "until": iso(until),
    }  # fmt: skip


# leading


def take(deed: Deed) -> Outcome:
    """Free, own or expired: taken. Another's: refused, unless a duty officer takes it over."""
    act, payload = deed.act, deed.act.payload
    minutes = payload["minutes"]
    other = _other(deed)
    if other is not None and not (payload.get("take_over") is True and act.is_officer):
        return _held(deed, other)
    until = iso(parse_ms(act.received_at) + minutes * MINUTE_MS)
    changed = {**deed.data, "lease": _lease(deed, minutes) | {"until": until}}
    if other is not None:
        changed |= tell(deed.data, act, revision_of(deed.data), (), against=other)
    return Outcome("applied", changed)


def release(deed: Deed) -> Outcome:
    """Only who leads it lets it go."""
    held = lease_at(deed.data, deed.act.received_at)
    if held is None or held.get("holder_id") != deed.act.actor_id:
        return Outcome("superseded")
    return Outcome("applied", {**deed.data, "lease": None})


def _other(deed: Deed) -> dict[str, Any] | None:
    """The lease that somebody else holds."""
    held = lease_at(deed.data, deed.act.received_at)
    return held if held is not None and held.get("holder_id") != deed.act.actor_id else None


def _held(deed: Deed, lease: Mapping[str, Any]) -> Outcome:
    name, until = str(lease.get("holder_name", "")), str(lease.get("until", ""))
    return rejected(
        409, "wall-held", f"{name} has this wall until {until}", holder_id=lease.get("holder_id"), holder_name=name,
        until=until, may_take_over=deed.act.is_officer,
    )  # fmt: skip


# pushing


def show(deed: Deed) -> Outcome:
    """Put these wishes on these screens."""
    given = deed.act.payload["screens"]
    known = frozenset(screens_of(deed.data))
    if not given:
        return missing("screens", "must name a screen with its wish")
    return misfit(deed, given, known) or _push(deed, wishes(given))


def misfit(deed: Deed, given: Mapping[str, Any], known: frozenset[str]) -> Outcome | None:
    """The refusal of wishes that no node could show, or of screens that are not among `known`; None for none."""
    layout_of = layouts_known(deed)
    for screen, wish in given.items():
        if screen not in known:
            return missing(f"screens.{screen[:64]}", "the wall has no such screen")
        fault = wish_fault(wish, layout_of)
        if fault is not None:
            return missing(f"screens.{screen}.{fault.field}".rstrip("."), fault.hint)
    return None


def preset(deed: Deed) -> Outcome:
    """Put a preset's wishes on its screens."""
    wanted = deed.act.payload["preset"]
    found = next((one for one in listed(deed.data.get("presets")) if one.get("id") == wanted), None)
    if found is None:
        return missing("preset", "the wall has no such preset")
    known = frozenset(screens_of(deed.data))
    return _push(deed, {key: wish for key, wish in wishes(found.get("screens")).items() if key in known})


def roll_back(deed: Deed) -> Outcome:
    """Put back what stood before a change that is still told of."""
    to = deed.act.payload["to"]
    told = [one for one in listed(deed.data.get("told")) if one.get("revision") == to and one.get("before")]
    if not told:
        return missing("to", "no change of this revision is told of any more")
    known = frozenset(screens_of(deed.data))
    return _push(deed, {key: wish for key, wish in wishes(told[-1]["before"]).items() if key in known})


def _push(deed: Deed, wanted: Wishes) -> Outcome:
    act, wall = deed.act, deed.data
    seen = act.payload.get("revision")
    first = changed_since(wall, wanted, revision_of(wall) if seen is None else seen, act.actor_id)
    if first is not None:
        told = tell(wall, act, revision_of(wall), wanted, against=first, result="superseded")
        name = first.get("holder_name") or "-"
        return Outcome("superseded", {**wall, **told}, document(412, "wall-changed", f"{name} was first"))
    other = _other(deed)
    if other is not None:
        return _held(deed, other)
    return Outcome("applied", put_up(wall, wanted, act, act.type) | {"lease": _lease(deed, PUSH_MINUTES)})


def changed_since(wall: Mapping[str, Any], wanted: Wishes, seen: int, actor_id: str) -> dict[str, Any] | None:
    """Who else changed one of these screens after the revision `seen`, to something else than what is wanted now."""
    desired = wishes(wall.get("desired"))
    changed = wishes(wall.get("changed"))
    for screen, wish in wanted.items():
        last = changed.get(screen, {})
        at = last.get("revision")
        if isinstance(at, int) and at > seen and last.get("actor_id") != actor_id and desired.get(screen) != wish:
            return {"holder_id": last.get("actor_id", ""), "holder_name": last.get("actor_name", "")}
    return None


def put_up(wall: Mapping[str, Any], screens: Mapping[str, Any], act: Act, verb: str) -> dict[str, Any]:
    """The wall with these wishes, one revision further, and told: past every lease, whose holder is named.

    For a push by itself (`_push`), and for what goes past every lease, such as a response plan.
    """
    desired, revision = wishes(wall.get("desired")), revision_of(wall) + 1
    before = {screen: desired.get(screen, {}) for screen in screens}
    by = {"revision": revision, "actor_id": act.actor_id, "actor_name": act.actor_name}
    held = lease_at(wall, act.received_at)
    against = held if held is not None and held.get("holder_id") != act.actor_id else None
    told = tell(wall, act, revision, screens, before=before, against=against, verb=verb)
    changed = {**wishes(wall.get("changed")), **dict.fromkeys(screens, by)}
    return {**wall, "desired": {**desired, **screens}, "revision": revision, "changed": changed, **told}


def tell(
    wall: Mapping[str, Any], act: Act, revision: int, screens: Mapping[str, Any] | tuple[str, ...], *,
    before: Wishes | None = None, against: Mapping[str, Any] | None = None, result: str = "applied", verb: str = "",
    what: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The wall's `told` with one line more, the oldest let go."""
    line = {
        "revision": revision, "at": act.received_at, "actor_id": act.actor_id, "actor_name": act.actor_name,
        "verb": verb or act.type, "screens": sorted(screens), "before": before or {}, "result": result,
        "against": (against or {}).get("holder_name", ""), "against_id": (against or {}).get("holder_id", ""),
    } | ({"what": what} if what else {})  # fmt: skip
    return {"told": [*listed(wall.get("told")), line][-TOLD_KEPT:]}


# finding


def identify(deed: Deed) -> Outcome:
    """Each screen shows its id large for a while; anybody who acts may ask."""
    until = iso(parse_ms(deed.act.received_at) + deed.act.payload["seconds"] * 1000)
    return Outcome("applied", {**deed.data, "identify_until": until})


def _at_once(rule: Rule) -> Rule:
    """An order for now: what was under way for too long is not carried out any more."""

    def in_time(deed: Deed) -> Outcome:
        if deed.act.late_ms > OUTLIVED_MS:
            return rejected(409, "outlived", "it was meant for the moment when it was done, and that is over")
        return rule(deed)

    return in_time


RULES: Mapping[str, Rule] = MappingProxyType({
    name: _at_once(rule) for name, rule in (
        ("wall_take", take), ("wall_release", release), ("wall_show", show), ("wall_preset", preset),
        ("wall_roll_back", roll_back), ("wall_identify", identify),
    )
})  # fmt: skip

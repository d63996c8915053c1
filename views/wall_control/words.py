"""What wall control says: who leads, what differs, what a change did, what is advised. Pure words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.analysis.attention import Attention
from console.analysis.legibility import ARC_MINUTES, SOURCE, Legibility, Room
from console.analysis.wall_ages import Ages
from console.analysis.wall_difference import Difference
from console.analysis.wall_lease import SOON
from console.records.models import Actor
from console.records.wall import Wall
from contract.records.wall import Told, Wish
from views.words.sentences import sentence
from widgets.base.formats import age_text, clock_text, day_minute_text, minute_text, number_text

OWN_MOST = 4
"""So many tiles of a screen are named in a line; of the others it is said how many they are."""


def control_words(wall: Wall, actor: Actor | None, now: datetime) -> tuple[str, str]:
    """Who leads the wall and until when, with its tone."""
    translate = QCoreApplication.translate
    lease = wall.lease_at(now)
    if lease is None:
        words = translate("wall_control", "Nobody controls the wall: a push takes it for 5 minutes, T takes it")
        over = wall.lease
        if over is not None and actor is not None and over.holder_id == actor.id:
            ended = translate("wall_control", "Your control ended at {time}.").format(time=minute_text(over.until))
            return f"{ended} {words}", "text1"
        return words, "text1"
    left = age_text((lease.until - now).total_seconds())
    until = minute_text(lease.until)
    if actor is not None and lease.holder_id == actor.id:
        if lease.until - now <= SOON:
            words = translate("wall_control", "You control the wall until {until} ({left} left): E keeps it longer")
            return words.format(until=until, left=left), "late"
        words = translate("wall_control", "You control the wall until {until} ({left} left)")
        return words.format(until=until, left=left), "text1"
    words = translate("wall_control", "{name} controls the wall until {until} ({left} left)")
    return words.format(name=lease.holder_name, until=until, left=left), "late"


def ending_words(wall: Wall, actor: Actor | None, now: datetime) -> str:
    """The last minute of one's own control, on the desk's strip; empty at all other times."""
    lease = wall.lease_at(now)
    if lease is None or actor is None or lease.holder_id != actor.id or lease.until - now > SOON:
        return ""
    words = QCoreApplication.translate("wall_control", "yours for {left} more (Ctrl+W, E keeps it)")
    return words.format(left=age_text((lease.until - now).total_seconds()))


def ages_words(board: Ages, *, known: bool) -> tuple[str, str]:
    """The age board in a line: “oldest 14 s, 3 not live”, with its tone."""
    translate = QCoreApplication.translate
    if not known:
        return translate("wall_control", "Not known yet what the wall shows"), "text2"
    parts = []
    if board.oldest_s is not None:
        words = translate("wall_control", "oldest {age} ({name})")
        parts.append(words.format(age=age_text(board.oldest_s), name=board.oldest))
    if board.not_live:
        words = translate("wall_control", "{n} of {of} not live")
        parts.append(words.format(n=board.not_live, of=board.tiles))
    elif board.tiles:
        parts.append(translate("wall_control", "all {n} live").format(n=board.tiles))
    return ", ".join(parts) or translate("wall_control", "nothing is shown"), "late" if board.not_live else "text2"


def difference_words(one: Difference, now: datetime) -> str:
    """One thing that is not as wished."""
    translate = QCoreApplication.translate
    since = day_minute_text(now, one.since) if one.since is not None else ""
    if one.code == "trouble":
        return sentence(one.text)
    words = {
        "not_heard": translate("wall_control", "Nothing heard of it yet"),
        "cut_off": translate("wall_control", "Cut off since {since}: it shows what it showed last"),
        "absent": translate("wall_control", "Its monitor is not plugged in"),
        "not_applied": translate("wall_control", "The change of {since} is not applied yet"),
        "not_blank": translate("wall_control", "Black or not: not as wished"),
        "not_frozen": translate("wall_control", "Frozen or not: not as wished"),
        "not_live": translate("wall_control", "{n} of {of} not live"),
    }.get(one.code, one.code)
    return words.format(since=since, n=one.count, of=one.of)


def short_words(one: Difference, now: datetime) -> str:
    """The same on the miniature, where there is little room."""
    translate = QCoreApplication.translate
    since = day_minute_text(now, one.since) if one.since is not None else ""
    words = {
        "trouble": translate("wall_control", "trouble"),
        "not_applied": translate("wall_control", "not applied since {since}"),
        "not_blank": translate("wall_control", "not as wished"),
        "not_frozen": translate("wall_control", "not as wished"),
        "not_live": translate("wall_control", "{n} of {of} not live"),
    }.get(one.code, "")
    return words.format(since=since, n=one.count, of=one.of)


def wish_words(wish: Wish, layouts: Mapping[str, str], own: Sequence[str] = ()) -> str:
    """What a screen is wished to show; `layouts` are names by id, `own` what the tiles of a screen of its own show."""
    translate = QCoreApplication.translate
    if wish.layout is not None:
        name = layouts.get(wish.layout, wish.layout)
        words = translate("wall_control", "{name}, screen {n}").format(name=name, n=wish.index + 1)
    elif wish.screen is not None and own:
        more = f" +{len(own) - OWN_MOST}" if len(own) > OWN_MOST else ""
        words = ", ".join(own[:OWN_MOST]) + more
    elif wish.screen is not None:
        tiles = wish.screen.get("tiles")
        count = len(tiles) if isinstance(tiles, (list, tuple)) else 0
        words = translate("wall_control", "A screen of its own, {n} tiles").format(n=count)
    elif wish.tour:
        words = translate("wall_control", "{n} screens in turn, every {age}").format(
            n=len(wish.tour), age=age_text(wish.dwell_s)
        )
    else:
        words = translate("wall_control", "Nothing")
    if wish.blank:
        return translate("wall_control", "Black ({below})").format(below=words)
    if wish.frozen:
        return translate("wall_control", "Frozen ({below})").format(below=words)
    return words


def told_words(told: Told) -> str:
    """A change of the wall in words."""
    translate = QCoreApplication.translate
    screens = ", ".join(told.screens)
    words = {
        "wall_show": translate("wall_control", "Put on {screens}"),
        "wall_preset": translate("wall_control", "Preset on {screens}"),
        "wall_roll_back": translate("wall_control", "Rolled back {screens}"),
        "wall_preset_save": translate("wall_control", "Keep the preset {what}"),
        "wall_preset_remove": translate("wall_control", "Remove the preset {what}"),
        "wall_take": translate("wall_control", "Control taken"),
        "wall_release": translate("wall_control", "Control released"),
        "plan": translate("wall_control", "Response plan on {screens}"),
        "plan_over": translate("wall_control", "Response plan ended, {screens} as before"),
    }.get(told.verb, told.verb)
    return words.format(screens=screens, what=told.what)


def lost_words(told: Told, actor: Actor | None) -> str:
    """What `told` means to the person at this desk; empty where it does not concern them."""
    translate = QCoreApplication.translate
    if actor is None:
        return ""
    if told.what:
        return _lost_preset(told, actor)
    screens = ", ".join(told.screens)
    if told.verb == "wall_take" and told.against_id == actor.id:
        words = translate("wall_control", "{name} has taken over control of the wall from you.")
        return words.format(name=told.actor_name)
    if told.result != "superseded":
        return ""
    if told.actor_id == actor.id:
        words = translate(
            "wall_control", "Your change of {screens} was not made: {name} was first. Look, and say it again if needed."
        )
        return words.format(screens=screens, name=told.against or "…")
    if told.against_id == actor.id:
        words = translate("wall_control", "{name} wanted to change {screens} just after you; yours stands.")
        return words.format(screens=screens, name=told.actor_name)
    return ""


def _lost_preset(told: Told, actor: Actor) -> str:
    """The same of a preset that two people changed."""
    translate = QCoreApplication.translate
    if told.actor_id == actor.id:
        words = translate(
            "wall_control",
            "Your change of the preset “{what}” was not kept: {name} changed it first. Look, and keep yours again, "
            "under another name if both are needed.",
        )
        return words.format(what=told.what, name=told.against or "…")
    if told.against_id == actor.id:
        words = translate("wall_control", "{name} wanted to change the preset “{what}” just after you; yours stands.")
        return words.format(what=told.what, name=told.actor_name)
    return ""


def held_words(wall: Wall, now: datetime) -> str:
    """Why an order was refused that somebody else's lease stands against."""
    lease = wall.lease_at(now)
    translate = QCoreApplication.translate
    if lease is None:
        return translate("wall_control", "Somebody else controlled the wall; now it is free. Say it again.")
    words = translate(
        "wall_control",
        "Not done: {name} controls the wall until {until}. Ask them to release it; a duty officer can take over (O).",
    )
    return words.format(name=lease.holder_name, until=clock_text(lease.until))


def room_words(room: Room) -> tuple[str, str]:
    """What the room asks of text, and why."""
    translate = QCoreApplication.translate
    head = translate("wall_control", "Text at least {height} mm high: {minutes} arc-minutes ({source})")
    below = translate("wall_control", "farthest seat {distance} m, pixels of {pitch} mm")
    return (
        head.format(height=number_text(room.least_text_mm), minutes=number_text(ARC_MINUTES), source=SOURCE),
        below.format(distance=number_text(room.seat_distance_m, 1), pitch=number_text(room.pixel_pitch_mm, 2)),
    )


def legibility_words(one: Legibility) -> str:
    """How large a tile's smallest text is, and what it needs where that is too little."""
    translate = QCoreApplication.translate
    if one.is_legible:
        return translate("wall_control", "{minutes}′").format(minutes=number_text(one.arc_minutes, 1))
    size = f"{one.least_px[0]} × {one.least_px[1]} px"
    words = translate("wall_control", "{minutes}′ of {rule}′ · is {is_px}, needs {least}")
    told = words.format(
        minutes=number_text(one.arc_minutes, 1), rule=number_text(ARC_MINUTES),
        is_px=f"{one.size_px[0]} × {one.size_px[1]} px", least=size,
    )  # fmt: skip
    if one.least_cells is None:
        return told + " · " + translate("wall_control", "too much for this screen: sit nearer, or larger pixels")
    cells = translate("wall_control", "{rows} rows × {cols} columns")
    return told + " · " + cells.format(rows=one.least_cells[0], cols=one.least_cells[1])


def attention_words(found: Attention) -> tuple[str, str]:
    """How many moving pictures there are for each watcher, and what that means."""
    translate = QCoreApplication.translate
    head = translate("wall_control", "{tiles} moving pictures for {n} watchers: {per} each").format(
        tiles=found.tiles, n=max(1, found.watchers), per=number_text(found.per_watcher, 1)
    )
    share = number_text(found.detected * 100)
    words = (
        translate("wall_control", "so many were never tried: less than {share} % of events are detected")
        if found.is_beyond
        else translate("wall_control", "about {share} % of events are detected")
    )
    below = words.format(share=share)
    if found.is_too_many:
        below += " · " + translate("wall_control", "at most {most} would be watched well").format(most=found.most)
    return head, below


def attention_source() -> tuple[str, str]:
    """The trials' figures, and whose they are."""
    translate = QCoreApplication.translate
    return (
        translate("wall_control", "85, 74, 58, 53 % on 1, 4, 6, 9 monitors"),
        translate("wall_control", "what one person detects of all events (trials of the PSDB)"),
    )

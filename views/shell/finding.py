"""What the palette finds besides commands: cameras, incidents and numbers, made ready to be searched off the screen's
thread, for a city has thousands of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from console.records.models import Camera, Incident, Indicator
from views.desk.desk import Desk
from widgets.base.fold import folded
from widgets.shell.command_palette import Thing


def things(cameras: Sequence[Camera], incidents: Sequence[Incident], indicators: Sequence[Indicator]) -> list[Thing]:
    """All of them, cameras first. May run in any thread: it touches nothing that is shown."""
    translate = QCoreApplication.translate
    camera, number = translate("palette", "Camera"), translate("palette", "Indicator")
    found = [_thing("camera", one.id, one.name, camera, one.id) for one in cameras]
    found += [_thing("indicator", one.id, one.name, number, one.id) for one in indicators]
    for one in incidents:
        found.append(_thing("incident", one.id, f"{one.title} · {one.ward}".rstrip(" ·"), one.code, one.place))
    return found


def gathering(desk: Desk) -> Callable[[], Callable[[], list[Thing]]]:
    """What the palette asks when it opens: all that the desk knows by then, to be made ready in any thread."""
    return lambda: partial(things, tuple(desk.cameras.cameras), desk.queue.incidents(), tuple(desk.indicators.known))


def _thing(kind: str, key: str, words: str, beside: str, more: str) -> Thing:
    return Thing(f"{kind}:{key}", words, beside, folded(f"{words} {beside} {more}"))

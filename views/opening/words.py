"""What the sheet says: rows of kinds, places, pictures and incidents that may be the same, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QPoint, QRect

from console.base.errors import IocError
from console.queue.same_place import NEAR_M, Before
from contract.records.life_cycle import Kind
from views.base.commands import CommandRefusedError
from views.desk.desk import Desk
from views.opening.offers import Spot
from views.words.sentences import sentence
from widgets.base.formats import age_text, clock_text, number_text
from widgets.base.severity import severity_word
from widgets.opening.rows import KindRow, NearRow, PictureRow, PlaceRow


def kind_row(kind: Kind) -> KindRow:
    """A kind, whose it is and how bad it usually is."""
    usual = severity_word(kind.severity) if kind.severity is not None else ""
    beside = " · ".join(part for part in (kind.agency, usual) if part)
    return KindRow(kind.id, kind.name, beside, kind.severity, kind.channel)


def kind_rows(kinds: Iterable[Kind]) -> list[KindRow]:
    """Each of them."""
    return [kind_row(one) for one in kinds]


def place_rows(spots: Iterable[Spot]) -> list[PlaceRow]:
    """Places with what sort they are."""
    return [PlaceRow(one.key, one.name, " · ".join(_two(one))) for one in spots]


def _two(spot: Spot) -> Iterable[str]:
    yield from (part for part in (spot.beside, spot.ward if spot.ward != spot.name else "") if part)


def near_row(one: Before, now: datetime) -> NearRow:
    """How far, how long ago, and whether somebody is at it."""
    incident, translate = one.incident, QCoreApplication.translate
    far = (
        ""
        if one.metres is None
        else translate("opening", "{metres} m away").format(metres=number_text(round(one.metres, -1)))
    )
    ago = translate("opening", "{age} ago").format(age=age_text((now - incident.created_at).total_seconds()))
    who = incident.assignee_name or translate("opening", "nobody is at it")
    other = "" if one.same_kind else translate("opening", "of another kind")
    beside = " · ".join(part for part in (far, ago, other or who) if part)
    return NearRow(incident.id, int(incident.severity), incident.title, beside, may_join=one.same_kind)


def near_words(count: int, at: object) -> str:
    """How many, and within what; empty where there are none."""
    if not count:
        return ""
    translate = QCoreApplication.translate
    if at is None:
        return translate("opening", "%n in the same ward, last 24 hours", "", count)
    return translate("opening", "%n within {metres} m, last 24 hours", "", count).format(metres=number_text(NEAR_M))


def picture_row(desk: Desk, camera_id: str) -> PictureRow:
    """The picture that a camera shows now, as a thumbnail."""
    camera, tile, translate = (
        desk.cameras.camera(camera_id),
        desk.streams.tile_of(camera_id),
        QCoreApplication.translate,
    )
    title = translate("opening", "Picture of {camera}").format(camera=camera.name if camera is not None else camera_id)
    # As it is painted, with its masks: nothing that is hidden on the desk is seen here.
    image = tile.grab(QRect(QPoint(0, 0), tile.picture_size())).toImage() if tile is not None else None
    return PictureRow(camera_id, title, translate("opening", "taken when the incident is saved"), image)


def code() -> str:
    """What stands where its number will be."""
    return QCoreApplication.translate("opening", "its number comes when it is saved")


def kept(now: datetime) -> str:
    """When the draft was kept last."""
    return QCoreApplication.translate("opening", "draft kept at {time}").format(time=clock_text(now))


def another_caller() -> str:
    """Why a call is not taken up by what stands on the sheet."""
    return sentence("another_caller")


def trouble(error: CommandRefusedError | IocError) -> str:
    """What is wrong, and what to do."""
    return sentence(error.code, error.params)

"""What is wrong with a page that is shown: the list is empty where nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.harness.eye.picture import Picture, contrast
from tests.harness.eye.seen import is_covered, is_inner, is_told, name_of, of_page, parts, room_of
from tests.harness.eye.words import Words, painted
from tests.harness.laid_out import lay_out

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QTabBar)
TYPED = (QLineEdit, QPlainTextEdit, QTextEdit)
"""What is longer than these is scrolled by whoever types it."""
CONTROL_PX, TARGET_PX = 28, 24
"""The second: chips, boxes to tick, rows and marks that are buttons by their nature, rows of lists."""
SLACK_PX = 1.5
"""An edge falls between two rows of pixels."""
END_PX, OPAQUE = 5.0, 250
OVER_PX = 2.0
EMPTY_MOST, PAGE_LEAST = 0.4, 0.35
"""Of a page; what takes less of its window is no page but a form or a list to choose from."""
CONTRAST_LEAST, CONTRAST_OFF = 4.5, 3.0
"""Of text, and of text that says what cannot be done now."""
ELLIPSIS = "…"
PICTURES = frozenset(
    {"PlaceMap", "VideoTile", "LayoutCanvas", "LayoutTile", "Miniature", "ChartTile", "PlotWidget", "StillPicture"}
)
"""What is a picture by its nature, by the name of its class."""
FILLED = frozenset({"EmptyState", "Skeleton", "QPlainTextEdit", "QTextEdit"})
"""What is meant to be as empty as it is: it says why, or waits for rows or for words."""
ICON_PX = 14
RAIL = "rail"
"""The object name of what has an icon for each of its entries."""


class Kind(StrEnum):
    """What can be wrong."""

    CUT = "cut"
    """Text that ends at an edge, or in an ellipsis of which no tooltip tells the rest."""
    OUTSIDE = "outside"
    """A control that is not wholly within what it stands in."""
    SMALL = "small"
    OVER = "over"
    """Two texts over each other."""
    EMPTY = "empty"
    FAINT = "faint"
    ICON = "icon"
    """An entry of the rail without one."""


@dataclass(frozen=True)
class Fault:
    """One of them: which part of the page, and what of it in words and figures."""

    kind: Kind
    part: str
    told: str

    def __str__(self) -> str:
        return f"{self.kind} {self.part}: {self.told}"


def faults(page: QWidget, least: float = CONTRAST_LEAST) -> list[Fault]:
    """Everything that is wrong with `page`, which is shown. `least`: the contrast that its theme promises."""
    lay_out()
    shown = list(parts(page))
    seen_words = [one for part in shown for one in painted(part) if _is_seen(one, page)]
    picture = Picture(page)
    return [
        *_cut(seen_words, page, picture),
        *_over(seen_words, page),
        *_faint(seen_words, page, picture, least),
        *(fault for part in shown for rule in RULES for fault in rule(part, page)),
        *_icons(shown, seen_words, page, picture),
        *_empty(shown, page, picture),
    ]


def _is_seen(one: Words, page: QWidget) -> bool:
    """Whether some of it can be seen, and nothing lies over that."""
    seen = one.ink.intersected(QRectF(one.owner.visibleRegion().boundingRect()))
    if seen.isEmpty():
        return False
    middle = one.owner.mapTo(page, seen.center().toPoint()) if one.owner is not page else seen.center().toPoint()
    return page.rect().contains(middle) and not is_covered(one.owner, middle, page)


def _cut(written: Iterable[Words], page: QWidget, picture: Picture) -> Iterator[Fault]:
    for one in written:
        if isinstance(one.owner, TYPED) or isinstance(one.owner.parentWidget(), TYPED):
            continue
        room, ink = room_of(one.owner, page), one.ink
        beyond = max(room.left - ink.left(), ink.right() - room.right)
        above = max(room.top - ink.top(), ink.bottom() - room.bottom)
        if beyond > SLACK_PX or above > SLACK_PX:
            yield _of(Kind.CUT, one.owner, f"“{one.text}” ends {max(beyond, above):.0f} px beyond its edge")
        elif _is_elided(one) and not is_told(one.owner, ink.center().toPoint()):
            yield _of(Kind.CUT, one.owner, f"“{one.text}” and no tooltip with the rest")
        elif _ends_in_nothing(one, page, picture):
            yield _of(Kind.CUT, one.owner, f"“{one.text}” is not painted to its end")


def _ends_in_nothing(one: Words, page: QWidget, picture: Picture) -> bool:
    """Whether its last letter is not there: a painter wrote into too narrow a place, or something lies on it."""
    ink = one.within(page)
    if one.color.alpha() < OPAQUE or not _seen_rect(one, page).contains(ink) or ink.width() < 4 * END_PX:
        return False
    end = QRectF(ink.right() - END_PX, ink.top(), END_PX, ink.height()).toAlignedRect()
    return picture.is_plain(end)


def _is_elided(one: Words) -> bool:
    """Whether the ellipsis stands for more than was written: some sentences end in one."""
    if not one.text.endswith(ELLIPSIS):
        return False
    owner = one.owner
    whole: Callable[[], str] | None = getattr(owner, "whole", None)
    if whole is not None:
        return not whole().rstrip().endswith(ELLIPSIS)
    if isinstance(owner, QLabel | QAbstractButton):
        return not owner.text().rstrip().endswith(ELLIPSIS)
    return True


def _over(written: Sequence[Words], page: QWidget) -> Iterator[Fault]:
    placed = [(one, one.within(page).intersected(_seen_rect(one, page))) for one in written]
    for (one, here), (other, there) in combinations(placed, 2):
        shared = here.intersected(there)
        if shared.width() > OVER_PX and shared.height() > OVER_PX and one.text != other.text:
            yield _of(Kind.OVER, one.owner, f"“{one.text}” and “{other.text}” of {name_of(other.owner)}")


def _seen_rect(one: Words, page: QWidget) -> QRectF:
    seen = QRectF(one.owner.visibleRegion().boundingRect())
    return seen if one.owner is page else seen.translated(QPointF(one.owner.mapTo(page, QPoint(0, 0))))


def _faint(written: Iterable[Words], page: QWidget, picture: Picture, least: float) -> Iterator[Fault]:
    for one in written:
        place = one.within(page).intersected(_seen_rect(one, page)).toAlignedRect().adjusted(-1, -1, 1, 1)
        ground = picture.ground(place, one.color)
        needed = least if one.owner.isEnabled() else CONTRAST_OFF
        if ground is not None and (found := contrast(one.color, ground)) < needed:
            told = f"“{one.text}” {one.color.name()} on {ground.name()} has {found:.1f} of {needed:g}"
            yield _of(Kind.FAINT, one.owner, told)


def _outside(part: QWidget, page: QWidget) -> Iterator[Fault]:
    if not isinstance(part, CONTROLS) or is_inner(part) or part is page:
        return
    room = room_of(part, page)
    lacks = max(room.left, room.top, part.width() - room.right, part.height() - room.bottom)
    if lacks > SLACK_PX:
        yield _of(Kind.OUTSIDE, part, f"“{_said(part)}” has {lacks:.0f} px outside of what it stands in")


def _small(part: QWidget, page: QWidget) -> Iterator[Fault]:
    del page
    if isinstance(part, CONTROLS) and not is_inner(part):
        is_button = isinstance(part, QPushButton) and not part.property("chip")
        is_target = isinstance(part, QAbstractButton) and not is_button
        least = TARGET_PX if is_target else CONTROL_PX
        if part.height() < least or part.width() < TARGET_PX:
            yield _of(Kind.SMALL, part, f"“{_said(part)}” is {part.width()} × {part.height()} px, {least} are needed")
    if isinstance(part, QAbstractItemView) and part.selectionMode() != QAbstractItemView.SelectionMode.NoSelection:
        model = part.model()
        if model is not None and model.rowCount() and not part.isHidden():
            high = part.visualRect(model.index(0, 0)).height()
            if 0 < high < TARGET_PX:
                yield _of(Kind.SMALL, part, f"its rows are {high} px high, {TARGET_PX} are needed")


def _icons(shown: Iterable[QWidget], written: Iterable[Words], page: QWidget, picture: Picture) -> Iterator[Fault]:
    """Whoever paints it, and by whatever means: something that is no text stands at the left of an entry, which is the
    middle where there is no room for its name."""
    texts = [one.within(page).toAlignedRect() for one in written]
    for part in shown:
        if not isinstance(part, QAbstractButton) or not _is_of_rail(part, page):
            continue
        if getattr(part, "initials", ""):
            continue  # who sits here stands for the icon, on a disc, as soon as it is known
        whole = of_page(part, page)
        square = QRect(whole.topLeft(), QSize(min(whole.width(), whole.height()), whole.height()))
        middle = QRect(0, 0, ICON_PX, ICON_PX)
        middle.moveCenter(square.center())
        if picture.is_plain(middle) or any(one.intersects(middle) for one in texts):
            yield _of(Kind.ICON, part, f"“{_said(part)}” has none")


def _is_of_rail(part: QWidget, page: QWidget) -> bool:
    above = part.parentWidget()
    while above is not None and above is not page:
        if above.objectName() == RAIL:
            return True
        above = above.parentWidget()
    return False


RULES = (_outside, _small)


def _empty(shown: Iterable[QWidget], page: QWidget, picture: Picture) -> Iterator[Fault]:
    window = page.window()
    if page.width() * page.height() < PAGE_LEAST * window.width() * window.height():
        return
    filled = [of_page(part, page) for part in shown if part is not page and _is_filled(part)]
    share, place = picture.emptiest(filled)
    if share > EMPTY_MOST:
        yield _of(Kind.EMPTY, page, f"{share:.0%} at {_told(place)}")


def _is_filled(part: QWidget) -> bool:
    names = {one.__name__ for one in type(part).__mro__}
    return bool(names & (PICTURES | FILLED))


def _told(place: QRect) -> str:
    return f"{place.x()}, {place.y()}: {place.width()} × {place.height()}"


def _of(kind: Kind, part: QWidget, told: str) -> Fault:
    return Fault(kind, name_of(part), told)


def _said(part: QWidget) -> str:
    text = part.text() if isinstance(part, QAbstractButton) else ""
    return text or part.accessibleName()

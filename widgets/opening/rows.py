"""What the sheet is told: kinds and places to choose from, incidents that may be the same, pictures that go along."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QImage


@dataclass(frozen=True)
class OfferRow:
    """One line of a list under a field: what is chosen by it, its name, and what stands right of that."""

    key: str
    name: str
    beside: str = ""

    @property
    def spoken(self) -> str:
        """The line as it is read out."""
        return " · ".join(part for part in (self.name, self.beside) if part)


@dataclass(frozen=True)
class KindRow:
    """A kind of incident; `beside` says whose it is and what is usual ("Cây xanh · Trung bình")."""

    id: str
    name: str
    beside: str = ""
    severity: int | None = None
    channel: str = ""


@dataclass(frozen=True)
class PlaceRow:
    """A place; `beside` says what sort of place it is, or how far."""

    key: str
    name: str
    beside: str = ""


@dataclass(frozen=True)
class NearRow:
    """An open incident that may be the same; into one that `may_join` what is told can be written instead."""

    id: str
    severity: int
    title: str
    beside: str = ""
    may_join: bool = False


@dataclass(frozen=True)
class PictureRow:
    """A camera's picture of the moment, which goes along; without an image `beside` says why there is none."""

    camera: str
    title: str
    beside: str = ""
    image: QImage | None = None

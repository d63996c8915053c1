"""What is known of an incident that is about to be opened, as it is kept through a kill and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace

TARGET, VERB = "new", "open"
"""Under which the draft is kept: there is one at a time."""


@dataclass(frozen=True)
class Draft:
    """Each field as text, since drafts are texts; empty: not known. `spot` is the key of a chosen place, `severity` a
    digit that a hand chose, `lat` and `lon` where the incident is."""

    kind: str = ""
    typed_kind: str = ""
    """What was typed where no kind of the city fits."""
    title: str = ""
    description: str = ""
    place: str = ""
    ward: str = ""
    lat: str = ""
    lon: str = ""
    severity: str = ""
    camera: str = ""
    indicator: str = ""
    name: str = ""
    phone: str = ""

    @property
    def at(self) -> tuple[float, float] | None:
        """Latitude and longitude; None where nobody said, or what was kept is none."""
        try:
            lat, lon = float(self.lat), float(self.lon)
        except ValueError:
            return None
        return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None

    def moved(self, lat: float, lon: float, ward: str) -> Draft:
        """The same, there."""
        return replace(self, lat=f"{lat:.6f}", lon=f"{lon:.6f}", ward=ward)

    def texts(self) -> dict[str, str]:
        """As it is kept; what says nothing is left out."""
        return {name: text for name, text in asdict(self).items() if text}


def read(kept: Mapping[str, str]) -> Draft:
    """What was kept, an older version's too."""
    known = {one.name for one in fields(Draft)}
    return Draft(**{name: text for name, text in kept.items() if name in known})

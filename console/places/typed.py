"""A place as somebody types or pastes it: latitude and longitude in degrees."""

from __future__ import annotations

import re
from collections.abc import Mapping

from console.base.errors import IocError

_DEGREES = r"([+-]?\d{1,3}(?:[.,]\d+)?)"
_PLACE = re.compile(rf"\s*{_DEGREES}\s*(?:[;,]\s*|\s+){_DEGREES}\s*")
FARTHEST_NORTH = 89.0
"""Around a pole there is no east and no west; no city is there."""


class PlaceError(IocError):
    """What was typed is no place; `code` and `params` say why."""


def place_of(text: str) -> tuple[float, float] | None:
    """Latitude and longitude, in this order, with a point or a comma for decimals; None where nothing was typed.

    Raises PlaceError `layout_place_unclear` where these are no two numbers, `layout_place_outside` where no city is.
    """
    if not text.strip():
        return None
    found = _PLACE.fullmatch(text)
    if found is None:
        raise PlaceError("layout_place_unclear", text=text.strip())
    lat, lon = (float(part.replace(",", ".")) for part in found.groups())
    if abs(lat) > FARTHEST_NORTH or abs(lon) > 180:
        raise PlaceError("layout_place_outside", lat=lat, lon=lon)
    return lat, lon


def place_text(lat: float, lon: float) -> str:
    """As it can be typed again: five decimals are a metre."""
    return f"{lat:.5f}; {lon:.5f}"


def said_place(config: Mapping[str, object]) -> tuple[float, float] | None:
    """Latitude and longitude as a tile names them by `lat` and `lon`; None where it does not, or names no place."""
    lat, lon = config.get("lat"), config.get("lon")
    if isinstance(lat, bool) or isinstance(lon, bool):
        return None
    if not isinstance(lat, (int, float)) or not isinstance(lon, (int, float)):
        return None
    return (float(lat), float(lon)) if abs(lat) <= FARTHEST_NORTH and abs(lon) <= 180 else None

"""What of the city a layout can show: its cameras and its indicators, by their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from console.records.models import Camera, Indicator
from console.storage.store import Store
from contract.tiles import Kind

NAMED = (Kind.CAMERA, Kind.INDICATOR)
"""What of the city has a name."""


@dataclass(frozen=True)
class City:
    """By their ids."""

    cameras: Mapping[str, Camera] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)

    def known(self, kind: Kind) -> Mapping[str, Camera | Indicator]:
        """The cameras or the indicators there are."""
        return self.cameras if kind is Kind.CAMERA else self.indicators

    def name_of(self, kind: Kind, ref: object) -> str:
        """What a camera or an indicator is called; its id where the city has none such."""
        found = self.known(kind).get(str(ref))
        return found.name if found is not None else str(ref or "")


async def read_city(store: Store) -> City:
    """As this desk has it now."""
    cameras, indicators = await store.cameras(), await store.indicators()
    return City({one.id: one for one in cameras}, {one.id: one for one in indicators})

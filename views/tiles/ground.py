"""The ground of the maps: the city's map as shapes, as they lie under what is marked."""

from __future__ import annotations

from console.places.city_map import NO_GROUND, TYPE, CityMap, Ground, ground_of
from console.storage.store import Store


class GroundKeeper:
    """The city's map as shapes, read from its record once for each version of it."""

    def __init__(self) -> None:
        self._known: tuple[CityMap | None, Ground] = (None, NO_GROUND)

    async def read(self, store: Store) -> Ground:
        """The map as it is known now; without shapes where there is none."""
        found = await store.records(TYPE, CityMap)
        first = found[0] if found else None
        if first is not self._known[0]:
            self._known = first, ground_of(first)
        return self.ground

    @property
    def ground(self) -> Ground:
        """The map as it was read last."""
        return self._known[1]

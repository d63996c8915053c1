"""What a server does with its city pack at each start: what is new or changed is taken over, what is gone is told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from backend.city.pack import CityPack
from backend.incidents import agencies
from backend.ledger.ledger import Ledger
from backend.people import reach
from backend.program.roster import watches
from backend.ptz.camera_access import NO_ACCESS, CameraAccess
from backend.upkeep.differences import What
from backend.upkeep.taking import CAMERA_BASE, brought, take
from backend.upkeep.words import line

_log = logging.getLogger(__name__)


@contextmanager
def in_place(
    ledger: Ledger, pack: CityPack, camera_base: str, access: CameraAccess, lang: str
) -> Iterator[None]:  # fmt: skip
    """The city as `pack` has it now, and its watches as the day goes on."""
    put_in_place(ledger, pack, camera_base, access, lang)
    with watches(ledger, pack):
        yield


def put_in_place(
    ledger: Ledger, pack: CityPack, camera_base: str, access: CameraAccess = NO_ACCESS, lang: str = "vi"
) -> None:  # fmt: skip
    """The city's structure in the ledger as `pack` has it: nothing that was measured, reported or done."""
    is_new = ledger.is_empty()
    found = take(ledger, brought(pack, camera_base, access), starting=True)
    ledger.note(CAMERA_BASE, camera_base)
    reach.note(
        ledger,
        ((ward.name, ward.area) for ward in pack.wards),
        ((one.short_name, one.name, one.id) for one in pack.agencies),
        {kind.id: kind.domain for kind in pack.incident_kinds if kind.domain is not None},
    )
    agencies.note(ledger, pack.agencies, pack.city.time_zone, {one.id: one.name for one in pack.incident_kinds})
    _log.setLevel(logging.INFO)  # that the city became another one is told whatever else is not
    if is_new:
        _log.info("city pack %s: %d records", pack.city.id, len(found.records))
        return
    for one in found.differences:
        kept = one.what in (What.LEFT, What.REFUSED)
        _log.log(logging.WARNING if kept else logging.INFO, "city pack %s:%s", pack.city.id, line(one, lang)[1:])

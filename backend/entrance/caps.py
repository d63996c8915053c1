"""How large a body may be, by where it is sent: one table, held before a byte of it is read and while it arrives."""

from __future__ import annotations

import re
from dataclasses import dataclass

KIB, MIB = 2**10, 2**20


@dataclass(frozen=True)
class Cap:
    """What may be sent to the addresses that `path` matches as a whole."""

    path: re.Pattern[str]
    most: int
    """Bytes."""
    anonymous: bool = False
    """Whether who has no token yet may send it."""
    of_source: bool = False
    """Whether it is a source that sends it, with a credential that is nobody's sign-in."""
    of_page: bool = False
    """Whether it is a form of the server's own pages: if not `anonymous`, it comes with a cookie or is not read."""


PICTURE_MOST = 10 * MIB
"""Of a picture that comes with a form: what telephones make has 3 to 8 MB."""


def _cap(
    path: str, most: int, *, anonymous: bool = False, of_source: bool = False, of_page: bool = False
) -> Cap:  # fmt: skip
    return Cap(re.compile(path), most, anonymous, of_source, of_page)


CAPS: tuple[Cap, ...] = (
    # A name of 64, a password of 200 and a device's name of 120 letters, each of four bytes.
    _cap(r"/v1/sign-in", 4 * KIB, anonymous=True),
    # What an identity provider gave; a password and the one before.
    _cap(r"/v1/sign-in/provider", 8 * KIB, anonymous=True),
    _cap(r"/v1/password", 4 * KIB, anonymous=True),
    # Two names; a handle.
    _cap(r"/v1/sign-in/wall(/answer)?", 4 * KIB, anonymous=True),
    # A hundred actions of 16 KiB, and a thousand links; a console sends less at once (console/sync/delivery.py).
    _cap(r"/v1/actions:batch", 2 * MIB),
    # 5,000 records of 1.6 KB: what a source may report at once.
    _cap(r"/v1/feeds/records", 8 * MIB, of_source=True),
    # backend/walls/pictures.py: MOST_BYTES.
    _cap(r"/v1/layout-pictures/[^/]+", 8 * MIB),
    # backend/routes/wall_nodes.py: STILL_BYTES.
    _cap(r"/v1/walls/[^/]+/nodes/[^/]+/stills/[^/]+", 200_000),
    _cap(r"/v1/walls/[^/]+/nodes/[^/]+", 1 * MIB),
    # What a node kept while it was cut off.
    _cap(r"/v1/walls/[^/]+/recording", 8 * MIB),
    # contract/evidence.py: a manifest, each letter of which JSON may write with twelve bytes, and a piece of its file.
    _cap(r"/v1/evidence", 256 * KIB),
    _cap(r"/v1/evidence/[^/]+/pieces/[^/]+", 1 * MIB),
    # What a gateway, or an agency's system, tells of one message; it is proven by its signature.
    _cap(r"/v1/messages/receipts/[^/]+", 16 * KIB, anonymous=True),
    # A name, two passwords, and the seal of the form, each sign of which a browser may write with nine.
    _cap(r"/co-quan/(vao|mat-khau)", 16 * KIB, anonymous=True, of_page=True),
    # A text of 2,000 letters, and a picture.
    _cap(r"/co-quan/viec/[^/]+/xong", PICTURE_MOST + 64 * KIB, of_page=True),
    _cap(r"/co-quan/.*", 64 * KIB, of_page=True),
    _cap(r"/phan-anh/", PICTURE_MOST + 64 * KIB, anonymous=True, of_page=True),
    _cap(r"/phan-anh/[^/]+", 16 * KIB, anonymous=True, of_page=True),
    # As many series as one question may name.
    _cap(r"/v1/points:query", 1 * MIB),
)
OTHERS = Cap(re.compile(r".*"), 64 * KIB)
"""Everything else: a few fields."""


def cap_of(path: str) -> Cap:
    """What holds at the address."""
    return next((cap for cap in CAPS if cap.path.fullmatch(path)), OTHERS)

"""In which system the places of a GeoJSON file are measured, by the many names that programs give it.

RFC 7946 knows WGS 84 alone, longitude first, and no `crs`; older files say theirs in it. Both EPSG:4326 and CRS84 are
taken for that: by the book EPSG:4326 has latitude first, but GDAL and QGIS write GeoJSON with longitude first whatever
they call it (RFC 7946, 4 and appendix B.1). Files that do otherwise are found by where their city would lie.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

WGS84 = frozenset({4326, 4979})
"""With and without heights."""
VN2000 = frozenset({4754, 4755, 4756, 3405, 3406, *range(5896, 5900), *range(6956, 6960), *range(9205, 9219)})
"""Viet Nam's national system in the EPSG registry: geographic, UTM zones 48N and 49N, TM-3 zones of provinces."""


def is_wgs84(crs: Any) -> bool:
    """Whether the member `crs` says WGS 84 in degrees; nothing said (null) is WGS 84 too."""
    if crs is None:
        return True
    name = _name(crs)
    bare = re.sub(r"[\s_-]", "", name).upper()
    return _code(name) in WGS84 or re.search(r"CRS:?84H?$", bare) is not None or bare == "WGS84"


def told(crs: Any) -> str:
    """The system in a few words for a person; VN-2000 by its name."""
    name = _name(crs)
    code = _code(name)
    short = f"EPSG:{code}" if code is not None else name[:60]
    is_national = code in VN2000 or "VN2000" in re.sub(r"[\s_-]", "", name).upper()
    return f"VN-2000, {short}" if is_national else short


def _name(crs: Any) -> str:
    """What the member calls itself: a name, an address, or an EPSG code as the first GeoJSON of 2005 wrote it."""
    if isinstance(crs, str):
        return crs.strip()
    properties = crs.get("properties") if isinstance(crs, Mapping) else None
    if isinstance(properties, Mapping):
        for key in ("name", "href"):
            if isinstance(properties.get(key), str):
                return str(properties[key]).strip()
        if "code" in properties:
            return f"EPSG:{properties['code']}"
    return json.dumps(crs, ensure_ascii=False)[:60]


def _code(name: str) -> int | None:
    """The number in `EPSG:4326`, `urn:ogc:def:crs:EPSG:6.9:4326`, `http://www.opengis.net/def/crs/EPSG/0/4326` …"""
    found = re.findall(r"(?<!\d)\d{4,6}(?!\d)", name) if "EPSG" in name.upper() else []
    return int(found[-1]) if found else None

"""What a worker answers, looked at before it is believed: nothing in it may surprise whoever reads on.

A worker that a stranger's stream has taken over can claim a wrong picture, a wrong length, a wrong codec. It cannot
make the console fail, and what it says stands in no manifest in another form than a good one's.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Any

MAX_MESSAGE = 4096
"""Bytes; a good worker's longest answer has some 400."""
ERRORS = frozenset(
    {"no_picture", "nothing_kept", "bad_stream", "disk_full", "bad_file", "no_decoder", "too_many", "no_memory"}
)
_MOST_TEXT, _MOST_SIDE, _MOST_COUNT, _MOST_S = 32, 1 << 16, 1 << 40, 10 * 366 * 86_400.0
_MOST_US = 1 << 60
_WHOLE = MappingProxyType(
    {"width": _MOST_SIDE, "height": _MOST_SIDE, "bytes": _MOST_COUNT, "pictures": _MOST_COUNT,
     "camera_begin_us": _MOST_US, "camera_end_us": _MOST_US}
)  # fmt: skip
_TEXTS = frozenset({"codec", "codec_of_camera", "container"})
_SECONDS = frozenset({"seconds", "begin_s", "end_s"})


def checked(message: dict[str, Any]) -> dict[str, Any]:
    """The answer in the form that a good worker gives it; `bad_stream` where it cannot be that."""
    facts, request = message.get("facts"), message["answer"]
    plain = {"answer": request if type(request) is int else -1}
    if isinstance(facts, dict) and all(_is_plain(name, told) for name, told in facts.items()):
        return plain | {"facts": facts}
    error = message.get("error", "bad_stream")
    return plain | {"error": error if isinstance(error, str) and error in ERRORS else "bad_stream"}


def _is_plain(name: str, told: object) -> bool:
    if name in _WHOLE:
        return type(told) is int and 0 <= told <= _WHOLE[name]
    if name in _TEXTS:
        return isinstance(told, str) and len(told) <= _MOST_TEXT and told.isascii() and told.isprintable()
    if name in _SECONDS:
        return type(told) in {int, float} and math.isfinite(told) and 0 <= told <= _MOST_S  # type: ignore[arg-type,operator]
    return name == "encoded_anew" and isinstance(told, bool)

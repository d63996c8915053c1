"""The words of the queue's line: keys and values in Vietnamese and English, marks ignored, with their one meaning."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

_MARKS = dict.fromkeys(range(0x300, 0x370))
_STROKES = str.maketrans("đĐ", "dd")
NEAR = 0.5
"""How alike two words must be (difflib's ratio) for the one to be offered for the other."""


def plain(text: str) -> str:
    """`text` as it is compared: no marks, no case; đ is d, which Unicode does not take for a mark."""
    return unicodedata.normalize("NFD", text.translate(_STROKES).casefold()).translate(_MARKS)


def _meanings(groups: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({plain(word): meaning for meaning, words in groups.items() for word in words.split("|")})


FLAGS = _meanings(
    {
        "overdue": "overdue|quá hạn|trễ hạn",
        "mine": "mine|của tôi",
        "unassigned": "unassigned|chưa giao|chưa phân công",
        "joined": "joined|đã gộp",
        "shelved": "shelved|tạm hoãn|tạm gác|đang gác",
    }
)
"""Words that are a filter by themselves."""
VALUE_KEYS = _meanings(
    {
        "severity": "sev|severity|mức độ|mức|md",
        "state": "state|status|trạng thái|tt",
        "channel": "channel|kênh",
        "ward": "ward|phường|xã|địa bàn",
        "agency": "agency|cơ quan|đơn vị|sở",
        "kind": "kind|type|loại",
        "assignee": "assignee|người nhận|cán bộ",
    }
)
"""Keys that take values behind a colon."""
TIME_KEYS = _meanings({"due": "due|hạn|hạn xử lý", "age": "age|tuổi|đã chờ"})
"""Keys that take a duration behind < or >."""
SEVERITIES = _meanings(
    {
        "1": "1|critical|khẩn cấp|khẩn",
        "2": "2|high|cao",
        "3": "3|medium|vừa|trung bình|tb",
        "4": "4|low|thấp",
    }
)
STATES = _meanings(
    {
        "new": "new|mới|chưa tiếp nhận",
        "acknowledged": "acknowledged|ack|đã tiếp nhận|tiếp nhận|đã ghi nhận|ghi nhận",
        "in_progress": "in_progress|in progress|progress|đang xử lý",
        "resolved": "resolved|đã xử lý",
        "closed": "closed|đóng|đã đóng",
        "refused": "refused|từ chối",
    }
)
CHANNELS = _meanings(
    {
        "field_report": "field_report|field report|report|paht|phản ánh|phản ánh hiện trường",
        "sensor": "sensor|cảm biến",
        "camera": "camera|máy quay",
        "security": "security|attt|an toàn thông tin|an ninh mạng",
        "emergency": "emergency|khẩn cấp|cấp cứu",
    }
)
VALUES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"severity": SEVERITIES, "state": STATES, "channel": CHANNELS}
)
"""What a key with few values knows; the other keys take any text."""
UNITS: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("m", "min", "p", "ph", "phut"), 60),
        **dict.fromkeys(("h", "g", "gio"), 3_600),
        **dict.fromkeys(("d", "n", "ngay"), 86_400),
    }
)
"""Seconds of each unit of a duration."""


_SPELT: Mapping[str, str] = MappingProxyType(
    {
        plain(word): word
        for words in (
            "mức độ|mức|trạng thái|kênh|phường|xã|địa bàn|cơ quan|đơn vị|sở|loại|người nhận|cán bộ|hạn|hạn xử lý|tuổi",
            "đã chờ|khẩn cấp|khẩn|vừa|trung bình|thấp|mới|chưa tiếp nhận|đã tiếp nhận|đang xử lý|đã xử lý|đóng|đã đóng",
            "từ chối|phản ánh|phản ánh hiện trường|cảm biến|máy quay|an toàn thông tin|an ninh mạng|cấp cứu",
        )
        for word in words.split("|")
    }
)
"""How an offered word is shown: with its marks."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was most likely meant to be, as it is spelt; empty where nothing is near."""
    found = get_close_matches(plain(word), list(known), n=1, cutoff=NEAR)
    return _SPELT.get(found[0], found[0]) if found else ""

"""A comparison in words: what is added, changed, removed, what is not and why, Vietnamese and English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any

from backend.upkeep.differences import Difference, What
from backend.upkeep.uses import Use

_SIGNS = MappingProxyType({
    What.ADDED: "+", What.CHANGED: "~", What.REMOVED: "-", What.REFUSED: "!", What.LEFT: "!", What.WAITS: "…",
})  # fmt: skip
_KINDS = MappingProxyType({
    "city": ("thành phố", "city"),
    "calendar": ("lịch làm việc", "calendar"),
    "camera": ("camera", "camera"),
    "indicator": ("chỉ số", "indicator"),
    "source": ("nguồn dữ liệu", "source"),
    "layout": ("bố cục", "layout"),
    "wall": ("tường màn hình", "wall"),
    "alarm_rule": ("quy tắc báo động", "alarm rule"),
    "plan": ("kế hoạch ứng phó", "response plan"),
    "checklist": ("quy trình", "checklist"),
    "template": ("văn bản mẫu", "template"),
    "contact": ("số điện thoại", "number to call"),
    "city_map": ("bản đồ", "map"),
    "life_cycle": ("vòng đời sự cố", "life cycle"),
    "agency": ("cơ quan", "agency"),
    "incident_kind": ("loại sự cố", "kind of incident"),
    "incident": ("sự cố", "incident"),
    "node": ("máy của tường", "node"),
    "activation": ("lần kích hoạt đang chạy", "running activation"),
    "lease": ("quyền điều khiển của", "lead of"),
})  # fmt: skip
_TEXTS = MappingProxyType({
    "refused": ("không bỏ, vì còn dùng ở: {uses}", "not removed, because it is in use: {uses}"),
    "left": (
        "không còn trong thư mục thành phố; bỏ bằng “python -m backend city apply”",
        "no longer in the city folder; “python -m backend city apply” removes it",
    ),
    "waits": ("máy chủ nhận ở lần khởi động sau", "taken over at the server's next start"),
    "nothing": ("Không có gì thay đổi.", "Nothing changes."),
    "sum": (
        "Thêm {added}, sửa {changed}, bỏ {removed}; không bỏ {refused}, chờ khởi động lại {waits}.",
        "{added} to add, {changed} to change, {removed} to remove; {refused} not removed, {waits} wait for a start.",
    ),
    "more": ("và {count} chỗ khác", "and {count} more"),
    "order": ("thứ tự", "their order"),
    "none": ("(trống)", "(empty)"),
    "entries": ("{count} mục", "{count} entries"),
    "otherwise": ("{count} mục, nội dung khác", "{count} entries, otherwise"),
})  # fmt: skip
USES_MOST = 3
"""So many places in which something is in use are named."""
TEXT_MOST = 48
"""So much of a text is repeated."""


def lines(differences: Iterable[Difference], lang: str) -> Iterator[str]:
    """A line for each difference, one more for each field that changes, and what they come to."""
    told = list(differences)
    for one in told:
        yield line(one, lang)
        yield from (f"      {text}" for text in _fields(one, lang))
    if not told:
        yield _say("nothing", lang)
        return
    count = Counter("refused" if one.what == What.LEFT else one.what.value for one in told)
    yield _say("sum", lang, **{name: count[name] for name in ("added", "changed", "removed", "refused", "waits")})


def line(one: Difference, lang: str) -> str:
    """One difference: its sign, what it is, and why it is not taken over where it is not."""
    text = f"  {_SIGNS[one.what]} {_thing(one.kind, one.key, one.name, lang)}"
    if not one.key:
        return f"{text}: {_say('order', lang)}"
    if one.what == What.REFUSED:
        return f"{text}: {_say('refused', lang, uses=_uses(one.uses, lang))}"
    if one.what in (What.LEFT, What.WAITS):
        return f"{text}: {_say(one.what.value, lang)}"
    return text


def _thing(kind: str, key: str, name: str, lang: str) -> str:
    words = [_KINDS[kind][lang == "en"], key if kind not in ("incident", "node", "activation", "lease") else ""]
    return " ".join(word for word in (*words, f"“{name}”" if name else "") if word)


def _uses(uses: Iterable[Use], lang: str) -> str:
    told = [_thing(one.kind, one.key, one.name, lang) for one in uses]
    more = [_say("more", lang, count=len(told) - USES_MOST)] if len(told) > USES_MOST else []
    return ", ".join([*told[:USES_MOST], *more])


def _fields(one: Difference, lang: str) -> Iterator[str]:
    for name, before, after in one.fields:
        if isinstance(after, (list, dict)) or isinstance(before, (list, dict)):
            was, is_now = _size(before), _size(after)
            count = {"count": is_now}
            text = f"{was} → {_say('entries', lang, **count)}" if was != is_now else _say("otherwise", lang, **count)
        else:
            text = f"{_value(before, lang)} → {_value(after, lang)}"
        yield f"{name}: {text}"


def _size(value: Any) -> int:
    return len(value) if isinstance(value, (list, dict)) else 0


def _value(value: Any, lang: str) -> str:
    if value is None or value == "":
        return _say("none", lang)
    if isinstance(value, str):
        return f"“{value if len(value) <= TEXT_MOST else value[: TEXT_MOST - 1] + '…'}”"
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _say(code: str, lang: str, **params: object) -> str:
    return _TEXTS[code][lang == "en"].format(**params)

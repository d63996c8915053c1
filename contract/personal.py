"""What in a free text points to a person: numbers of telephones, of identity papers, addresses of mail.

People write them where they please: “gọi lại bác Tư 0912 345 678”. Who need not know reads the text without them
(Luật 91/2025/QH15: data that is not needed for a purpose is not given for it). Both sides know one form of each:

- telephones: ten digits from 03, 05, 07, 08, 09, eleven from 02, either with +84 or 84 for the 0; blanks, dots and
  dashes may stand between them (Thông tư 22/2014/TT-BTTTT, the numbering plan);
- the citizen's identity card: twelve digits from 0; the older one: nine, which are masked only where a word says so,
  for nine digits are a sum of money as well;
- passports: a letter and seven or eight digits, where a word says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

SHOWN_DIGITS = 3
"""Of a number that is masked: as many tell two of them apart and find neither."""
_GAP = r"[ .\-]?"
_BEFORE, _AFTER = r"(?<![\w+])", r"(?!\w)"
_PHONE = re.compile(
    rf"(?<!\w)(?:\+84|(?<!\+)84|0){_GAP}(?:[35789](?:{_GAP}\d){{8}}|2(?:{_GAP}\d){{9}}){_AFTER}"
)  # fmt: skip
_CARD = re.compile(rf"{_BEFORE}0\d\d(?:{_GAP}\d{{3}}){{3}}{_AFTER}")
_NAMED = re.compile(
    r"(?i)\b((?:cccd|cmnd|cmt|căn cước|chứng minh|hộ chiếu|passport)[^\d\n]{0,20}?)"
    rf"([A-Z]?\d(?:{_GAP}\d){{6,11}}){_AFTER}"
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
FREE_TEXT = frozenset({"incident", "log_entry", "handover", "activation", "notice", "message"})
"""Types of records in which people write. Ids and addresses of all others are left alone."""
NOT_TEXT = frozenset({
    "id", "sha256", "action_id", "hash", "code", "source_code", "joined_into", "camera_ids", "indicator_ids", "at",
    "received_at", "created_at", "updated_at", "deadline", "resolved_at", "acknowledged_at", "about", "made_at",
    "sent_at", "delivered_at", "read_at", "failed_at", "next_try_at",
})  # fmt: skip
"""Fields in which nobody writes: names of things and times, whose digits say what they are."""


def masked(text: str) -> str:
    """`text` without what points to a person; the last digits of a number stay, so that two can be told apart."""
    text = _NAMED.sub(lambda found: found[1] + _hidden(found[2]), text)
    text = _CARD.sub(lambda found: _hidden(found[0]), text)
    text = _PHONE.sub(lambda found: _hidden(found[0]), text)
    return _MAIL.sub("••••@••••", text)


def masked_record(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` of a record without what points to a person in its free texts."""
    if kind not in FREE_TEXT:
        return dict(data)
    return {key: one if key in NOT_TEXT else masked_data(one) for key, one in data.items()}


def masked_data(value: Any) -> Any:
    """A value of a record with every free text in it `masked`."""
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, dict):
        return {key: one if key in NOT_TEXT else masked_data(one) for key, one in value.items()}
    return [masked_data(one) for one in value] if isinstance(value, list) else value


def digits(text: str) -> str:
    """The digits of a number however it is written; +84 counts as the 0 that stands for it at home."""
    found = "".join(sign for sign in text if sign.isdecimal())
    return "0" + found[2:] if found.startswith("84") and len(found) > len("84") + 8 else found


def mentions(text: str, number: str) -> bool:
    """Whether `text` holds the number that is `number` by its `digits`: of a telephone or of a paper."""
    found = [match[0] for pattern in (_CARD, _PHONE) for match in pattern.finditer(text)]
    found += [match[2] for match in _NAMED.finditer(text)]
    return any(digits(one) == number for one in found)


def _hidden(number: str) -> str:
    return "••••" + "".join(sign for sign in number if sign.isdecimal())[-SHOWN_DIGITS:]

"""What was typed into the queue's line is told in words, with names as they are spelt."""

from __future__ import annotations

import pytest

from console.queue.query import parse
from views.queue.understood import understood_words

NAMES = {
    "ward": {"Phường Hòa An": "Phường Hòa An", "Phường Bến Đá": "Phường Bến Đá"},
    "kind": {"muc-nuoc": "Cảm biến mực nước"},
}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ngap", ""),
        ("", ""),
        ("sev:1,2", "severity Critical or High"),
        ("sev:cao quá hạn", "severity High · overdue"),
        ('kind:"muc-nuoc" ward:"Hòa An"', "kind Cảm biến mực nước · ward Phường Hòa An"),
        ("ward:phuong", "ward phuong"),
        ("due<2h age>1d", "due within 2 h · open for more than 1 d"),
        ("-mine của tôi", "not mine · mine"),
        ("sev:1 ngập -cháy", "severity Critical · with “ngập” · without “chay”"),
        ("state:new channel:sensor", "state nobody has acknowledged · from Sensor"),
        ("shelved joined unassigned", "put aside · joined under another · assigned to nobody"),
    ],
)
def test_each_term_is_told_in_words(line: str, words: str) -> None:
    assert understood_words(parse(line), lambda key: NAMES.get(key, {})) == words

"""What is typed to look into the past, as the server is asked it."""

from __future__ import annotations

import pytest

from views.past.line import understood


@pytest.mark.parametrize(
    ("line", "query", "left_out"),
    [
        ("", {}, False),
        ("Ngập  Trần Phú", {"text": "ngap tran phu"}, False),
        ("SM-2041", {"text": "sm 2041"}, False),
        ('ngập phường:"Bến Nghé" loại:ngap', {"text": "ngap", "ward": "ben nghe", "kind": "ngap"}, False),
        ('agency:"Điện lực"', {"agency": "dien luc"}, False),
        ("21/11/2026", {"from": "2026-11-21T00:00:00+07:00", "to": "2026-11-22T00:00:00+07:00"}, False),
        ("cây 2/2026", {"text": "cay", "from": "2026-02-01T00:00:00+07:00", "to": "2026-03-01T00:00:00+07:00"}, False),
        ("31/12/2026 30/10/2026", {"from": "2026-10-30T00:00:00+07:00", "to": "2027-01-01T00:00:00+07:00"}, False),
        ("31/02/2026", {"text": "31 02 2026"}, False),
        ("số 7/2026/BB", {"text": "so 7 2026 bb"}, False),
        ("sev:high ngập", {"text": "ngap"}, True),
        ("-cháy ngập", {"text": "ngap"}, True),
        ("ward:a,b", {}, True),
        ("-ward:a", {}, True),
        ("quá hạn", {}, True),
        ("wrd:a", {}, True),
    ],
)  # fmt: skip
def test_a_line(line: str, query: dict[str, str], left_out: bool) -> None:
    asked = understood(line)
    assert (dict(asked.query), asked.left_out) == (query, left_out)

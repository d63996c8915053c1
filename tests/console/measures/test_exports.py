"""What leaves the program as a table stays text, whatever somebody wrote into it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from console.measures.exports import (
    DANGEROUS,
    ExportError,
    Table,
    csv_text,
    safe,
    sheet_name,
    write_csv,
    write_xlsx,
)

NASTY = (
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "  =1",
    "\r=1",
    "＝1",
    '"=1',
    "=1\x00",
    "|cmd",
)


@settings(max_examples=400, deadline=None)
@given(st.text())
@example("=1")
@example("\x00=1")
@example("\u00a0=1")
def test_no_cell_begins_like_a_formula(text: str) -> None:
    written = safe(text)
    assert written[:1] not in DANGEROUS
    assert written.lstrip()[:1] not in DANGEROUS - {"\n", "\t", "\r"}
    assert "\x00" not in written


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_csv_reads_back_as_written_and_each_text_is_quoted(cells: list[str]) -> None:
    text = csv_text(Table("t", ["a"] * len(cells), [cells]))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[1] == [safe(one) for one in cells]
    assert text.startswith('"a"')


def test_a_workbook_holds_no_formula_and_no_link(tmp_path: Path) -> None:
    path = tmp_path / "bảng.xlsx"
    rows = [[text, 3, 2.5, datetime(2026, 11, 21, tzinfo=UTC), None, "https://example.org/", "12"] for text in NASTY]
    write_xlsx(path, [Table("[a]:b/c?", ["x"] * 7, rows), Table("[a]:b/c?", ["=x"], [])])
    with zipfile.ZipFile(path) as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if "worksheets" in name)
        assert not [name for name in book.namelist() if "external" in name or "_rels/sheet" in name]
    assert "<f>" not in sheets
    assert "<hyperlink" not in sheets
    texts = re.findall(r"<t[^>]*>([^<]*)</t>", sheets)
    assert texts
    assert not [text for text in texts if text[:1] in DANGEROUS]


def test_csv_opens_with_marks_and_cancel_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "số liệu.csv"
    write_csv(path, Table("t", ["Phường"], [["Sông Mây"]]))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    many = Table("t", ["n"], [[number] for number in range(1000)])
    seen: list[int] = []

    def stop(done: int, _all: int) -> bool:
        seen.append(done)
        return done < 400

    with pytest.raises(ExportError) as told:
        write_csv(tmp_path / "many.csv", many, stop)
    assert told.value.code == "cancelled"
    assert seen == [0, 200, 400]
    assert [one.name for one in tmp_path.iterdir()] == ["số liệu.csv"]
    with pytest.raises(ExportError):
        write_xlsx(tmp_path / "none" / "x.xlsx", [many])


@given(st.text())
def test_sheet_names_are_taken(name: str) -> None:
    made = sheet_name(name, 4)
    assert 0 < len(made) <= 31
    assert not set(made) & set("[]:*?/\\'")

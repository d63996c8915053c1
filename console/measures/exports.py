"""Tables as CSV and XLSX that no spreadsheet program can be made to execute.

What a stranger wrote in a field report ends in these files. A cell that begins like a formula (=, +, -, @, tab,
carriage return, and their wide forms) is given an apostrophe before it, also behind spaces, every text is quoted, and
in the workbook every text is written as a text (OWASP, CSV injection). Files are written beside and moved into place: a
cancelled export leaves nothing.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from console.base.errors import IocError
from offline_cache.plain_files import written_beside

Cell = str | int | float | datetime | None
Progress = Callable[[int, int], bool]
"""Told how many rows of how many are written; true goes on, false cancels."""
DANGEROUS = frozenset("=+-@|%\t\r\n")
CELL_MOST = 32_000
"""A workbook's cell holds 32,767 characters."""
SHEET_MOST = 1_000_000
TELL_EVERY = 200


class ExportError(IocError):
    """It was not written: `cancelled`, or `not_written` with the system's words."""


@dataclass(frozen=True)
class Table:
    """A named table: a heading row and rows of cells."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def safe(text: str) -> str:
    """`text` as a cell that stays text: without NUL and control characters, with an apostrophe where it would run."""
    kept = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) != "Cc")[:CELL_MOST]
    begins = unicodedata.normalize("NFKC", kept.lstrip())[:1] if kept.strip() else ""
    return f"'{kept}" if kept[:1] in DANGEROUS or begins in DANGEROUS else kept


def cell(value: Cell) -> str | int | float:
    """A number as it is, a time as ISO 8601 with its offset, a text made safe."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, bool):
        return int(value)
    return safe(value) if isinstance(value, str) else value


def go_on(_done: int, _all: int) -> bool:
    """Never cancels."""
    return True


def write_csv(path: Path, table: Table, progress: Progress = go_on) -> None:
    """UTF-8 with a mark that spreadsheet programs look for; every text in quotes. Raises `ExportError`."""

    def write(target: Path) -> None:
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
            writer.writerow([cell(name) for name in table.head])
            for number, row in _counted(table.rows, progress):
                del number
                writer.writerow([cell(value) for value in row])

    into_place(path, lambda target, _tell: write(target), progress)


def csv_text(table: Table) -> str:
    """The same as text, for a look at it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([cell(name) for name in table.head])
    writer.writerows([cell(value) for value in row] for row in table.rows)
    return out.getvalue()


def write_xlsx(path: Path, tables: Sequence[Table], progress: Progress = go_on) -> None:
    """A workbook with a sheet for each table. No text becomes a formula, a link or a number. Raises `ExportError`."""
    import xlsxwriter  # noqa: PLC0415 - 2 MB, which a wall never needs

    def write(target: Path) -> None:
        options = {
            "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False, "remove_timezone": True,
        }  # fmt: skip
        with target.open("wb") as file, xlsxwriter.Workbook(file, options) as book:
            bold = book.add_format({"bold": True})
            for place, table in enumerate(tables):
                sheet = book.add_worksheet(sheet_name(table.name, place))
                sheet.freeze_panes(1, 0)
                for column, name in enumerate(table.head):
                    sheet.write_string(0, column, safe(name), bold)
                    sheet.set_column(column, column, 34 if column == 0 else 16)
                for number, row in _counted(table.rows[:SHEET_MOST], progress):
                    for column, value in enumerate(row):
                        shown = cell(value)
                        if isinstance(shown, str):
                            sheet.write_string(number, column, shown)
                        else:
                            sheet.write_number(number, column, shown)

    into_place(path, lambda target, _tell: write(target), progress)


def sheet_name(name: str, place: int) -> str:
    """A name that a workbook takes: 31 characters, none of []:*?/\\ and not quoted; numbered, so that none is twice."""
    kept = "".join(letter for letter in safe(name) if letter not in "[]:*?/\\'\n\t").strip()
    return f"{place + 1} {kept}"[:31]


def _counted(rows: Sequence[Sequence[Cell]], progress: Progress) -> Iterable[tuple[int, Sequence[Cell]]]:
    for number, row in enumerate(rows, start=1):
        if number % TELL_EVERY == 1 and not progress(number - 1, len(rows)):
            raise ExportError("cancelled")
        yield number, row
    progress(len(rows), len(rows))


def into_place(path: Path, write: Callable[[Path, Progress], object], progress: Progress = go_on) -> None:
    """Let `write(beside, progress)` write a file beside `path`, then move it there. Raises `ExportError`."""
    try:
        with written_beside(path) as fresh:
            write(fresh, progress)
    except OSError as error:
        raise ExportError("not_written", what=error.strerror or str(error)) from error

"""Runs every test of a fault and writes docs/reference/faults.md from it; 1 where one fails or a row is missing."""

from __future__ import annotations

import subprocess
import sys

from tests.faults.seen import ROWS, SEEN, TABLE, rows_told, table


def main() -> int:
    """The whole run."""
    SEEN.unlink(missing_ok=True)
    failed = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/faults", *sys.argv[1:]], check=False
    ).returncode
    if failed:
        return failed
    missing = set(range(1, ROWS + 1)) - rows_told()
    if missing:
        sys.stderr.write(f"no test has a word on rows {sorted(missing)}\n")
        return 1
    TABLE.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

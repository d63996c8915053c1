"""`python -m tests.attacks`: run every attack and write docs/security.md; arguments go to pytest.

Exit code 1, and the page stays as it is, where one of them got through.
"""

from __future__ import annotations

import sys

import pytest

from tests.attacks.table import FOLDER, PAGE, Gathering, attacks, chapters, page


def main() -> int:
    """Run, then write."""
    gathering = Gathering()
    code = pytest.main([str(FOLDER), "-p", "no:xdist", *sys.argv[1:]], plugins=[gathering])
    if code != pytest.ExitCode.OK or any(one.failed for one in gathering.seen.values()):
        sys.stderr.write("an attack got through, or could not be tried; docs/security.md stays as it is\n")
        return 1
    PAGE.write_text(page(attacks(), gathering.seen, chapters()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

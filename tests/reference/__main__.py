"""`python -m tests.reference [--check]`: write docs/reference/ from the code; 1 where `--check` finds another page."""

from __future__ import annotations

import sys

from tests.reference.pages import FOLDER, PAGES, text


def main() -> int:
    """Write every page, or compare each."""
    if "--check" not in sys.argv[1:]:
        for name in PAGES:
            (FOLDER / name).write_text(text(name), encoding="utf-8")
        return 0
    stale = [name for name in PAGES if (FOLDER / name).read_text(encoding="utf-8") != text(name)]
    for name in stale:
        sys.stderr.write(f"docs/reference/{name} is not what the code says: python -m tests.reference\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.architecture`: print what breaks the rules of the house; exit 1 where anything does."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.architecture.documents import missing
from tests.architecture.glossary import replaced_words
from tests.architecture.rules import RULES
from tests.architecture.source import sources
from tests.architecture.translations import untranslated

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Check the tree that this file stands in."""
    files = sources(ROOT)
    findings = [finding for rule in RULES for finding in rule(files)]
    findings += untranslated(ROOT)
    findings += replaced_words(ROOT)
    findings += missing(ROOT)
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())

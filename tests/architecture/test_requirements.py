"""What ships needs no more than `requirements/run.txt` installs: a fresh machine has nothing else."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture.source import PACKAGES, sources

ROOT = Path(__file__).resolve().parents[2]
OF_THE_SYSTEM = frozenset({"gi"})
"""Debian's own Python has it: the cameras of the demo run on that one (`packaging/setup`)."""


def installed_for(purpose: str) -> set[str]:
    """The distributions that a locked file of requirements names."""
    text = (ROOT / "requirements" / f"{purpose}.txt").read_text(encoding="utf-8")
    return {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)}


def test_what_ships_imports_only_what_a_fresh_machine_has() -> None:
    homes, there = packages_distributions(), installed_for("run")
    known = {*sys.stdlib_module_names, *PACKAGES, *OF_THE_SYSTEM}
    missing: set[str] = set()
    seen: set[str] = set()
    for source in sources(ROOT):
        if source.is_test:
            continue
        for node in source.walk():
            for name in _imported(node):
                top = name.split(".")[0]
                if top in known:
                    continue
                seen.add(top)
                owners = {re.sub(r"[-_.]+", "-", owner).lower() for owner in homes.get(top, ())}
                if not owners & there:
                    missing.add(f"{source.path}: {top}")
    assert seen >= {"PySide6", "requests", "sqlalchemy"}
    assert not missing


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []

"""Each rule bites: a planted violation is found. That the tree keeps them is for `make check`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import rules
from tests.architecture.source import sources
from tests.architecture.translations import untranslated

ROOT = Path(__file__).resolve().parents[2]
DOC = '"""Planted."""\n'

PLANTED = (
    (rules.imports_inside_functions, "console/a.py", "def f() -> None:\n    from console import b\n"),
    (rules.global_statements, "console/a.py", "def f() -> None:\n    global x\n    x = 1\n"),
    (rules.mutable_module_state, "console/a.py", "cache: dict = {}\n"),
    (rules.mutable_module_state, "console/a.py", "seen = set()\n"),
    (rules.sizes, "console/a.py", "x = 1\n" * 401),
    (rules.sizes, "console/a.py", "def f() -> None:\n" + "    x = 1\n" * 60),
    (rules.sizes, "console/a.py", "class A:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(21))),
    (rules.modal_dialogs, "views/a.py", "def f(dialog):\n    dialog.exec()\n"),
    (rules.modal_dialogs, "views/a.py", "def f(self):\n    QMessageBox.warning(self, 'a', 'b')\n"),
    (rules.unsafe_storage, "console/a.py", "import pickle\n"),
    (rules.unsafe_storage, "views/a.py", "from PySide6.QtCore import QSettings\n"),
    (rules.bare_labels, "views/a.py", "def f(text):\n    return QLabel(text)\n"),
    (rules.colour_literals, "widgets/a.py", "STYLE = 'color: #ff0000'\n"),
    (rules.colour_literals, "widgets/a.py", "def f():\n    return QColor(1, 2, 3)\n"),
    (rules.import_cycles, "console/a.py", "from console import b\n"),
    (rules.main_is_the_top, "console/a.py", "import main\n"),
    (rules.libvlc_has_one_home, "widgets/a.py", "import vlc\n"),
    (rules.vague_names, "console/utils.py", "x = 1\n"),
    (rules.vague_names, "console/a.py", "class TileManager:\n    pass\n"),
    (rules.packaging_is_no_package, "packaging/__init__.py", ""),
    (rules.docstrings, "console/a.py", "def f() -> None:\n    return None\n"),
    (rules.timed_tests, "tests/widgets/test_a.py", "def test_a():\n    began = time.process_time()\n"),
    (rules.timed_tests, "tests/harness/a.py", "from time import perf_counter\n"),
    (rules.timed_tests, "tests/widgets/test_a.py", "def test_a():\n    assert time.monotonic() - began < 1\n"),
    (rules.timed_tests, "tests/faults/test_a.py", "from time import monotonic_ns\n"),
    (rules.unfinished, "console/a.py", "x = 1  # TO" + "DO later\n"),
)


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_violation_is_found(tmp_path: Path, rule: rules.Rule, path: str, text: str) -> None:
    place = tmp_path / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(DOC + text, encoding="utf-8")
    (place.parent / "b.py").write_text(DOC + "from console import a\n", encoding="utf-8")
    (place.parent / "__init__.py").write_text(DOC, encoding="utf-8")
    found = [finding for finding in rule(sources(tmp_path)) if finding.file.as_posix() in (path, "console/b.py")]
    assert found
    assert found[0].line >= 1


def test_what_waits_for_the_tests_may_read_the_clock(tmp_path: Path) -> None:
    for path in ("tests/harness/waiting.py", "tests/soak/test_a.py"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text(DOC + "def f():\n    return time.monotonic()\n", encoding="utf-8")
    assert not list(rules.timed_tests(sources(tmp_path)))


def test_every_rule_has_a_planted_violation() -> None:
    assert {rule for rule, _path, _text in PLANTED} == set(rules.RULES)


def test_a_text_without_vietnamese_is_found(tmp_path: Path) -> None:
    (tmp_path / "widgets").mkdir()
    code = "from PySide6.QtCore import QObject\nclass A(QObject):\n    def f(self):\n        self.tr('Hello there')\n"
    (tmp_path / "widgets" / "a.py").write_text(code, encoding="utf-8")
    assert "Hello there" in str(next(untranslated(tmp_path)))


CONTRACTS = (
    ("offline_cache", "import console\n"),
    ("console", "import widgets\n"),
    ("widgets", "import views\n"),
    ("console", "import backend\n"),
    ("backend", "import console\n"),
    ("backend", "import PySide6\n"),
    ("offline_cache", "import PySide6\n"),
    ("offline_cache", "import requests\n"),
    ("console", "import pyqtgraph\n"),
    ("console", "import requests\n"),
    ("console", "import qasync\n"),
    ("views", "import qasync\n"),
    ("views", "import pyqtgraph\n"),
    ("views", "import av\n"),
    ("views", "import xlsxwriter\n"),
    ("contract", "import backend\n"),
    ("contract", "import console\n"),
    ("contract", "import requests\n"),
)


@pytest.mark.timeout(600)
def test_the_linter_of_layers_bites(tmp_path: Path) -> None:
    """One copy of the packages' skeleton per planted import; the contracts are the real ones."""
    assert _lint(_skeleton(tmp_path / "clean")) == ""
    for number, (package, planted) in enumerate(CONTRACTS):
        tree = _skeleton(tmp_path / str(number))
        with (tree / package / "planted.py").open("a", encoding="utf-8") as file:
            file.write(planted)
        assert "BROKEN" in _lint(tree), f"{package}: {planted}"


def _skeleton(tree: Path) -> Path:
    """Packages of one file each, with the libraries that the contracts speak of imported where they may be."""
    homes = {
        "console/api.py": "import requests\n",
        "console/sockets.py": "import requests\n",
        "console/video/__init__.py": "import av\n",
        "backend/cameras/__init__.py": "import av\n",
        "console/exports.py": "import xlsxwriter\n",
        "widgets/chart_tile.py": "import pyqtgraph\nimport PySide6\n",
    }
    for package in ("views", "widgets", "console", "offline_cache", "contract", "backend"):
        (tree / package).mkdir(parents=True)
        (tree / package / "__init__.py").write_text(DOC, encoding="utf-8")
    for path, text in homes.items():
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        (tree / path).write_text(DOC + text, encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tree / "pyproject.toml")
    return tree


def _lint(tree: Path) -> str:
    """What lint-imports complains of; empty where all contracts hold."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr

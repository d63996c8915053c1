"""Each rule bites: a planted violation is found. That the tree keeps them is for `make check`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import rules
from tests.architecture.documents import missing
from tests.architecture.glossary import replaced_in, replaced_words
from tests.architecture.glyphs import glyphs_as_icons, unknown_icons
from tests.architecture.source import sources
from tests.architecture.translations import untranslated

ROOT = Path(__file__).resolve().parents[2]
DOC = '"""Planted."""\n'

PLANTED = (
    (rules.mutable_module_state, "console/a.py", "cache: dict = {}\n"),
    (rules.mutable_module_state, "console/a.py", "seen = set()\n"),
    (rules.sizes, "console/a.py", "x = 1\n" * 401),
    (rules.sizes, "console/a.py", "def f() -> None:\n" + "    x = 1\n" * 60),
    (rules.fan_out, "console/a.py", "".join(f"from console import m{n}\n" for n in range(13))),
    (rules.fan_out, "console/a.py", "class A:\n    def __init__(self, a, b, c, d, e, f, g, *, h, i): ...\n"),
    (rules.modal_dialogs, "views/a.py", "def f(dialog):\n    dialog.exec()\n"),
    (rules.modal_dialogs, "views/a.py", "def f(self):\n    QMessageBox.warning(self, 'a', 'b')\n"),
    (rules.bare_labels, "views/a.py", "def f(text):\n    return QLabel(text)\n"),
    (rules.words_in_f_strings, "views/a.py", "def f(self):\n    return f\"{self.tr('Gone')} (1)\"\n"),
    (rules.colour_literals, "widgets/a.py", "STYLE = 'color: #ff0000'\n"),
    (rules.colour_literals, "widgets/a.py", "def f():\n    return QColor(1, 2, 3)\n"),
    (glyphs_as_icons, "widgets/a.py", "MARK = '\u2713'\n"),
    (glyphs_as_icons, "views/a.py", "def f(self):\n    return '! ' + self.tr('refused')\n"),
    (glyphs_as_icons, "views/a.py", "def f(self):\n    return self.tr('\u25cc Saving')\n"),
    (unknown_icons, "views/a.py", "def f(self):\n    return Line('a', 'b', icon='no-such' if self else '')\n"),
    (unknown_icons, "widgets/a.py", "def f(self):\n    return IconButton('no-such', 'A')\n"),
    (rules.import_cycles, "console/a.py", "from console import b\n"),
    (rules.libvlc_has_one_home, "widgets/a.py", "import vlc\n"),
    (rules.vague_names, "console/utils.py", "x = 1\n"),
    (rules.vague_names, "console/a.py", "class TileManager:\n    pass\n"),
    (rules.packaging_is_no_package, "packaging/__init__.py", ""),
    (rules.timed_tests, "tests/widgets/test_a.py", "def test_a():\n    began = time.process_time()\n"),
    (rules.timed_tests, "tests/harness/a.py", "from time import perf_counter\n"),
    (rules.timed_tests, "tests/widgets/test_a.py", "def test_a():\n    assert time.monotonic() - began < 1\n"),
    (rules.timed_tests, "tests/faults/test_a.py", "from time import monotonic_ns\n"),
    (rules.unfinished, "console/a.py", "def f():\n    raise NotImplementedError\n"),
)


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_violation_is_found(tmp_path: Path, rule: rules.Rule, path: str, text: str) -> None:
    place = tmp_path / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(DOC + text, encoding="utf-8")
    (place.parent / "b.py").write_text(DOC + "from console import a\n", encoding="utf-8")
    for number in range(13):
        (place.parent / f"m{number}.py").write_text(DOC, encoding="utf-8")
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


TOLD_TO_RUFF = (
    ("PLC0415", "console/a.py", DOC + "def f() -> None:\n    from console import b\n"),
    ("PLC0415", "views/a.py", DOC + "class A:\n    def f(self) -> None:\n        import console.b\n"),
    ("PLW0603", "console/a.py", DOC + "x = 0\ndef f() -> None:\n    global x\n    x = 1\n"),
    ("PLW0603", "tests/a.py", DOC + "x = 0\ndef f() -> None:\n    global x\n    x = 1\n"),
    ("TID251", "console/a.py", DOC + "import pickle\n"),
    ("TID251", "console/a.py", DOC + "from marshal import loads\n"),
    ("TID251", "tests/bench/a.py", DOC + "import shelve\n"),
    ("TID251", "backend/a.py", DOC + "import dill.session\n"),
    ("TID251", "views/a.py", DOC + "from PySide6.QtCore import QSettings\n"),
    ("TID251", "views/a.py", DOC + "from PySide6 import QtCore\nQtCore.QSettings()\n"),
    ("TID251", "console/a.py", DOC + "import main\n"),
    ("TID251", "views/a.py", DOC + "from main import main\n"),
    ("D100", "console/a.py", "x = 1\n"),
    ("D104", "console/b/__init__.py", ""),
    ("D101", "main.py", DOC + "class A:\n    x = 1\n"),
    ("D103", "console/a.py", DOC + "def f() -> None:\n    return None\n"),
    ("D103", "console/a.py", DOC + "async def f() -> None:\n    return None\n"),
    ("FIX002", "console/a.py", DOC + "x = 1  # TO" + "DO later\n"),
    ("FIX001", "tests/a.py", DOC + "x = 1  # FIX" + "ME\n"),
    ("FIX003", "backend/a.py", DOC + "x = 1  # XX" + "X\n"),
)


@pytest.mark.parametrize(("rule", "path", "text"), TOLD_TO_RUFF)
def test_what_ruff_was_told_bites(rule: str, path: str, text: str) -> None:
    assert rule in _ruff(path, text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("console/a.py", DOC + "\nimport json\n\nx = json\n\n\ndef _f() -> None:\n    return None\n"),
        ("tests/a.py", "def test_f() -> None:\n    import console.b\n\n    console.b.f()\n"),
    ],
)
def test_what_is_in_order_passes_ruff(path: str, text: str) -> None:
    assert _ruff(path, text) == set()


def _ruff(path: str, text: str) -> set[str]:
    """The rules that a file at `path` with this text breaks, by the real configuration."""
    command = [str(Path(sys.executable).parent / "ruff"), "check", "--no-cache", "--output-format=json"]
    command += [f"--stdin-filename={path}", "-"]
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=False)
    return {str(one["code"]) for one in json.loads(done.stdout)}


def test_a_text_without_vietnamese_is_found(tmp_path: Path) -> None:
    (tmp_path / "widgets").mkdir()
    code = "from PySide6.QtCore import QObject\nclass A(QObject):\n    def f(self):\n        self.tr('Hello there')\n"
    (tmp_path / "widgets" / "a.py").write_text(code, encoding="utf-8")
    assert "Hello there" in str(next(untranslated(tmp_path)))


@pytest.mark.parametrize(
    "sentence",
    [
        "Đã ghi nhận", "Chưa ai nhận", "Tạm gác 30 phút", "Chuyển cấp trên", "Tường hình", "Camera sống 5/6",
        "Tiếp nhận: trung vị", "Khung nhìn 1", "3 khẩn ở trên", "Ký bàn giao", "0,1 s", "Sự cố mức 1",
        "Giữ của máy chủ",
    ],
)  # fmt: skip
def test_a_word_that_the_glossary_replaces_is_found(tmp_path: Path, sentence: str) -> None:
    place = tmp_path / "resources" / "i18n" / "vi"
    place.mkdir(parents=True)
    (place / "views.ts").write_text(f"<TS>\n<translation>{sentence}</translation>\n</TS>\n", encoding="utf-8")
    (found,) = replaced_words(tmp_path)
    assert (found.file.name, found.line) == ("views.ts", 2)


@pytest.mark.parametrize(
    "sentence",
    [
        "Chưa tiếp nhận", "Máy chủ đã ghi nhận", "chưa nhận được dữ liệu", "Chưa nhận được từ nguồn", "Đưa lên tường",
        "Khẩn cấp, từng vụ", "Báo cấp trên", "Hình trễ 2 giây", "kích thước 3 m", "lên cấp 3",
    ],
)  # fmt: skip
def test_the_words_of_the_glossary_pass(sentence: str) -> None:
    assert list(replaced_in(sentence)) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("console/a.py", '"""As told in docs/gone.md."""\n'),
        ("console/a.py", '"""As told in docs/there.md#no-such-heading."""\n'),
        ("console/a.py", "x = 1  # see gone.md\n"),
        ("console/a.py", "x = 1  # decision 999\n"),
        ("Makefile", "# writes docs/gone.md\n"),
        ("docs/page.md", "[gone](gone.md)\n"),
        ("docs/page.md", "[there](there.md#no-such-heading)\n"),
        ("docs/unlisted.md", "# Not in the index\n"),
    ],
)
def test_a_document_that_is_not_there_is_found(tmp_path: Path, path: str, text: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "there.md").write_text("# A heading\n", encoding="utf-8")
    (tmp_path / "docs" / "README.md").write_text("[there](there.md#a-heading) page.md\n", encoding="utf-8")
    assert [str(finding) for finding in missing(tmp_path)] == []
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    assert [str(finding) for finding in missing(tmp_path)] != []


CONTRACTS = (
    ("offline_cache", "import console\n"),
    ("console", "import widgets\n"),
    ("widgets", "import views\n"),
    ("console", "import backend\n"),
    ("backend", "import console\n"),
    ("backend", "import PySide6\n"),
    ("offline_cache", "import PySide6\n"),
    ("offline_cache", "import requests\n"),
    ("console", "import PySide6\n"),
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


def test_two_rooms_that_lean_on_each_other_are_found(tmp_path: Path) -> None:
    tree = _skeleton(tmp_path)
    for room, other in (("net", "sync"), ("sync", "net")):
        (tree / "console" / room).mkdir(exist_ok=True)
        (tree / "console" / room / "__init__.py").touch()
        (tree / "console" / room / "own.py").write_text(f"{DOC}import console.{other}.other\n", encoding="utf-8")
        (tree / "console" / room / "other.py").write_text(DOC, encoding="utf-8")
    assert "in a circle, on any floor BROKEN" in _lint(tree)


def _skeleton(tree: Path) -> Path:
    """Packages of one file each, with the libraries that the contracts speak of imported where they may be."""
    homes = {
        "console/net/api.py": "import requests\n",
        "console/net/sockets.py": "import requests\n",
        "console/video/__init__.py": "import av\n",
        "backend/demo/cameras/__init__.py": "import av\n",
        "backend/points/victoria.py": "import requests\n",
        "backend/people/oidc.py": "import requests\n",
        "backend/web/templating.py": "import jinja2\n",
        "console/measures/exports.py": "import xlsxwriter\n",
        "widgets/measures/hour_plot.py": "import pyqtgraph\nimport PySide6\n",
    }
    for package in ("views", "widgets", "console", "offline_cache", "contract", "backend"):
        (tree / package).mkdir(parents=True)
        (tree / package / "__init__.py").write_text(DOC, encoding="utf-8")
    for path, text in homes.items():
        for folder in (tree / path).relative_to(tree).parents[:-1]:
            (tree / folder).mkdir(parents=True, exist_ok=True)
            (tree / folder / "__init__.py").touch()
        (tree / path).write_text(DOC + text, encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tree / "pyproject.toml")
    return tree


def _lint(tree: Path) -> str:
    """What lint-imports complains of; empty where all contracts hold."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr

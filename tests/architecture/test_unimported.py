"""Which modules no test names."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.source import sources
from tests.architecture.unimported import unimported


def test_a_module_counts_however_it_is_imported_and_by_tests_alone(tmp_path: Path) -> None:
    for path, text in {
        "views/a.py": "from views import d\n", "views/b.py": "", "views/c/e.py": "", "views/d.py": "",
        "views/c/__init__.py": "", "console/f.py": "",
        "tests/test_a.py": "import views.a\ndef test_it():\n    from views import b\n    from views.c.e import E\n",
    }.items():  # fmt: skip
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    files = sources(tmp_path)
    assert list(unimported(files)) == ["views.d"]
    assert list(unimported(files, ["console"])) == ["console.f"]

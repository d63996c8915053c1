"""The configuration under packaging/ha as the tests use it: what is shipped, with a test's addresses."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from tests.harness.run import run_patiently

HA = Path(__file__).resolve().parents[2] / "packaging" / "ha"


def filled(name: str, **values: str) -> str:
    """One file with each `@NAME@` replaced. Raises KeyError where one is not among `values`."""
    text = (HA / "files" / name).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found[1]], text)


def settings(folder: Path, **changed: str) -> Path:
    """The settings as they are shipped, with these changed, in a file in `folder`."""
    text = (HA / "settings.example").read_text(encoding="utf-8")
    for name, value in changed.items():
        text, count = re.subn(rf"^{name}=.*$", f"{name}={value}", text, flags=re.MULTILINE)
        assert count == 1, name
    path = folder / "settings"
    path.write_text(text, encoding="utf-8")
    return path


def lay_out(folder: Path, told: Path, **as_whom: Any) -> None:
    """All three machines, each below its letter in `folder`, with the secrets of the first."""
    _run("secrets", told, "--root", folder / "a", **as_whom)
    for machine in ("b", "c"):
        shutil.copytree(folder / "a/etc/ioc-console", folder / machine / "etc/ioc-console", dirs_exist_ok=True)
    for machine in ("a", "b", "c"):
        _run("files", told, machine, "--root", folder / machine, **as_whom)


def _run(*arguments: object, **as_whom: Any) -> None:
    command = [str(HA / "lay-out"), *(str(one) for one in arguments)]
    done = run_patiently(command, capture_output=True, text=True, patience_s=60, check=False, **as_whom)
    assert done.returncode == 0, done.stdout + done.stderr

"""A checkout that `packaging/setup` can be tried in: a copy with stand-ins for apt-get, dpkg-query, sudo and Python."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "thư mục có dấu cách"
DPKG = """#!/bin/sh
for name in $(cat "$FAKES/installed"); do printf 'install ok installed|%s|\\n' "$name"; done
"""
APT = """#!/bin/sh
echo "$*" >>"$FAKES/apt-calls"
case "$*" in *install*) ;; *) exit 0 ;; esac
if [ -e "$FAKES/apt-locked" ]; then
    rm "$FAKES/apt-locked"
    echo 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 77 (unattended-upgr)' >&2
    exit 100
fi
echo 'dlstatus:1:40.0:Retrieving file 2 of 5' >&3
echo 'pmstatus:xvfb:80.0:Installing xvfb (amd64)' >&3
"""
# In one process that hangs: dash can lose a Ctrl+C that comes while it waits for another.
PYTHON = """#!/bin/sh
case "$1 ${2:-}" in
"-c "*) exit 0 ;;
"-m venv")
    mkdir -p "$3/bin"; cp "$0" "$3/bin/python"
    if [ -e "$FAKES/venv-hangs" ]; then : >"$FAKES/hanging"; exec sleep 60; fi ;;
"-m pip")
    here=$(dirname "$0")
    [ ! -e "$here/no-pip" ] || exit 1
    [ "$3" = install ] || exit 0
    echo "Collecting one==1 (from -r x)"; echo "Collecting two==2 (from -r x)"
    touch "$here/half"
    if [ -e "$FAKES/pip-hangs" ]; then : >"$FAKES/hanging"; exec sleep 60; fi
    if [ -e "$FAKES/no-network" ]; then
        echo "ERROR: Could not find a version that satisfies the requirement one==1" >&2; exit 1
    fi
    rm "$here/half" ;;
"-m compileall") shift 2; echo "$*" >>"$FAKES/compiled" ;;
esac
"""


class Checkout:
    """Scripts, requirements of two libraries, and nothing installed; `run` is somebody who may not install packages."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / NAME
        self.fakes = folder / "fakes"
        self.fakes.mkdir()
        shutil.copytree(ROOT / "packaging", self.root / "packaging")
        (self.root / "requirements").mkdir()
        for purpose in ("run", "test", "bench"):
            (self.root / "requirements" / f"{purpose}.txt").write_text("one==1\ntwo==2\n", encoding="ascii")
        self.installed()
        for name, text in (("dpkg-query", DPKG), ("apt-get", APT), ("python3.13", PYTHON)):
            self.stand_in(name, text)
        self.stand_in("id", "#!/bin/sh\necho 1000\n")
        self.stand_in("sudo", "#!/bin/sh\nexit 1\n")

    def stand_in(self, name: str, text: str) -> None:
        """Put a program first in the path."""
        path = self.fakes / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def installed(self, *names: str) -> None:
        """Which system packages there are."""
        (self.fakes / "installed").write_text("\n".join(names), encoding="ascii")

    def may_install(self) -> None:
        """From now on it is somebody who may install packages."""
        self.stand_in("sudo", '#!/bin/sh\n[ "$1" != -n ] || shift\nexec "$@"\n')

    def environment(self, **more: str) -> dict[str, str]:
        """No screen, and the stand-ins first."""
        kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        return {**kept, "PATH": f"{self.fakes}:/usr/sbin:/usr/bin:/sbin:/bin", "FAKES": str(self.fakes), **more}

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """`packaging/setup` in a group of its own, as a terminal starts it."""
        return subprocess.Popen(
            ["packaging/setup", *arguments],
            cwd=self.root, env=self.environment(**more), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, start_new_session=True,
        )  # fmt: skip

    def run(self, *arguments: str, **more: str) -> tuple[int, str]:
        """Its exit code and everything that it said."""
        process = self.start(*arguments, **more)
        said, _none = process.communicate(timeout=60)
        return process.returncode, said

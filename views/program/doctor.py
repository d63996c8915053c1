"""`main.py doctor`: looks at everything the console stands on; each line is ok or says what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import qVersion

from console.alarms import sound
from console.base.errors import IocError, LinkError
from console.base.settings import Settings, load_settings
from console.net.api import Api
from console.video import probe, trial
from offline_cache.sqlite_library import OLDEST_SQLITE, sqlite_version
from views.program.command_line import Exit, Options
from views.program.findings import Finding, sentence_of
from views.program.key_finding import call_finding, key_finding
from views.program.launch import data_dir_of, has_display
from views.words.language import RESOURCES, Words

FREE_BYTES = 1 << 30
SKEW_S = 5.0
"""A clock that is further off is flagged by the server (docs/explanation/contract.md#time)."""


class Doctor:
    """One examination, in the user's language. `for_operators`: on a screen of the desk, where no address and no folder
    is told."""

    def __init__(self, options: Options, words: Words, *, for_operators: bool = False) -> None:
        self._options = options
        self._is_discreet = for_operators
        self._words = words
        self._data_dir = data_dir_of(options)

    def examine(self) -> list[Finding]:
        """All findings, cheapest first, the network last."""
        looks: tuple[Callable[[], list[Finding]], ...] = (
            self._language,
            self._sqlite,
            self._qt,
            self._ffmpeg,
            self._libvlc,
            self._gate,
            self._sound,
            self._screens,
            self._disk,
            self._key,
            self._calls,
            self._backend,
        )
        findings: list[Finding] = []
        for look in looks:
            findings += look()
        return findings

    def _language(self) -> list[Finding]:
        if self._words.complete:
            return [Finding(self._words.translate("doctor", "Language"), self._words.language)]
        advice = self._words.translate("doctor", "Translations are not compiled: run “make setup”.")
        return [Finding(self._words.translate("doctor", "Language"), self._words.language, advice)]

    def _sqlite(self) -> list[Finding]:
        found = sqlite_version()
        if tuple(int(part) for part in found.split(".")) >= OLDEST_SQLITE:
            return [Finding("SQLite", found)]
        advice = self._words.translate(
            "doctor", "SQLite 3.51.3 or newer is needed: install the Python package pysqlite3."
        )
        return [Finding("SQLite", found, advice)]

    def _qt(self) -> list[Finding]:
        return [Finding("Qt", f"{qVersion()} · Python {sys.version.split()[0]}")]

    def _ffmpeg(self) -> list[Finding]:
        return [Finding("FFmpeg", probe.libavformat_version())]

    def _libvlc(self) -> list[Finding]:
        found = probe.libvlc()
        if found.version is None:
            text = self._words.translate("doctor", "not installed; cameras over RTSP do not need it")
            return [Finding("libVLC", text)]
        with_rtsp = self._words.translate("doctor", "with RTSP")
        without = self._words.translate("doctor", "without RTSP; FFmpeg plays those cameras")
        return [Finding("libVLC", f"{found.version} · {with_rtsp if found.rtsp else without}")]

    def _gate(self) -> list[Finding]:
        """Which layers stand around decoders (docs/explanation/sandbox.md); without the gate something is amiss."""
        name, found = self._words.translate("doctor", "Decoders' gate"), trial.layers()
        if found is None or not found.gate:
            advice = self._words.translate(
                "doctor", "This kernel cannot keep decoders to listed cameras: Linux 5.9 or newer, x86-64 or ARM64."
            )
            return [Finding(name, "–", advice)]
        words = [self._words.translate("doctor", "kept by the kernel")]
        words.append(f"Landlock {found.landlock}" if found.landlock else self._words.translate("doctor", "no Landlock"))
        if found.apart and found.empty:
            words.append(self._words.translate("doctor", "own namespaces"))
        else:
            words.append(self._words.translate("doctor", "no namespaces of their own: this system allows none"))
        return [Finding(name, " · ".join(words))]

    def _sound(self) -> list[Finding]:
        """Whether alarms can be heard."""
        name, found = self._words.translate("doctor", "Alarm sounds"), sound.player()
        if found is not None:
            return [Finding(name, found[0])]
        text = self._words.translate(
            "doctor", "nothing plays sounds here (pulseaudio-utils or alsa-utils would); alarms are told in words"
        )
        return [Finding(name, text)]

    def _screens(self) -> list[Finding]:
        name = self._words.translate("doctor", "Screens")
        if not has_display():
            advice = self._words.translate(
                "doctor", "No screen: log in to a desktop, or use “xvfb-run” for pictures only."
            )
            return [Finding(name, "0", advice)]
        found = subprocess.run(
            [sys.executable, "-m", "views.program.screen", self._words.language],
            cwd=RESOURCES.parent, capture_output=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
        if found.returncode == Exit.OK:
            return [Finding(name, found.stdout.strip())]
        return [Finding(name, "0", (found.stderr.strip().splitlines() or [str(found.returncode)])[-1])]

    def _disk(self) -> list[Finding]:
        name = self._words.translate("doctor", "Data folder")
        try:
            self._data_dir.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._data_dir) as file:
                file.write(b"x")
            free = shutil.disk_usage(self._data_dir).free
        except OSError as error:
            advice = self._words.translate(
                "doctor", "This folder cannot be written to: {why}. Choose another with --data-dir."
            )
            found = "" if self._is_discreet else str(self._data_dir)
            return [Finding(name, found, advice.format(why=error.strerror))]
        free_text = self._words.translate("doctor", "{size} GB free").format(size=self._decimal(f"{free / 1e9:.1f}"))
        found = free_text if self._is_discreet else f"{self._data_dir} · {free_text}"
        if free < FREE_BYTES:
            return [Finding(name, found, self._words.translate("doctor", "Less than 1 GB is free: make room."))]
        return [Finding(name, found)]

    def _key(self) -> list[Finding]:
        """Where this device's key is kept; nobody else may read it. Settings that cannot be followed are told below."""
        try:
            settings = load_settings(self._options.settings or self._data_dir / "settings.toml")
        except IocError:
            return []
        is_wall = self._options.wall is not None
        is_discreet = self._is_discreet
        return [key_finding(settings, self._data_dir, self._words, is_wall=is_wall, is_discreet=is_discreet)]

    def _calls(self) -> list[Finding]:
        """Where the secret of the door of calls is; a wall has no such door."""
        try:
            settings = load_settings(self._options.settings or self._data_dir / "settings.toml")
        except IocError:
            return []
        if self._options.wall is not None:
            return []
        port = self._options.calls_port if self._options.calls_port is not None else settings.calls_port
        return [call_finding(port, self._data_dir, self._words, is_discreet=self._is_discreet)]

    def _backend(self) -> list[Finding]:
        name = self._words.translate("doctor", "Server")
        try:
            settings = load_settings(self._options.settings or self._data_dir / "settings.toml")
        except IocError as error:
            return [Finding(self._words.translate("doctor", "Settings"), "", sentence_of(error, self._words))]
        url = self._options.backend or settings.backend_url
        if not url:
            text = self._words.translate("doctor", "none set; --demo brings its own")
            return [Finding(name, text)]
        try:
            server_time = _server_time(url, settings)
        except IocError as error:
            return [Finding(name, "" if self._is_discreet else url, sentence_of(error, self._words))]
        answers = self._words.translate("doctor", "answers")
        return [Finding(name, answers if self._is_discreet else url), self._clock(server_time)]

    def _decimal(self, number: str) -> str:
        """As the language writes it."""
        return number.replace(".", ",") if self._words.language == "vi" else number

    def _clock(self, server_time: datetime) -> Finding:
        skew_s = (datetime.now(UTC) - server_time).total_seconds()
        found = self._words.translate("doctor", "{seconds} s from the server's").format(
            seconds=self._decimal(f"{skew_s:+.1f}")
        )
        name = self._words.translate("doctor", "Clock")
        if abs(skew_s) <= SKEW_S:
            return Finding(name, found)
        return Finding(name, found, self._words.translate("doctor", "Set this machine's clock by NTP."))


def _server_time(url: str, settings: Settings) -> datetime:
    """The server's clock, asked without a token. Raises `LinkError`, also where the answer has no time in it."""
    api = Api(url, settings)
    try:
        return datetime.fromisoformat(str(api.health().get("server_time")))
    except ValueError as error:
        raise LinkError("bad_answer") from error
    finally:
        api.close()


def run(options: Options, words: Words) -> int:
    """Examine and print; 0 where all is well, 1 where something needs a person."""
    findings = Doctor(options, words).examine()
    width = max(len(finding.name) for finding in findings)
    good, bad = words.translate("doctor", "ok"), words.translate("doctor", "DO")
    for finding in findings:
        mark = good if finding.well else bad
        sys.stdout.write(f"{mark:<5} {finding.name:<{width}}  {finding.found}\n")
        if finding.advice:
            sys.stdout.write(f"{'':<5} {'':<{width}}  → {finding.advice}\n")
    return Exit.OK if all(finding.well for finding in findings) else Exit.FAILED

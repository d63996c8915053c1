"""The doctor: each line is well, or says what to do; and one that needs a person makes the exit code 1."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from console.alarms import sound
from console.base.errors import LinkError
from console.calls.secret import secret_in
from console.people import key_place
from console.people.key_place import KeyPlace
from console.video import probe, trial
from console.video.sandbox.layers import Layers
from views.program import doctor
from views.program.command_line import Exit, Options
from views.program.findings import Finding
from views.program.key_finding import ADVICE
from views.words.language import Words

WORDS = Words("en")


@pytest.fixture(autouse=True)
def _a_machine_that_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is started, and nobody is asked: the machine is well unless a test says otherwise."""
    done = subprocess.CompletedProcess([], 0, "HDMI-1 1920×1080\n", "")
    monkeypatch.setattr("views.program.doctor.subprocess.run", lambda *_args, **_named: done)
    monkeypatch.setattr(doctor, "has_display", lambda: True)
    monkeypatch.setattr(doctor, "sqlite_version", lambda: "3.51.3")
    monkeypatch.setattr(trial, "layers", lambda: Layers(gate=True, landlock=7, apart=True, empty=True))
    monkeypatch.setattr(sound, "player", lambda: ("paplay",))
    monkeypatch.setattr(probe, "libvlc", lambda: SimpleNamespace(version="3.0.21", rtsp=True))
    usage = SimpleNamespace(free=5 << 30)
    monkeypatch.setattr("views.program.doctor.shutil.disk_usage", lambda _path: usage)
    monkeypatch.setattr(doctor, "_server_time", lambda _url, _settings: datetime.now(UTC))
    monkeypatch.setattr(key_place, "look", lambda _settings, _folder: KeyPlace(is_file=True, where="/k", has_key=True))


def examined(folder: Path, **options: Any) -> dict[str, Finding]:
    found = doctor.Doctor(Options(data_dir=folder, lang="en", **options), WORDS).examine()
    return {one.name: one for one in found}


def test_a_machine_that_is_well_needs_nothing_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = examined(tmp_path, backend="http://127.0.0.1:9")
    assert {name for name, one in found.items() if not one.well} == set()
    assert found["Screens"].found == "HDMI-1 1920×1080"
    assert found["Device key"].found == "file /k"
    assert doctor.run(Options(data_dir=tmp_path, lang="en"), WORDS) == Exit.OK
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith("ok ") for line in lines)
    assert any("none set; --demo brings its own" in line for line in lines)


def test_whatever_is_wrong_says_what_to_do_and_hides_no_other_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "sqlite_version", lambda: "3.40.1")
    monkeypatch.setattr(doctor, "has_display", lambda: False)
    monkeypatch.setattr(trial, "layers", Layers)
    monkeypatch.setattr(sound, "player", lambda: None)
    monkeypatch.setattr("views.program.doctor.shutil.disk_usage", lambda _path: SimpleNamespace(free=1))
    found = examined(tmp_path)
    wrong = {name for name, one in found.items() if not one.well}
    assert wrong == {"SQLite", "Screens", "Decoders' gate", "Data folder"}, "a machine without sound goes on in words"
    assert "make room" in found["Data folder"].advice
    assert doctor.run(Options(data_dir=tmp_path, lang="en"), WORDS) == Exit.FAILED
    said = capsys.readouterr().out
    assert said.count("DO ") == 4
    assert said.count("→ ") == 4


@pytest.mark.parametrize(
    ("stands", "told"),
    [
        (Layers(True, 7, True, True), "kept by the kernel · Landlock 7 · own namespaces"),
        (Layers(True, 4), "kept by the kernel · Landlock 4 · no namespaces of their own: this system allows none"),
        (Layers(True), "kept by the kernel · no Landlock · no namespaces of their own: this system allows none"),
    ],
)
def test_which_layers_stand_around_decoders_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stands: Layers, told: str
) -> None:
    monkeypatch.setattr(trial, "layers", lambda: stands)
    assert examined(tmp_path)["Decoders' gate"] == Finding("Decoders' gate", told)


def test_a_screen_that_does_not_open_is_told_in_its_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for stderr, advice in (("noise\nThe screen “:9” does not answer\n", "The screen “:9” does not answer"), ("", "-6")):
        done = subprocess.CompletedProcess([], -6, "", stderr)
        monkeypatch.setattr("views.program.doctor.subprocess.run", lambda *_args, done=done, **_named: done)
        assert examined(tmp_path)["Screens"].advice == advice


@pytest.mark.parametrize(
    ("code", "advice"),
    [("unreachable", "It does not answer"), ("timed_out", "It does not answer"), ("bad_answer", "")],
)
def test_a_server_that_cannot_be_asked_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, advice: str
) -> None:
    def fail(_url: str, _settings: object) -> datetime:
        raise LinkError(code)

    monkeypatch.setattr(doctor, "_server_time", fail)
    found = examined(tmp_path, backend="http://127.0.0.1:9")["Server"]
    assert not found.well
    assert found.advice.startswith(advice)
    assert "{" not in found.advice


@pytest.mark.parametrize(("skew_s", "well"), [(0, True), (4, True), (-60, False), (3600, False)])
def test_a_clock_that_is_off_is_told_with_how_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, skew_s: float, well: bool
) -> None:
    monkeypatch.setattr(
        doctor, "_server_time", lambda _url, _settings: datetime.now(UTC) - timedelta(seconds=skew_s)
    )  # fmt: skip
    found = examined(tmp_path, backend="http://127.0.0.1:9")["Clock"]
    assert found.well == well
    assert well or f"{skew_s:+.0f}" in found.found


def test_a_folder_that_cannot_be_written_and_settings_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    found = examined(path / "folder")["Data folder"]
    assert "--data-dir" in found.advice
    wrong = tmp_path / "settings.toml"
    wrong.write_text("backend_url = [")
    told = examined(tmp_path, settings=wrong)["Settings"]
    assert not told.well
    assert "{" not in told.advice


@pytest.mark.parametrize("fault", sorted(ADVICE))
def test_a_key_that_somebody_else_may_have_needs_somebody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    found = KeyPlace(is_file=False, where="kwallet", has_key=True, fault=fault)
    monkeypatch.setattr(key_place, "look", lambda _settings, _folder: found)
    told = examined(tmp_path)["Device key"]
    assert (told.well, told.found) == (False, "keyring kwallet")
    assert len(told.advice) > 20
    assert "{" not in told.advice


def test_a_wall_keeps_its_key_in_a_file_and_a_new_place_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_place, "look", lambda settings, _folder: KeyPlace(settings.credentials == "file", "/k"))
    assert examined(tmp_path, wall="hall")["Device key"].found == "file /k · made at the first start"
    assert examined(tmp_path)["Device key"].found == "keyring /k · made at the first start"


def test_where_the_secret_of_calls_is_and_that_nobody_else_reads_it(tmp_path: Path) -> None:
    assert examined(tmp_path)["Calls"].found == "not connected to a telephone system"
    made_later = examined(tmp_path, calls_port=8022)["Calls"]
    assert made_later.found == f"port 8022 · {tmp_path / 'calls.secret'} · made at the first start"
    secret = secret_in(tmp_path)
    found = examined(tmp_path, calls_port=8022)["Calls"]
    assert (found.well, found.found) == (True, f"port 8022 · {tmp_path / 'calls.secret'}")
    assert secret not in found.found
    (tmp_path / "calls.secret").chmod(0o644)
    assert "Others can read" in examined(tmp_path, calls_port=8022)["Calls"].advice
    assert "Calls" not in examined(tmp_path, calls_port=8022, wall="hall"), "a wall has no such door"
    options = Options(data_dir=tmp_path, lang="en", calls_port=8022)
    shown = [one for one in doctor.Doctor(options, WORDS, for_operators=True).examine() if one.name == "Calls"]
    assert [one.found for one in shown] == ["connected to a telephone system"], "neither port nor folder on a screen"

"""Settings, layouts and credentials as other programs write them: read as they were meant, or refused with a place."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from console.base.errors import SettingsError
from console.base.settings import load_settings
from console.evidence.evidence import sha256_of
from console.evidence.verifying import verify
from console.layouts.files import read_file
from console.layouts.findings import LayoutError
from console.people.credentials import FileCredentials

LAYOUT = {"name": "Phòng họp", "screens": [{"rows": 1, "cols": 1, "tiles": []}]}


@pytest.fixture
def settings(tmp_path: Path) -> Callable[[bytes], Path]:
    def written(content: bytes) -> Path:
        path = tmp_path / "settings.toml"
        path.write_bytes(content)
        return path

    return written


def _refused(path: Path) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            b'\xef\xbb\xbfcredentials = "file"\n',
            marks=pytest.mark.kind("formats", "Settings with a BOM (Notepad)", "They are read."),
        ),
        pytest.param(
            'credentials = "file"\r\nsounds = true\r\n'.encode("utf-16"),
            marks=pytest.mark.kind("formats", "Settings in UTF-16 (Notepad's Unicode)", "They are read."),
        ),
        pytest.param(
            'credentials = "file"\n'.encode("utf-16-be"),
            marks=pytest.mark.kind("formats", "Settings in UTF-16 without a BOM", "They are read."),
        ),
        pytest.param(
            b'sounds = true\rcredentials = "file"\r',
            marks=pytest.mark.kind("formats", "Settings with the line ends of an old Mac", "They are read."),
        ),
        pytest.param(
            b'credentials\xc2\xa0= "file"\xc2\xa0',
            marks=pytest.mark.kind("formats", "Settings with non-breaking spaces from a web page", "They are read."),
        ),
        b'\xef\xbb\xbf\xef\xbb\xbfcredentials = "file"',
        b'credentials = "file"\r\n\r\n',
        'credentials = "file"'.encode("utf-32"),
    ],
)
def test_settings_are_read_as_editors_write_them(settings: Callable[[bytes], Path], content: bytes) -> None:
    assert load_settings(settings(content)).credentials == "file"


@pytest.mark.kind("formats", "Settings in a Vietnamese encoding of old", "Refused with line and byte.")
def test_another_encoding_is_refused_with_its_place(settings: Callable[[bytes], Path]) -> None:
    error = _refused(settings(b'sounds = true\ndevice_name = "Ph\xf2ng h\xf6p"\n'))  # Windows-1258
    assert (error.code, error.params["line"], error.params["position"]) == ("settings_encoding", 2, 32)


@pytest.mark.parametrize(
    ("content", "line", "column", "why"),
    [
        pytest.param(
            "sounds = true\nnight_brightness = 0,6\n", 2, 21, "decimal_comma",
            marks=pytest.mark.kind("formats", "A decimal comma in settings", "Refused: write 0.6."),
        ),
        pytest.param(
            "\nca_file = \"C:\\certs\\ioc.pem\"\n", 2, 15, "backslash",
            marks=pytest.mark.kind("formats", "A Windows path in double quotes", "Refused: use single quotes."),
        ),
        pytest.param(
            "credentials = file\n", 1, 15, "quotes",
            marks=pytest.mark.kind("formats", "A text without quotes in settings", "Refused: put it in quotes."),
        ),
        pytest.param(
            "credentials = “file”\n", 1, 15, "curly_quotes",
            marks=pytest.mark.kind("formats", "Curly quotes from a word processor", "Refused: use straight ones."),
        ),
        ("credentials: file\n", 1, 12, "equals"),
        ("sounds = true\nsounds = false\n", 2, 15, "twice"),
        ("sounds =", 1, 9, "ended"),
        ("a = [1,\n", 1, 8, "ended"),
    ],
)  # fmt: skip
def test_what_is_no_toml_is_told_with_its_place(
    settings: Callable[[bytes], Path], content: str, line: int, column: int, why: str
) -> None:
    error = _refused(settings(content.encode()))
    assert (error.code, error.params["line"], error.params["why"]) == ("settings_broken", line, why)
    assert abs(int(str(error.params["column"])) - column) <= 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('colour = 3\n', "unknown_setting"),
        ('sound = true\n', "unknown_setting_near"),
        ('reader = "mpv"\n', "one_of"),
        ('sounds = "maybe"\n', "yes_no"),
        ('lock_after_minutes = -1\n', "at_least"),
        ('lock_after_minutes = "ten"\n', "whole"),
        ('night_brightness = "0,6"\n', "number"),
        ('night_begins = "late"\n', "time"),
        ('backend_url = "ftp://a"\n', "address"),
        ('device_name = 3\n', "text"),
    ],
)  # fmt: skip
def test_every_wrong_value_has_a_word(settings: Callable[[bytes], Path], content: str, why: str) -> None:
    assert _refused(settings(content.encode())).params["why"] == why


@pytest.mark.parametrize("ending", [".json", ".yaml", ".toml"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.kind("formats", "A layout with a BOM or in UTF-16, in each of its forms", "It is read.")
def test_a_layout_is_read_as_editors_write_it(tmp_path: Path, ending: str, encoding: str) -> None:
    text = {
        ".json": json.dumps(LAYOUT, ensure_ascii=False),
        ".yaml": "name: Phòng họp\r\nscreens:\r\n  - {rows: 1, cols: 1, tiles: []}",
        ".toml": 'name = "Phòng họp"\r\n[[screens]]\r\nrows = 1\r\ncols = 1\r\ntiles = []',
    }[ending]
    path = tmp_path / f"a{ending}"
    path.write_bytes(text.encode(encoding))
    assert read_file(path).body == LAYOUT


@pytest.mark.kind("formats", "A layout whose name was written on a Mac, marks apart (NFD)", "Names compare as one.")
def test_a_name_is_composed(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f'{{"name": "{unicodedata.normalize("NFD", "Phòng họp")}"}}', encoding="utf-8")
    assert read_file(path).body["name"] == unicodedata.normalize("NFC", "Phòng họp")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        pytest.param(
            "a.json", '{\n  "screens": [],\n}', (3, 1, "trailing_comma"),
            marks=pytest.mark.kind("formats", "A comma behind the last entry of JSON", "Refused with line and column."),
        ),
        pytest.param(
            "a.json", '{\n  // hall\n  "screens": []}', (2, 3, "comment"),
            marks=pytest.mark.kind("formats", "A comment in JSON", "Refused with line and column."),
        ),
        pytest.param(
            "a.yaml", "screens:\n\t- rows: 1\n", (2, 1, "tab"),
            marks=pytest.mark.kind("formats", "A tab that indents YAML", "Refused: use spaces."),
        ),
        ("a.json", "{'screens': []}", (1, 2, "single_quotes")),
        ("a.json", '{"rows": 1,5}', (1, 12, "decimal_comma")),
        ("a.json", '{"screens": [', (1, 14, "ended")),
        ("a.yaml", "name: Phòng: họp\n", (1, 12, "colon")),
        ("a.json", "[" * 100_000, (1, 1, "deep")),
    ],
)  # fmt: skip
def test_what_is_no_layout_is_told_with_its_place(
    tmp_path: Path, name: str, text: str, told: tuple[int, int, str]
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LayoutError) as caught:
        read_file(path)
    params = caught.value.params
    assert (params["line"], params["column"], params["why"]) == told


@pytest.mark.kind("formats", "A sign-in and PINs that an editor gave a BOM", "They still hold.")
def test_kept_credentials_outlive_an_editor(tmp_path: Path) -> None:
    kept = {"token": "t", "actor": {"id": "ha", "name": "Hà", "role": "operator"}, "expires_at": "2026-12-01T00:00:00Z"}
    path = tmp_path / "sign-in.json"
    path.write_text(json.dumps(kept), encoding="utf-8-sig")
    (tmp_path / "pins.json").write_text("{}", encoding="utf-8-sig")
    found = FileCredentials(path).load()
    assert found is not None
    assert found.token == "t"
    assert json.loads(FileCredentials(path).load_pins() or "") == {}


@pytest.mark.kind(
    "formats", "A manifest of evidence with a BOM, away from its folder's list", "It is read, and the still verified."
)
def test_a_manifest_with_a_mark_is_read(tmp_path: Path) -> None:
    still = tmp_path / "a.jpg"
    still.write_bytes(b"picture")
    facts = {"file": "a.jpg", "sha256": sha256_of(still), "previous": None}
    (tmp_path / "a.jpg.json").write_text(json.dumps(facts), encoding="utf-8-sig")
    assert verify(still).code == "unsigned", "read and held against its file; nobody signed such a one then"

"""Files for agencies without a network: whole or not there, one for each message, and nowhere else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from backend.messages.adapters.folder import FolderAdapter
from backend.messages.channel_models import ChannelsFile, Folder
from backend.messages.letter import Address, Letter, NotSentError

LETTER = Letter("0123456789abcdef0123456789abcdef", "forwarding", "incident", "i1", "Chuyển xử lý", "Ngập", 0)


def test_a_message_is_one_file_however_often_it_is_sent(tmp_path: Path) -> None:
    adapter = FolderAdapter(Folder(folder=tmp_path))
    for _again in range(2):
        adapter.send(LETTER, Address(("thoat-nuoc",)))
    (file,) = (tmp_path / "thoat-nuoc").iterdir()
    assert file.read_text(encoding="utf-8") == f"Chuyển xử lý\n1970-01-01T00:00:00.000Z\n{LETTER.key}\n\nNgập\n"
    assert stat.S_IMODE(file.stat().st_mode) & 0o007 == 0


def test_what_lies_in_its_way_is_not_followed(tmp_path: Path) -> None:
    folder, other = tmp_path / "thoat-nuoc", tmp_path / "other"
    folder.mkdir()
    other.write_text("theirs", encoding="utf-8")
    (folder / f".{LETTER.key}.txt.new").symlink_to(other)
    FolderAdapter(Folder(folder=tmp_path)).send(LETTER, Address(("thoat-nuoc",)))
    assert other.read_text(encoding="utf-8") == "theirs"


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    adapter = FolderAdapter(Folder(folder=tmp_path / "away"))
    with pytest.raises(NotSentError) as caught:
        adapter.send(LETTER, Address(("thoat-nuoc",)))
    assert (caught.value.reason, caught.value.final) == ("disk", False)
    (tmp_path / "thoat-nuoc").write_text("a file", encoding="utf-8")
    with pytest.raises(NotSentError, match="disk"):
        FolderAdapter(Folder(folder=tmp_path)).send(LETTER, Address(("thoat-nuoc",)))


def test_no_half_file_is_left_where_it_could_not_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_one: object, _other: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(NotSentError, match="disk"):
        FolderAdapter(Folder(folder=tmp_path)).send(LETTER, Address(("thoat-nuoc",)))
    assert [one for one in (tmp_path / "thoat-nuoc").iterdir() if not one.name.startswith(".")] == []


@pytest.mark.parametrize("name", ["../etc", "/etc", "a/b", "", ".", "..", "-x", "A"])
def test_a_folders_name_leads_nowhere_else(name: str) -> None:
    with pytest.raises(ValidationError):
        ChannelsFile.model_validate({"agencies": {"thoat-nuoc": {"file": name}}})

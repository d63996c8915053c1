"""Every page in Vietnamese, read as an operator reads it: no path, digest, port, process, id or word of the program.

Who writes, reads what people say; what machines say to each other is for files and logs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

from PySide6.QtWidgets import QApplication, QWidget

from contract.roles import Right, Role
from contract.verbs import VERBS
from tests.harness.eye.seen import parts
from tests.harness.eye.words import painted
from tests.views.conftest import FOLDER
from tests.views.desk_room import Room
from tests.views.page_walk import pages
from tests.views.seen_desk import at_city

ODD: Mapping[str, str] = MappingProxyType(
    {
        "a path": r"(?<![\w/])(?:~|/[\w.-]+)/[\w./-]+|\\\\\w",
        "a digest": r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{8,}\b",
        "an address": r"\b(?:https?|rtsp|file)://|\blocalhost\b|\b127\.\d+\.\d+\.\d+|:\d{4,5}\b",
        "a process": r"\bpid\b|\bPID\b",
        "a name of machines": r"\b[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+\b(?!\.(?:pdf|xlsx|csv|yaml|toml|txt|png|mp4))",
        "a key as a toolkit calls it": r"(?:^|[+ ·])(?:Return|Left|Right|Up|Down)(?:$|[ ·])",
        "a value of the program": r"\b(?:None|True|False|null|NaN|undefined)\b|[{}]|<[a-z]+>",
    }
)
ALLOWED = (
    r"^[\w-]+\.(?:pdf|xlsx|csv|yaml)$",  # a file by its name, offered to be written
    r"\(cần [\w-]+(?: hoặc [\w-]+)*\)",  # what is to be installed, for who looks after the machine
    r"^(?:Không cần gõ dấu|Từ cần tìm|Camera hoặc sự cố)",  # how the line of search is used, by its examples
)
MARKUP = re.compile(r"^<p style='[^']*'>|</p>$")
SAME_IN_BOTH = 3
"""Letters of a word that may be the same in both languages: m, km, OK."""


def _english() -> frozenset[str]:
    """What the program says in English where Vietnamese is another, and no word of Vietnamese by chance."""
    found: set[str] = set()
    for file in FOLDER.glob("*.ts"):
        for message in ElementTree.parse(file).iter("message"):  # noqa: S314 - it is ours
            source, told = message.findtext("source") or "", message.findtext("translation") or ""
            if source != told and len(source) > SAME_IN_BOTH and "{" not in source:
                found.add(source)
    return frozenset(found)


def _tokens() -> frozenset[str]:
    """What verbs, roles and rights are called between machines."""
    return frozenset({*(one.name for one in VERBS), *(str(one) for one in (*Role, *Right))} - {"admin"})


def _read(page: QWidget) -> Iterator[str]:
    for part in parts(page):
        yield from (one.text for one in painted(part))
        for said in (part.toolTip(), part.accessibleName(), part.accessibleDescription()):
            yield from MARKUP.sub("", said).splitlines()


def _odd(text: str, english: frozenset[str], tokens: frozenset[str]) -> str:
    """What is odd about a text; empty where nothing is."""
    said = text.strip()
    if any(re.search(one, said) for one in ALLOWED):
        return ""
    if said in english:
        return "English"
    if said in tokens or any(word in tokens for word in re.findall(r"\b[a-z]+_[a-z_]+\b", said)):
        return "a word between machines"
    return next((name for name, pattern in ODD.items() if re.search(pattern, said)), "")


def test_what_is_read_on_a_page_is_said_to_people(qapp: QApplication, compiled_words: None, tmp_path: Path) -> None:
    del compiled_words
    english, tokens = _english(), _tokens()
    found: dict[str, str] = {}
    read: set[str] = set()

    def look(name: str, page: QWidget) -> None:
        for text in set(_read(page)):
            read.add(text)
            if odd := _odd(text, english, tokens):
                found.setdefault(f"{name}: {odd}: {text[:160]}", name)

    async def story(desk: Room) -> None:
        look("desk", desk.window)
        async for one in pages(desk):
            look(one.name, one.page)
        desk.window.around.lock.lock()
        look("lock", desk.window)
        desk.window.around.start_view.show_form()
        desk.window.around.pages.turn(desk.window.around.start_view)
        look("sign-in", desk.window)

    at_city(qapp, tmp_path, (1920, 1080), story)
    assert len(read) > 500, "it has read"
    assert not found, "\n" + "\n".join(sorted(found))


def test_the_search_finds_what_it_is_for() -> None:
    english, tokens = _english(), _tokens()
    for text in (
        "Đã ghi vào /home/ha/Documents/a.pdf", "băm 3f9ac2d17be04851", "http://10.0.0.7", "máy chủ ở 10.0.0.7:8443",
        "tiến trình pid 4711", "bien-bao", "acknowledge", "note_added", "Sổ None", "{name} đã ký", "Save signed",
        "Alt+Left", "duty_officer",
    ):  # fmt: skip
        assert _odd(text, english, tokens), text
    for text in ("SC-2026-481949 · Cây đổ", "bao-cao.pdf", "21:47", "VN_AQI 117", "Bàn trực 3", "ngưỡng ≤ 0,50"):
        assert not _odd(text, english, tokens), text

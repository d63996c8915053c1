"""Every code that the core can raise or post has a sentence, in English and in Vietnamese."""

from __future__ import annotations

import errno
import os
import re
from xml.etree import ElementTree

import pytest

from console.base.errors import IocError
from views.base.faults import worded
from views.words.language import RESOURCES, Words
from views.words.links import link_sentence
from views.words.sentences import known_codes, sentence, source_of

ROOT = RESOURCES.parent
CODE = re.compile(r"(?:\b(?!ValueError)\w+Error|\.post)\(\s*\"([a-z][a-z_]+)\"")


def _raised_codes() -> set[str]:
    codes: set[str] = set()
    for folder in ("console", "offline_cache", "views"):
        for path in (ROOT / folder).rglob("*.py"):
            if "video" in path.parts:
                continue  # inside the decoders; the screen hears of a stream's state, which the tile words
            codes |= set(CODE.findall(path.read_text(encoding="utf-8")))
    return codes


def test_every_code_has_a_sentence() -> None:
    codes = _raised_codes()
    assert len(codes) > 10
    assert codes - known_codes() == set()


def test_sentences_are_filled_and_never_fail() -> None:
    assert "hall.toml" in sentence("bad_layout", {"file": "hall.toml", "field": "x", "hint": "y"})
    assert "…" in sentence("bad_layout", {})
    assert sentence("never_heard_of", {"a": 1}) == "never_heard_of (a: 1)"


def test_our_fault_is_told_apart_from_bad_luck() -> None:
    assert worded(IocError("unreachable"))[0] == "unreachable"
    assert worded(OSError(28, "No space left on device"))[0] == "bad_luck"
    code, text = worded(ZeroDivisionError("x"))
    assert code == "our_fault"
    assert text == sentence("our_fault")
    assert "ZeroDivisionError" not in text, "that is for the log, and no word for an operator"


def test_what_the_system_says_is_said_in_our_words() -> None:
    full = sentence("not_written", {"what": os.strerror(errno.ENOSPC)})
    assert full == "The file was not written: the disk is full"
    assert "Errno" not in sentence("bad_luck", {"what": "[Errno 5] /home/x"}), "what is not known is not repeated"
    assert "/home/x" not in sentence("bad_luck", {"what": "[Errno 5] /home/x"})


@pytest.mark.parametrize("state", ["live", "late", "down", "catching_up"])
def test_every_channel_has_words_for_every_state(state: str) -> None:
    for channel in ("incidents", "indicators", "orders", "wall"):
        text = link_sentence(channel, state, "5 s", "3")
        assert text
        assert "{" not in text


def test_no_translation_is_missing() -> None:
    tree = ElementTree.parse(ROOT / "resources" / "i18n" / "vi" / "views.ts")  # noqa: S314 - our own file
    missing = [
        message.findtext("source")
        for message in tree.iter("message")
        if not message.findtext("translation") or message.find("translation[@type='unfinished']") is not None
    ]
    assert missing == []


def test_every_source_text_is_in_the_translation(compiled_words: None) -> None:
    words = Words("vi")
    for code in known_codes():
        source = source_of(code)
        assert words.translate("sentences", source) != source, code


def test_placeholders_survive_translation() -> None:
    tree = ElementTree.parse(ROOT / "resources" / "i18n" / "vi" / "views.ts")  # noqa: S314 - our own file
    place = re.compile(r"\{[a-z]+\}")
    for message in tree.iter("message"):
        source, translation = message.findtext("source") or "", message.findtext("translation") or ""
        assert set(place.findall(translation)) == set(place.findall(source)), source

"""Text, logs and pictures from outside."""

from __future__ import annotations

import email
import io
import random
import struct
import zlib
from datetime import UTC, datetime
from email.message import Message
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pytest
from PIL import Image
from PySide6.QtGui import QTextLayout
from pytestqt.qtbot import QtBot

from backend.ptz import camera_clock, soap
from backend.ptz.answers import tree
from backend.ptz.errors import CameraError
from backend.ptz.exchange import Reply
from backend.walls.images import BadPictureError, media_type
from contract.secrets import redacted
from tests.attacks.conftest import Tried
from views.measures import timeline
from widgets.base import theme
from widgets.base.labels import ElidedLabel, button_text, label, tooltip_text
from widgets.base.reading_order import kept_in_order

NOW = datetime(2026, 11, 30, 7, tzinfo=UTC)
TURNED = (
    "\u202egnp.exe", "a\u202d\u202eb", "\u2066\u202e", "\u2067x", "\u200f(", "\u061c1", "שלום", "مرحبا 12",
    "\u202aאב\u202c", "x\u2069\u2069y", "אב" * 40,
)  # fmt: skip


def _places(text: str) -> list[float]:
    """Where on its line each letter is drawn, from the left."""
    layout = QTextLayout(text)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(100_000)
    layout.endLayout()
    return [float(line.cursorToX(at)[0]) for at in range(len(text) + 1)]  # type: ignore[index]


@pytest.mark.usefixtures("qapp")
def test_no_text_turns_over_what_stands_beside_it(tried: Tried) -> None:
    """Titles with marks that turn a line over, and titles in Arabic and Hebrew letters, beside a time and a code."""
    for title in TURNED:
        line = kept_in_order(f"SM-0142 · {title} · 12:30 · phường An Lạc")
        for words in ("SM-0142", "12:30", "phường An Lạc"):
            places = _places(line)[line.index(words) :][: len(words) + 1]
            assert places == sorted(places), f"{title!r} turns {words}"
        assert _places(line)[line.index("SM-0142")] < _places(line)[line.index("12:30")]
        assert _places(line)[line.index("12:30")] < _places(line)[line.index("phường")]
    tried(len(TURNED), "0 turned")


def test_labels_tooltips_and_buttons_keep_the_order(qtbot: QtBot) -> None:
    """The same in a label, one with an ellipsis, a tooltip and a button."""
    shown = label("a \u202eb\u202c שלום 5")
    qtbot.addWidget(shown)
    assert shown.text() == "a \u202eb\u202c שלום 5", "a label still says what it was given"
    drawn = super(type(shown), shown).text()
    assert drawn == "a b \u2067שלום\u2069 5"
    elided = ElidedLabel("x \u202ey")
    qtbot.addWidget(elided)
    for text in (tooltip_text("x \u202ey"), button_text("x \u202ey")):
        assert "\u202e" not in text
    assert kept_in_order(vietnamese := "Ngập sâu đường Nguyễn Huệ 0,5 m – 12:30") is vietnamese


@pytest.mark.parametrize("word", ["a" * 5000, "x" * 200 + " y", "\u0111" * 900, "https://" + "a/" * 600])
def test_a_word_without_an_end_widens_nothing(qtbot: QtBot, word: str) -> None:
    """A word of thousands of letters in a label that wraps."""
    shown = label(word, wrap=True)
    qtbot.addWidget(shown)
    assert shown.minimumSizeHint().width() < 600


@pytest.mark.parametrize("name", theme.NAMES)
def test_every_word_for_a_tone_is_a_colour(name: str) -> None:
    """A report after action whose line has a tone that the theme lacks, so that painting it fails."""
    look = theme.load(name)
    for tone in (*timeline.TONES.values(), "overdue", "late", "text1", "text2", "text3", "severity1"):
        assert look.color(tone).isValid()


SECRETS = (
    "pwd=canary", "?user=a&pwd=canary&x=1", "pass=canary", "pass: canary", "PASS=canary", "db_pwd=canary",
    "Authorization: Basic canary", "authorization: Basic Y2FuYXJ5OmNhbmFyeQ==canary", "Basic Y2FuYXJ5canary",
    "'Authorization': 'Basic canary'", "Proxy-Authorization: Digest username=\"u\", response=\"canary\"",
    "DPoP canary.token-x", "Bearer canary", "Cookie: session=canary; b=canary", "X-Api-Key: canary", "api_key=canary",
    "postgresql://u:canary@h/d", "postgresql://u:p@canary@h/d", "postgresql://u:p/canary@h/d", "rtsp://u:canary@cam/1",
    "postgresql://u:canary?x@h/d", "http://canary@h/", "password=\"two canary words\"", "password = 'two canary words'",
    '{"password": "canary x"}', "PGPASSWORD=canary", "IOC_TOKEN=canary", "accesstoken=canary", "passphrase: canary",
    "pin=canary", "client_secret=canary", "password%3Dcanary", "psw=canary", "pw=canary",
    "-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----", "-----BEGIN EC PRIVATE KEY-----\ncanary",
)  # fmt: skip
KEPT = (
    "http://host:8080/path", "a compass = north", "basic authentication is offered", "rtsp://cam:554/a@b",
    "the wall has stood still for 12 s", "passed: 12", "spinning=3", "postgresql://ioc@db/ioc is away"[13:],
)  # fmt: skip


def test_no_secret_stands_in_a_log(tried: Tried) -> None:
    """Passwords, tokens, keys and sign-ins as programs and people write them come into a line of the log."""
    for text in SECRETS:
        for around in (text, f"GET /x {text} failed", f"error: {text!r}"):
            if "PRIVATE" not in text or around == text:
                assert "canary" not in redacted(around), around
    for text in KEPT:
        assert redacted(text) == text
    tried(len(SECRETS), "0 readable")


@pytest.mark.timeout(60)
def test_a_long_line_costs_no_more_than_its_length() -> None:
    """A line of the log that was made to keep the search for secrets busy for minutes."""
    for part in (
        "a",
        "http://",
        "authorization: ",
        "token",
        "x://a:",
        "basic ",
        "password=",
        "-----BEGIN PRIVATE KEY",
        '"',
    ):
        assert redacted(part * 20_000)


# cameras


def _clock(**said: str) -> Element:
    answer = Element("Body")
    for name in ("UTCDateTime", "LocalDateTime"):
        told = SubElement(answer, name)
        for part, fields in (("Date", ("Year", "Month", "Day")), ("Time", ("Hour", "Minute", "Second"))):
            where = SubElement(told, part)
            for field in fields:
                SubElement(where, field).text = said.get(field, "1")
    SubElement(SubElement(answer, "TimeZone"), "TZ").text = said.get("zone", "")
    SubElement(answer, "DaylightSavings").text = "true"
    return answer


DATES = (
    "Mon, 01 Jan 2024 00:00:00 +99999999999999999", "Mon, 01 Jan 99999999999999999999 00:00:00 GMT", "", ",", "0", " ",
    "Mon, 01 Jan 2024 99:99:99 GMT", "1 2 3 4 5 6 7 8", "Mon, 01 Jan 0001 00:00:00 -2359", "\x00", "9" * 5000,
    "Mon, 01 Jan 2024 00:00:00 -999999999999", "a b c d:e:f g",
)  # fmt: skip
ZONES = ("UTC-99:99", "GMT+99", "Asia", "../../etc/passwd", "/etc/passwd", "x" * 5000, "\x00", "Asia/Ho_Chi_Minh",
         "<a>0", "CST-08:00", "Factory", "Á", "zone.tab", "UTC+7")  # fmt: skip
YEARS = ("1", "9999", "0", "-1", "99999999999999999999", "2026", "", "x", "9" * 5000)


def test_a_camera_s_clock_breaks_nothing(tried: Tried) -> None:
    """A camera tells years, zones and dates that there are not."""
    attempts = 0
    for date in (None, *DATES):
        for zone in ("", *ZONES):
            for year in YEARS:
                more = {"Month": "12", "Day": "31", "Hour": "23"} if year == "9999" else {}
                found = camera_clock.offsets(_clock(Year=year, zone=zone, **more), date, NOW)
                assert found
                for offset_s in found:
                    soap._security(SimpleNamespace(user="u", password="p"), offset_s)  # type: ignore[arg-type]
                attempts += 1
    tried(attempts, "0 errors of ours")


@pytest.mark.timeout(20)
def test_a_camera_s_zone_costs_no_more_than_its_length() -> None:
    """A camera tells a time zone of 200,000 letters: to look for one in there costs the square of that."""
    assert camera_clock.offsets(_clock(zone="x" * 200_000), None, NOW)


HEADERS = (
    "text/xml; charset=", "text/xml; charset*=a; charset*0=b", "text/xml; charset*0*=a; charset*1=b; charset=c",
    "text/xml; charset*=bogus''x", "text/xml; charset=\"\x00\"", "text/xml; charset=hex", "text/xml; charset=zlib",
    "text/xml; charset=idna", "text/xml; charset=undefined", "text/xml; charset=utf-7", "x" * 5000, ";;;=;*=;*0=",
    "text/xml; charset*99999999999999999999=a", "text/xml; charset*" + "9" * 5000 + "=a", "text/xml; charset=é",
    "text/xml; charset=punycode", "text/xml; charset=raw_unicode_escape", "text/xml; charset*=%''%",
)  # fmt: skip
BODIES = (
    b"", b"\xff\xfe", b"<", b"<?xml version='1.0' encoding='hex'?><a/>", b"<?xml encoding='\x00'?><a/>",
    b"<?xml version='1.0' encoding='cp037'?><a/>", b"<a>" * 100_000, b"<!DOCTYPE a><a/>",
    b"<Envelope><Body/></Envelope>",
    b"\x00<\x00a", b"<Envelope>\xed\xa0\x80</Envelope>", b"&#99999999999;" * 9, b"<a b='" + b"x" * 10_000, b"]]>",
)  # fmt: skip


def test_an_odd_answer_is_a_camera_s_error_and_no_fault_of_ours(tried: Tried) -> None:
    """A camera answers with charsets that are none, told in pieces, or not of text, and with XML that is none."""
    for kind in HEADERS:
        for body in BODIES:
            headers: Message = email.message_from_string(f"Content-Type: {kind}\n\n")
            try:
                soap._understood(Reply(200, body, headers))
            except CameraError:
                continue
            assert b"Body" in body
    tried(len(HEADERS) * len(BODIES), "0 errors of ours")


def test_random_bytes_are_read_or_refused(tried: Tried) -> None:
    """A good answer of a camera with bytes changed at random."""
    good = b"<?xml version='1.0' encoding='utf-8'?><s:Envelope><s:Body><a b='c'>d</a></s:Body></s:Envelope>"
    chance, attempts = random.Random(72), 3000
    for _attempt in range(attempts):
        data = bytearray(good)
        for _change in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        headers: Message = email.message_from_string(
            f"Content-Type: text/xml; charset={chance.choice(HEADERS)[:40]}\n\n"
        )
        try:
            soap._understood(Reply(200, bytes(data), headers))
        except CameraError:
            continue
    with pytest.raises(ValueError, match="too deep"):
        tree(b"<a>" * 100_000)
    tried(attempts, "0 errors of ours")


# pictures


def _png(**more: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG", **more)
    return made.getvalue()


def _jpeg() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "JPEG")
    return made.getvalue()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(body, zlib.crc32(kind)))


def _within(png: bytes) -> bytes:
    """The same with a second stream behind the packed picture."""
    at = png.index(b"IDAT")
    size = struct.unpack(">I", png[at - 4 : at])[0]
    body = png[at + 4 : at + 4 + size] + zlib.compress(b"canary" * 100)
    return png[: at - 4] + _chunk(b"IDAT", body) + png[at + 8 + size :]


HIDDEN = {
    "behind a PNG": lambda: _png() + b"PK\x03\x04canary",
    "a page behind a PNG": lambda: _png() + b"<script>canary</script>",
    "a PNG behind a PNG": lambda: _png() + _png(),
    "one byte behind a PNG": lambda: _png() + b"\x00",
    "within a PNG": lambda: _within(_png()),
    "behind a JPEG": lambda: _jpeg() + b"PK\x03\x04canary",
    "a JPEG behind a JPEG": lambda: _jpeg() + b"\x00" + _jpeg()[:-2] + b"\xff\xd9x",
}


@pytest.mark.parametrize("how", HIDDEN)
def test_a_picture_carries_nothing_behind_its_end(how: str) -> None:
    """A layout's picture that is another file as well: something stands behind its end."""
    assert media_type(_png()) == "image/png"
    assert media_type(_jpeg()) == "image/jpeg"
    with pytest.raises(BadPictureError):
        media_type(HIDDEN[how]())

"""The look: one source of colours, figures that do not shiver, sizes for a desk, a wide one and a wall."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

from widgets.base import font_figures, theme

ROOT = Path(__file__).resolve().parents[3]
TOKENS = tomllib.loads((theme.FOLDER / "tokens.toml").read_text(encoding="utf-8"))


def test_every_theme_has_every_token() -> None:
    assert {frozenset(TOKENS[name]) for name in theme.NAMES} == {frozenset(TOKENS["dark"])}


def test_no_colour_stands_outside_the_token_file() -> None:
    literal = re.compile(r"[\"']#[0-9A-Fa-f]{3,8}[\"']|QColor\(\s*\d|rgba?\(")
    found = [path.name for path in (ROOT / "widgets").rglob("*.py") if literal.search(path.read_text(encoding="utf-8"))]
    template = re.sub(r"/\*.*?\*/", "", (theme.FOLDER / "console.qss").read_text(encoding="utf-8"), flags=re.DOTALL)
    found += re.findall(r":[^;]*#[0-9A-Fa-f]{3,8}", template)
    assert not found


def test_the_style_sheet_is_filled_in(dark: theme.Theme) -> None:
    sheet = dark.style_sheet()
    assert "@" not in sheet
    assert dark.colors["accent"] in sheet


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(ValueError, match="pink"):
        theme.load("pink")


def test_a_wall_is_larger(dark: theme.Theme) -> None:
    wall = theme.load("dark", wall_scale=1.7)
    assert dark.font("text").pixelSize() == 13
    assert wall.font("text").pixelSize() == 23, "never smaller than promised"
    assert 60 <= wall.font("value").pixelSize() <= 72


def test_a_wide_desk_is_larger_as_a_whole_and_promises_no_least_size() -> None:
    wide = theme.load("dark", desk_scale=15 / 13)
    assert [wide.font(role).pixelSize() for role in ("text", "caption", "key", "value")] == [15, 14, 13, 30]
    assert wide.line_height("text") >= 20
    assert wide.px(32) == 37
    assert not wide.is_wall
    assert not theme.load("dark", desk_scale=2.0).is_wall, "large text at a desk is not read across a room"


def test_a_veil_lets_through_what_is_under_it(dark: theme.Theme) -> None:
    assert dark.veil("scrim").alphaF() == pytest.approx(0.45, abs=0.01)
    assert dark.veil("area").name() == dark.color("chart").name()


def test_the_font_is_ours_and_its_figures_keep_still(dark: theme.Theme) -> None:
    assert QFontInfo(dark.font("text")).family() == theme.FAMILY
    assert QFontInfo(dark.font("clock")).family() == font_figures.FAMILY
    metrics = QFontMetricsF(dark.font("clock"))
    assert metrics.horizontalAdvance("11:11:11") == pytest.approx(metrics.horizontalAdvance("00:00:00"), abs=0.2)
    plain = QFontMetricsF(dark.font("title"))
    assert plain.horizontalAdvance("1111") < plain.horizontalAdvance("0000")  # else the second font is idle


def test_a_new_theme_reaches_palette_and_painters(qapp: QApplication) -> None:
    theme.apply(qapp, theme.load("light"))
    assert theme.current().name == "light"
    assert qapp.palette().window().color() == QColor(TOKENS["light"]["ground0"])


@pytest.mark.parametrize(("value", "level"), [(0, 1), (50, 1), (51, 2), (128, 3), (200, 4), (300, 5), (500, 6)])
def test_the_air_quality_scale_has_its_legal_steps(dark: theme.Theme, value: float, level: int) -> None:
    badge = dark.badge("vn_aqi", value)
    assert badge is not None
    assert badge.level == level


def test_beyond_a_scale_there_is_no_badge(dark: theme.Theme) -> None:
    assert dark.badge("vn_aqi", 501) is None
    assert dark.badge("unknown", 1) is None

"""The look: contrast measured from the token file, one source of colours, figures that do not shiver."""

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
GROUNDS = ("ground0", "ground1", "ground2")
TEXTS = ("text1", "text2", "text3", "accent", "severity1", "severity2", "severity3", "severity4", "late")
ON_SELECTED = ("text1", "text2", "severity1", "severity2", "severity3", "severity4", "late")


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    shares = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.2 defines it, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", theme.NAMES)
def test_text_can_be_read(name: str) -> None:
    colors = TOKENS[name]
    least = 7.0 if name == "high_contrast" else 4.5
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    pairs += [(text, "selected") for text in ON_SELECTED]
    pairs += [("on_accent", "accent"), ("offline_text", "offline_ground"), ("ground0", "text1")]
    pairs += [("on_severity", f"severity{level}") for level in (1, 2, 3)]
    pairs += [("map_name", ground) for ground in ("map_land", "map_green", "map_water")]
    pairs += [("map_water_name", ground) for ground in ("map_land", "map_water")]
    pairs += [("text1", "map_land"), ("text2", "map_land")]
    pairs += [(f"severity{level}", "map_land") for level in (1, 2, 3, 4)]
    pairs += [(text, "video_caption") for text in ("video_text1", "video_text2", "video_late")]
    weak = {pair: ratio for pair in pairs if (ratio := contrast(colors[pair[0]], colors[pair[1]])) < least}
    assert not weak


@pytest.mark.parametrize("name", theme.NAMES)
def test_controls_and_lines_can_be_seen(name: str) -> None:
    colors = TOKENS[name]
    marks = ("edge", "accent", "chart")
    weak = [(mark, ground) for mark in marks for ground in GROUNDS if contrast(colors[mark], colors[ground]) < 3]
    assert not weak


@pytest.mark.parametrize("scale", sorted(TOKENS["legal"]))
def test_legal_badges_can_be_read(scale: str) -> None:
    table = TOKENS["legal"][scale]
    assert len(table["upto"]) == len(table["ground"]) == len(table["text"])
    assert all(contrast(*pair) >= 4.5 for pair in zip(table["ground"], table["text"], strict=True))


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

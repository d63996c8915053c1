"""Every contrast that the look promises, computed from the token file: nothing of it is judged by eye."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest

from widgets.base import theme

TOKENS = tomllib.loads((theme.FOLDER / "tokens.toml").read_text(encoding="utf-8"))
GROUNDS = ("ground0", "ground1", "ground2", "ground3")
TEXTS = (
    "text1",
    "text2",
    "text3",
    "accent",
    "severity1",
    "severity2",
    "severity4",
    "digit3",
    "late",
    "soon",
    "overdue",
)
TABLE: tuple[tuple[str, tuple[float, ...], tuple[float, ...]], ...] = (
    # role, on the four grounds in the dark theme, in the light one
    ("line", (1.8, 1.7, 1.4), (1.6, 1.9, 1.7)),
    ("text1", (16.0, 14.6, 12.2, 11.1), (12.8, 15.6, 13.8, 12.7)),
    ("text2", (9.2, 8.4, 7.1, 6.5), (6.5, 7.9, 7.0, 6.4)),
    ("text3", (6.6, 6.1, 5.1, 4.6), (4.6, 5.6, 4.9, 4.5)),
    ("accent", (8.2, 7.5, 6.2, 5.7), (4.9, 6.0, 5.3, 4.8)),
    ("severity1", (6.7, 6.1, 5.1, 4.7), (7.1, 8.6, 7.6, 7.0)),
    ("severity2", (8.9, 8.2, 6.8, 6.2), (4.7, 5.7, 5.0, 4.6)),
    ("severity3", (13.3, 12.1, 10.2, 9.3), (3.0, 3.7, 3.3, 3.0)),
    ("severity4", (10.3, 9.5, 7.9, 7.2), (5.5, 6.7, 5.9, 5.4)),
    ("late", (10.4, 9.5, 8.0, 7.3), (5.2, 6.3, 5.6, 5.1)),
    ("chart", (12.7, 11.6), (10.0, 12.2)),
)
PAIRS = (
    # one, other, least in the dark theme, in the light one
    ("on_accent", "accent", 8.0, 6.3),
    ("severity1", "severity2", 1.33, 1.52),
    ("severity2", "severity3", 1.48, 1.54),
    ("severity3", "severity4", 1.28, 1.81),
    ("on_severity", "severity1", 6.5, 6.0),
    ("on_severity", "severity2", 8.7, 6.0),
    ("offline_text", "offline_ground", 10.0, 8.2),
    ("alarm", "ground0", 3.7, 3.7),
    ("alarm", "video_ground", 3.0, 3.0),
    ("map_water", "map_land", 1.7, 1.5),
)
TWINS = (("selected", "ground3"), ("overdue", "severity1"), ("soon", "severity2"))
"""One colour under two names: what it is, and what it is for."""


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
    pairs += [("on_accent", "accent"), ("offline_text", "offline_ground"), ("ground0", "text1")]
    pairs += [("on_severity", f"severity{level}") for level in (1, 2)]
    pairs += [("map_name", ground) for ground in ("map_land", "map_green", "map_water")]
    pairs += [("map_water_name", ground) for ground in ("map_land", "map_water")]
    pairs += [("text1", "map_land"), ("text2", "map_land")]
    pairs += [(f"severity{level}", "map_land") for level in (1, 2, 4)] + [("digit3", "map_land")]
    pairs += [(text, "video_caption") for text in ("video_text1", "video_text2", "video_late")]
    weak = {pair: ratio for pair in pairs if (ratio := contrast(colors[pair[0]], colors[pair[1]])) < least}
    assert not weak


@pytest.mark.parametrize("name", theme.NAMES)
def test_controls_and_lines_can_be_seen(name: str) -> None:
    colors = TOKENS[name]
    marks = ("edge", "accent", "chart")
    weak = [(mark, ground) for mark in marks for ground in GROUNDS if contrast(colors[mark], colors[ground]) < 3]
    assert not weak


@pytest.mark.parametrize("at", [0, 1], ids=theme.NAMES[:2])
def test_the_table_of_the_look_holds(at: int) -> None:
    colors = TOKENS[theme.NAMES[at]]
    assert not list(_unlike(colors, at))


def _unlike(colors: dict[str, str], at: int) -> Iterator[str]:
    """What differs from the table by more than its rounding."""
    for role, dark, light in TABLE:
        for ground, ratio in zip(GROUNDS, (dark, light)[at], strict=False):
            if abs((real := contrast(colors[role], colors[ground])) - ratio) > 0.06:
                yield f"{role} on {ground}: {real:.2f}, not {ratio}"
    for one, other, in_dark, in_light in PAIRS:
        least = (in_dark, in_light)[at]
        if (real := contrast(colors[one], colors[other])) < least - 0.01:
            yield f"{one} on {other}: {real:.2f}, not {least}"


@pytest.mark.parametrize("name", theme.NAMES)
def test_what_has_two_names_has_one_colour(name: str) -> None:
    assert [pair for pair in TWINS if TOKENS[name][pair[0]] != TOKENS[name][pair[1]]] == []


def test_in_high_contrast_lines_are_as_plain_as_text() -> None:
    assert TOKENS["high_contrast"]["line"] == TOKENS["high_contrast"]["text3"]


@pytest.mark.parametrize("scale", sorted(TOKENS["legal"]))
def test_legal_badges_can_be_read(scale: str) -> None:
    table = TOKENS["legal"][scale]
    assert len(table["upto"]) == len(table["ground"]) == len(table["text"])
    assert all(contrast(*pair) >= 4.5 for pair in zip(table["ground"], table["text"], strict=True))

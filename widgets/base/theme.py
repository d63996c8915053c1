"""The look, read from one token file: colours by role, fonts by role, the style sheet, and legal badges.

Painters ask `current()` when they paint, so that a change of theme reaches them with the next repaint.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fontpkg_be_vietnam_pro import ROOT as FONTS
from PySide6.QtCore import QByteArray, QCoreApplication
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from widgets.base.font_figures import FAMILY as FIGURES_FAMILY
from widgets.base.font_figures import with_equal_figures, with_room_for_marks

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "theme"
NAMES = ("dark", "light", "high_contrast")
FAMILY = "Be Vietnam Pro"
FIGURES = frozenset({"clock", "figures", "countdown", "axis"})
"""Roles whose figures change in place: equal widths, and no pair moves closer together."""
WALL_FROM = 1.5
WALL_VALUE = 1.5
"""A wall's numbers are read before its words: 68 px beside 22 px in the drawing."""
FACES = ("Regular", "Medium", "SemiBold", "Bold")
_PROPERTY = "ioc_theme"


@dataclass(frozen=True)
class Badge:
    """One step of a legal scale: its number from 1, its colour, and the colour of text on it."""

    level: int
    ground: QColor
    text: QColor


@dataclass(frozen=True)
class Theme:
    """One look at one scale: 1 on a desk, more on a wide one and on a wall, where it comes from the farthest seat."""

    name: str
    scale: float = 1.0
    is_room: bool = False
    """Whether the scale was computed for a seat in a room, so that nothing may be smaller than its running text."""
    is_dense: bool = False
    """Whether rows stand closer, so that more of them are seen at once."""
    is_still: bool = False
    """Whether nothing moves by itself."""
    colors: Mapping[str, str] = field(default_factory=dict)
    type: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    legal: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    veils: Mapping[str, float] = field(default_factory=dict)
    _fonts: dict[str, QFont] = field(default_factory=dict, init=False, repr=False, compare=False)
    _heights: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Asked for hundreds of times in one paint of a window."""

    def color(self, role: str) -> QColor:
        """The colour of a role such as `text2`; raises KeyError where tokens.toml has none."""
        return QColor(self.colors[role])

    def veil(self, role: str) -> QColor:
        """The colour of a role that covers only a part of what is under it: `scrim`, `band`; `area` is the chart's."""
        made = self.color("chart" if role == "area" else role)
        made.setAlphaF(self.veils[role])
        return made

    def px(self, desk_px: float) -> int:
        """Desk pixels at this theme's scale."""
        return round(desk_px * self.scale)

    def row_px(self, usual: int, dense: int) -> int:
        """The height of a row in pixels, as dense as is chosen."""
        return self.px(dense if self.is_dense else usual)

    def font(self, role: str) -> QFont:
        """The font of a role such as `caption`, with figures of equal width; KeyError where there is no such role."""
        if role not in self._fonts:
            self._fonts[role] = self._font(role)
        return QFont(self._fonts[role])

    def _font(self, role: str) -> QFont:
        figures = role in FIGURES
        font = QFont(FIGURES_FAMILY if figures else FAMILY)
        size = self._least(role, 0) * self._extra(role) * self.scale
        font.setPixelSize(math.ceil(size - 0.01) if self.is_room else round(size))  # never below what is promised
        font.setWeight(QFont.Weight(self.type[role][2]))
        font.setKerning(not figures)
        # Hints stretch marks upon marks beyond what the font says of itself: Ẳ by two rows of pixels at 12 px.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def line_height(self, role: str) -> int:
        """Height of one line of text of this role, in pixels: never less than its letters need with all their marks."""
        if role not in self._heights:
            needed = math.ceil(QFontMetricsF(self.font(role)).height())
            self._heights[role] = max(self.px(self._least(role, 1) * self._extra(role)), needed)
        return self._heights[role]

    @property
    def is_wall(self) -> bool:
        """Whether this is read from across a room."""
        return self.is_room and self.scale >= WALL_FROM

    def _least(self, role: str, what: int) -> int:
        """Pixels of a role's text (0) or line (1): in a room none is smaller than running text, which is what the scale
        was computed for (`console.analysis.legibility`)."""
        size = self.type[role][what]
        return max(size, self.type["text"][what]) if self.is_room else size

    def _extra(self, role: str) -> float:
        return WALL_VALUE if role == "value" and self.is_wall else 1.0

    def badge(self, scale: str, value: float) -> Badge | None:
        """The step of a legal scale that `value` falls into; None where the scale is unknown or ends below."""
        table = self.legal.get(scale)
        if table is None:
            return None
        for place, top in enumerate(table["upto"]):
            if value <= top:
                return Badge(place + 1, QColor(table["ground"][place]), QColor(table["text"][place]))
        return None

    def style_sheet(self) -> str:
        """console.qss with every token and pixel size filled in; raises KeyError on an unknown token."""
        template = (FOLDER / "console.qss").read_text(encoding="utf-8")
        template = re.sub(r"/\*.*?\*/", "", template, flags=re.DOTALL)
        sized = re.sub(r"@px\((\d+)\)", lambda found: f"{self.px(int(found[1]))}px", template)
        return re.sub(r"@(\w+)", lambda found: self.colors[found[1]], sized)

    def palette(self) -> QPalette:
        """The same colours for whatever the style sheet does not reach."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, token in (
            (roles.Window, "ground0"),
            (roles.Base, "ground1"),
            (roles.AlternateBase, "ground2"),
            (roles.Button, "ground2"),
            (roles.ToolTipBase, "ground2"),
            (roles.WindowText, "text1"),
            (roles.Text, "text1"),
            (roles.ButtonText, "text1"),
            (roles.ToolTipText, "text1"),
            (roles.BrightText, "on_accent"),
            (roles.Mid, "line"),
            (roles.Dark, "line"),
            (roles.Midlight, "soft"),
            (roles.PlaceholderText, "text3"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "on_accent"),
            (roles.Link, "accent"),
        ):
            palette.setColor(role, self.color(token))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("text3"))
        return palette


def load(
    name: str = "dark", wall_scale: float = 1.0, desk_scale: float = 1.0, *, dense: bool = False, still: bool = False
) -> Theme:
    """The theme `name` of tokens.toml, for a room or for a desk; raises ValueError where it is none of `NAMES`."""
    if name not in NAMES:
        raise ValueError(f"no theme {name!r}; there are {', '.join(NAMES)}")
    tokens = tomllib.loads((FOLDER / "tokens.toml").read_text(encoding="utf-8"))
    is_room = wall_scale > 1
    return Theme(
        name,
        wall_scale if is_room else desk_scale,
        is_room,
        dense,
        still,
        MappingProxyType(tokens[name]),
        MappingProxyType({role: tuple(numbers) for role, numbers in tokens["type"].items()}),
        MappingProxyType(tokens["legal"]),
        MappingProxyType(tokens["veil"]),
    )


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole program this look: fonts, Fusion style, palette, style sheet."""
    _add_fonts(app)
    app.setProperty(_PROPERTY, theme)
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(theme.font("text"))
    app.setPalette(theme.palette())
    app.setStyleSheet(theme.style_sheet())


def current() -> Theme:
    """The look that was applied last; the dark one where none was."""
    app = QCoreApplication.instance()
    theme = app.property(_PROPERTY) if app is not None else None
    if isinstance(theme, Theme):
        return theme
    theme = load()
    if app is not None:
        app.setProperty(_PROPERTY, theme)
    return theme


def _add_fonts(app: QApplication) -> None:
    if app.property("ioc_fonts"):
        return
    for face in FACES:
        font = with_room_for_marks((FONTS / "files" / f"BeVietnamPro-{face}.ttf").read_bytes())
        for made in (font, with_equal_figures(font)):
            QFontDatabase.addApplicationFontFromData(QByteArray(made))
    app.setProperty("ioc_fonts", True)

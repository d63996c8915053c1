"""How much larger than at 1920 pixels everything on a desk is, so that a wider screen is read from the same chair."""

from __future__ import annotations

TEXT_PX = 13
STEPS = ((3840, 18), (2304, 15))
"""From so many pixels of a window's width running text has so many. A desktop that scales by itself counts its own
pixels: 3840 at 200 % are 1920 here, at 150 % they are 2560."""
PERCENT_LEAST, PERCENT_USUAL, PERCENT_MOST = 90, 100, 150
"""Somebody's own text size, upon that of the screen."""


def desk_scale(width_px: int, text_percent: int = PERCENT_USUAL) -> float:
    """The scale of a theme for a window of this width."""
    text = next((px for least, px in STEPS if width_px >= least), TEXT_PX)
    percent = min(PERCENT_MOST, max(PERCENT_LEAST, text_percent))
    return text / TEXT_PX * percent / PERCENT_USUAL

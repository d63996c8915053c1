"""What a person may choose at a desk, declared once: type, bounds and default here, words in `views.settings.words`.
The page of settings, its checks and the reference are made of it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from widgets.base.desk_scale import PERCENT_LEAST, PERCENT_MOST, PERCENT_USUAL

FOLDER_MOST, KEY_MOST = 400, 40


class Preferences(BaseModel):
    """Kept beside the cache, for this desk."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    theme: Literal["dark", "light", "high_contrast"] = "dark"
    """The colours of the desk."""
    text_percent: int = Field(default=PERCENT_USUAL, ge=PERCENT_LEAST, le=PERCENT_MOST)
    """The size of text, against what the screen's width suggests."""
    density: Literal["normal", "compact"] = "normal"
    """How high the rows of the queue and of a checklist are."""
    sounds: bool = True
    """Whether new alarms are heard at this desk, where `settings.toml` lets them be; they are told in words anyway."""
    reduced_motion: bool = False
    """Whether nothing moves but pictures, time and what is moved by hand: outlines stand instead of pulsing."""
    language: Literal["vi", "en"] = "vi"
    """The language of the interface, from the next start on; `--lang` wins over it."""
    files_in: str = Field(default="", max_length=FOLDER_MOST)
    """The folder in which files are offered to be written; empty: the person's own."""
    keys: dict[str, str] = Field(default_factory=dict)
    """Keys of one's own, by command; all others are as declared."""

"""Settings as declared facts: a type, a default and a sentence each. Read from TOML; unknown keys are refused."""

from __future__ import annotations

import difflib
from datetime import time
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from console.base.errors import SettingsError
from console.base.text_files import NotParsedError, NotTextError, parsed, read_words


class Settings(BaseModel):
    """What a centre's IT staff may decide about one console."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    backend_url: str | None = Field(default=None, pattern=r"^https?://[^\s@]+$")
    """Address of the backend; it carries no name and no password."""
    allow_plain_http: bool = False
    """Whether a server on another machine may be spoken to by plain http://, where everybody on the way can read
    passwords and all that is shown. It is said in red at every sign-in."""
    ca_file: Path | None = None
    """The only authorities to trust, in place of the usual ones, for a centre with an authority of its own."""
    proxy: str | None = Field(default=None, pattern=r"^https?://[^\s@]+$")
    """A proxy, only if it is named here; the environment is not asked."""
    credentials: Literal["keyring", "file"] = "keyring"
    """Where the sign-in and this device's key are: the desktop's keyring, or files that only their owner can read."""
    device_name: str = Field(default="", max_length=120)
    """What the server calls this machine."""
    reader: Literal["auto", "ffmpeg", "vlc"] = "auto"
    """What plays cameras: FFmpeg (auto, ffmpeg), or libVLC where this machine's can play the address."""
    replay_seconds: int = Field(default=60, ge=0, le=300)
    """How much of each camera on screen is kept to be looked at again; a minute costs about 3 MB at 400 kbit/s."""
    lock_after_minutes: int = Field(default=10, ge=0, le=240)
    """After how long without a hand on keys or mouse a desk locks; 0 for never. Walls never do."""
    ask_again_after_minutes: int = Field(default=10, ge=1, le=240)
    """When an acknowledged critical incident that nobody has touched since asks again."""
    sounds: bool = True
    """Whether new alarms are heard; what is heard is always told in words as well."""
    night_begins: time | None = None
    """From when on a wall is dimmed, such as "22:00", by the room's clock; never where this or the end is missing."""
    night_ends: time | None = None
    """Until when, such as "05:30"."""
    night_brightness: float = Field(default=0.6, ge=0.4, le=1.0)
    """How bright a wall is by night, as a share of its light by day; below 0.4 small text is not readable."""
    night_theme: Literal["dark", "light", "high_contrast"] | None = None
    """The theme that a wall wears by night; that of the day where none is named."""
    pixel_shift: bool = True
    """Whether a wall's picture wanders by three pixels, so that nothing burns into its panels."""
    cameras_per_worker: int = Field(default=8, ge=1, le=32)
    """How many cameras one decoder process takes; fewer cost memory, more lose more tiles in a crash."""
    calls_port: int = Field(default=0, ge=0, le=65535)
    """The port of this machine at which a telephone system tells of calls; 0 for none. Walls never hear of any."""


MOST_BYTES = 256 * 2**10
"""Of a file of settings; twenty lines are some hundred bytes."""


def load_settings(path: Path) -> Settings:
    """The settings in `path`; the defaults where there is no file. Raises `SettingsError` with file, line and hint."""
    try:
        text = read_words(path, MOST_BYTES)
    except FileNotFoundError:
        return Settings()
    except NotTextError as error:
        where = {"line": error.line, "position": error.position}
        raise SettingsError("settings_encoding", file=path.name, field="", hint=str(error), **where) from error
    except OSError as error:
        hint = error.strerror or type(error).__name__
        raise SettingsError("settings_unreadable", file=path.name, line=0, field="", hint=hint) from error
    try:
        data = parsed(text, ".toml")
    except NotParsedError as error:
        where = {"line": error.line, "column": error.column}
        raise SettingsError(
            "settings_broken", file=path.name, field="", hint=str(error), why=error.why, **where
        ) from error
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        fault = error.errors()[0]
        field = ".".join(str(part) for part in fault["loc"])
        raise SettingsError(
            "bad_setting",
            file=path.name,
            line=_line_of(text, field),
            field=field,
            hint=_hint(field, fault["msg"]),
            **_why(fault, field),
        ) from error


def _line_of(text: str, field: str) -> int:
    key = field.split(".", maxsplit=1)[0]
    for number, line in enumerate(text.splitlines(), start=1):
        if line.split("=")[0].strip().strip("\"'") == key:
            return number
    return 0


def _hint(field: str, message: str) -> str:
    if field in Settings.model_fields:
        return message
    near = difflib.get_close_matches(field, Settings.model_fields, n=1)
    return f"→ {near[0]}?" if near else message


def _why(fault: ErrorDetails, field: str) -> dict[str, object]:
    """The fault as a word of `views.words.files`, with what its sentence needs; empty for a rare one."""
    kind, context = fault["type"], dict(fault.get("ctx") or {})
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(field, Settings.model_fields, n=1)
        return {"why": "unknown_setting_near", "near": near[0]} if near else {"why": "unknown_setting"}
    if kind == "literal_error":
        return {"why": "one_of", "allowed": str(context.get("expected", "")).replace(" or ", ", ")}
    bound = next((name for name in _BOUNDS if name in context), None)
    if bound is not None:
        return {"why": _BOUNDS[bound], "bound": context[bound]}
    return next(({"why": why} for begins, why in _KINDS if kind.startswith(begins)), {})


_BOUNDS = MappingProxyType({"ge": "at_least", "le": "at_most", "max_length": "too_long"})
_KINDS = (
    ("string_pattern", "address"),
    ("string", "text"),
    ("path", "text"),
    ("int", "whole"),
    ("float", "number"),
    ("bool", "yes_no"),
    ("time", "time"),
)

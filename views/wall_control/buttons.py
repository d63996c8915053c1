"""The buttons of wall control: which commands they start, by which key, and why one of them cannot be pressed."""

from __future__ import annotations

from views.base.commands import Registry
from views.words.sentences import sentence
from widgets.base.key_button import CommandButton

BUTTONS = (
    ("take-wall", "T"),
    ("extend-wall", "E"),
    ("release-wall", "R"),
    ("take-over-wall", "O"),
    ("blank-wall-screen", "B"),
    ("freeze-wall-screen", "F"),
    ("identify-wall", "I"),
    ("save-wall-preset", "S"),
    ("remove-wall-preset", "Del"),
    ("show-wall-recorder", "V"),
    ("next-wall", "N"),
)


def buttons(registry: Registry) -> tuple[CommandButton, ...]:
    """All of them as they are now."""
    made = []
    for name, key in BUTTONS:
        if name in registry:
            reason = registry.why_off(name)
            title = registry[name].title
            made.append(CommandButton(name, title, key, reason is None, sentence(reason) if reason else ""))
    return tuple(made)

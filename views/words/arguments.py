"""Sentences for what is no argument of a command: which one, and what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

ARGUMENT_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "bad_arguments": QT_TRANSLATE_NOOP("sentences", "The command “{name}” needs {field}."),
        "arguments_by_name": QT_TRANSLATE_NOOP("sentences", "The command “{name}” takes its arguments by name."),
        "argument_unknown": QT_TRANSLATE_NOOP("sentences", "The command “{name}” has no argument “{field}”."),
        "argument_missing": QT_TRANSLATE_NOOP("sentences", "The command “{name}” needs the argument “{field}”."),
        "argument_text": QT_TRANSLATE_NOOP("sentences", "“{field}” of the command “{name}” must be a text."),
        "argument_whole_number": QT_TRANSLATE_NOOP(
            "sentences", "“{field}” of the command “{name}” must be a whole number."
        ),
        "argument_number": QT_TRANSLATE_NOOP("sentences", "“{field}” of the command “{name}” must be a number."),
        "argument_yes_no": QT_TRANSLATE_NOOP("sentences", "“{field}” of the command “{name}” must be true or false."),
        "argument_choice": QT_TRANSLATE_NOOP(
            "sentences", "“{field}” of the command “{name}” must be one of these: {choices}."
        ),
        "argument_texts": QT_TRANSLATE_NOOP("sentences", "“{field}” of the command “{name}” must be a list of texts."),
        "argument_named_texts": QT_TRANSLATE_NOOP(
            "sentences", "“{field}” of the command “{name}” must be texts by their names."
        ),
        "argument_named_values": QT_TRANSLATE_NOOP(
            "sentences", "“{field}” of the command “{name}” must be values by their names."
        ),
        "argument_too_long": QT_TRANSLATE_NOOP("sentences", "“{field}” of the command “{name}” is too long."),
        "argument_too_large": QT_TRANSLATE_NOOP(
            "sentences", "“{field}” of the command “{name}” is too large: {most} at most."
        ),
        "needs_choice": QT_TRANSLATE_NOOP("sentences", "It has to be told which one: choose it where it is listed."),
    }
)

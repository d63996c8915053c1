"""What is wrong at one place of a file that a person wrote, and what to do about it: sentences for the words of
`console.base.text_files` and `console.base.settings`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

FILE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        # how it is written
        "comment": QT_TRANSLATE_NOOP("sentences", "JSON has no comments; take it out."),
        "trailing_comma": QT_TRANSLATE_NOOP("sentences", "a comma behind the last entry; take it out."),
        "decimal_comma": QT_TRANSLATE_NOOP("sentences", "write numbers with a point: 0.6, not 0,6."),
        "single_quotes": QT_TRANSLATE_NOOP("sentences", 'use double quotes ", not single ones.'),
        "curly_quotes": QT_TRANSLATE_NOOP("sentences", 'use straight quotes ", not curly ones from a word processor.'),
        "quotes": QT_TRANSLATE_NOOP("sentences", 'a text stands in double quotes ".'),
        "backslash": QT_TRANSLATE_NOOP(
            "sentences", "a \\ in double quotes means something else; put a Windows path in single quotes."
        ),
        "equals": QT_TRANSLATE_NOOP("sentences", "write name = value; a colon is no equals sign."),
        "tab": QT_TRANSLATE_NOOP("sentences", "indent with spaces, not with tabs."),
        "colon": QT_TRANSLATE_NOOP("sentences", "an odd colon; put a text that holds one in quotes."),
        "ended": QT_TRANSLATE_NOOP("sentences", "something is missing here, or a quote or bracket is not closed."),
        "deep": QT_TRANSLATE_NOOP("sentences", "it is nested too deeply."),
        "twice": QT_TRANSLATE_NOOP("sentences", "this is written twice; keep one of them."),
        "sign": QT_TRANSLATE_NOOP("sentences", "this is not how it is written; check quotes, brackets and commas."),
        # what it says
        "unknown_setting": QT_TRANSLATE_NOOP("sentences", "there is no such setting."),
        "unknown_setting_near": QT_TRANSLATE_NOOP("sentences", "there is no such setting. Is {near} meant?"),
        "one_of": QT_TRANSLATE_NOOP("sentences", "it must be one of {allowed}."),
        "at_least": QT_TRANSLATE_NOOP("sentences", "it must be at least {bound}."),
        "at_most": QT_TRANSLATE_NOOP("sentences", "it must be at most {bound}."),
        "too_long": QT_TRANSLATE_NOOP("sentences", "it has more than {bound} letters."),
        "address": QT_TRANSLATE_NOOP(
            "sentences", "it must be an http:// or https:// address, without a name or a password."
        ),
        "text": QT_TRANSLATE_NOOP("sentences", "it must be a text, in double quotes."),
        "whole": QT_TRANSLATE_NOOP("sentences", "it must be a whole number, without quotes."),
        "number": QT_TRANSLATE_NOOP("sentences", "it must be a number such as 0.6, without quotes."),
        "yes_no": QT_TRANSLATE_NOOP("sentences", "it must be true or false, without quotes."),
        "time": QT_TRANSLATE_NOOP("sentences", 'it must be a time of day such as "22:00", in quotes.'),
    }
)


def with_hint(params: Mapping[str, object], translate: Callable[[str, str], str]) -> Mapping[str, object]:
    """`params` with their `hint` in the user's language where they say `why`; as they are where they do not."""
    source = FILE_WORDS.get(str(params.get("why", "")))
    if source is None:
        return params
    return {**params, "hint": translate("sentences", source).format_map(dict(params))}

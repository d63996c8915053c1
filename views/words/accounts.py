"""Accounts, passwords and the city's identity provider: what stands in the way, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

ACCOUNT_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "password_change_needed": QT_TRANSLATE_NOOP("sentences", "Choose another password; then you are signed in."),
        "password_too_short": QT_TRANSLATE_NOOP("sentences", "A password has at least 12 letters."),
        "password_too_common": QT_TRANSLATE_NOOP(
            "sentences",
            "This password is among those that are guessed first. Choose some words that do not belong together.",
        ),
        "password_not_twice": QT_TRANSLATE_NOOP("sentences", "The new password was not typed twice in the same way."),
        "password_unchanged": QT_TRANSLATE_NOOP("sentences", "This is the password that it was. Choose another."),
        "password_changed": QT_TRANSLATE_NOOP("sentences", "Your password is changed. Other devices are signed out."),
        "user_exists": QT_TRANSLATE_NOOP("sentences", "Somebody has this name to sign in with."),
        "last_admin": QT_TRANSLATE_NOOP("sentences", "Nobody else could look after accounts then. Add another first."),
        "administrators_only": QT_TRANSLATE_NOOP("sentences", "An administrator looks after people and sign-ins."),
        "security_lane": QT_TRANSLATE_NOOP(
            "sentences",
            "This belongs to information security: an analyst or the duty officer acts on it. You may write a note or "
            "escalate.",
        ),
        "security_alone": QT_TRANSLATE_NOOP(
            "sentences", "You handle information security alone. You may write a note or escalate."
        ),
        "no_browser": QT_TRANSLATE_NOOP("sentences", "No browser can be opened on this machine. Use a password."),
        "browser_timed_out": QT_TRANSLATE_NOOP("sentences", "Nothing came back from the browser. Try again."),
        "browser_refused": QT_TRANSLATE_NOOP("sentences", "The sign-in in the browser was broken off."),
        "no_role": QT_TRANSLATE_NOOP(
            "sentences", "The city's account has no role here. Ask whoever looks after accounts."
        ),
        "provider_refused": QT_TRANSLATE_NOOP("sentences", "The city's account did not say who you are. Try again."),
        "provider_away": QT_TRANSLATE_NOOP(
            "sentences", "The server of the city's accounts does not answer. Use a password, or try again."
        ),
        "account_disabled": QT_TRANSLATE_NOOP("sentences", "An administrator has disabled this account."),
    }
)

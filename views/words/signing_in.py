"""Who somebody is, at which device, and what proves it: what stands in the way, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

SIGN_IN_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # the device
        "no_key_place": QT_TRANSLATE_NOOP(
            "sentences",
            "This machine has no safe place for its key, so nobody can sign in. Ask your IT staff.",
        ),
        "device_unknown": QT_TRANSLATE_NOOP(
            "sentences",
            "The server does not know this device yet. Ask an administrator for a code that lets it in, and tell them"
            " its name: {device}.",
        ),
        "bad_enrolment_code": QT_TRANSLATE_NOOP(
            "sentences",
            "This code does not let the device in: it is mistyped, used, or more than a day old. Type it again, or ask"
            " an administrator for a new one.",
        ),
        "other_device": QT_TRANSLATE_NOOP(
            "sentences",
            "The server knows another device by this name. Nobody can sign in here until an administrator has looked"
            " into it; tell them: {device}.",
        ),
        "device_disabled": QT_TRANSLATE_NOOP(
            "sentences",
            "An administrator has shut this device out. What was saved here is kept. Ask them about: {device}.",
        ),
        "bad_proof": QT_TRANSLATE_NOOP(
            "sentences",
            "The server does not take this sign-in as this device's. Sign in again; saved actions are kept.",
        ),
        "device_lost": QT_TRANSLATE_NOOP(
            "sentences",
            "This device's key is gone, so that it is a new device to the server. Actions that can no longer be sent"
            " as they were: {count}. They are kept in the list of our actions (O): say them again, or put them away.",
        ),
        # a wall that nobody gave a token
        "wall_waits": QT_TRANSLATE_NOOP("sentences", "Waiting to be let in: type {code} at {address}."),
        "code_denied": QT_TRANSLATE_NOOP(
            "sentences", "Somebody refused to let this wall in. It shows a new code in a minute."
        ),
        "code_expired": QT_TRANSLATE_NOOP("sentences", "Nobody typed the code in time. It shows a new one."),
        "code_unsupported": QT_TRANSLATE_NOOP(
            "sentences",
            "No identity provider of this city lets walls in by a code. Ask your IT staff for a token of this wall.",
        ),
        "not_a_wall": QT_TRANSLATE_NOOP(
            "sentences",
            "Whoever typed the code may not bring up walls: their account has no such role at the city's identity"
            " provider.",
        ),
        "unknown_wall": QT_TRANSLATE_NOOP(
            "sentences", "The server knows no wall or PC of this name. Ask your IT staff."
        ),
        # in whose name
        "own_sign_in": QT_TRANSLATE_NOOP(
            "sentences", "You took this desk over by PIN. For this, sign in yourself with your password."
        ),
        "own_sign_in_due": QT_TRANSLATE_NOOP(
            "sentences",
            "The connection is back. You took this desk over by PIN: lock it (Ctrl+Alt+L) and unlock it with your"
            " password to sign in yourself.",
        ),
        # PINs
        "pin_not_kept": QT_TRANSLATE_NOOP("sentences", "There is no safe place for a PIN here. Use the password."),
        "pin_kept": QT_TRANSLATE_NOOP("sentences", "Your PIN is kept on this desk."),
        "no_pin": QT_TRANSLATE_NOOP("sentences", "This person has set no PIN at this desk. Use the password."),
        "wrong_pin": QT_TRANSLATE_NOOP("sentences", "Wrong PIN. Tries left: {left}."),
        "pin_used_up": QT_TRANSLATE_NOOP("sentences", "Too many wrong tries. Use the password."),
        "pin_too_old": QT_TRANSLATE_NOOP("sentences", "More than 24 hours since the last sign-in. Use the password."),
        "pin_without_key": QT_TRANSLATE_NOOP(
            "sentences",
            "This PIN proves nothing to the server: it was set with an earlier version, or before this device had its"
            " key. Sign in with the password and set it anew.",
        ),
        "pin_set_anew": QT_TRANSLATE_NOOP(
            "sentences",
            "Your PIN was set with an earlier version, or before this device had its key. Set it anew before the next"
            " outage, or you cannot take over a desk with it.",
        ),
        "password_online": QT_TRANSLATE_NOOP(
            "sentences", "The server answers: another person signs in with the password."
        ),
    }
)
"""By code, as in `views.words.sentences`."""

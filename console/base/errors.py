"""What can go wrong outside of us, as codes; `views.words.sentences` words them. Anything else is our own bug.

IocError
├── StorageError     full, read_only, io_error, corrupt, busy, sqlite_too_old, cache_too_new, outbox_too_new,
│                    in_use
├── LinkError        unreachable, timed_out, not_json, bad_certificate, plain_http, too_large, server_error,
│                    too_many_requests, redirected, bad_answer, bad_page, epoch_changed, cursor_expired,
│                    update_needed, schema_too_new, server_too_old,
│                    leased, no_lease, no_ptz, camera_unreachable, camera_sign_in, camera_refused, camera_unclear,
│                    camera_not_stopped
├── EvidenceError, CannotKeepError
│                    no_picture, nothing_kept, bad_stream, disk_full, bad_file, no_decoder, too_many,
│                    no_memory
├── SignInError      bad_credentials, expired, forbidden, offline, not_signed_in, own_sign_in,
│                    bad_proof, device_unknown, bad_enrolment_code, other_device, device_disabled, no_key_place,
│                    no_pin, weak_pin, wrong_pin, pin_used_up, pin_too_old, pin_not_kept, pin_without_key,
│                    password_change_needed, password_too_short, password_too_common, password_unchanged, user_exists,
│                    last_admin, no_role, provider_refused, provider_away, account_disabled,
│                    code_denied, code_expired, code_unsupported, not_a_wall, unknown_wall
├── SettingsError    bad_setting, settings_encoding, settings_broken, settings_unreadable
└── PlaceError       layout_place_unclear, layout_place_outside
"""

from __future__ import annotations

from offline_cache.errors import IocError, StorageError

__all__ = ["IocError", "LinkError", "SettingsError", "SignInError", "StorageError"]


OTHER_SCHEMA = frozenset({"update_needed", "schema_too_new", "server_too_old"})
"""The server answers, in words that this console does not know, or no longer."""
UNREADABLE = OTHER_SCHEMA | {"bad_page"}
"""The server answers, and what it says of the city cannot be taken in."""


class LinkError(IocError):
    """The server did not answer, or not as the contract says. `retry_after_s` is its own wish where it gave one."""

    def __init__(self, code: str, retry_after_s: float | None = None, **params: object) -> None:
        super().__init__(code, **params)
        self.retry_after_s = retry_after_s


class SignInError(IocError):
    """Who somebody is, or what they may, stands in the way."""


class SettingsError(IocError):
    """A settings file that cannot be followed: `file`, `line`, `field`, `hint` in English, and `why` as a word."""

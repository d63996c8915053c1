"""Who did it: keys of devices and of authors, proofs for requests, signatures under actions, at server and desk."""

from __future__ import annotations

from tests.attacks.undone.defence import undone

PROOFS, REQUESTS, CALLERS = "backend/actions/proofs.py", "backend/people/proofs.py", "backend/people/callers.py"
DEVICES, ACCOUNTS, KEYS = "backend/people/devices.py", "backend/people/accounts.py", "backend/people/author_keys.py"
NONCES, PROOF = "backend/people/nonces.py", "contract/proof.py"
NO_AUTHORS = (
    PROOFS,
    "if found is None or not action.author_signature:",
    "if found is None or not action.author_signature:\n        return Author(SESSION, device)\n    if False:",
)
NO_SIGNATURES = (
    (
        PROOFS,
        'return Author(refusal=rejected(403, "not-signed", "the signature of the device is missing"))',
        "return own",
    ),
    (PROOFS, "if not is_signed(device, DEVICE, action.hash, action.signature):", "if False:"),
    (PROOFS, "if not is_signed(found.key, AUTHOR, action.hash, action.author_signature):", "if False:"),
    NO_AUTHORS,
)
"""As it was before there were keys: whoever is signed in may name anybody."""
NO_PROOFS = (
    (CALLERS, "if not offered and not found.key and not proofs.required:", "if True:"),
    (
        REQUESTS,
        "return self.looked(offered, method, url) if offered or self.required else None",
        "return self.looked(offered, method, url) if offered else None",
    ),
)

DEFENCES = (
    undone(
        "signatures under actions",
        NO_SIGNATURES,
        "test_a_colleague_at_the_same_desk_acts_as_somebody_else[200]",
        "test_a_signature_is_put_under_another_action",
        "test_the_devices_signature_is_shown_for_the_authors",
        "test_an_officers_verb_is_done_in_the_officers_name",
        "test_a_key_is_told_in_anothers_name",
        "test_a_pin_is_set_by_who_sits_at_an_unlocked_desk",
        "test_what_was_saved_before_there_were_keys_is_delivered_by_somebody_else",
        "test_something_unsigned_is_laid_among_what_a_colleague_delivers",
        "test_people_change_at_a_shared_desk_during_an_outage",
        "test_the_kept_sign_in_is_edited_to_name_an_officer",
        "test_an_action_in_the_outbox_is_given_another_author",
        "test_an_own_key_is_sealed_in_the_officers_name",
        "test_a_console_is_made_to_say_that_somebody_else_acts",
    ),
    undone(
        "holding an action's hash against what it says",
        [("backend/actions/judging.py", "if _hash_of(device_id, action) != action.hash:", "if False:")],
        "test_a_signature_is_put_under_another_action",
        "test_an_action_in_the_outbox_is_given_another_author",
    ),
    undone(
        "a word of its own for each thing that a key signs",
        [("contract/signing.py", 'return f"{purpose}\\n{digest}".encode()', 'return f"{digest}".encode()')],
        "test_a_signature_for_something_else_registers_nothing",
    ),
    undone(
        "a sign-in of a moment ago for telling a PIN's key",
        [(ACCOUNTS, "if caller.expires_ms - TOKEN_LIFE_MS < now_ms() - FRESH_MS or", "if")],
        "test_a_pin_is_set_by_who_sits_at_an_unlocked_desk",
    ),
    undone(
        "ending keys with the password and the role",
        [(ACCOUNTS, "author_keys.revoke(connection, user_id)", "pass")],
        "test_a_key_of_somebody_whose_password_or_role_changed_is_used",
        "test_a_key_that_ended_is_told_again",
    ),
    undone(
        "leaving dead what ended",
        [(KEYS, 'author_keys.c.kind == "")', "author_keys.c.thumbprint == name)")],
        "test_a_key_that_ended_is_told_again",
    ),
    undone(
        "leaving the keys of whom nothing was changed of",
        [(ACCOUNTS, "if not is_right(password, before):", "if True:")],
        "test_somebody_who_is_put_again_as_they_are_loses_nothing",
    ),
    undone(
        "asking for signatures of whoever signed once",
        [
            (
                PROOFS,
                "may_be_bare = any(not one.author_signature for one in batch.actions) and not "
                "_signs(connection, caller, batch)",
                "may_be_bare = True",
            ),
            (PROOFS, "may_be_bare = may_be_bare and not (action.actor_id == caller.id and found[-1].key)", ""),
        ],
        "test_something_unsigned_is_laid_among_what_a_colleague_delivers",
    ),
    # devices
    undone(
        "proofs of the device's key with each request",
        NO_PROOFS,
        "test_a_stolen_token_is_used_without_the_key_of_its_device",
        "test_a_proof_that_somebody_saw_is_sent_again",
        "test_a_proof_of_something_else_is_sent_along",
        "test_a_proof_for_another_server_is_sent_to_this_one",
        "test_a_proof_is_forged",
        "test_somebody_signs_in_without_a_device",
        "test_a_token_from_before_there_were_keys_is_used",
        "test_a_walls_token_is_taken_to_another_machine",
    ),
    undone(
        "proofs of the device's key, without which a copied token is worth nothing",
        [*NO_PROOFS, ("tests/attacks/test_identity_at_the_desk.py", '"the refusal", 30)', '"the refusal", 3)')],
        "test_a_kept_sign_in_is_taken_to_another_machine",
    ),
    undone(
        "taking a proof once",
        [(NONCES, "if kept in seen:\n                return False", "")],
        "test_a_proof_that_somebody_saw_is_sent_again",
    ),
    undone(
        "nonces of the server's own",
        [
            (
                NONCES,
                "return minute if hmac.compare_digest(self._of(minute).encode(), nonce.encode()) else None",
                "return minute",
            )
        ],
        "test_a_proof_of_something_else_is_sent_along",
    ),
    undone(
        "holding a proof against the request that it comes with",
        [(PROOF, "if wrong:\n", "if False:\n")],
        "test_a_proof_of_something_else_is_sent_along",
        "test_a_proof_for_another_server_is_sent_to_this_one",
    ),
    undone(
        "holding a proof against the key that it names",
        [
            (
                PROOF,
                "claims = json.loads(jws.deserialize_compact(text, key, registry=_REGISTRY).payload)",
                'claims = json.loads(bytes_of(text.split(".")[1]))',
            )
        ],
        "test_a_proof_is_forged",
    ),
    undone(
        "one key for the name of a device",
        [(DEVICES, "elif found.key != seat.public:", "elif False:")],
        "test_another_machine_calls_itself_by_the_name_of_a_desk",
        "test_the_name_of_a_device_from_before_there_were_keys_is_taken",
    ),
    undone(
        "taking actions of its own device alone from a token",
        [("backend/actions/log.py", "if batch.device_id != caller.device_id:", "if False:")],
        "test_another_machine_calls_itself_by_the_name_of_a_desk",
    ),
    undone(
        "keeping people from the names of walls",
        [(DEVICES, "if device_id.startswith(WALL):", "if False:")],
        "test_somebody_signs_in_at_a_wall",
    ),
    undone(
        "codes for new devices",
        [(DEVICES, "self._use_code(connection, device_id, seat.code)", "pass")],
        "test_a_device_is_let_in_with_a_code_that_nobody_gave",
    ),
    undone(
        "asking for the password before a code is spent",
        [
            (
                ACCOUNTS,
                "row = self.proven(user_id, password, source)\n",
                "if seat is not None:\n            with self._ledger.aside() as connection:\n        "
                "        self.devices.admit(connection, device_id, seat, user_id)\n        row = "
                "self.proven(user_id, password, source)\n",
            )
        ],
        "test_a_code_is_wasted_by_somebody_without_a_password",
    ),
    undone(
        "shutting out a device that was lost",
        [(DEVICES, "elif found.disabled:", "elif False:"), (DEVICES, "if changed and disabled:", "if False:")],
        "test_a_device_that_was_shut_out_comes_back",
    ),
    undone(
        "keeping the name of a device with a key from who proves none",
        [
            (
                DEVICES,
                "if connection.execute(select(device_keys).where(device_keys.c.device_id == "
                "device_id)).first() is not None:",
                "if False:",
            )
        ],
        "test_a_keyless_sign_in_where_it_is_allowed_takes_the_place_of_a_device_with_a_key",
    ),
    # at the desk
    undone(
        "sealing a PIN's key for its person and its device",
        [
            (
                "console/people/author_key.py",
                'return json.dumps(["ioc-pin-1", self.person, self.device, public]).encode()',
                'return b"ioc-pin-1"',
            )
        ],
        "test_a_sealed_key_is_put_under_another_name",
        "test_the_pins_of_another_desk_are_brought_here",
    ),
    undone(
        "knowing at which desk a PIN was set",
        [
            (
                "console/people/pin.py",
                "return bool(found.sealed) and found.device == self._device()",
                "return bool(found.sealed)",
            )
        ],
        "test_the_pins_of_another_desk_are_brought_here",
    ),
    undone(
        "another name for a device whose key was lost",
        [
            (
                "console/people/device_key.py",
                'made = DeviceKey.made("" if key else device_id)',
                "made = DeviceKey.made(device_id)",
            )
        ],
        "test_a_data_folder_is_copied_without_its_key",
    ),
    undone(
        "sealing the key that is kept for a PIN",
        [
            (
                "console/people/author_key.py",
                "return text_of(nonce + AESGCM(secret).encrypt(nonce, self._key.private_bytes_raw(), "
                "owner.bound(self.public)))",
                "return self.to_text()",
            ),
            (
                "console/people/author_key.py",
                "        content = bytes_of(sealed)",
                "        return AuthorKey.from_text(sealed)\n        content = bytes_of(sealed)",
            ),
        ],
        "test_keys_and_pins_are_looked_for_on_the_disk",
    ),
)

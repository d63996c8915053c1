"""Evidence: what tells that a piece is as it was saved, who may see it at the server, and what marks its copies."""

from __future__ import annotations

from tests.attacks.undone.defence import undone

CHECKED = "backend/evidence/checked.py"
VERIFYING = "console/evidence/verifying.py"
STORE, ROUTES = "backend/evidence/store.py", "backend/routes/evidence.py"
AT_RANDOM = "test_random_alterations_are_each_named_exactly[60]"

DEFENCES = (
    undone(
        "holding a file against its manifest",
        [(VERIFYING, 'if found != facts["sha256"]:', "if False:")],
        AT_RANDOM,
    ),
    undone(
        "holding a manifest against the digest in its seal",
        [(VERIFYING, "if seal.digest != digest:", "if False:")],
        AT_RANDOM,
    ),
    undone(
        "the device's signature under a manifest, and its key in it",
        [
            (VERIFYING, "if not seal.is_signed:", "if False:"),
            (VERIFYING, 'if facts.get("device") != {"id": seal.device, "key": seal.key}:', "if False:"),
            (VERIFYING, "if said != (seal.digest,", "if False and said != (seal.digest,"),
        ],
        AT_RANDOM,
    ),
    undone(
        "the order in which pieces were saved",
        [
            (VERIFYING, "if before != place - 1:", "if False:"),
            (VERIFYING, "if order is not None and place != 0:", "if False:"),
        ],
        AT_RANDOM,
    ),
    undone(
        "asking the server's register what is gone",
        [(VERIFYING, "for receipt in register:", "for receipt in ():")],
        AT_RANDOM,
    ),
    undone(
        "calling intact what nobody touched",
        [(VERIFYING, "if order is not None and place != 0:", "if order is not None and place == 0:")],
        "test_what_nobody_touched_holds",
    ),
    undone(
        "a receipt by a key of the server's",
        [(VERIFYING, "if not any(receipt.is_by(key) for key in self._keys):", "if False:")],
        "test_a_piece_alone_is_proven_with_nothing_but_the_servers_key",
        AT_RANDOM,
    ),
    undone(
        "calling unsigned what is",
        [(VERIFYING, 'return "unsigned"', 'return ""')],
        "test_what_is_from_before_signatures_is_never_called_proven",
        AT_RANDOM,
    ),
    # at the server
    undone(
        "taking evidence of its own device alone",
        [
            (CHECKED, 'if key is None or told != {"id": caller.device_id, "key": key}:', "if False:"),
            (STORE, "if row.device_id != caller.device_id:", "if False:"),
        ],
        "test_another_device_can_neither_register_nor_replace_nor_add",
    ),
    undone(
        "holding a manifest against the device's signature at the server",
        [(CHECKED, "if not is_signed(key, EVIDENCE, digest, said.signature):", "if False:")],
        "test_a_signature_for_something_else_registers_nothing",
        "test_another_device_can_neither_register_nor_replace_nor_add",
    ),
    undone(
        "holding a file that was sent against its manifest",
        [(STORE, "is_right = _sha256(self._opened(connection, digest, number + 1)) == row.sha256", "is_right = True")],
        "test_another_picture_is_not_taken_for_the_one_that_was_registered",
    ),
    undone(
        "writing down who looked and why",
        [(STORE, 'self._note(connection, digest, caller, "look", why)', "pass")],
        "test_nobody_looks_without_a_reason_or_unseen",
    ),
    undone(
        "leaving it to an officer what is held",
        [(ROUTES, "Depends(having(Right.OFFICER))", "Depends(having(Right.STEER))")],
        "test_who_took_it_cannot_let_go_of_what_is_held",
        "test_nobody_looks_without_a_reason_or_unseen",
    ),
    undone(
        "leaving the list to those who answer for it",
        [(ROUTES, "Depends(having(Right.SEE_EVIDENCE))", "Depends(having(Right.STEER))")],
        "test_the_list_and_who_looked_are_for_those_who_answer_for_it_and_only_an_officer_holds",
    ),
    undone(
        "a word of its own for what a receipt's signature is for",
        [("backend/evidence/keys.py", "signature(self.receipt, RECEIPT,", 'signature(self.receipt, "ioc-evidence-1",')],
        "test_a_receipt_is_the_servers_word_and_no_key_registers_nothing",
    ),
    # copies
    undone(
        "the mark on copies",
        [("widgets/video/watermark.py", "        _foot(painter, width, height, lines)\n", "")],
        "test_what_leaves_the_room_is_marked_and_the_original_is_not_touched",
    ),
    undone(
        "taking the name alone of what shall be copied",
        [
            (
                "views/video/evidence_copy.py",
                'saved_as(folder / f"{Path(file).name}.json")',
                'saved_as(folder / f"{file}.json")',
            )
        ],
        "test_there_is_no_copy_of_what_was_never_saved_nor_from_elsewhere",
    ),
    undone(
        "hearing that a clip could not be read",
        [("console/video/marking.py", "if done.returncode != 0:", "if False:")],
        "test_a_clip_that_is_none_hurts_nobody",
    ),
    undone(
        "marking a copy instead of the picture",
        [("widgets/video/watermark.py", "copy = image.convertToFormat(QImage.Format.Format_RGB32)", "copy = image")],
        "test_a_mark_fits_any_picture",
    ),
)

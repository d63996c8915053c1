"""`main.py verify-evidence FILE|FOLDER`: says, with no network and no database, whether stills and clips are what was
saved, by whom and since when the server knows of them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from console.base.text_files import read_text
from console.evidence.server_keys import known_keys
from console.evidence.verifying import Verdict, verify, verify_folder
from contract.evidence import Receipt, ReceiptList
from contract.keys import PUBLIC_KEY, thumbprint
from views.program.command_line import Exit, Options
from views.words.language import Words
from widgets.words.marked_text import QT_TRANSLATE_NOOP

SENTENCES = (
    (
        "intact",
        QT_TRANSLATE_NOOP(
            "verify", "PROVEN. {file} is what was saved, signed and registered; so are the {links} before it."
        ),
    ),
    (
        "chain_elsewhere",
        QT_TRANSLATE_NOOP(
            "verify",
            "PROVEN, its place in the order not checked. {file} is what was saved, signed and registered; the manifest "
            "before it, {where}, is not here.",
        ),
    ),
    ("file_changed", QT_TRANSLATE_NOOP("verify", "ALTERED. {where} is not what was saved: its SHA-256 differs.")),
    ("manifest_changed", QT_TRANSLATE_NOOP("verify", "ALTERED. The manifest {where} is not what was signed.")),
    ("seal_changed", QT_TRANSLATE_NOOP("verify", "ALTERED. The signature file {where} was damaged or changed.")),
    ("chain_changed", QT_TRANSLATE_NOOP("verify", "ALTERED. A line of the list {where} was changed.")),
    ("deleted", QT_TRANSLATE_NOOP("verify", "DELETED. {where} is gone, or a line of it.")),
    ("reordered", QT_TRANSLATE_NOOP("verify", "REORDERED. {where} does not stand where it was saved.")),
    (
        "forged",
        QT_TRANSLATE_NOOP(
            "verify", "FORGED. The signature or the receipt in {where} is not that of this device or server."
        ),
    ),
    (
        "unregistered",
        QT_TRANSLATE_NOOP(
            "verify", "NOT REGISTERED. {file} is signed by its device, and no server has confirmed when it was there."
        ),
    ),
    (
        "unsigned",
        QT_TRANSLATE_NOOP(
            "verify",
            "NOT SIGNED. {file} fits its manifest, and is from before evidence was signed: nobody vouches for it.",
        ),
    ),
    (
        "server_unknown",
        QT_TRANSLATE_NOOP(
            "verify",
            "NOT CHECKED. {file} has a receipt, and this machine does not know the server's key: name it with "
            "--server-key.",
        ),
    ),
    ("no_manifest", QT_TRANSLATE_NOOP("verify", "There is no manifest {where} beside the file.")),
    (
        "odd_file",
        QT_TRANSLATE_NOOP(
            "verify", "NOT CHECKED. {where} is no file but a pipe, a device or a folder: nothing of it is read."
        ),
    ),
    ("unreadable", QT_TRANSLATE_NOOP("verify", "Cannot be read: {where}.")),
)


MB = 10**6
LARGE, STEPS = 64 * MB, 10
"""From here on a file is told of while it is read, so many times."""


def run(options: Options, words: Words) -> int:
    """Print the verdict and what the manifest says; 0 where all of it holds."""
    if options.file is None:
        sys.stderr.write(words.translate("verify", "Which file? main.py verify-evidence FILE") + "\n")
        return Exit.USAGE
    folder = options.file if options.file.is_dir() else options.file.parent
    try:
        keys = (*known_keys(folder), *_told_key(options.server_key))
        register = _register(options.register)
    except (OSError, ValueError) as error:
        text = words.translate("verify", "This cannot be used: {reason}")
        sys.stderr.write(text.format(reason=error) + "\n")
        return Exit.USAGE
    progress = Progress(words)
    if options.file.is_dir():
        found = verify_folder(options.file, keys, register, progress)
        lines = [_sentence(name, one, words) for name, one in found.items()]
        sys.stdout.write("\n".join([*lines, _sum(found, words)]) + "\n")
        return Exit.OK if found and all(one.holds for one in found.values()) else Exit.FAILED
    verdict = verify(options.file, keys, progress)
    lines = [_sentence(options.file.name, verdict, words), *_facts(verdict, words)]
    sys.stdout.write("\n".join(lines) + "\n")
    return Exit.OK if verdict.holds else Exit.FAILED


class Progress:
    """Says on standard error how far a large file is read, so that nobody takes the wait for a standstill."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._told: tuple[str, int] = ("", 0)

    def __call__(self, name: str, read: int, size: int) -> None:
        """So many bytes of the file are read."""
        if size < LARGE:
            return
        at = (name, read * STEPS // size)
        if at != self._told:
            self._told = at
            text = self._words.translate("verify", "{file}: {read} of {size} MB read")
            sys.stderr.write(text.format(file=name, read=read // MB, size=size // MB) + "\n")
            sys.stderr.flush()


def _sentence(name: str, verdict: Verdict, words: Words) -> str:
    source = next(text for code, text in SENTENCES if code == verdict.code)
    text = words.translate("verify", source)
    return text.format(file=name, links=verdict.links, where=verdict.where)


def _sum(found: Mapping[str, Verdict], words: Words) -> str:
    text = words.translate("verify", "{n} pieces, {well} of them proven.")
    return text.format(n=len(found), well=sum(one.holds for one in found.values()))


def _told_key(text: str | None) -> Iterator[str]:
    """The server's public key, or the first line of a file that has it. Raises ValueError, OSError."""
    if text is None:
        return
    told = text if re.fullmatch(PUBLIC_KEY, text) else read_text(Path(text)).split("\n", 1)[0].strip()
    if not re.fullmatch(PUBLIC_KEY, told):
        raise ValueError(text)
    yield told


def _register(path: Path | None) -> Iterable[Receipt]:
    """The server's receipts, as `GET /v1/evidence/receipts` gave them. Raises ValueError, OSError."""
    if path is None:
        return ()
    try:
        return ReceiptList.model_validate(json.loads(read_text(path))).receipts
    except ValidationError as error:
        raise ValueError(str(path)) from error


def _facts(verdict: Verdict, words: Words) -> list[str]:
    facts = verdict.facts
    if facts is None:
        return []
    camera, operator, receipt = facts.get("camera") or {}, facts.get("operator") or {}, verdict.receipt
    device = facts.get("device")
    told: tuple[tuple[str, Any], ...] = (
        (words.translate("verify", "number"), facts.get("number")),
        ("SHA-256", facts.get("sha256")),
        (words.translate("verify", "camera"), f"{camera.get('name', '')} ({camera.get('id', '')})"),
        (words.translate("verify", "camera time"), facts.get("camera_time")),
        (words.translate("verify", "received"), facts.get("received_at")),
        (words.translate("verify", "camera clock ahead, s"), facts.get("clock_offset_s")),
        (words.translate("verify", "saved, by the machine's clock"), facts.get("saved_at")),
        (words.translate("verify", "saved, by the server's clock"), facts.get("server_time")),
        (words.translate("verify", "saved by"), operator.get("name")),
        (words.translate("verify", "incident"), facts.get("incident_id")),
        (words.translate("verify", "privacy masks"), facts.get("masks")),
        (words.translate("verify", "device"), device.get("id") if isinstance(device, Mapping) else device),
        (words.translate("verify", "key of the device"), _name_of(receipt.key) if receipt else None),
        (words.translate("verify", "registered at the server"), receipt.registered_at if receipt else None),
        (words.translate("verify", "until then known to the device alone, s"), _gap_s(receipt)),
    )
    return [f"  {name}: {value}" for name, value in told if value is not None]


def _name_of(key: str) -> str:
    return thumbprint(key)


def _gap_s(receipt: Receipt | None) -> int | None:
    """How long nobody but the device knew of it (s)."""
    if receipt is None:
        return None
    try:
        gap = datetime.fromisoformat(receipt.registered_at) - datetime.fromisoformat(receipt.said_at)
        return max(0, round(gap.total_seconds()))
    except (ValueError, TypeError):
        return None

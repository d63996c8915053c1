"""`main.py verify-evidence FILE`: says, with no network and no database, whether a still or clip is what was saved."""

from __future__ import annotations

import sys

from console.evidence.evidence import Verdict, verify
from views.program.command_line import Exit, Options
from views.words.language import Words
from widgets.words.marked_text import QT_TRANSLATE_NOOP

SENTENCES = (
    ("intact", QT_TRANSLATE_NOOP("verify", "INTACT. {file} is what was saved, and so are the {links} before it.")),
    (
        "chain_elsewhere",
        QT_TRANSLATE_NOOP(
            "verify",
            "INTACT, its place in the order not checked. {file} is what was saved; the manifest before it, {where}, "
            "is not here.",
        ),
    ),
    ("file_changed", QT_TRANSLATE_NOOP("verify", "CHANGED. {where} is not what was saved: its SHA-256 differs.")),
    ("manifest_changed", QT_TRANSLATE_NOOP("verify", "CHANGED. The manifest {where} is not what was written.")),
    ("chain_broken", QT_TRANSLATE_NOOP("verify", "CHANGED. The chain is broken at {where}.")),
    ("no_manifest", QT_TRANSLATE_NOOP("verify", "There is no manifest {where} beside the file.")),
    ("unreadable", QT_TRANSLATE_NOOP("verify", "Cannot be read: {where}.")),
)


def run(options: Options, words: Words) -> int:
    """Print the verdict and what the manifest says; 0 where the file holds."""
    if options.file is None:
        sys.stderr.write(words.translate("verify", "Which file? main.py verify-evidence FILE") + "\n")
        return Exit.USAGE
    verdict = verify(options.file)
    source = next(text for code, text in SENTENCES if code == verdict.code)
    text = words.translate("verify", source)
    lines = [text.format(file=options.file.name, links=verdict.links, where=verdict.where), *_facts(verdict, words)]
    sys.stdout.write("\n".join(lines) + "\n")
    return Exit.OK if verdict.holds else Exit.FAILED


def _facts(verdict: Verdict, words: Words) -> list[str]:
    facts = verdict.facts
    if facts is None:
        return []
    camera, operator = facts.get("camera") or {}, facts.get("operator") or {}
    told = (
        (words.translate("verify", "number"), facts.get("number")),
        ("SHA-256", facts.get("sha256")),
        (words.translate("verify", "camera"), f"{camera.get('name', '')} ({camera.get('id', '')})"),
        (words.translate("verify", "camera time"), facts.get("camera_time")),
        (words.translate("verify", "received"), facts.get("received_at")),
        (words.translate("verify", "camera clock ahead, s"), facts.get("clock_offset_s")),
        (words.translate("verify", "saved by"), operator.get("name")),
        (words.translate("verify", "incident"), facts.get("incident_id")),
        (words.translate("verify", "privacy masks"), facts.get("masks")),
    )
    return [f"  {name}: {value}" for name, value in told if value is not None]

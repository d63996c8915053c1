"""What the groups of commands are called, in the order in which they are read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def group_titles() -> dict[str, str]:
    """By the group of a command."""
    translate = QCoreApplication.translate
    return {
        "incident": translate("keys", "Incident"),
        "queue": translate("keys", "Queue"),
        "camera": translate("keys", "Cameras"),
        "shift": translate("keys", "Shift"),
        "wall": translate("keys", "Video wall"),
        "plan": translate("keys", "Plans"),
        "view": translate("keys", "Pages and the desk"),
    }

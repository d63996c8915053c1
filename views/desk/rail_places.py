"""The places of the rail, in their order: the pages of daily work, and at its foot what belongs to everybody."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from widgets.workspace.rail import Place


def work() -> tuple[Place, ...]:
    """From the desk to the wall, with Alt and a digit each."""
    translate = QCoreApplication.translate
    return (
        Place("show-desk", translate("rail", "Desk"), "monitor", "Alt+1"),
        Place("show-map", translate("rail", "Map"), "map", "Alt+2"),
        Place("show-camera-health", translate("rail", "Cameras"), "cctv", "Alt+3"),
        Place("show-indicators", translate("rail", "Indicators"), "chart-line", "Alt+4"),
        Place("show-plans", translate("rail", "Plans"), "shield-alert", "Alt+5"),
        Place("show-shift-log", translate("rail", "Shift log"), "notebook-pen", "Alt+6"),
        Place("show-measures", translate("rail", "Figures"), "database", "Alt+7"),
        Place("show-wall", translate("rail", "Video wall"), "layout-grid", "Alt+8"),
    )


def foot() -> tuple[Place, ...]:
    """Notices, help and the person."""
    translate = QCoreApplication.translate
    return (
        Place("show-notices", translate("rail", "Notices"), "bell", "Alt+9"),
        Place(
            "show-keys", translate("rail", "Help: all keys"), "circle-question-mark", "F1", translate("rail", "Help")
        ),
        Place(
            "show-own-menu",
            translate("rail", "My sign-in and this desk"),
            "id-card",
            "F12",
            translate("rail", "Account"),
        ),
    )

"""The interface's words: English in the source, translated from `resources/i18n/<language>/*.qm`.

Works before any Qt application exists, so that `--help` and refusals to start speak the user's language too.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
LANGUAGES = ("vi", "en")


class Words:
    """The translators of one language; English needs none and gives the source text back."""

    def __init__(self, language: str = "vi") -> None:
        self.language = language
        self._translators: list[QTranslator] = []
        for path in sorted((RESOURCES / "i18n" / language).glob("*.qm")):
            translator = QTranslator()
            if translator.load(str(path)):
                self._translators.append(translator)

    def translate(self, context: str, text: str) -> str:
        """`text` in this language, or as it stands where no translation is known."""
        for translator in self._translators:
            found = translator.translate(context, text)
            if found:
                return str(found)
        return text

    def install(self, application: QCoreApplication) -> None:
        """Make Qt's own `tr()` and `translate()` use the same words for the rest of the program."""
        for translator in self._translators:
            application.installTranslator(translator)

    @property
    def complete(self) -> bool:
        """Whether the language has its compiled translations; false in a checkout that was never set up."""
        return self.language == "en" or bool(self._translators)

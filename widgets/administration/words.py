"""What roles, domains and states of accounts are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from contract.administration import LimitsOut, PersonOut
from contract.roles import Role


def role_word(role: str) -> str:
    """A role by its name; one of tomorrow by its code."""
    translate = QCoreApplication.translate
    words: dict[str, str] = {
        Role.OPERATOR: translate("administration", "Operator"),
        Role.DUTY_OFFICER: translate("administration", "Duty officer"),
        Role.SECURITY_ANALYST: translate("administration", "Information security analyst"),
        Role.AGENCY: translate("administration", "Agency"),
        Role.VIEWER: translate("administration", "Viewer"),
        Role.AUDITOR: translate("administration", "Auditor"),
        Role.ADMIN: translate("administration", "Administrator"),
        Role.WALL: translate("administration", "Video wall"),
    }
    return words.get(role, role)


def role_sentence(role: str) -> str:
    """What somebody with this role may do, in a sentence; empty for one of tomorrow."""
    translate = QCoreApplication.translate
    sentences: dict[str, str] = {
        Role.OPERATOR: translate(
            "administration", "Receives, assigns and resolves incidents, but for those of information security."
        ),
        Role.DUTY_OFFICER: translate(
            "administration", "All that an operator does; closes, refuses, extends, activates response plans."
        ),
        Role.SECURITY_ANALYST: translate("administration", "Handles the incidents of information security, no others."),
        Role.AGENCY: translate(
            "administration", "Sees what was forwarded to its agencies, and reports what became of it."
        ),
        Role.VIEWER: translate("administration", "Sees incidents, cameras and indicators; does nothing."),
        Role.AUDITOR: translate("administration", "Reads who did what; does nothing."),
        Role.ADMIN: translate("administration", "Looks after people and devices; never after incidents."),
        Role.WALL: translate("administration", "Shows on a wall what the room decides; no personal data."),
    }
    return sentences.get(role, "")


def domain_word(domain: str) -> str:
    """A domain by its name."""
    translate = QCoreApplication.translate
    return {
        "traffic": translate("administration", "Traffic"),
        "environment": translate("administration", "Environment"),
        "water": translate("administration", "Water and flooding"),
        "energy": translate("administration", "Energy"),
        "waste": translate("administration", "Waste"),
        "order": translate("administration", "Public order"),
        "public_services": translate("administration", "Public services"),
        "budget": translate("administration", "Budget"),
        "citizen_reports": translate("administration", "Field reports"),
        "security": translate("administration", "Information security"),
    }.get(domain, domain)


def refusal_words(code: str) -> str:
    """Why a source was refused, by the code of the problem; one that is not known is shown as it is written."""
    translate = QCoreApplication.translate
    return {
        "bad-records": translate("administration", "records did not fit"),
        "out-of-scope": translate("administration", "it may not report that"),
        "too-many-requests": translate("administration", "it came too often"),
        "bad-token": translate("administration", "its token is over"),
    }.get(code, code)


def limits_text(limits: LimitsOut) -> str:
    """What somebody is narrowed to, in a line; that of nobody who is not."""
    domains = [domain_word(one) for one in limits.domains]
    parts = [", ".join(names) for names in (limits.areas, domains, limits.agencies) if names]
    return " · ".join(parts) or QCoreApplication.translate("administration", "the whole city")


def state_text(person: PersonOut) -> tuple[str, str]:
    """How an account stands, with its tone; empty where it simply works."""
    translate = QCoreApplication.translate
    if person.disabled:
        return translate("administration", "disabled"), "text3"
    if person.waits_s:
        return translate("administration", "kept waiting after wrong passwords"), "late"
    if person.must_change:
        return translate("administration", "has to change the password"), "late"
    if person.sessions:
        return translate("administration", "signed in"), "text2"
    return "", "text2"

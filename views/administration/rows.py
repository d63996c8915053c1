"""People and sign-ins as rows and as the sheet beside them, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from console.people.administration import Accounts
from contract.administration import DeviceOut, PersonOut, SessionOut, SourceTokenOut
from contract.instants import instant
from contract.roles import Role
from contract.search import folded_words
from widgets.administration.board import DEVICES, PEOPLE, SESSIONS
from widgets.administration.words import domain_word, limits_text, refusal_words, role_word, state_text
from widgets.base.formats import date_time_text, number_text
from widgets.base.grouped_list import Line
from widgets.base.key_button import CommandButton
from widgets.base.sheet import Fact
from widgets.words.device_words import device_word

Shown = tuple[tuple[str, str], Sequence[Fact], Sequence[CommandButton], CommandButton | None]
"""Head and the line below it, facts, buttons, and the one that is dangerous."""


def people_lines(accounts: Accounts, sought: str) -> list[Line]:
    """Everybody who fits what is looked for, under their roles."""
    lines: list[Line] = []
    for role in [*accounts.choices.roles, *sorted({one.role for one in accounts.people} - {*accounts.choices.roles})]:
        found = [one for one in accounts.people if one.role == role and _fits(sought, _said_of(one))]
        if found:
            lines.append(Line("", f"{role_word(role)} · {number_text(len(found))}"))
            lines += [_person_line(one) for one in sorted(found, key=lambda one: (one.disabled, one.name))]
    return lines


def _person_line(one: PersonOut) -> Line:
    state, tone = state_text(one)
    below = " · ".join(part for part in (one.id, one.desk, limits_text(one.limits)) if part)
    return Line(one.id, one.name, below, _at(one.last_sign_in_at), state, tone)


def session_lines(accounts: Accounts, sought: str) -> list[Line]:
    """Every sign-in that fits what is looked for: tokens of walls apart, and what lets sources in."""
    translate = QCoreApplication.translate
    walls = {one.id for one in accounts.people if one.role == Role.WALL}
    groups = (
        (translate("administration", "People"), [one for one in accounts.sessions if one.user not in walls]),
        (translate("administration", "Tokens of video walls"), [one for one in accounts.sessions if one.user in walls]),
    )
    lines: list[Line] = []
    for heading, sessions in groups:
        found = [one for one in sessions if _fits(sought, (one.user, one.name, one.device_id, one.wall, one.node))]
        if found:
            lines.append(Line("", f"{heading} · {number_text(len(found))}"))
            until = translate("administration", "until {at}")
            lines += [
                Line(session_key(one), one.name, _where(one), until.format(at=_at(one.expires_at))) for one in found
            ]
    return [*lines, *token_lines(accounts, sought)]


def token_lines(accounts: Accounts, sought: str) -> list[Line]:
    """What lets sources in, as far as it fits; one that was refused lately says so."""
    translate = QCoreApplication.translate
    found = [one for one in accounts.source_tokens if _fits(sought, (one.source, one.name, one.prefix))]
    if not found:
        return []
    heading, lines = translate("administration", "Tokens of sources"), list[Line]()
    used, refused = translate("administration", "last used {at}"), translate("administration", "refused {at}")
    never = translate("administration", "never used")
    for one in found:
        right = used.format(at=_at(one.last_used_at)) if one.last_used_at else never
        state = refused.format(at=_at(one.last_refused_at)) if one.last_refused_at else ""
        # Both are written at once where the last thing that happened to it was a refusal.
        tone = "late" if one.last_refused_at == one.last_used_at else "text3"
        lines.append(Line(_token_key(one), one.source, f"{one.name} · {one.prefix}", right, state, tone))
    return [Line("", f"{heading} · {number_text(len(found))}"), *lines]


def _token_key(one: SourceTokenOut) -> str:
    return f"source {one.name}"


def source_token(accounts: Accounts, key: str) -> SourceTokenOut | None:
    """What lets a source in, by what it is called among the rows."""
    return next((one for one in accounts.source_tokens if _token_key(one) == key), None)


def token_facts(one: SourceTokenOut) -> Sequence[Fact]:
    """What is known of what lets a source in."""
    translate = QCoreApplication.translate
    never = translate("administration", "never")
    refused = " · ".join(part for part in (_at(one.last_refused_at), refusal_words(one.refused_why)) if part)
    return (
        (translate("administration", "Source"), one.source, ""),
        (translate("administration", "May report"), ", ".join(one.types), ""),
        (translate("administration", "Ids begin with"), one.prefix, ""),
        (translate("administration", "Made on"), _at(one.made_at), ""),
        (translate("administration", "Good until"), _at(one.expires_at), ""),
        (translate("administration", "Last used"), _at(one.last_used_at) or never, ""),
        (translate("administration", "Last refused"), refused or never, "late" if refused else ""),
        (translate("administration", "Ended with"), f"token --role feed --source {one.source} --end", ""),
    )


def session_key(one: SessionOut) -> str:
    """What a sign-in is called among the rows."""
    return f"{one.user} {one.id}"


def session(accounts: Accounts, key: str) -> SessionOut | None:
    """A sign-in by what it is called among the rows."""
    return next((one for one in accounts.sessions if session_key(one) == key), None)


def sheet_of(accounts: Accounts, tab: str, key: str, off: str) -> Shown:
    """The chosen one beside the rows; `off` is why nothing can be done now."""
    person, device = accounts.person(key), accounts.device(key)
    if tab == PEOPLE and person is not None:
        head = (person.name, f"{person.id} · {role_word(person.role)}")
        return (head, person_facts(person), *person_buttons(person, off))
    one, token = session(accounts, key), source_token(accounts, key)
    if tab == SESSIONS and token is not None:
        return (token.source, token.name), token_facts(token), (), None
    if tab == SESSIONS and one is not None:
        words = QCoreApplication.translate("administration", "End this sign-in")
        return (
            (one.name, device_word(one.device_id)),
            session_facts(one),
            [CommandButton("end", words, "E", not off, off)],
            None,
        )
    if tab == DEVICES and device is not None:
        head = (device.name or device_word(device.id), device_word(device.id) if device.name else "")
        return (head, device_facts(device, accounts), *device_buttons(device, off))
    return ("", ""), (), (), None


def device_lines(accounts: Accounts, sought: str) -> list[Line]:
    """Every device that fits what is looked for; those that are shut out last."""
    names = {one.id: one.name for one in accounts.people}
    lines = []
    for one in sorted(accounts.devices, key=lambda one: (one.disabled, one.name or one.id)):
        people = ", ".join(names.get(key, key) for key in one.people)
        if _fits(sought, (one.id, device_word(one.id), one.name, people)):
            state = QCoreApplication.translate("administration", "shut out") if one.disabled else ""
            below = " · ".join(part for part in (device_word(one.id) if one.name else "", people) if part)
            lines.append(Line(one.id, one.name or device_word(one.id), below, _at(one.enrolled_at), state, "text3"))
    return lines


def device_facts(one: DeviceOut, accounts: Accounts) -> Sequence[Fact]:
    """What is known of a device."""
    translate = QCoreApplication.translate
    names = {person.id: person.name for person in accounts.people}
    state = translate("administration", "shut out") if one.disabled else translate("administration", "let in")
    people = ", ".join(names.get(key, key) for key in one.people)
    now = sum(session.device_id == one.id for session in accounts.sessions)
    return (
        (translate("administration", "State"), state, "text3" if one.disabled else ""),
        (translate("administration", "Let in on"), _at(one.enrolled_at), ""),
        (translate("administration", "Signed in there"), people or translate("administration", "nobody yet"), ""),
        (translate("administration", "Signed in now"), number_text(now), ""),
    )


def device_buttons(one: DeviceOut, off: str) -> tuple[list[CommandButton], CommandButton]:
    """What can be done with a device."""
    translate = QCoreApplication.translate
    words = (
        translate("administration", "Let it in again")
        if one.disabled
        else translate("administration", "Shut the device out…")
    )
    forget = translate("administration", "Forget its key…")
    return [CommandButton("forget", forget, "F", not off, off)], CommandButton("disable", words, "D", not off, off)


def person_facts(one: PersonOut) -> Sequence[Fact]:
    """What is known of somebody's account."""
    translate = QCoreApplication.translate
    state, tone = state_text(one)
    whole = translate("administration", "all")
    signed_in = " · ".join(part for part in (_at(one.last_sign_in_at), device_word(one.last_device)) if part)
    return (
        (translate("administration", "State"), state or translate("administration", "works, not signed in"), tone),
        (translate("administration", "Desk"), one.desk or "–", ""),
        (translate("administration", "Areas"), ", ".join(one.limits.areas) or whole, ""),
        (translate("administration", "Domains"), ", ".join(map(domain_word, one.limits.domains)) or whole, ""),
        (translate("administration", "Agencies"), ", ".join(one.limits.agencies) or whole, ""),
        (translate("administration", "Last sign-in"), signed_in or translate("administration", "never"), ""),
        (translate("administration", "Signed in now"), number_text(one.sessions), ""),
        (translate("administration", "Password of"), _at(one.password_at) or "–", ""),
    )


def person_buttons(one: PersonOut, off: str) -> tuple[list[CommandButton], CommandButton]:
    """What can be done for somebody; `off` is why nothing can be done now."""
    translate = QCoreApplication.translate
    is_wall = one.role == Role.WALL
    walls = translate("administration", "A wall has a token; it is made at the server.")
    nobody = translate("administration", "Nobody is signed in.")
    not_kept = translate("administration", "Nobody has to wait.")
    disabled = translate("administration", "The account is disabled.")

    def button(name: str, words: str, key: str, reason: str = "") -> CommandButton:
        return CommandButton(name, words, key, not (off or reason), off or reason)

    buttons = [
        button("role", translate("administration", "Role and limits…"), "R", walls if is_wall else ""),
        button(
            "password", translate("administration", "New password"), "P",
            walls if is_wall else disabled if one.disabled else "",
        ),
        button("end", translate("administration", "End the sign-ins"), "E", "" if one.sessions else nobody),
        button("unlock", translate("administration", "Let in at once"), "U", "" if one.waits_s else not_kept),
    ]  # fmt: skip
    words = (
        translate("administration", "Enable the account")
        if one.disabled
        else translate("administration", "Disable the account…")
    )
    return buttons, button("disable", words, "D")


def session_facts(one: SessionOut) -> Sequence[Fact]:
    """What is known of a sign-in."""
    translate = QCoreApplication.translate
    wall = " · ".join(part for part in (one.wall, one.node) if part)
    facts = [
        (translate("administration", "Who"), f"{one.name} · {one.user}", ""),
        (translate("administration", "Device"), device_word(one.device_id), ""),
        (translate("administration", "Good until"), _at(one.expires_at), ""),
    ]
    return [*facts, (translate("administration", "Speaks for the wall"), wall, "")] if wall else facts


def _where(one: SessionOut) -> str:
    return " · ".join(part for part in (one.user, device_word(one.device_id), one.wall, one.node) if part)


def _said_of(one: PersonOut) -> tuple[str, ...]:
    words = (role_word(one.role), limits_text(one.limits), state_text(one)[0])
    return (one.id, one.name, one.desk, device_word(one.last_device), *words)


def _fits(sought: str, said: Iterable[str]) -> bool:
    words = folded_words(" ".join(said))
    return all(any(word.startswith(one) for word in words) for one in folded_words(sought))


def _at(text: str | None) -> str:
    at = instant(text)
    return date_time_text(at) if at is not None else ""

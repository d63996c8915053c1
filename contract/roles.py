"""What each role may see and do: one table for both sides. The server decides by it; a console explains by it.

Areas, domains and agencies narrow a person further, whatever the role (docs/how-to/look-after-people.md). A role is
never widened for one person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from contract.verbs import VERBS


class Role(StrEnum):
    """What somebody is here for."""

    OPERATOR = "operator"
    DUTY_OFFICER = "duty_officer"
    SECURITY_ANALYST = "security_analyst"
    AGENCY = "agency"
    VIEWER = "viewer"
    AUDITOR = "auditor"
    ADMIN = "admin"
    WALL = "wall"


class Right(StrEnum):
    """What is no verb on a record."""

    OFFICER = "officer"
    """Decides what only a duty officer decides: closes, refuses, activates plans, takes a wall over."""
    REVEAL = "reveal"
    STEER = "steer"
    TAKE_OVER_CAMERA = "take_over_camera"
    SAVE_PRESETS = "save_presets"
    WATCH = "watch"
    """Is given what opens the cameras' streams."""
    SEARCH_PAST = "search_past"
    SEND_PICTURES = "send_pictures"
    SAVE_EVIDENCE = "save_evidence"
    """Saves what a camera shows as evidence, and has it registered from the device that it was saved at."""
    OPEN_EVIDENCE = "open_evidence"
    """Is given files of evidence from the server, for a reason that is kept."""
    LOOK_AT_WALLS = "look_at_walls"
    SHOW_WALL = "show_wall"
    SEE_EVIDENCE = "see_evidence"
    """Sees what evidence the server keeps, until when, who held it back and who looked at it, and why."""
    SEE_LETTERS = "see_letters"
    """What sources sent and could not be taken."""
    ADMINISTER = "administer"
    """Looks after people, devices and sessions; never after incidents."""
    AUDIT = "audit"
    """Reads who did what, and does nothing."""


SECURITY = "security"
"""The domain whose incidents have a lane, and a role, of their own."""
ANYBODYS = frozenset({"open", "note", "escalate"})
"""Verbs that know no lanes: to open an incident, to write down what one sees, to report it upward is everybody's who
acts."""


@dataclass(frozen=True)
class Rights:
    """Of one role. `sees_only` is an allow-list of types of record, None all of them but `unseen`."""

    does: frozenset[str] = frozenset()
    """Verbs (`contract.verbs`)."""
    may: frozenset[Right] = frozenset()
    sees_only: frozenset[str] | None = None
    unseen: frozenset[str] = frozenset()
    unseen_domains: frozenset[str] = frozenset()
    """Domains of whose incidents and indicators nothing is sent."""
    acts_only_in: frozenset[str] | None = None
    """Domains of incidents that it acts in; None in all but `never_acts_in`."""
    never_acts_in: frozenset[str] = frozenset()
    own_alone: bool = False
    """Sees what belongs to an agency only where it is one of the person's; who has none sees none of it."""
    works_as: str = ""
    """The role by whose name a city's life cycle lets it do a step; empty: its own."""

    @property
    def acts(self) -> bool:
        """Whether it does anything with what there is; to say what one wrote out is no deed of that kind."""
        return bool(self.does - EXPORTING)

    def sees(self, kind: str) -> bool:
        """Whether records of a type are sent to it at all."""
        return kind not in self.unseen and (self.sees_only is None or kind in self.sees_only)

    def in_lane(self, verb: str, domain: str) -> bool:
        """Whether `verb` is its own to say on an incident of `domain`."""
        if verb in ANYBODYS:
            return True
        return domain not in self.never_acts_in and (self.acts_only_in is None or domain in self.acts_only_in)


def _verbs(*targets: str) -> frozenset[str]:
    return frozenset(one.name for one in VERBS if one.target in targets and not one.officer_only)


_OFFICERS = frozenset(one.name for one in VERBS if one.officer_only)
EXPORTING = _verbs("export")
"""Of everybody who has a desk: what leaves it is written down, whoever writes it out."""
_ROOM = _verbs("incident", "shift", "plan", "wall", "layout") | EXPORTING
_OF_CITY = frozenset(
    {"camera", "indicator", "incident", "layout", "notice", "checklist", "template", "city_map", "life_cycle",
     "source", "alarm_rule", "message"}
)  # fmt: skip
_OF_AGENCY = frozenset(
    {"note", "attach", "step", "verify", "start", "pause", "resume", "resolve", "reply", "forward", "agency_step"}
) | EXPORTING  # fmt: skip
"""What becomes of what an agency was given. Where a city has a life cycle, its steps name the roles besides."""
_AT_DESK = frozenset(
    {Right.REVEAL, Right.STEER, Right.WATCH, Right.SEARCH_PAST, Right.SEND_PICTURES, Right.LOOK_AT_WALLS,
     Right.SAVE_EVIDENCE, Right.OPEN_EVIDENCE}
)  # fmt: skip
RIGHTS: Mapping[Role, Rights] = MappingProxyType(
    {
        Role.OPERATOR: Rights(_ROOM, _AT_DESK, never_acts_in=frozenset({SECURITY})),
        Role.DUTY_OFFICER: Rights(
            _ROOM | _OFFICERS,
            _AT_DESK
            | {Right.OFFICER, Right.TAKE_OVER_CAMERA, Right.SAVE_PRESETS, Right.SEE_EVIDENCE, Right.SEE_LETTERS},
        ),
        Role.SECURITY_ANALYST: Rights(
            _verbs("incident", "shift") | EXPORTING,
            frozenset({Right.WATCH, Right.SEARCH_PAST, Right.SAVE_EVIDENCE, Right.OPEN_EVIDENCE}),
            acts_only_in=frozenset({SECURITY}), works_as="operator",
        ),
        Role.AGENCY: Rights(
            _OF_AGENCY, frozenset({Right.WATCH, Right.SEARCH_PAST, Right.SAVE_EVIDENCE}), sees_only=_OF_CITY,
            unseen_domains=frozenset({SECURITY}), own_alone=True,
        ),
        Role.VIEWER: Rights(
            EXPORTING, frozenset({Right.WATCH}), sees_only=_OF_CITY, unseen_domains=frozenset({SECURITY})
        ),
        Role.AUDITOR: Rights(EXPORTING, frozenset({Right.AUDIT, Right.SEARCH_PAST, Right.SEE_EVIDENCE})),
        Role.ADMIN: Rights(
            EXPORTING,
            frozenset({
                Right.ADMINISTER, Right.AUDIT, Right.SEE_LETTERS, Right.SEARCH_PAST, Right.SEND_PICTURES, Right.STEER,
                Right.SAVE_PRESETS, Right.SEE_EVIDENCE, Right.TAKE_OVER_CAMERA, Right.WATCH,
            }),
        ),
        Role.WALL: Rights(
            may=frozenset({Right.SHOW_WALL, Right.WATCH}),
            unseen=frozenset({"log_entry", "handover", "contact", "message"}),
        ),
    }
)  # fmt: skip
_BY_NAME: Mapping[str, Rights] = MappingProxyType({str(role): rights for role, rights in RIGHTS.items()})
NOTHING = Rights(sees_only=frozenset())
"""Of a role that is not known here: a newer server's, or somebody's invention."""


def rights_of(role: str) -> Rights:
    """What `role` may; nothing where it is no role."""
    return _BY_NAME.get(role, NOTHING)


def domain_of(channel: object) -> str:
    """The domain that an incident's channel says; empty where it says none."""
    return SECURITY if channel == SECURITY else ""

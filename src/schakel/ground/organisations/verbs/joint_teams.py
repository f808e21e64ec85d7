"""What can be said in the journal of integrated teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class JointTeamMade:
    """An integrated team was set up."""

    name: str
    target_group: str
    caseload: str


@dataclass(frozen=True, slots=True)
class JointTeamChanged:
    """What is known of an integrated team changed."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JointTeamEnded:
    """An integrated team ended."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class JointTeamInvited:
    """An organisation was asked into an integrated team."""

    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class JointTeamAnswered:
    """An organisation said whether it takes part in an integrated team."""

    name: str
    organisation: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class JointTeamLeft:
    """An organisation takes part in an integrated team no more, or an invitation was withdrawn."""

    name: str
    organisation: str
    reason: str


@dataclass(frozen=True, slots=True)
class JointTeamPlaced:
    """Somebody's part in an integrated team; None when they are in it no more."""

    name: str
    membership: str
    part: str | None


@dataclass(frozen=True, slots=True)
class JointTeamQueueChosen:
    """Which queue of an organisation is the one of an integrated team; None for no queue."""

    name: str
    queue: str | None


def register() -> None:
    """Make these verbs known."""
    for name, schema, heading, lines in (
        ("joint_team.make", JointTeamMade, lambda c: gettext("Integraal team gemaakt: %(name)s") % c, None),
        (
            "joint_team.change",
            JointTeamChanged,
            lambda c: gettext("Integraal team gewijzigd: %(name)s") % c,
            None,
        ),
        (
            "joint_team.end",
            JointTeamEnded,
            lambda c: gettext("Integraal team beëindigd: %(name)s") % c,
            _reason,
        ),
        (
            "joint_team.invite",
            JointTeamInvited,
            lambda c: gettext("%(organisation)s gevraagd voor %(name)s") % c,
            None,
        ),
        ("joint_team.answer", JointTeamAnswered, _answered, None),
        (
            "joint_team.leave",
            JointTeamLeft,
            lambda c: gettext("%(organisation)s doet niet meer mee in %(name)s") % c,
            _reason,
        ),
        (
            "joint_team.place",
            JointTeamPlaced,
            lambda c: gettext("Wie er in %(name)s zit, is gewijzigd") % c,
            None,
        ),
        (
            "joint_team.queue",
            JointTeamQueueChosen,
            lambda c: gettext("Wachtrij van %(name)s gekozen") % c,
            None,
        ),
    ):
        register_verb(name, schema, section=None, heading=heading, lines=lines or (lambda c: []))


def _answered(content: dict[str, Any]) -> str:
    if content["is_accepted"]:
        return gettext("%(organisation)s doet mee in %(name)s") % content
    return gettext("%(organisation)s doet niet mee in %(name)s") % content


def _reason(content: dict[str, Any]) -> list[str]:
    return [gettext("want %(why)s") % {"why": content["reason"]}] if content["reason"] else []

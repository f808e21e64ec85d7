"""What can be said of organisations, teams and memberships in the journal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from schakel.ground.journal.verbs import register_verb


@dataclass(frozen=True, slots=True)
class OrganisationMade:
    """An organisation was entered."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class TeamMade:
    """A team with a queue was made."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class MemberJoined:
    """A professional got a role at the organisation."""

    professional: str
    role: str
    team: str | None = None


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """A professional's role at the organisation ended."""

    professional: str
    role: str
    reason: str


def register() -> None:
    """Make this room's verbs known."""
    register_verb(
        "organisation.make",
        OrganisationMade,
        section=None,
        heading=lambda c: gettext("Organisatie ingevoerd"),
    )
    register_verb("team.make", TeamMade, section=None, heading=lambda c: gettext("Team gemaakt"))
    register_verb(
        "member.join", MemberJoined, section=None, heading=lambda c: gettext("Medewerker toegevoegd")
    )
    register_verb(
        "member.leave", MemberLeft, section=None, heading=lambda c: gettext("Medewerker vertrokken")
    )

"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.organisations.verbs import members, organisations
from schakel.ground.organisations.verbs.members import (
    MemberJoined,
    MemberLeft,
    OrganisationMade,
    TeamMade,
)
from schakel.ground.organisations.verbs.organisations import (
    OrganisationChanged,
    OrganisationClosed,
    OwnNameGiven,
    SuccessionAgreed,
    SuccessionCancelled,
    SuccessionMapped,
    SuccessionMoved,
    SuccessionPlanned,
    SuccessionStarted,
)

__all__ = [
    "MemberJoined",
    "MemberLeft",
    "OrganisationChanged",
    "OrganisationClosed",
    "OrganisationMade",
    "OwnNameGiven",
    "SuccessionAgreed",
    "SuccessionCancelled",
    "SuccessionMapped",
    "SuccessionMoved",
    "SuccessionPlanned",
    "SuccessionStarted",
    "TeamMade",
    "register",
]


def register() -> None:
    """Make this room's verbs known."""
    members.register()
    organisations.register()

"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.organisations.verbs import locations, members, organisations
from schakel.ground.organisations.verbs.locations import LocationChanged, LocationClosed, LocationOpened
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
    PresetUsed,
    SuccessionAgreed,
    SuccessionCancelled,
    SuccessionMapped,
    SuccessionMoved,
    SuccessionPlanned,
    SuccessionStarted,
)

__all__ = [
    "LocationChanged",
    "LocationClosed",
    "LocationOpened",
    "MemberJoined",
    "MemberLeft",
    "OrganisationChanged",
    "OrganisationClosed",
    "OrganisationMade",
    "OwnNameGiven",
    "PresetUsed",
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
    locations.register()
    members.register()
    organisations.register()

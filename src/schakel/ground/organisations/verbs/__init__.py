"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.organisations.verbs import (
    adopting,
    availability,
    bodies,
    bundles,
    cards,
    client_management,
    joint_teams,
    locations,
    mandates,
    members,
    organisations,
    teams,
    ties,
    wishes,
)
from schakel.ground.organisations.verbs.locations import (
    LocationChanged,
    LocationClosed,
    LocationOpened,
)
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
from schakel.ground.organisations.verbs.wishes import (
    WishAnswered,
    WishReported,
    WishSupported,
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
    "WishAnswered",
    "WishReported",
    "WishSupported",
    "register",
]


def register() -> None:
    """Make this room's verbs known."""
    adopting.register()
    availability.register()
    bodies.register()
    bundles.register()
    cards.register()
    client_management.register()
    joint_teams.register()
    locations.register()
    mandates.register()
    members.register()
    organisations.register()
    teams.register()
    ties.register()
    wishes.register()

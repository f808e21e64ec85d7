"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.organisations.verbs import availability, cards, members
from schakel.ground.organisations.verbs.members import (
    MemberJoined,
    MemberLeft,
    OrganisationMade,
    TeamMade,
)

__all__ = [
    "MemberJoined",
    "MemberLeft",
    "OrganisationMade",
    "TeamMade",
    "register",
]


def register() -> None:
    """Make this room's verbs known."""
    members.register()
    availability.register()
    cards.register()

"""What can be said in the journal of this room; one noun per file."""

from schakel.ground.organisations.verbs import availability, cards, members, wishes
from schakel.ground.organisations.verbs.members import (
    MemberJoined,
    MemberLeft,
    OrganisationMade,
    TeamMade,
)
from schakel.ground.organisations.verbs.wishes import (
    WishAnswered,
    WishReported,
    WishSupported,
)

__all__ = [
    "MemberJoined",
    "MemberLeft",
    "OrganisationMade",
    "TeamMade",
    "WishAnswered",
    "WishReported",
    "WishSupported",
    "register",
]


def register() -> None:
    """Make this room's verbs known."""
    availability.register()
    cards.register()
    members.register()
    wishes.register()

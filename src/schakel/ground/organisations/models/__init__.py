"""What the organisations room keeps; one noun per file."""

from schakel.ground.organisations.models.organisation import Organisation
from schakel.ground.organisations.models.professional import Membership, Professional
from schakel.ground.organisations.models.team import Team
from schakel.ground.organisations.models.wish import Wish, WishSupport

__all__ = [
    "Membership",
    "Organisation",
    "Professional",
    "Team",
    "Wish",
    "WishSupport",
]

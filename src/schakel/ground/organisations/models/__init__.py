"""What the organisations room keeps; one noun per file."""

from schakel.ground.organisations.models.availability import Absence, Pair, Weekday, WorkingHours
from schakel.ground.organisations.models.organisation import Organisation
from schakel.ground.organisations.models.portrait import Portrait
from schakel.ground.organisations.models.professional import Membership, Professional
from schakel.ground.organisations.models.team import Team
from schakel.ground.organisations.models.way_of_working import WayOfWorking
from schakel.ground.organisations.models.wish import Wish, WishSupport

__all__ = [
    "Absence",
    "Membership",
    "Organisation",
    "Pair",
    "Portrait",
    "Professional",
    "Team",
    "WayOfWorking",
    "Weekday",
    "Wish",
    "WishSupport",
    "WorkingHours",
]

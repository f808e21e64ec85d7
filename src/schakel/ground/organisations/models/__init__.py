"""What the organisations room keeps; one noun per file."""

from schakel.ground.organisations.models.availability import Absence, Pair, Weekday, WorkingHours
from schakel.ground.organisations.models.organisation import Organisation
from schakel.ground.organisations.models.professional import Membership, Professional
from schakel.ground.organisations.models.team import Team

__all__ = [
    "Absence",
    "Membership",
    "Organisation",
    "Pair",
    "Professional",
    "Team",
    "Weekday",
    "WorkingHours",
]

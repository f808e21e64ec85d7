"""What the organisations room keeps; one noun per file."""

from schakel.ground.organisations.models.location import Location, Presence, Spot
from schakel.ground.organisations.models.organisation import Organisation
from schakel.ground.organisations.models.own_name import OwnName
from schakel.ground.organisations.models.professional import Membership, Professional
from schakel.ground.organisations.models.succession import (
    Succession,
    SuccessionConsent,
    SuccessionLine,
    SuccessionSeat,
    SuccessionTie,
)
from schakel.ground.organisations.models.team import Team

__all__ = [
    "Location",
    "Membership",
    "Organisation",
    "OwnName",
    "Presence",
    "Professional",
    "Spot",
    "Succession",
    "SuccessionConsent",
    "SuccessionLine",
    "SuccessionSeat",
    "SuccessionTie",
    "Team",
]

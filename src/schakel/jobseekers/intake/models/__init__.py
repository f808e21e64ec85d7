"""What is kept of an intake; one noun per file."""

from schakel.jobseekers.intake.models.channel import ChannelChoice
from schakel.jobseekers.intake.models.home_visit import HomeVisit
from schakel.jobseekers.intake.models.intake import Intake, IntakeAdviser, Route
from schakel.jobseekers.intake.models.offer import DirectOffer
from schakel.jobseekers.intake.models.part import IntakePart
from schakel.jobseekers.intake.models.rule import OwnRouteRule
from schakel.jobseekers.intake.models.step import IntakeStep

__all__ = [
    "ChannelChoice",
    "DirectOffer",
    "HomeVisit",
    "Intake",
    "IntakeAdviser",
    "IntakePart",
    "IntakeStep",
    "OwnRouteRule",
    "Route",
]

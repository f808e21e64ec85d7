"""What is kept of an intake; one noun per file."""

from schakel.jobseekers.intake.models.channel import ChannelChoice
from schakel.jobseekers.intake.models.home_visit import HomeVisit
from schakel.jobseekers.intake.models.intake import Intake, IntakeAdviser, Route
from schakel.jobseekers.intake.models.offer import DirectOffer
from schakel.jobseekers.intake.models.part import IntakePart

__all__ = ["ChannelChoice", "DirectOffer", "HomeVisit", "Intake", "IntakeAdviser", "IntakePart", "Route"]

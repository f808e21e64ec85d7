"""What is kept of an intake; one noun per file."""

from schakel.jobseekers.intake.models.intake import Intake, IntakeAdviser, Route
from schakel.jobseekers.intake.models.part import IntakePart

__all__ = ["Intake", "IntakeAdviser", "IntakePart", "Route"]

"""The forms of an intake; one noun per file."""

from schakel.jobseekers.intake.forms.intake import IdentityForm, JoinForm, OpenForm, RouteForm, StepForm
from schakel.jobseekers.intake.forms.part import PartForm

__all__ = ["IdentityForm", "JoinForm", "OpenForm", "PartForm", "RouteForm", "StepForm"]
